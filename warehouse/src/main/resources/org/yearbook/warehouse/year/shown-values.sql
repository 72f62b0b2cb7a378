-- The numbers of one closed year, as they are shown. frozen_result has them as they were when the year was closed,
-- recomputed_value as today's program computes them from the frozen inputs, metric_value as it does from today's data. What was in force when the year was closed stays in force, whatever years a definition claims today.
create or replace temp table now_value as
select * from metric_value where school_year = getvariable('closed_year');

create or replace temp table shown_value as
select metric, version, authority, policy, school_year, as_of, organization_id, organization_type, group_dimension,
       group_value, numerator, denominator, n, value, status, definition_hash,
       getvariable('closed_state')::integer as closed
from frozen_result
union all by name
select r.metric, r.version, r.authority,
       case when exists (from frozen_result f where f.metric = r.metric and f.authority = r.authority)
            then 'restated' else r.policy end as policy,
       r.school_year, r.as_of, r.organization_id, r.organization_type, r.group_dimension, r.group_value, r.numerator,
       r.denominator, r.n, r.value, r.status, r.definition_hash, getvariable('closed_state')::integer as closed
from recomputed_value r
where not exists (
    from frozen_result f where f.metric = r.metric and f.authority = r.authority and f.version = r.version);
