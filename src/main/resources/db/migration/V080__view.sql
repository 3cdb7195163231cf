-- The 360° answer, ready-made. Rebuildable: it holds nothing that records, customers and cases do not.
create table view_item (
    system      text        not null,
    entity      text        not null,
    key         text        not null,
    customer_id uuid        not null,
    section     text        not null,
    at          timestamptz not null,
    body        text        not null,
    constraint view_item_once primary key (system, entity, key)
) with (fillfactor = 85);
create index view_item_of_section on view_item (customer_id, section, at desc, system, entity, key);
create index view_item_of_customer on view_item (customer_id, at desc, system, entity, key);

-- One row per customer, one column per section, each the bytes an answer is put together from.
create table customer_view (
    customer_id  uuid   not null primary key,
    profile      bytea,
    cases        bytea,
    orders       bytea,
    invoices     bytea,
    payments     bytea,
    shipments    bytea,
    interactions bytea,
    scores       bytea,
    version      bigint not null default 0
) with (fillfactor = 70, toast_tuple_target = 4080);
do $$ begin
    alter table customer_view
        alter column profile set compression lz4,
        alter column cases set compression lz4,
        alter column orders set compression lz4,
        alter column invoices set compression lz4,
        alter column payments set compression lz4,
        alter column shipments set compression lz4,
        alter column interactions set compression lz4,
        alter column scores set compression lz4;
exception when feature_not_supported then null; -- this server was built without lz4 and compresses with pglz
end $$;
