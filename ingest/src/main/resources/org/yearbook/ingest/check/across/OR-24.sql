-- rule: OR-24
-- entity: section_enrollment
-- needs: section_enrollment, organization
-- severity: warning
-- field: is_primary
-- message: The class has two primary teachers at one time.
-- fix: Mark one of them as the primary teacher.
-- owner: SIS administrator
with teacher as (
    select *, coalesce(begin_date, date '0001-01-01') as begins, coalesce(end_date, date '9999-12-31') as ends
    from section_enrollment where role = 'teacher' and is_primary)
select e.school_year, e.sourced_id as record_key, 'true' as raw_value, cast(null as varchar) as suggested_value,
       o.identifier as school_id, e.source, e.source_file, e.source_row
from teacher e
left join organization o on o.school_year = e.school_year and o.sourced_id = e.school_sourced_id
where exists (from teacher f where f.school_year = e.school_year and f.section_sourced_id = e.section_sourced_id
                   and f.user_sourced_id <> e.user_sourced_id and f.begins < e.ends and e.begins < f.ends)
