-- Stored records read once more by a mapping that was changed. The row is the cursor: what it says was done is done.
create table remapping (
    id          uuid        not null constraint remapping_once primary key,
    system      text        not null,
    entity      text        not null,
    asked_by    text        not null,
    asked_at    timestamptz not null default now(),
    records     bigint      not null,
    after_key   text        not null default '',
    looked      bigint      not null default 0,
    changed     bigint      not null default 0,
    unchanged   bigint      not null default 0,
    vanished    bigint      not null default 0,
    parked      bigint      not null default 0,
    problem     text,
    moved_at    timestamptz,
    finished_at timestamptz,
    constraint remapping_books_balance check (looked = changed + unchanged + vanished + parked)
);
create unique index remapping_one_at_a_time on remapping (system, entity) where finished_at is null;
create index remapping_by_age on remapping (system, entity, asked_at);

-- What a version of a record was in the hub's words until a re-map changed it: source_version has what it is now.
create table source_remapped (
    id          bigint      not null generated always as identity constraint source_remapped_once primary key,
    system      text        not null,
    entity      text        not null,
    key         text        not null,
    changed_at  timestamptz not null,
    sequence    bigint      not null,
    raw_hash    bytea       not null,
    canonical   text        not null,
    remapping   uuid        not null constraint source_remapped_by_a_remapping references remapping (id),
    remapped_at timestamptz not null default now()
);
create index source_remapped_by_record on source_remapped (system, entity, key);

-- A stored record that a re-map could not read: it stays current as it was, so a replay reads that one again.
alter table parked_record
    add column remapping uuid constraint parked_record_by_a_remapping references remapping (id),
    add column key text,
    add constraint parked_record_remapped_has_key check ((remapping is null) = (key is null));
