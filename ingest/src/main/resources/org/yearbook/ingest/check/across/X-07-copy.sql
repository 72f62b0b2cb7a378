-- rule: X-07
-- entity: roster_copy
-- needs: section_enrollment, roster_copy, organization
-- severity: major
-- field: user_sourced_id
-- message: The student is in this class in the system that copies its roster, and not in the student information system.
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
select r.school_year, r.sourced_id as record_key,
       r.user_sourced_id as raw_value, cast(null as varchar) as suggested_value, o.identifier as school_id,
       r.source, r.source_file, r.source_row
from copied r
anti join sis s on s.school_year = r.school_year and s.section_sourced_id = r.section_sourced_id
     and s.user_sourced_id = r.user_sourced_id
left join organization o on o.school_year = r.school_year and o.sourced_id = r.school_sourced_id
