-- What a token may open, once more: whether statements may be asked with it. Those made before may not.
alter table api_token add column asks_statements boolean default false not null;
