-- One row for each blocking key, with all who are filed under it: a page asks for thousands of keys, and
-- mostly for all who have them. A crowded key has nobody. Blocks grow in place, hence the room on each page.
create table block (
    key     bigint   not null primary key,
    members bigint[] not null
) with (fillfactor = 70);

insert into block (key, members)
select key, coalesce(array_agg(member order by member) filter (where not crowded), '{}') from (
    select key, member, bool_or(member = 0) over (partition by key) as crowded from block_key) filed
group by key order by key;

drop table block_key;
