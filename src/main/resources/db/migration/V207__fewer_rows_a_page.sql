-- In which transaction what matching looks at in a member was changed last. A node that keeps profiles in memory
-- asks a page for those that have changed since it asked last, instead of for thousands that have not.
create table profile_change (
    member     bigint not null primary key,
    changed_in xid8   not null
);
create index profile_change_by_time on profile_change (changed_in);

drop table profile_print;

-- Names go into their index in greater lots: they are written far more often than somebody is looked for by one.
alter index member_spelling_by_words set (gin_pending_list_limit = 1024);

-- What stands is looked for among all that was ever decided of somebody.
drop index judgement_of_other;
