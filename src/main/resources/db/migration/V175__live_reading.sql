-- How old it is what the hub knows: of everything a route brings, and of what one customer has in a system.
alter table source_contact add column whole_at timestamptz;

-- A crash may empty it: then what it knew is read once more.
create unlogged table live_reading (
    route    text        not null,
    key      text        not null,
    began_at timestamptz not null,
    constraint live_reading_once_per_customer primary key (route, key)
);
create index live_reading_oldest on live_reading (began_at);
