-- The metric tables of a publication, empty, and the two that fill them and are dropped at the end.
create or replace table metric_definition (
    metric varchar, version integer, authority varchar, label varchar, description varchar, area varchar,
    unit varchar, desired_direction varchar, from_school_year varchar, to_school_year varchar, status varchar, rationale varchar,
    comparability varchar, numerator_text varchar, denominator_text varchar, plain_text varchar, citation varchar,
    citation_kind varchar, known_limits varchar, owner varchar, approved_by varchar, approved_on date,
    definition_hash varchar, sql_text varchar);

create or replace table metric_goal (
    metric varchar, authority varchar, school_year varchar, organization_type varchar, school_level varchar,
    organization_id varchar, value decimal(18, 6), source varchar);

create or replace table metric_threshold (metric varchar, authority varchar, status varchar, margin decimal(18, 6));

create or replace table metric_value (
    metric varchar, version integer, authority varchar, policy varchar, school_year varchar, as_of date,
    organization_id varchar, organization_type varchar, group_dimension varchar, group_value varchar,
    numerator decimal(18, 4), denominator decimal(18, 4), n bigint, value decimal(18, 6), status varchar,
    definition_hash varchar);

create or replace table metric_missing_input (metric varchar, authority varchar, version integer, missing varchar);

-- One row for each number as its query gives it. ratio = it has a denominator; numerator null = its input is missing.
create or replace temporary table metric_cell (
    metric varchar, authority varchar, version integer, ratio boolean, school_year varchar, organization_id varchar,
    organization_type varchar, group_dimension varchar, group_value varchar, numerator decimal(18, 4),
    denominator decimal(18, 4), n bigint, known boolean);

-- Versions that could not be computed tonight.
create or replace temporary table metric_missing (metric varchar, authority varchar, version integer);
