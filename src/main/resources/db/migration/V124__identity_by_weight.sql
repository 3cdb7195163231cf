-- Who is one customer is judged by the weight of evidence (mappings/matching.yaml): a record has a normal form and
-- blocking keys, two records have judgements, none of which is ever overwritten.

create sequence member_id;
alter table member
    add column id      bigint,
    add column profile text,   -- the normal form as JSON; null until the record has been looked at
    add column keys    bigint[] not null default '{}';
update member set id = nextval('member_id');
alter table member alter column id set not null;
alter table member add constraint member_id_once unique (id);
alter table member drop column birth_date, drop column identifiers;

-- Every record keeps a customer of its own, so that what was joined can part: those that gave theirs up get a new one.
with given as (
    select id, row_number() over (partition by own_id order by id) as place from member
), fresh as (
    update member m set own_id = gen_random_uuid() from given g where g.id = m.id and g.place > 1
    returning m.own_id, m.customer_id
)
insert into customer (id, merged_into) select own_id, customer_id from fresh;

create table block_key (
    key    bigint not null,
    member bigint not null,
    constraint block_key_once primary key (key, member)
);

-- What was decided of two records: by the model, or by a person, whose word counts for more and stays.
create table judgement (
    id         bigint      not null generated always as identity primary key,
    one        bigint      not null,
    other      bigint      not null,
    verdict    text        not null check (verdict in ('join', 'review', 'never', 'same', 'apart')),
    bits       double precision,
    steps      text        not null default '[]',
    because    text,
    model      text        not null,
    decided_by text        not null,
    decided_at timestamptz not null default now(),
    ended_at   timestamptz,
    asks       boolean     not null default false,
    constraint judgement_in_order check (one < other)
);
create unique index judgement_standing on judgement (one, other, (verdict in ('same', 'apart'))) where ended_at is null;
create index judgement_of_other on judgement (other) where ended_at is null;
create index judgement_asks on judgement (id) where ended_at is null and asks;
create index judgement_of_one_ever on judgement (one);
create index judgement_of_other_ever on judgement (other);

insert into judgement (one, other, verdict, because, model, decided_by, decided_at)
select least(l.id, r.id), greatest(l.id, r.id), 'join', string_agg(e.evidence, '; ' order by e.rule), 'rules',
       'system:hub', min(e.decided_at)
from identity_edge e
join member l on l.system = e.left_system and l.key = e.left_key
join member r on r.system = e.right_system and r.key = e.right_key
group by 1, 2;
drop table identity_edge;

-- From now on only what a customer can be looked up by: contact points.
delete from match_key where key like 'id:%';
