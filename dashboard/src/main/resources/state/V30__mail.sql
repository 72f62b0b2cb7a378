-- Where mail reaches a person, and how often they want it; null leaves it to their role.
alter table person add column email varchar(254);
alter table person add column mailing varchar(10);

-- Mail about issues. Grain: one a person and the hour at which it was due; key: both. A row is made before its mail is
-- sent, so that of two who would send it only one does. The night is the one that it speaks of.
-- state: sending, sent, nothing (there was nothing to tell), failed (will be tried again), lost (will not).
create table letter (
  person_id bigint not null references person (person_id),
  slot timestamp with time zone not null,
  publication varchar(100) not null,
  as_of date not null,
  state varchar(10) not null check (state in ('sending', 'sent', 'nothing', 'failed', 'lost')),
  attempts integer not null,
  changed_at timestamp with time zone not null,
  trouble varchar(500),
  primary key (person_id, slot)
);
create index letter_by_time on letter (changed_at);

-- What the scheduler has to do (db-scheduler's own table).
create table scheduled_tasks (
  task_name varchar(100) not null,
  task_instance varchar(100) not null,
  task_data varbinary(1000000),
  execution_time timestamp with time zone not null,
  picked boolean not null,
  picked_by varchar(100),
  last_success timestamp with time zone,
  last_failure timestamp with time zone,
  consecutive_failures integer,
  last_heartbeat timestamp with time zone,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_by_time on scheduled_tasks (execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);
