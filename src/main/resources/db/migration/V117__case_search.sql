-- Lists of cases by whatever people filter by, last changed first, at a million of them. The columns behind the order are
-- there to be looked at in the index: rows that another filter leaves out are never fetched.
drop index hub_case_by_status;
create index hub_case_by_status on hub_case (status, changed_at desc, id desc, priority, type, queue, team);
create index hub_case_by_queue on hub_case (queue, changed_at desc, id desc, status, priority, type, assignee)
    where queue is not null;
create index hub_case_by_team on hub_case (team, changed_at desc, id desc, status, priority, type)
    where team is not null;
create index hub_case_by_type on hub_case (type, changed_at desc, id desc, status, priority) where type is not null;
create index hub_case_by_subject on hub_case using gin (subject gin_trgm_ops);
create index hub_case_by_due on hub_case (due_state, due_at, id) where due_at is not null;
create index hub_case_next on hub_case (queue,
        (case priority when 'urgent' then 0 when 'high' then 1 when 'normal' then 2 else 3 end), due_at, opened_at, id)
    where assignee is null and status in ('new', 'open');
create index hub_case_alarm on hub_case (alarm_at) where alarm_at is not null;
create index hub_case_by_due_date on hub_case (due_at, id, queue, team, status, priority, type) where due_at is not null;
