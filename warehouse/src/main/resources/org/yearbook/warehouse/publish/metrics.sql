-- The tables that the views of the metrics read, empty: each file replaces them by its own.
create table dim_organization(organization_id varchar, name varchar, school_level varchar);
create table metric_definition(
    metric varchar, version integer, authority varchar, label varchar, description varchar, area varchar,
    unit varchar, desired_direction varchar, from_school_year varchar, to_school_year varchar, status varchar, rationale varchar,
    comparability varchar, numerator_text varchar, denominator_text varchar, plain_text varchar, citation varchar,
    citation_kind varchar, known_limits varchar, owner varchar, approved_by varchar, approved_on date,
    definition_hash varchar, sql_text varchar);
create table metric_goal(
    metric varchar, authority varchar, school_year varchar, organization_type varchar, school_level varchar,
    organization_id varchar, value decimal(18, 6), source varchar);
create table metric_threshold(
    metric varchar, authority varchar, status varchar, margin decimal(18, 6));
create table metric_missing_input(metric varchar, authority varchar, version integer, missing varchar);
create table metric_value(
    metric varchar, version integer, authority varchar, policy varchar, school_year varchar, as_of date,
    organization_id varchar, organization_type varchar, group_dimension varchar, group_value varchar,
    numerator decimal(18, 4), denominator decimal(18, 4), n bigint, value decimal(18, 6), status varchar,
    definition_hash varchar, closed integer);
