-- What each route's records look like, and what is different now. Statistics: losing some is no harm, and no page waits here.
create table drift_profile (
    route   text not null,
    mapping text not null,
    profile text,
    constraint drift_profile_once primary key (route, mapping)
);
do $$ begin
    alter table drift_profile alter column profile set compression lz4;
exception when feature_not_supported then null; -- this server was built without lz4 and compresses with pglz
end $$;

create table drift_finding (
    id              uuid             not null primary key,
    system          text             not null,
    route           text             not null,
    mapping         text             not null,
    kind            text             not null,
    path            text             not null,
    detail          text             not null,
    usual           text             not null,
    share_before    double precision not null,
    share_now       double precision not null,
    records         bigint           not null,
    state           text             not null default 'open',
    first_seen_at   timestamptz      not null default now(),
    last_seen_at    timestamptz      not null default now(),
    acknowledged_by text,
    constraint drift_finding_once unique (route, mapping, kind, path, detail),
    constraint drift_finding_state_is_known check (state in ('open', 'acknowledged', 'cleared'))
);
create index drift_finding_by_system on drift_finding (system, first_seen_at, id);
