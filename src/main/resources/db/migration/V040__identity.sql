-- Which records are one customer, why, and whose each fact is.
create extension if not exists pg_trgm;

create table customer (
    id          uuid        not null primary key,
    seq         bigint      not null generated always as identity,
    created_at  timestamptz not null default now(),
    merged_into uuid,
    constraint customer_not_merged_into_itself check (merged_into <> id)
);
create index customer_merged on customer (merged_into) where merged_into is not null;

-- A customer record, seen or so far only named by a fact, and the customer it belongs to.
create table member (
    system      text   not null,
    key         text   not null,
    customer_id uuid   not null,
    own_id      uuid   not null,
    seen        boolean not null,
    thin        boolean not null,
    kind        text,
    name        text,
    birth_date  date,
    identifiers text[] not null default '{}',
    constraint member_once primary key (system, key)
) with (fillfactor = 85);
create index member_of_customer on member (customer_id);
create index member_name on member using gin (name gin_trgm_ops);

-- The blocking keys: what two records must share before they are compared at all.
create table match_key (
    key        text not null,
    system     text not null,
    record_key text not null,
    constraint match_key_once primary key (key, system, record_key)
);
create index match_key_of_record on match_key (system, record_key);

-- Why two records are one customer. Never overwritten.
create table identity_edge (
    left_system  text        not null,
    left_key     text        not null,
    right_system text        not null,
    right_key    text        not null,
    rule         text        not null,
    evidence     text        not null,
    decided_by   text        not null,
    decided_at   timestamptz not null default now(),
    constraint identity_edge_once primary key (left_system, left_key, right_system, right_key, rule)
);
create index identity_edge_right on identity_edge (right_system, right_key);

-- How each fact says whose it is: by a customer record (by_system, by_key) or by an order number (by_key).
create table claim (
    system    text not null,
    entity    text not null,
    key       text not null,
    by_system text,
    by_key    text not null,
    constraint claim_once primary key (system, entity, key)
);
create index claim_by on claim (by_key, by_system);

-- Who placed which order: what a claim by order number is looked up in.
create table placed_order (
    number          text not null,
    system          text not null,
    key             text not null,
    customer_system text not null,
    customer_key    text not null,
    constraint placed_order_once primary key (number, system, key)
);
create index placed_order_of_record on placed_order (system, key);
create index placed_order_by_customer on placed_order (customer_key, customer_system);
