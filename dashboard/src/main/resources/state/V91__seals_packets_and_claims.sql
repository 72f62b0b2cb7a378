-- Seals of the trail: what makes it visible when a row of it is changed, added or taken out later. Grain: one a run of
-- events; each digest is over the one before and every event of the run. The same lines stand in audit-seals.log of the
-- state folder, to be kept elsewhere.
create table audit_seal (
  seal_no bigint not null primary key,
  from_id bigint not null,
  to_id bigint not null,
  events bigint not null,
  digest char(64) not null,
  sealed_at timestamp with time zone not null
);

-- appendix: whether years, schools, groups and definitions are printed behind the numbers. notes: whether annotations are.
alter table packet add column appendix boolean default true not null;
alter table packet add column notes boolean default false not null;

-- The packet that every district begins with becomes a short one, unless somebody made something of it.
update packet set appendix = false
where packet_id = 1 and title = 'Monthly board packet' and every = 'never'
  and not exists (select 1 from kept_packet k where k.packet_id = 1);

-- claimed: held where a claim of the identity provider gave the role, lost where it went since and closed the account;
-- null where an administrator gives the role.
alter table person add column claimed varchar(10) check (claimed in ('held', 'lost'));
