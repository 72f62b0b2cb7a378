-- The last tables of the analysts' file: numbers as everybody may see them, and quality as counts.
create table metric_definition as from internal.metric_definition;
create table metric_goal as from internal.metric_goal;
create table metric_threshold as from internal.metric_threshold;
create table metric_missing_input as from internal.metric_missing_input;
create table metric_value as from shared_value;

create table quality_count as
select rule_id, severity, entity, school_year, school_id, status, count(*) as issues
from internal.quality_issue
group by all
order by all;

create table freshness as
select source, max(arrived) as arrived, max(data_through) as data_through, count(*) as files
from internal.freshness
group by all
order by all;
