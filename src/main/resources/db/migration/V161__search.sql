-- What was said in cases and interactions, as words to be searched. The texts stay where they are; rebuildable.
create table search_text (
    system      text        not null, -- of a source, or hub
    kind        text        not null,
    key         text        not null,
    case_id     uuid, -- in which it stands, or the one that this has become
    customer_id uuid, -- of what stands in no case
    channel     text,
    number_key  text,
    at          timestamptz not null,
    words       tsvector, -- null: the hub of that time did not keep them
    constraint search_text_kind_known check (kind in ('case', 'interaction', 'comment')),
    constraint search_text_once primary key (system, kind, key)
) with (fillfactor = 90);
-- Waiting words are read one by one by every search, so few wait.
create index search_text_by_words on search_text using gin (words) with (gin_pending_list_limit = 512);
create index search_text_by_time on search_text (at);
create index search_text_of_case on search_text (case_id) where case_id is not null;
create index search_text_of_customer on search_text (customer_id) where customer_id is not null;
create index search_text_by_number on search_text (number_key) where number_key is not null;
create index search_text_missing on search_text (system, kind, key) where words is null;

-- What cases are searched by beside their words: one row changes with the case, and not each of its texts.
create table search_case (
    id          uuid not null constraint search_case_once primary key,
    customer_id uuid,
    status      text not null,
    merged_into uuid
) with (fillfactor = 70);
create index search_case_of_customer on search_case (customer_id) where customer_id is not null;
create index search_case_merged on search_case (merged_into) where merged_into is not null;

insert into search_case (id, customer_id, status, merged_into) select id, customer_id, status, merged_into from hub_case;
insert into search_text (system, kind, key, case_id, at) select 'hub', 'case', id::text, id, opened_at from hub_case;
insert into search_text (system, kind, key, case_id, at) select 'hub', 'comment', id::text, case_id, at from case_comment;
insert into search_text (system, kind, key, at) select system, entity, key, changed_at from source_record
where entity in ('case', 'interaction');
