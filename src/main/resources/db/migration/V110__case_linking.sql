-- Why source cases and interactions are one case: what each says, what papers there are to speak of, and the edges
-- between them. Edges are withdrawn, never overwritten.
create table case_item (
    system      text        not null,
    entity      text        not null,
    key         text        not null,
    customer_id uuid,
    at          timestamptz not null,
    spoken      boolean     not null default false, -- the customer's own word
    names       text[]      not null default '{}',
    in_fields   text[]      not null default '{}',
    in_subject  text[]      not null default '{}',
    in_text     text[]      not null default '{}',
    in_reply    text[]      not null default '{}',
    related     text[]      not null default '{}',
    anchor      text, -- the one order it is about for certain
    constraint case_item_once primary key (system, entity, key)
) with (fillfactor = 85);
create index case_item_of_customer on case_item (customer_id, at);

create table case_paper (
    system      text   not null,
    entity      text   not null,
    key         text   not null,
    customer_id uuid   not null,
    names       text[] not null,
    anchor      text   not null,
    constraint case_paper_once primary key (system, entity, key)
) with (fillfactor = 85);
create index case_paper_of_customer on case_paper (customer_id);

-- An agent's word on which records are one case, so that it can be taken back whole.
create table case_decision (
    id        uuid        not null primary key,
    kind      text        not null,
    case_id   uuid        not null,
    actor     text        not null,
    reason    text,
    at        timestamptz not null,
    undone_at timestamptz,
    undone_by text,
    constraint case_decision_kind_known check (kind in ('merge', 'split', 'link', 'unlink', 'confirm', 'refuse'))
);
create index case_decision_of_case on case_decision (case_id, at);

create table case_edge (
    id             uuid        not null primary key,
    system         text        not null,
    entity         text        not null,
    key            text        not null,
    other_system   text        not null,
    other_entity   text        not null,
    other_key      text        not null,
    rule           text        not null,
    verdict        text        not null,
    careful        boolean     not null default false,
    anchor         text,
    evidence       text        not null,
    decision_id    uuid        references case_decision,
    at             timestamptz not null default now(),
    withdrawn_at   timestamptz,
    withdrawn_with uuid        references case_decision,
    constraint case_edge_verdict_known check (verdict in ('link', 'suggest', 'apart'))
);
create unique index case_edge_once on case_edge
    (system, entity, key, other_system, other_entity, other_key, rule) where withdrawn_at is null;
create index case_edge_by_other on case_edge (other_system, other_entity, other_key) where withdrawn_at is null;
create index case_edge_of_decision on case_edge (decision_id) where decision_id is not null;
create index case_edge_suggested on case_edge (at, id) where withdrawn_at is null and verdict = 'suggest';

-- A case that turned out to be another one leads on to it.
alter table hub_case add column merged_into uuid;
create index hub_case_merged on hub_case (merged_into) where merged_into is not null;

-- When a source came to say what it says of the status.
alter table case_link add column said_at timestamptz;

create table case_relation (
    id       uuid        not null primary key,
    case_id  uuid        not null,
    kind     text        not null,
    other_id uuid        not null,
    reason   text,
    actor    text        not null,
    at       timestamptz not null,
    constraint case_relation_kind_known check (kind in ('parent', 'related', 'duplicate', 'spawned-from')),
    constraint case_relation_once unique (case_id, kind, other_id)
);
create index case_relation_of_other on case_relation (other_id);

-- What was known before: every record of a case is tied to the one its case was opened for.
insert into case_link (system, entity, key, case_id, evidence)
select origin_system, origin_entity, origin_key, id, 'opened by request' from hub_case where origin_system = 'api'
on conflict do nothing;
insert into case_item (system, entity, key, customer_id, at)
select l.system, l.entity, l.key, h.customer_id, h.opened_at from case_link l join hub_case h on h.id = l.case_id;
insert into case_edge (id, system, entity, key, other_system, other_entity, other_key, rule, verdict, evidence)
select gen_random_uuid(), l.system, l.entity, l.key, h.origin_system, h.origin_entity, h.origin_key, 'thread', 'link',
       l.evidence
from case_link l join hub_case h on h.id = l.case_id
where (l.system, l.entity, l.key) <> (h.origin_system, h.origin_entity, h.origin_key);
