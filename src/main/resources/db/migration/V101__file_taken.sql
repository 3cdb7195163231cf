-- Which files of folders have been read, so that none is read twice. Another size or time makes another file of a name.
create table file_taken (
    route    text        not null,
    name     text        not null,
    size     bigint      not null,
    modified timestamptz not null,
    records  bigint      not null,
    fault    text, -- why it could not be read to its end; it is not tried again until it changes
    taken_at timestamptz not null default now(),
    constraint file_taken_once primary key (route, name, size, modified)
);
