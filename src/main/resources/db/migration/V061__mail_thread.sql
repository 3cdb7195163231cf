-- Which case each mail belongs to, so that its answers find it; and who was told the number of his case.
create table mail_thread (
    message_id text    not null constraint mail_thread_id_once primary key,
    case_id    uuid    not null,
    seen       boolean not null -- false: a mail of the case names it, and the hub has not met it
);

create table acknowledgement (
    case_id uuid        not null,
    address text        not null,
    at      timestamptz not null,
    constraint acknowledgement_once primary key (case_id, address)
);
create index acknowledgement_by_address on acknowledgement (address, at);

-- What signs the Message-IDs of the hub's own mails, unless casehub.intake.key is set. Made here, where no two nodes can
-- make it twice; gen_random_uuid draws from the server's strong source.
create table intake_key (
    key    bytea   not null,
    single boolean not null default true constraint intake_key_once unique check (single)
);
insert into intake_key (key) values (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

-- The address of the mailbox a mail came to: answers are sent in its name.
alter table mail add column address text;
