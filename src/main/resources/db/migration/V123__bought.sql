-- Which customer records an order number ties together: who placed it in one system is who pays for it in another.
create table bought (
    number     text not null,
    system     text not null,
    record_key text not null,
    constraint bought_once primary key (number, system, record_key)
);
create index bought_by on bought (system, record_key);
