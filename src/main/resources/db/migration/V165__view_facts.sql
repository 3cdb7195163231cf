-- More sections of the answer; and of each thing in it what lists and signals look at.
alter table view_item
    add column past     boolean not null default false, -- nothing more comes of it: behind all that is open
    add column kind     text, -- of its kind the newest alone is shown
    add column amount   numeric, -- what is owed for it
    add column currency text,
    add column clue     text; -- what of it bears on signals
update view_item set past = true where section = 'cases' and (body::jsonb ->> 'status') in ('resolved', 'closed');
update view_item set kind = body::jsonb ->> 'name' where section = 'scores';
create index view_item_clue on view_item (customer_id, at desc) where clue is not null;

alter table customer_view
    add column subscriptions bytea,
    add column suggestions   bytea,
    add column consents      bytea,
    add column signals       bytea,
    add column due_at        timestamptz; -- when time alone makes signals or suggestions others
do $$ begin
    alter table customer_view
        alter column subscriptions set compression lz4,
        alter column suggestions set compression lz4,
        alter column consents set compression lz4,
        alter column signals set compression lz4;
exception when feature_not_supported then null; -- this server was built without lz4 and compresses with pglz
end $$;
create index customer_view_due on customer_view (due_at) where due_at is not null;

-- By which rules customers were looked at, and how far the walk to look at all of them anew has come.
create table signal_walk (
    one         boolean not null primary key default true constraint signal_walk_once check (one),
    fingerprint text    not null,
    behind      uuid
);
