-- How today's numbers of one closed year differ from those that are shown, and by which records.
create or replace temp view shown_then as from shown_value where school_year = getvariable('closed_year');
create or replace temp view shown_now as from now_value where school_year = getvariable('closed_year');
create or replace temp view frozen_then as from frozen_result where school_year = getvariable('closed_year');
create or replace temp view recomputed_now as from recomputed_value where school_year = getvariable('closed_year');

-- Cells that today's program makes otherwise out of the same inputs.
create or replace temp table program_value as
select coalesce(f.metric, r.metric) as metric, coalesce(f.authority, r.authority) as authority,
       coalesce(f.version, r.version) as version, coalesce(f.organization_id, r.organization_id) as organization_id,
       coalesce(f.group_dimension, r.group_dimension) as group_dimension,
       coalesce(f.group_value, r.group_value) as group_value
from frozen_then f
full join (
    select * from recomputed_now
    where (metric, authority, version) in (select (metric, authority, version) from frozen_then)) r
  on r.metric = f.metric and r.authority = f.authority and r.version = f.version
 and r.organization_id = f.organization_id and r.group_dimension = f.group_dimension and r.group_value = f.group_value
where (f.numerator, f.denominator, f.n, f.value, f.status)
          is distinct from (r.numerator, r.denominator, r.n, r.value, r.status)
  and (coalesce(f.metric, r.metric), coalesce(f.authority, r.authority), coalesce(f.version, r.version))
          in (select (metric, authority, version) from recomputed_now);

-- How many records of each table changed at each place, in words.
create or replace temp table record_change as
select dataset, organization_id,
       concat_ws(', ',
           case when added > 0 then added || ' added' end,
           case when gone > 0 then gone || ' gone' end,
           case when changed > 0 then changed || ' changed (' || columns || ')' end) as words
from (
    select dataset, organization_id, count(distinct entity_key) filter (where what = 'added') as added,
           count(distinct entity_key) filter (where what = 'gone') as gone,
           count(distinct entity_key) filter (where what = 'changed') as changed,
           string_agg(distinct column_name, ', ' order by column_name) as columns
    from closed_year_difference_person
    where school_year = getvariable('closed_year')
    group by dataset, organization_id);

insert into closed_year_difference by name
with pair as (
    select coalesce(s.metric, t.metric) as metric, coalesce(s.authority, t.authority) as authority,
           coalesce(s.version, t.version) as version, coalesce(s.organization_id, t.organization_id) as organization_id,
           coalesce(s.organization_type, t.organization_type) as organization_type,
           coalesce(s.group_dimension, t.group_dimension) as group_dimension,
           coalesce(s.group_value, t.group_value) as group_value,
           s.policy as closed_policy, s.numerator as closed_numerator, s.denominator as closed_denominator,
           s.n as closed_n, s.value as closed_value, s.status as closed_status,
           t.policy as now_policy, t.numerator as now_numerator, t.denominator as now_denominator, t.n as now_n,
           t.value as now_value, t.status as now_status
    from shown_then s
    full join shown_now t
      on t.metric = s.metric and t.authority = s.authority and t.version = s.version
     and t.organization_id = s.organization_id and t.group_dimension = s.group_dimension
     and t.group_value = s.group_value
    where (s.policy, s.numerator, s.denominator, s.n, s.value, s.status)
              is distinct from (t.policy, t.numerator, t.denominator, t.n, t.value, t.status))
select getvariable('closed_year') as school_year, p.*,
       case when (p.metric, p.authority, p.version) not in (select (metric, authority, version) from shown_now)
                 or p.closed_policy <> p.now_policy then 'definition'
            when p.closed_status = 'missing_input' and p.now_status is distinct from 'missing_input' then 'input'
            when g.metric is not null then 'program'
            else 'records' end as why,
       (select string_agg(c.dataset || ': ' || c.words, '; ' order by c.dataset)
        from record_change c
        join metric_reads m on m.dataset = c.dataset
        where m.metric = p.metric and m.authority = p.authority and m.version = p.version
          and c.organization_id = p.organization_id) as records
from pair p
left join program_value g
  on g.metric = p.metric and g.authority = p.authority and g.version = p.version
 and g.organization_id = p.organization_id and g.group_dimension = p.group_dimension and g.group_value = p.group_value
order by all;

insert into closed_year
select s.school_year, s.state, s.closed_by, s.closed_at::timestamp, s.reason, s.publication_id, s.night_id, s.as_of,
       (select count(*) from closed_year_difference where school_year = getvariable('closed_year')),
       (select count(distinct (dataset, organization_id, entity_key)) from closed_year_difference_person
        where school_year = getvariable('closed_year')),
       -- A list is known by what it says, whatever night says it.
       left(sha256(concat(
           s.school_year, ' ', s.state, chr(10),
           (select string_agg(line, chr(10) order by line)
            from (select d::varchar as line from closed_year_difference d
                  where school_year = getvariable('closed_year'))), chr(10),
           (select string_agg(line, chr(10) order by line)
            from (select d::varchar as line from closed_year_difference_person d
                  where school_year = getvariable('closed_year'))))), 16)
from closed_state s
where s.school_year = getvariable('closed_year');

