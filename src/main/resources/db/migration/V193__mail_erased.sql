-- A mail whose person was erased: its receipt and its fate stay, so that the books balance and its return is known; what it said is gone.
alter table mail_receipt add column erased_at timestamptz;
alter table mail_receipt add constraint mail_erased_says_nothing check (erased_at is null or (sender is null and subject is null));
create index mail_receipt_erased on mail_receipt (sha256) where erased_at is not null;
