-- Who is calling, at a million customers: names however they are spelt, numbers however they are written, and open cases
-- whatever stands before them.

-- The words of a name as they are, and, behind a hyphen, as one writes for the other with a letter left out.
create table member_spelling (
    member bigint   not null constraint member_spelling_once primary key,
    words  tsvector -- null: the hub of that time did not keep them
);
create index member_spelling_by_words on member_spelling using gin (words) with (gin_pending_list_limit = 256);
create index member_spelling_missing on member_spelling (member) where words is null;
insert into member_spelling (member) select id from member where profile is not null;
drop index member_name;

-- The one form of a number: its digits where they are many, else its letters and digits. Whoever writes 240123 for
-- B-240123 means the same.
create function number_key(number text) returns text language sql immutable parallel safe as $$
    select left(coalesce(substring(regexp_replace(number, '[^0-9]', '', 'g') from '^.{5,}$'),
                         nullif(upper(regexp_replace(number, '[^A-Za-z0-9]', '', 'g') collate "C"), '')), 60)
$$;

alter table view_item add column number_key text generated always as (number_key(
    case section when 'orders' then substring(body from '"number":"([^"\\]+)"')
                 when 'invoices' then substring(body from '"number":"([^"\\]+)"')
                 when 'shipments' then substring(body from '"trackingNumber":"([^"\\]+)"') end)) stored;
create index view_item_by_number on view_item (number_key) where number_key is not null;

create index hub_case_open on hub_case (customer_id, changed_at desc, id)
    where merged_into is null and status in ('new', 'open', 'waiting-customer', 'waiting-third-party');
