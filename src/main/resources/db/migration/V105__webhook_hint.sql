-- Records that are to be read because their system said that they changed. A hint of the same record is a new one by its seq.
create table webhook_hint (
    route        text        not null,
    key          text        not null,
    seq          bigint      not null generated always as identity,
    noticed_at   timestamptz not null default now(),
    attempts     int         not null default 0,
    leased_until timestamptz,
    constraint webhook_hint_once primary key (route, key)
) with (fillfactor = 70);
create index webhook_hint_by_turn on webhook_hint (route, attempts, noticed_at, seq);

-- Deliveries that have been taken, as long as one could come once more.
create table webhook_seen (
    route text        not null,
    id    text        not null,
    until timestamptz not null,
    constraint webhook_seen_once primary key (route, id)
);
create index webhook_seen_by_end on webhook_seen (until);
