-- What people put on cases. The content lies in the store of contents under its digest, and is there before its row is.
create table case_document (
    id           uuid        not null constraint case_document_once primary key,
    case_id      uuid        not null,
    request      uuid        not null,
    position     int         not null,
    name         text        not null,
    title        text,
    content_type text        not null,
    size         bigint      not null,
    sha256       text        not null,
    visibility   text        not null,
    added_at     timestamptz not null,
    added_by     text        not null,
    removed_at   timestamptz,
    removed_by   text,
    constraint case_document_visibility_known check (visibility in ('internal', 'customer')),
    constraint case_document_named_by_a_digest check (sha256 ~ '^[0-9a-f]{64}$'),
    constraint case_document_removed_by_somebody check ((removed_at is null) = (removed_by is null))
);
create index case_document_of_case on case_document (case_id, added_at);
create index case_document_of_request on case_document (request);
create index case_document_with_content on case_document (sha256);
