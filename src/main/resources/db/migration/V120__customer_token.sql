-- What portals obtain for customers: it opens a customer's own cases for a short while. The secret itself is nowhere.
create table customer_token (
    id          text        not null constraint customer_token_id_once primary key,
    customer_id uuid        not null,
    secret_hash bytea       not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null
);
create index customer_token_by_end on customer_token (expires_at);
