-- Who is told of events by webhook, of which, and how that goes.
create table subscription (
    id            uuid        not null primary key,
    name          text        not null,
    url           text        not null,
    types         text[]      not null,
    customer_id   uuid,
    queues        text[]      not null,
    case_types    text[]      not null,
    partner       text,
    names         boolean     not null,
    state         text        not null,
    reason        text,
    secret        text        not null,
    former_secret text,
    former_until  timestamptz,
    number        bigint      not null, -- up to it events are chosen
    failures      int         not null default 0,
    rest_until    timestamptz,
    failing_since timestamptz,
    created_by    text        not null,
    created_at    timestamptz not null,
    constraint subscription_state_known check (state in ('unverified', 'active', 'paused', 'stopped'))
) with (fillfactor = 70);

-- What each is to be told, and its fate. A lane is what is kept in order: the events of one customer.
create table subscription_delivery (
    subscription_id uuid        not null constraint subscription_delivery_to_whom references subscription on delete cascade,
    number          bigint      not null,
    type            text        not null,
    lane            text        not null,
    fate            text        not null default 'pending',
    attempts        int         not null default 0,
    next_at         timestamptz not null default now(),
    lease_until     timestamptz,
    fence           bigint      not null default 0,
    status          int,
    reason          text,
    chosen_at       timestamptz not null default now(),
    tried_at        timestamptz, -- first
    settled_at      timestamptz,
    constraint subscription_delivery_once primary key (subscription_id, number),
    constraint subscription_delivery_fate_known check (fate in ('pending', 'delivered', 'failed'))
) with (fillfactor = 70);
create index subscription_delivery_pending on subscription_delivery (subscription_id, lane, number) where fate = 'pending';
create index subscription_delivery_by_fate on subscription_delivery (subscription_id, fate, number);
