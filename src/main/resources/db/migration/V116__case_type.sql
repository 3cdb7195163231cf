-- What kind a case is of, in the version it runs under, what stands in its fields, whose work it is and by when.
create table case_type_version (
    type    text        not null,
    version integer     not null,
    hash    bytea       not null,
    content text        not null,
    met_at  timestamptz not null default now(),
    constraint case_type_version_once primary key (type, version),
    constraint case_type_contents_once unique (type, hash)
);

create table case_field (
    case_id uuid not null,
    name    text not null,
    value   text not null,
    constraint case_field_once primary key (case_id, name)
);

alter table hub_case
    add column queue               text,
    add column team                text,
    add column type_version        integer,
    add column close_reason        text,
    add column due_basis           text,
    add column first_answer_due    timestamptz,
    add column first_answer_warn   timestamptz,
    add column first_answer_told   text    not null default 'nothing',
    add column answered_at         timestamptz,
    add column resolution_due      timestamptz,
    add column resolution_warn     timestamptz,
    add column resolution_told     text    not null default 'nothing',
    add column stands_since        timestamptz,
    add column stood_seconds       bigint  not null default 0,
    add column ages_at             timestamptz,
    -- worked out from the columns above whenever they change, so that lists and the worker find them by an index
    add column due_at              timestamptz,
    add column due_state           text,
    add column alarm_at            timestamptz;
alter table hub_case add constraint hub_case_due_state_known check (due_state in
    ('on-time', 'about-to-breach', 'breached'));
