-- What every system said, all of it, and which version of each record is current. Everything else can be rebuilt from here.
create table source_version (
    system     text        not null,
    entity     text        not null,
    key        text        not null,
    changed_at timestamptz not null,
    sequence   bigint      not null,
    raw_hash   bytea       not null,
    raw        text        not null,
    canonical  text        not null,
    fetched_at timestamptz not null,
    arrived    bigint      not null generated always as identity,
    constraint source_version_once primary key (system, entity, key, changed_at, sequence, raw_hash)
);
do $$ begin
    alter table source_version alter column raw set compression lz4, alter column canonical set compression lz4;
exception when feature_not_supported then null; -- this server was built without lz4 and compresses with pglz
end $$;

-- Narrow on purpose: it is rewritten with every change, and the contents stay where they are.
create table source_record (
    system     text        not null,
    entity     text        not null,
    key        text        not null,
    changed_at timestamptz not null,
    sequence   bigint      not null,
    raw_hash   bytea       not null,
    fetched_at timestamptz not null,
    constraint source_record_once primary key (system, entity, key)
) with (fillfactor = 80);

-- How far each route has read, and its books: received = applied + unchanged + superseded + parked.
create table reading (
    route      text        not null constraint reading_once_per_route primary key,
    system     text        not null,
    cursor     text,
    received   bigint      not null default 0,
    applied    bigint      not null default 0,
    unchanged  bigint      not null default 0,
    superseded bigint      not null default 0,
    parked     bigint      not null default 0,
    moved_at   timestamptz,
    constraint reading_books_balance check (received = applied + unchanged + superseded + parked)
) with (fillfactor = 50);

-- When each route last reached its system, or since when it does not.
create table source_contact (
    route         text        not null constraint source_contact_once_per_route primary key,
    system        text        not null,
    stale_after   interval    not null default interval '1 minute',
    reached_at    timestamptz,
    failing_since timestamptz,
    failures      int         not null default 0,
    last_error    text
) with (fillfactor = 50);

-- What could not be handled, whole, with the reason, until somebody replays it.
create table parked_record (
    id           uuid        not null primary key,
    system       text        not null,
    route        text        not null,
    mapping      text        not null,
    stage        text        not null,
    reason       text        not null,
    payload      text        not null,
    payload_hash bytea       not null,
    fetched_at   timestamptz not null,
    parked_at    timestamptz not null default now(),
    attempts     int         not null default 1,
    replayed_at  timestamptz
);
create unique index parked_record_waiting_once on parked_record (route, mapping, payload_hash) where replayed_at is null;
create index parked_record_by_age on parked_record (parked_at, id) where replayed_at is null;
