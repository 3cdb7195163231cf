-- Who may call the hub by key. The secret itself is nowhere: only its hash, and the one who was given it.
create table api_key (
    id           text        not null constraint api_key_id_once primary key,
    name         text        not null,
    secret_hash  bytea       not null,
    roles        text[]      not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_on date,
    constraint api_key_has_a_role check (cardinality(roles) > 0)
);
