-- Many changes of cases in one request: what is to be done, taken away as it is done, and what came of each.
create table case_bulk (
    id          uuid        not null primary key,
    actor       text        not null,
    created_at  timestamptz not null,
    finished_at timestamptz
);
create index case_bulk_open on case_bulk (created_at, id) where finished_at is null;

create table case_bulk_item (
    bulk_id  uuid   not null references case_bulk (id) on delete cascade,
    position int    not null,
    hub      text   not null, -- the case as the caller names it
    version  bigint,          -- that he has read, where it matters to him
    wishes   text,            -- until it is done
    outcome  text   not null default 'waiting',
    became   bigint,          -- the version of the case after it
    reason   text,
    constraint case_bulk_item_once primary key (bulk_id, position),
    constraint case_bulk_item_waits_with_wishes check ((outcome = 'waiting') = (wishes is not null))
);
create index case_bulk_item_waiting on case_bulk_item (bulk_id, position) where outcome = 'waiting';
