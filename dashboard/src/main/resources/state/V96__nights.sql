-- Nights that the server started. Grain: one a night and start.
-- ended_at, status: null while it runs, and for ever when the server was stopped before the night had ended; how that
-- went stands in the night's own record then. status: the exit status of its process.
create table night_start (
  night date not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  status integer,
  primary key (night, started_at)
);

-- An alert may tell that a night is missing; it tells of no publication then.
alter table outbox add column night date;
