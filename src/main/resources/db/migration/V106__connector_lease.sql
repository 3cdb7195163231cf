-- Which node reads a system. Cursors make two readers harmless; the lease spares the system the second.
create table connector_lease (
    system text        not null constraint connector_lease_once primary key,
    node   text        not null,
    until  timestamptz not null
) with (fillfactor = 50);

-- How far a reading of more than one page has come, for whoever waits for its end.
create table pull_run (
    route      text        not null constraint pull_run_once_per_route primary key,
    system     text        not null,
    began_at   timestamptz not null default now(),
    records    bigint      not null default 0,
    pages      bigint      not null default 0,
    total      bigint,
    moved_at   timestamptz not null default now(),
    ended_at   timestamptz
) with (fillfactor = 50);
