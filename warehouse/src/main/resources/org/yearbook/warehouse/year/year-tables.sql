-- What a publication says of its closed years. closed_year, both lists: internal alone, for they name people.
alter table metric_value add column if not exists closed integer;

create or replace table closed_year (
    school_year varchar, state integer, closed_by varchar, closed_at timestamp, reason varchar, publication_id varchar,
    night_id varchar, as_of date, number_differences bigint, record_differences bigint, list_id varchar);

create or replace table closed_year_difference (
    school_year varchar, metric varchar, authority varchar, version integer, organization_id varchar,
    organization_type varchar, group_dimension varchar, group_value varchar, closed_policy varchar,
    closed_numerator decimal(18, 4), closed_denominator decimal(18, 4), closed_n bigint, closed_value decimal(18, 6),
    closed_status varchar, now_policy varchar, now_numerator decimal(18, 4), now_denominator decimal(18, 4), now_n bigint,
    now_value decimal(18, 6), now_status varchar, why varchar, records varchar);

create or replace table closed_year_difference_person (
    school_year varchar, dataset varchar, organization_id varchar, entity_key varchar, what varchar, column_name varchar,
    closed_value varchar, now_value varchar);

-- The closed years of a home, with all that today's program computes the numbers of each from.
create or replace temp table closed_state (
    school_year varchar, state integer, closed_by varchar, closed_at varchar, reason varchar, publication_id varchar,
    night_id varchar, as_of date, computed_from varchar);
