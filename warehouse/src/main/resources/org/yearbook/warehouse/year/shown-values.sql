-- The numbers of closed years, as they are shown. frozen_result has them as they were when each year was closed,
-- recomputed_value as today's program computes them from the frozen inputs, metric_value as it does from today's data.
-- What was in force when a year was closed stays in force, whatever years a definition claims today.
create or replace temp view now_value as
select * from metric_value where school_year in (select school_year from closed_state);

create or replace temp table shown_value as
select f.metric, f.version, f.authority, f.policy, f.school_year, f.as_of, f.organization_id, f.organization_type,
       f.group_dimension, f.group_value, f.numerator, f.denominator, f.n, f.value, f.status, f.definition_hash,
       s.state as closed
from frozen_result f
join closed_state s on s.school_year = f.school_year
union all by name
select r.metric, r.version, r.authority,
       case when i.metric is null then r.policy else 'restated' end as policy,
       r.school_year, r.as_of, r.organization_id, r.organization_type, r.group_dimension, r.group_value, r.numerator,
       r.denominator, r.n, r.value, r.status, r.definition_hash, s.state as closed
from recomputed_value r
join closed_state s on s.school_year = r.school_year
left join (select distinct school_year, metric, authority from frozen_result) i
  on i.school_year = r.school_year and i.metric = r.metric and i.authority = r.authority
where not exists (
    from frozen_result f
    where f.school_year = r.school_year and f.metric = r.metric and f.authority = r.authority and f.version = r.version);
