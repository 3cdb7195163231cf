-- What callers were shown. Contents stand once, however often they were shown; erasure takes them away, and leaves who read what and when.
create table read_content (
    hash  bytea  not null constraint read_content_once primary key,
    bytes bytea  not null,
    names uuid[] not null -- all ids that stand in it: whom and what it shows
);
do $$ begin
    alter table read_content alter column bytes set compression lz4;
exception when feature_not_supported then null; -- this server was built without lz4 and compresses with pglz
end $$;
create index read_content_names on read_content using gin (names);

create table recorded_read (
    number    bigint      not null generated always as identity constraint recorded_read_number_once primary key,
    id        uuid        not null constraint recorded_read_id_once unique,
    at        timestamptz not null default now(),
    actor     text        not null,
    method    text        not null,
    path      text        not null,
    query     text,
    subject   uuid, -- the customer or case in the path
    status    int         not null,
    type      text,
    size      bigint,
    hash      bytea       constraint recorded_read_has_its_content references read_content (hash),
    erased_at timestamptz
);
create index recorded_read_by_time on recorded_read (at);
create index recorded_read_by_actor on recorded_read (actor, number);
create index recorded_read_by_subject on recorded_read (subject, number) where subject is not null;
create index recorded_read_of_content on recorded_read (hash) where hash is not null;
