-- What others hear of. Written in the transaction that did it, so without a number: transactions commit in another order
-- than they write. One numberer at a time numbers what is committed; readers follow the numbers and can miss nothing.
create table event (
    id          bigint      not null generated always as identity primary key,
    number      bigint      constraint event_number_once unique,
    at          timestamptz not null default now(),
    type        text        not null,
    customer_id uuid,
    case_id     uuid,
    data        text        not null
);
create index event_without_number on event (id) where number is null;

create table event_counter (
    one    boolean not null default true constraint event_counter_is_one_row primary key check (one),
    last   bigint  not null default 0,
    pruned bigint  not null default 0
);
insert into event_counter default values;
