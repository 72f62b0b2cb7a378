-- A first password opens the account until then; null for one that somebody chose.
alter table person add column password_until timestamp with time zone;

-- Which account of the identity provider is whose. Grain: one a person; made at the first sign-in by it. From then on
-- the provider's own number of the account counts, for an e-mail address may go to somebody else one day.
create table provider_tie (
  person_id bigint not null primary key references person (person_id),
  issuer varchar(500) not null,
  subject varchar(255) not null,
  tied_at timestamp with time zone not null,
  unique (issuer, subject)
);

-- The number by which a browser knows whose a passkey is. Grain: one a person. It says nothing about them.
create table passkey_owner (
  person_id bigint not null primary key references person (person_id),
  handle varchar(100) not null unique
);

-- Passkeys. Grain: one a passkey. Nothing here is secret: the private part never leaves the authenticator.
create table passkey (
  credential_id varchar(1400) not null primary key,
  person_id bigint not null references person (person_id),
  label varchar(100) not null,
  public_key varchar(8000) not null,
  signature_count bigint not null,
  verified boolean not null,
  backup_eligible boolean not null,
  backed_up boolean not null,
  transports varchar(200) not null,
  attestation varchar(200000) not null,
  client_data varchar(20000) not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone
);
create index passkey_by_person on passkey (person_id);
