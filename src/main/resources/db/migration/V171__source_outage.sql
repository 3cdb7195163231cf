-- When sources did not answer: what source_contact knows of now only. Outages before this migration are not known.
create table source_outage (
    route    text        not null,
    system   text        not null,
    began_at timestamptz not null,
    ended_at timestamptz,
    constraint source_outage_once primary key (route, began_at)
);
create unique index source_outage_under_way on source_outage (route) where ended_at is null;
create index source_outage_by_time on source_outage (began_at);
insert into source_outage (route, system, began_at)
select route, system, failing_since from source_contact where failing_since is not null;
