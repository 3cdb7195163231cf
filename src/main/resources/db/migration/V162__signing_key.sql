-- The keys the hub signs packets with. Public halves stay for ever, so that what was signed can be verified.
create table signing_key (
    id          text        not null constraint signing_key_once primary key, -- its thumbprint (RFC 7638)
    public_jwk  text        not null,
    private_jwk text, -- null: it is set where the hub runs, and stays there
    since       timestamptz not null default now()
);
