-- rule: X-07
-- entity: section
-- needs: section, section_enrollment, roster_copy, organization
-- severity: major
-- field: sourced_id
-- message: Students of this class are missing in the system that copies its roster.
-- fix: Let that system read the roster of the class again.
-- owner: IT administrator
-- turns: begin_date from section_enrollment where role = 'student'
-- turns: end_date from section_enrollment where role = 'student'
-- turns: begin_date from roster_copy
-- turns: end_date from roster_copy

-- On the last day on which the class had students in the student information system, at most tonight; only classes
-- that the copy has.
with last_day as (
    select school_year, section_sourced_id, least(night(), max(coalesce(end_date - 1, night()))) as day
    from section_enrollment where role = 'student' group by all),
sis as (
    select e.*, d.day
    from section_enrollment e
    join last_day d on d.school_year = e.school_year and d.section_sourced_id = e.section_sourced_id
    where e.role = 'student' and coalesce(e.begin_date, d.day) <= d.day and coalesce(e.end_date, d.day + 1) > d.day),
copied as (
    select c.*
    from roster_copy c
    join last_day d on d.school_year = c.school_year and d.section_sourced_id = c.section_sourced_id
    where c.role = 'student' and coalesce(c.status, '') <> 'tobedeleted' and coalesce(c.begin_date, d.day) <= d.day
          and coalesce(c.end_date, d.day + 1) > d.day)
select c.school_year, c.sourced_id as record_key,
       count(*) filter (where r.user_sourced_id is null) || ' of ' || count(*) || ' students' as raw_value,
       cast(null as varchar) as suggested_value, any_value(o.identifier) as school_id, any_value(c.source) as source,
       any_value(c.source_file) as source_file, any_value(c.source_row) as source_row
from section c
join (select distinct school_year, section_sourced_id, user_sourced_id from sis) s
     on s.school_year = c.school_year and s.section_sourced_id = c.sourced_id
left join (select distinct school_year, section_sourced_id, user_sourced_id from copied) r
     on r.school_year = s.school_year and r.section_sourced_id = s.section_sourced_id
     and r.user_sourced_id = s.user_sourced_id
left join organization o on o.school_year = c.school_year and o.sourced_id = c.school_sourced_id
where (c.school_year, c.sourced_id) in (select (school_year, section_sourced_id) from roster_copy)
group by c.school_year, c.sourced_id
having count(*) filter (where r.user_sourced_id is null) > 0
