-- Which connectors people have paused; every node follows.
create table connector_pause (
    system    text        not null constraint connector_pause_once primary key,
    paused_by text        not null,
    paused_at timestamptz not null default now()
);
