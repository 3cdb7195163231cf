-- What an event says beside its ids: words and numbers of the case as it was then. Nothing a person wrote, and no name.
alter table event add column facts text;
create index event_by_time on event (at, number);

-- Who carries events out of the hub, how far he has come, and which node has the turn while it lasts.
create table event_carrier (
    name   text        not null constraint event_carrier_name_once primary key,
    number bigint      not null,
    node   text        not null default '',
    until  timestamptz not null default '-infinity'
) with (fillfactor = 50);
