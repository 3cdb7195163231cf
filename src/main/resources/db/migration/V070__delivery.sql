-- The outbox: every command to a system, written in the transaction that changes the case, and what became of it.
create table delivery (
    id          uuid        not null primary key,
    seq         bigint      not null generated always as identity,
    case_id     uuid        not null,
    system      text        not null,
    entity      text        not null,
    key         text        not null,
    kind        text        not null,
    payload     text        not null,
    actor       text        not null,
    state       text        not null default 'pending',
    attempts    int         not null default 0,
    next_at     timestamptz not null default now(),
    lease_until timestamptz,
    fence       bigint      not null default 0,
    outcome     text,
    sequence    bigint      not null default 0, -- the version the record had after it
    created_at  timestamptz not null default now(),
    settled_at  timestamptz,
    echoed_at   timestamptz,
    constraint delivery_state_known check (state in
        ('pending', 'sending', 'sent', 'delivered', 'refused', 'conflict', 'unknown', 'parked'))
) with (fillfactor = 80);
create index delivery_of_case on delivery (case_id, seq);
-- What holds up its successors in the lane of one case and system.
create index delivery_unsettled on delivery (case_id, system, seq) where state in ('pending', 'sending', 'sent', 'unknown');
create index delivery_of_record on delivery (system, entity, key, seq desc) where echoed_at is null;
