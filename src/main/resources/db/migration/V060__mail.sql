-- No mail is ever lost: each is kept byte for byte before anything is understood of it, once, whatever way it came.
create table mail (
    sha256      bytea       not null constraint mail_once primary key,
    raw         bytea       not null,
    system      text        not null,
    route       text        not null,
    uid         bigint      not null,
    received_at timestamptz not null,
    backlog     boolean     not null,
    fault       text,
    stored_at   timestamptz not null default now(),
    constraint mail_named_by_its_content check (sha256 = sha256(raw))
);

-- The record key of each mail: its Message-ID, or its digest where it has none or another mail has taken it.
create table mail_key (
    system         text  not null,
    key            text  not null,
    mail_sha256    bytea not null constraint mail_key_has_its_mail references mail,
    content_sha256 bytea not null,
    constraint mail_key_once primary key (system, key)
);
create index mail_key_by_mail on mail_key (mail_sha256);
