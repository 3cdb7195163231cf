-- Which keys a reading of everything has listed, so that what it did not list can be marked gone. A row a page: cheap to
-- write, and durable, since a key that was forgotten would be a record deleted.
create table sweep (
    route      text        not null constraint sweep_once_per_route primary key,
    system     text        not null,
    entity     text        not null,
    prefix     text        not null,
    began_at   timestamptz, -- of the reading under way; null where none is, or its keys are not all here
    problem    text,
    swept_at   timestamptz,
    seen       bigint      not null default 0,
    known      bigint      not null default 0,
    missing    bigint      not null default 0,
    gone       bigint      not null default 0,
    held_at    timestamptz,
    held_began timestamptz,
    held_keys  text[]
);
create table sweep_page (
    route text   not null constraint sweep_page_of_a_sweep references sweep,
    page  bigint not null generated always as identity,
    keys  text[] not null,
    constraint sweep_page_once primary key (route, page)
);

-- Gone by a sweep's word, not its system's: such a record comes back as it was, and not only by a newer version.
alter table source_record add column swept boolean not null default false;

-- Records a second over the last minutes: every page adds its part, and all of it fades.
alter table reading add column pace double precision not null default 0;
