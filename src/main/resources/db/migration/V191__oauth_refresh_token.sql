-- Refresh tokens that providers gave in the place of the configured one: a hub that starts again goes on with them.
create table oauth_refresh_token (
    origin  bytea       not null constraint oauth_refresh_token_once primary key, -- made of the configured token
    sealed  bytea       not null, -- nonce and AES-GCM text, whose key is made of the configured token
    kept_at timestamptz not null default now()
);
