-- What a mail tells of a source that is refreshed between nights: its name, when it was heard of last before it was
-- late, and whether that is over. Null for every other mail.
alter table outbox add column late_source varchar(200);
alter table outbox add column late_heard timestamp with time zone;
alter table outbox add column late_over boolean;
