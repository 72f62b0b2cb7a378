-- rule: X-03
-- entity: section_enrollment
-- needs: section_enrollment, roster_user, staff, organization
-- severity: major
-- field: user_sourced_id
-- message: The teacher of this class is no employee of that time.
-- fix: Assign the teacher who has the class, or correct the employee number.
-- owner: scheduler
-- turns: end_date + 1 from section_enrollment
-- turns: separation_date + 1 from staff
with teacher as (
    select e.*, u.identifier as employee_id, least(coalesce(e.end_date, night()), night()) as seen_on
    from section_enrollment e
    join roster_user u on u.school_year = e.school_year and u.sourced_id = e.user_sourced_id
    where e.role = 'teacher' and u.identifier is not null)
select t.school_year, t.sourced_id as record_key, t.employee_id as raw_value, cast(null as varchar) as suggested_value,
       o.identifier as school_id, t.source, t.source_file, t.source_row
from teacher t
left join (select employee_id, max(coalesce(separation_date, date '9999-12-31')) as left_on from staff group by all) s
     on s.employee_id = t.employee_id
left join organization o on o.school_year = t.school_year and o.sourced_id = t.school_sourced_id
where s.employee_id is null or s.left_on < t.begin_date or (t.end_date >= night() and s.left_on < night())
