-- The findings, counted by all that pages filter them and tell them by, so that no page counts them one by one. A word
-- field has few values; of any other field no value is told.
create table quality_tally as
with often as (
    select rule_id, entity, field
    from (
        select rule_id, entity, field, school_year, record_key, count(*) as issues
        from quality_issue group by all)
    group by all
    having max(issues) > 1 or bool_or(school_year is null or record_key is null))
select q.rule_id, q.severity, q.entity, q.field, q.school_id, q.owner_role, q.record_class, q.status, q.first_seen,
       q.resolved_on, q.reopened_on, q.one_cause,
       case when v.field is not null then q.raw_value end as raw_value,
       case when v.field is not null then q.suggested_value end as suggested_value,
       o.rule_id is not null as several,
       min(q.message) as message, min(q.what_to_do) as what_to_do, count(*) as issues
from quality_issue q
left join value_field v on v.entity = q.entity and v.field = q.field
left join often o on o.rule_id = q.rule_id and o.entity is not distinct from q.entity
    and o.field is not distinct from q.field
group by all
order by all;
