-- How a comment on a case is to be sent as a mail, of those that somebody wrote as one.
create table mail_reply (
    id         uuid        not null constraint mail_reply_once primary key,
    case_id    uuid        not null,
    comment_id uuid        constraint mail_reply_of_a_comment unique, -- null only within the transaction that writes it
    recipients text[]      not null,
    copied     text[]      not null,
    subject    text,
    documents  uuid[]      not null,
    quotes     boolean,
    internal   boolean     not null,
    at         timestamptz not null default now()
);
create index mail_reply_to_be_written on mail_reply (case_id) where comment_id is null;
