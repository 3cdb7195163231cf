-- Who did what, when and why, for good: promise 6 of the design. Each subject has a chain of its own, since one chain for
-- all would make every writer wait for every other.
create table audit_entry (
    subject_kind text        not null,
    subject_id   text        not null,
    seq          bigint      not null,
    at           timestamptz not null,
    actor        text        not null,
    action       text        not null,
    field        text,
    before       text,
    after        text,
    cause        text,
    salt         bytea,
    content_hash bytea       not null,
    chain_hash   bytea       not null,
    constraint audit_entry_one_per_subject_and_seq primary key (subject_kind, subject_id, seq)
);

-- A trigger and not missing rights: the hub owns its tables, so rights it takes from itself protect nothing. What law
-- asks to forget (the values and the salt that makes their hash unguessable) may be emptied; the chain holds without it.
create function audit_entry_stays() returns trigger language plpgsql as $$
declare
    erased audit_entry;
begin
    if tg_op = 'UPDATE' then
        erased := old;
        erased.before := null;
        erased.after := null;
        erased.salt := null;
        if new is not distinct from erased then
            return new;
        end if;
    end if;
    raise exception 'audit entries are never changed or deleted; only their contents may be erased';
end
$$;

create trigger audit_entry_stays before update or delete on audit_entry
    for each row execute function audit_entry_stays();

create trigger audit_entries_stay before truncate on audit_entry
    for each statement execute function audit_entry_stays();
