-- Under which key each interaction stands that was posted, so that the same one again is the same; and interactions whose
-- source case has yet to arrive.
create table interaction_posting (
    key          text        not null primary key,
    caller       text        not null,
    external_id  text        not null,
    request_hash bytea       not null,
    version      bigint      not null,
    conversation text,
    received_at  timestamptz not null,
    constraint interaction_posting_once unique (caller, external_id)
);
create index interaction_posting_by_conversation on interaction_posting (conversation, received_at desc)
    where conversation is not null;

create table interaction_waiting (
    system      text not null,
    key         text not null,
    case_system text not null,
    case_key    text not null,
    constraint interaction_waiting_once primary key (system, key)
);
create index interaction_waiting_for on interaction_waiting (case_system, case_key);
