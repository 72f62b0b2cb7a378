-- The last tables of the analysts' file: numbers as they may be shared, and quality as counts.
create or replace table metric_definition as from internal.metric_definition;
create or replace table metric_goal as from internal.metric_goal;
create or replace table metric_threshold as from internal.metric_threshold;
create or replace table metric_missing_input as from internal.metric_missing_input;
create or replace table metric_value as from tonight_value;

create table quality_count as
select rule_id, severity, entity, school_year, school_id, status, count(*) as issues
from internal.quality_issue
group by all
order by all;

create table freshness as
select source, max(arrived) as arrived, max(data_through) as data_through, count(*) as files,
       min(promised_days) as promised_days
from internal.freshness
group by all
order by all;
