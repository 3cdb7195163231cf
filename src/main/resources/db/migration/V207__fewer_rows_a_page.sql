-- In which transaction what matching looks at in a member was changed last. A node that keeps profiles in memory
-- asks a page for those that have changed since it asked last, instead of for thousands that have not.
create table profile_change (
    member     bigint not null primary key,
    changed_in xid8   not null
);
create index profile_change_by_time on profile_change (changed_in);

drop table profile_print;

-- What a page writes more often than anybody reads it is written less often: names into their index in greater lots,
-- and rulings under one index where two tell the same.
alter index member_spelling_by_words set (gin_pending_list_limit = 1024);
drop index judgement_of_other;
