-- What the metric of data quality is computed from: each school year's latest night, for the schools and the district. A
-- row with several findings is wrong once; rows that no school answers for are the district's.
create table agg_quality_year as
with night as (
    select school_year_of(as_of) as school_year, max(as_of) as as_of from quality_night group by all),
placed as (
    select n.school_year, q.school_id as organization_id, q.entity, q.checked,
           q.wrong_block + q.wrong_major + q.wrong_minor + q.wrong_warning as wrong
    from quality_night q join night n on n.as_of = q.as_of
    where q.owner_role = '' and q.school_id is not null
    union all
    select n.school_year, getvariable('lea_id'), q.entity, q.checked,
           q.wrong_block + q.wrong_major + q.wrong_minor + q.wrong_warning
    from quality_night q join night n on n.as_of = q.as_of
    where q.owner_role = '')
select p.school_year, p.organization_id, o.organization_type, p.entity, sum(p.checked)::bigint as rows_checked,
       sum(greatest(p.checked - p.wrong, 0))::bigint as rows_right
from placed p
join dim_school_year y on y.school_year = p.school_year
join dim_organization o on o.organization_id = p.organization_id
group by all
having sum(p.checked) > 0
order by all;
