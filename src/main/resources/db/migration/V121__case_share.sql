-- Which partner sees which case, until when.
create table case_share (
    case_id      uuid        not null,
    partner      text        not null,
    shared_until timestamptz not null,
    shared_by    text        not null,
    shared_at    timestamptz not null,
    constraint case_share_one_per_partner primary key (case_id, partner)
);
create index case_share_of_partner on case_share (partner, shared_until);
