-- The numbers month by month, and those of an earlier night, both empty. month_question = what decides those of a year.
create or replace table month_value (
    metric varchar, version integer, authority varchar, policy varchar, school_year varchar, month date, through date,
    span varchar, organization_id varchar, organization_type varchar, numerator decimal(18, 4), denominator decimal(18, 4),
    n bigint, value decimal(18, 6), definition_hash varchar);

create or replace temp table kept_month as select *, '' as question from month_value limit 0;
create or replace temp table month_question (school_year varchar, question varchar);
