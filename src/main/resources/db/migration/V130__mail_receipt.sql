-- Every mail that came, once for each time it came, and what became of it: received is the number of rows, and each row has one fate.
create table mail_receipt (
    id           uuid        not null constraint mail_receipt_once primary key,
    n            bigint      not null generated always as identity constraint mail_receipt_in_order unique,
    sha256       bytea, -- null: its server never gave it
    size         bigint      not null,
    system       text        not null,
    route        text        not null, -- the mailbox, or what stands for one
    uid_validity bigint      not null,
    uid          bigint      not null,
    address      text,
    received_at  timestamptz not null,
    stored_at    timestamptz not null default now(),
    backlog      boolean     not null,
    fault        text,
    fate         text        not null,
    reason       text,
    key          text, -- of the record that was made of it
    duplicate_of uuid,
    case_id      uuid,
    message_id   text,
    sender       text,
    subject      text,
    forged       boolean     not null default false,
    internal     boolean     not null default false,
    again        boolean     not null default false, -- somebody had it handled again, whatever refused it
    attempts     int         not null,
    due_at       timestamptz not null default now(), -- when somebody may begin it, of those that wait
    settled_at   timestamptz,
    constraint mail_received_once unique nulls not distinct (route, uid_validity, uid, sha256),
    constraint mail_has_one_fate check (fate in
        ('waiting', 'new-case', 'reply', 'automatic', 'duplicate', 'refused', 'quarantined')),
    constraint mail_settled_with_a_reason check ((fate = 'waiting') = (settled_at is null) and (fate = 'waiting' or reason is not null)),
    constraint mail_in_a_case check (fate not in ('new-case', 'reply') or case_id is not null),
    constraint mail_duplicate_of_another check ((fate = 'duplicate') = (duplicate_of is not null))
) with (fillfactor = 80);
create index mail_receipt_waiting on mail_receipt (due_at, n) where fate = 'waiting';
create index mail_receipt_by_fate on mail_receipt (fate, n desc);
create index mail_receipt_by_content on mail_receipt (sha256);
create index mail_receipt_by_record on mail_receipt (system, key);
create index mail_receipt_by_sender on mail_receipt (sender, n desc);
create index mail_receipt_by_message on mail_receipt (message_id) where message_id is not null;
create index mail_receipt_of_case on mail_receipt (case_id, n desc) where case_id is not null;

-- What was done with a mail, step by step.
create table mail_step (
    receipt uuid        not null constraint mail_step_of_a_receipt references mail_receipt,
    n       bigint      not null generated always as identity,
    at      timestamptz not null default now(),
    step    text        not null,
    detail  text,
    constraint mail_step_once primary key (receipt, n)
);

-- The bytes of each mail, once whatever way it came, in pieces that fit in memory.
create table mail_content (
    sha256 bytea not null,
    piece  int   not null,
    bytes  bytea not null,
    constraint mail_content_once primary key (sha256, piece)
);
-- mails are packed poorly after base64, and read whole
alter table mail_content alter column bytes set storage external;

insert into mail_content (sha256, piece, bytes)
select sha256, piece, substring(raw from piece * 1048576 + 1 for 1048576)
from mail, generate_series(0, greatest((length(raw) - 1) / 1048576, 0)) as piece;

insert into mail_receipt (id, sha256, size, system, route, uid_validity, uid, address, received_at, stored_at, backlog, fault,
                          fate, reason, key, duplicate_of, case_id, attempts, settled_at)
select gen_random_uuid(), m.sha256, length(m.raw), m.system, m.route, 0, m.uid, m.address, m.received_at, m.stored_at, m.backlog, m.fault,
       case when k.key is null then 'quarantined'
            when l.case_id is null then 'automatic'
            when h.id is not null then 'new-case'
            else 'reply' end,
       case when k.key is null then 'it came a second way before the hub kept receipts; take it again to see'
            else coalesce(l.evidence, 'it belongs to no case') end,
       k.key, null, l.case_id, 1, m.stored_at
from mail m
left join lateral (select key from mail_key k where k.mail_sha256 = m.sha256 and k.system = m.system order by key limit 1) k on true
left join case_link l on l.system = m.system and l.entity = 'interaction' and l.key = k.key
left join hub_case h on h.origin_system = m.system and h.origin_entity = 'interaction' and h.origin_key = k.key
order by m.stored_at, m.uid;

-- Which mail has which record key; one Message-ID is one mail, whatever mailbox it came to.
alter table mail_key drop constraint mail_key_has_its_mail;
alter table mail_key add column receipt uuid;
update mail_key k set receipt = (select id from mail_receipt r where r.system = k.system and r.key = k.key order by n limit 1);
alter table mail_key alter column receipt set not null;
create index mail_key_anywhere on mail_key (key);
drop index mail_key_by_mail;
alter table mail_key drop column mail_sha256;
drop table mail;

-- Addresses that mails of ours did not reach, and by which report we know.
create table mail_unreachable (
    address text        not null constraint mail_unreachable_once primary key,
    status  text,
    at      timestamptz not null,
    receipt uuid        not null
);
