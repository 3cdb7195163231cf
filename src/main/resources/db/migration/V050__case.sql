-- The hub's cases, the source cases and interactions each stands for, and what agents wrote on them.
create table hub_case (
    id            uuid        not null primary key,
    number        bigint      not null generated always as identity constraint hub_case_number_once unique,
    customer_id   uuid,
    type          text,
    subject       text        not null,
    status        text        not null,
    priority      text        not null,
    assignee      text,
    origin_system text        not null,
    origin_entity text        not null,
    origin_key    text        not null,
    opened_at     timestamptz not null,
    changed_at    timestamptz not null,
    version       bigint      not null default 1,
    constraint hub_case_status_known check (status in
        ('new', 'open', 'waiting-customer', 'waiting-third-party', 'resolved', 'closed')),
    constraint hub_case_one_per_origin unique (origin_system, origin_entity, origin_key)
) with (fillfactor = 85);
create index hub_case_of_customer on hub_case (customer_id);
create index hub_case_by_change on hub_case (changed_at desc, id desc);
create index hub_case_by_status on hub_case (status, changed_at desc, id desc);
create index hub_case_by_assignee on hub_case (assignee, changed_at desc, id desc) where assignee is not null;

-- Which source cases and interactions a case stands for, why, and what its source last said.
create table case_link (
    system        text        not null,
    entity        text        not null,
    key           text        not null,
    case_id       uuid        not null,
    evidence      text        not null,
    subject       text,
    status        text,
    source_status text,
    priority      text,
    assignee      text,
    sequence      bigint      not null default 0,
    gone          boolean     not null default false,
    linked_at     timestamptz not null default now(),
    constraint case_link_source_once primary key (system, entity, key)
) with (fillfactor = 85);
create index case_link_of_case on case_link (case_id);

create table case_comment (
    id         uuid        not null primary key,
    case_id    uuid        not null,
    at         timestamptz not null,
    author     text        not null,
    visibility text        not null,
    text       text        not null,
    constraint case_comment_visibility_known check (visibility in ('internal', 'customer'))
);
create index case_comment_of_case on case_comment (case_id, at, id);

-- What was answered to a request that carried an Idempotency-Key, so that its repeat gets the same.
create table case_request (
    caller       text        not null,
    request_key  text        not null,
    request_hash bytea       not null,
    case_id      uuid        not null,
    result_id    uuid        not null,
    at           timestamptz not null default now(),
    constraint case_request_once primary key (caller, request_key)
);
