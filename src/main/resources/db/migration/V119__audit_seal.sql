-- Seals over the audit trail: a chain alone cannot show that its newest entries, or all of it, were taken away.
create table audit_seal (
    number   bigint      not null constraint audit_seal_number_once primary key,
    at       timestamptz not null,
    chains   int         not null,
    keyed    boolean     not null,
    hash     bytea       not null
);

-- How far each chain reached that had grown when a seal was made.
create table audit_sealed (
    seal         bigint not null,
    subject_kind text   not null,
    subject_id   text   not null,
    seq          bigint not null,
    chain_hash   bytea  not null,
    constraint audit_sealed_once_per_seal primary key (seal, subject_kind, subject_id)
);

-- Chains that have grown since they were sealed last. A trigger marks them, so that whatever writes an entry, marks it;
-- it locks the mark, so that no seal takes it away before the entry can be seen.
create table audit_unsealed (
    subject_kind text        not null,
    subject_id   text        not null,
    marked_at    timestamptz not null default now(),
    constraint audit_unsealed_once primary key (subject_kind, subject_id)
);

create function audit_entries_to_seal() returns trigger language plpgsql as $$
begin
    insert into audit_unsealed (subject_kind, subject_id)
    select distinct subject_kind, subject_id from added order by subject_kind, subject_id
    on conflict (subject_kind, subject_id) do update set marked_at = excluded.marked_at;
    return null;
end
$$;

create trigger audit_entries_to_seal after insert on audit_entry referencing new table as added
    for each statement execute function audit_entries_to_seal();

insert into audit_unsealed (subject_kind, subject_id) select distinct subject_kind, subject_id from audit_entry;

create function audit_seal_stays() returns trigger language plpgsql as $$
begin
    raise exception 'seals of the audit trail are never changed or deleted';
end
$$;

create trigger audit_seal_stays before update or delete or truncate on audit_seal
    for each statement execute function audit_seal_stays();

create trigger audit_sealed_stays before update or delete or truncate on audit_sealed
    for each statement execute function audit_seal_stays();
