-- Who takes part in a case. Who was taken out stays, so that nothing that happens by itself brings him back. And comments
-- that answer comments and call for people.
create table case_participant (
    id           uuid        not null primary key,
    case_id      uuid        not null,
    role         text        not null,
    who          text        not null, -- customer:<id>, caller:<name>, email:<address>, phone:<number> or name:<name>
    name         text,
    sees         text        not null,
    until        timestamptz,
    added_at     timestamptz not null,
    added_by     text        not null,
    removed_at   timestamptz,
    verified_at  timestamptz,
    verified_by  text,
    verified_how text,
    constraint case_participant_role_known check (role in ('customer', 'contact', 'agent', 'partner', 'expert', 'system')),
    constraint case_participant_sees_known check (sees in ('customer', 'internal')),
    constraint case_participant_once unique (case_id, role, who)
);
create index case_participant_by_who on case_participant (who) where removed_at is null;

insert into case_participant (id, case_id, role, who, sees, added_at, added_by)
select gen_random_uuid(), id, 'customer', 'customer:' || customer_id, 'customer', opened_at, 'system:hub'
from hub_case where customer_id is not null
union all
select gen_random_uuid(), id, 'agent', 'caller:' || assignee, 'internal', changed_at, 'system:hub'
from hub_case where assignee is not null;

alter table case_comment add column in_reply_to uuid, add column mentions text[] not null default '{}';
