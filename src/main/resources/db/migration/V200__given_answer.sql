-- What was answered to a request with an Idempotency-Key, so that its repeat gets the same. Where neither the key nor
-- who sent it can be told from: answers hold tokens and what people wrote, and only who has the key opens his.
create table given_answer (
    key_hash     bytea       not null,
    request_hash bytea       not null,
    answer       bytea,
    at           timestamptz not null default now(),
    constraint given_answer_once primary key (key_hash)
);
create index given_answer_by_age on given_answer (at);
comment on column given_answer.answer is 'AES-GCM under the key of the request; null while the request is under way';
