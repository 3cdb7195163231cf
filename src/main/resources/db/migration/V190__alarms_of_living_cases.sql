-- A case that leads on to another has no deadline of its own any more.
drop index hub_case_alarm;
create index hub_case_alarm on hub_case (alarm_at) where alarm_at is not null and merged_into is null;
