-- The whole fate of a command: who it is about besides a case, what confirmed it, which conflict was decided how, what a
-- person decided, until when somebody expects it; and what a system is spared while it is down.
alter table delivery
    alter column case_id drop not null,
    add column customer_id   uuid,
    add column lane          uuid generated always as (coalesce(case_id, customer_id)) stored,
    add column changed_at    timestamptz, -- the version the record had after it, where its system tells times and no numbers
    add column uncertain     boolean     not null default false, -- it may have been told
    add column overridden_at timestamptz, -- the case has followed somebody else since
    add column doubted_at    timestamptz, -- its system says something else that may be older
    add column confirmed_by  text,
    add column theirs        text,
    add column policy        text,
    add column folded_into   uuid,
    add column deadline      timestamptz not null default now() + interval '15 minutes',
    add column overdue_at    timestamptz,
    add column decision      text,
    add column decided_by    text,
    add constraint delivery_about_one check (num_nonnulls(case_id, customer_id) = 1),
    add constraint delivery_conflict_has_policy check (theirs is null or policy is not null);
drop index delivery_unsettled;
-- What holds up its successors: in the lane of one case or customer and system, and of one record.
create index delivery_in_lane on delivery (lane, system, seq) where state in ('pending', 'sending', 'sent', 'unknown');
create index delivery_of_source on delivery (system, entity, key, seq) where state in ('pending', 'sending', 'sent', 'unknown');
create index delivery_due on delivery (system, seq) where state in ('pending', 'sending', 'unknown') and folded_into is null;
create index delivery_folded on delivery (folded_into) where folded_into is not null;
create index delivery_of_customer on delivery (customer_id, seq) where customer_id is not null;
create index delivery_deadline on delivery (deadline)
    where overdue_at is null and decision is null and state in ('pending', 'sending', 'sent', 'unknown', 'parked');
create index delivery_doubted on delivery (doubted_at) where doubted_at is not null;
create index delivery_in_state on delivery (state, seq) where state in ('refused', 'conflict', 'unknown', 'parked');
-- What a source case is known to be, by the answer to a command, at what time of its system's.
alter table case_link add column known_at timestamptz;
-- A system that was not reached is left alone for a while, by all nodes.
create table outbound_breaker (
    system     text        not null primary key,
    failures   int         not null,
    since      timestamptz not null,
    open_until timestamptz not null,
    reason     text        not null
);
