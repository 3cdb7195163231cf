-- What agents correct of a customer goes to the system that owns it as a command: which request of theirs it came from, and
-- which corrections still stand beside what their record says.
alter table delivery add column request_id uuid;
create index delivery_of_request on delivery (request_id) where request_id is not null;
create index delivery_correction on delivery (system, key, seq) where kind = 'contact-correction';
create index delivery_correction_standing on delivery (system, key)
    where kind = 'contact-correction' and echoed_at is null and overridden_at is null;
-- A request may be about a customer, too.
alter table case_request rename column case_id to about_id;
