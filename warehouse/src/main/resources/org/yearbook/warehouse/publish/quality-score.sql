-- How many rows were checked and how many of them are wrong, tonight and on every night before. A row that a rule
-- blocked is in no table, and counts as checked and wrong; a row that breaks several rules counts once, by the gravest.
create temp table blocked_row as
select entity, record_class, coalesce(school_id, '') as school_id, count(distinct (file, row_number)) as rows
from issue_judged
where severity = 'block' and resolved_on is null and row_number > 0 and entity <> 'delivery'
group by all;

-- A row that could not be split into fields is of the kind that the rest of its file is.
create temp table rejected_row as
select coalesce(c.entity, 'delivery') as entity, sum(d.rejected)::bigint as rows
from delivery d
left join (select delivery_id, file, min(entity) as entity from lake_row_count group by all) c
  on c.delivery_id = d.delivery_id and c.file = d.file
where d.status <> 'held' and d.rejected > 0
group by all;

-- Blocked rows that share one finding are counted by their files alone, so they answer to the district.
create temp table blocked_rest as
select c.entity, coalesce(k.record_class, 'other') as record_class, '' as school_id, sum(c.rows)::bigint as rows
from (
    select c.entity, greatest(c.rows - coalesce(b.rows, 0), 0) as rows
    from (select entity, sum(quarantined)::bigint as rows from lake_row_count group by all) c
    left join (select entity, sum(rows)::bigint as rows from blocked_row group by all) b on b.entity = c.entity
    union all
    select entity, rows from rejected_row) c
left join kind_of_entity k on k.entity = c.entity
group by all
having sum(c.rows) > 0;

create table quality_checked as
select entity, record_class, nullif(school_id, '') as school_id, sum(rows)::bigint as rows
from (
    select entity, record_class,
           case when school_id in (select organization_id from dim_organization where organization_type = 'school')
                then school_id else '' end as school_id, rows
    from loaded_row
    union all from blocked_row
    union all from blocked_rest)
group by all
having sum(rows) > 0
order by all;

-- The same thing in at least half of all rows is one setting of one system, not many mistakes.
create temp table one_cause as
select q.rule_id, q.entity, coalesce(q.field, '') as field
from issue_judged q
join (select entity, sum(rows) as rows from quality_checked group by all) c on c.entity = q.entity
where q.resolved_on is null and q.row_number > 0
group by all
having count(*) >= 10 and count(*) * 2 >= any_value(c.rows);

-- What depends on the night stands here alone: all that leads to it is the same on a night that found nothing else.
create table quality_issue as
select q.* exclude (first_seen, resolved_on, reopened_on, record_class),
       case when q.resolved_on is not null then 'resolved'
            when q.reopened_on = getvariable('as_of') then 'reopened'
            when q.first_seen = getvariable('as_of') then 'new'
            else 'open' end as status,
       q.first_seen, coalesce(q.resolved_on - 1, getvariable('as_of')) as last_seen, q.resolved_on, q.reopened_on,
       q.record_class, o.rule_id is not null as one_cause
from issue_judged q
left join one_cause o
    on o.rule_id = q.rule_id and o.entity = q.entity and o.field = coalesce(q.field, '')
-- As pages list them, so that one page is read from one place: the gravest first, the newest first among them.
order by case q.severity when 'block' then 0 when 'major' then 1 when 'minor' then 2 else 3 end, q.first_seen desc,
         q.rule_id, q.issue_key;

-- Whoever once answered for records of a kind goes on answering for them, or closing the last issue would lose the
-- rows that are right.
create table quality_owner as
select distinct owner_role, entity from quality_issue where owner_role is not null
union
select distinct owner_role, entity from quality_past where owner_role <> ''
order by all;

create temp table answering as
select owner_role, entity from quality_owner
union all
select '' as owner_role, entity from (select entity from quality_checked union select entity from quality_issue);

create temp table counted as
select a.owner_role, c.entity, c.record_class, coalesce(c.school_id, '') as school_id, c.rows as checked
from answering a join quality_checked c using (entity);

create temp table wrong_row as
with broken as (
    select owner_role, entity, record_class, coalesce(school_id, '') as school_id, file, row_number,
           case severity when 'block' then 1 when 'major' then 2 when 'minor' then 3 else 4 end as worst
    from quality_issue where status <> 'resolved' and row_number > 0 and entity <> 'delivery'),
each as (
    select owner_role, entity, record_class, school_id, file, row_number, min(worst) as worst
    from broken where owner_role is not null group by all
    union all
    select '' as owner_role, entity, record_class, school_id, file, row_number, min(worst) as worst
    from broken group by all),
rows as (
    select owner_role, entity, record_class, school_id, worst, count(*) as rows from each group by all
    union all
    select a.owner_role, b.entity, b.record_class, b.school_id, 1, b.rows
    from blocked_rest b join answering a using (entity))
select owner_role, entity, record_class, school_id,
       coalesce(sum(rows) filter (where worst = 1), 0)::bigint as wrong_block,
       coalesce(sum(rows) filter (where worst = 2), 0)::bigint as wrong_major,
       coalesce(sum(rows) filter (where worst = 3), 0)::bigint as wrong_minor,
       coalesce(sum(rows) filter (where worst = 4), 0)::bigint as wrong_warning
from rows group by all;

create temp table lived as
with each as (
    select owner_role, entity, record_class, school_id, status, first_seen, reopened_on, resolved_on from quality_issue
    where owner_role is not null
    union all
    select '', entity, record_class, school_id, status, first_seen, reopened_on, resolved_on from quality_issue)
select owner_role, entity, record_class, coalesce(school_id, '') as school_id,
       count(*) filter (where status <> 'resolved') as open_issues,
       count(*) filter (where status <> 'resolved' and first_seen = getvariable('as_of')) as new_issues,
       count(*) filter (where status <> 'resolved' and reopened_on = getvariable('as_of')) as reopened_issues,
       count(*) filter (where resolved_on = getvariable('as_of')) as fixed_issues
from each group by all;

create table quality_night as
select as_of, owner_role, entity, record_class, school_id, checked, wrong_block, wrong_major, wrong_minor,
       wrong_warning, open_issues, new_issues, reopened_issues, fixed_issues
from quality_past where as_of < getvariable('as_of')
union all
select getvariable('as_of') as as_of, owner_role, entity, record_class, nullif(school_id, '') as school_id,
       coalesce(checked, 0) as checked, coalesce(wrong_block, 0) as wrong_block,
       coalesce(wrong_major, 0) as wrong_major, coalesce(wrong_minor, 0) as wrong_minor,
       coalesce(wrong_warning, 0) as wrong_warning, coalesce(open_issues, 0) as open_issues,
       coalesce(new_issues, 0) as new_issues, coalesce(reopened_issues, 0) as reopened_issues,
       coalesce(fixed_issues, 0) as fixed_issues
from counted
full join wrong_row using (owner_role, entity, record_class, school_id)
full join lived using (owner_role, entity, record_class, school_id)
order by all;
