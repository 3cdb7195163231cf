-- A mail without a Message-ID is known by what it says, whatever mailbox it came to: sender, date, subject, text and attachments.
alter table mail_key add column fingerprint bytea;
create index mail_key_by_fingerprint on mail_key (fingerprint) where fingerprint is not null;
