-- The public file: numbers that everybody may see, and what is needed to read them.
create table dim_school_year as from internal.dim_school_year;
create or replace table dim_organization as from internal.dim_organization;
create or replace table metric_definition as from internal.metric_definition;
create or replace table metric_goal as from internal.metric_goal;
create or replace table metric_threshold as from internal.metric_threshold;
create or replace table metric_missing_input as from internal.metric_missing_input;
create or replace table metric_value as from public_value;

create table freshness as
select source, max(arrived) as arrived, max(data_through) as data_through, count(*) as files,
       min(promised_days) as promised_days
from internal.freshness
group by all
order by all;
