-- rule: HR-04
-- entity: staff
-- needs: staff, staff_assignment
-- severity: warning
-- field: status
-- message: The employee is active, but holds no position today.
-- fix: Enter the position, or the last day.
-- owner: HR specialist
-- turns: begin_date from staff_assignment
-- turns: end_date + 1 from staff_assignment
-- turns: hire_date from staff
-- turns: separation_date + 1 from staff
select s.school_year, s.employee_id as record_key, s.status as raw_value, cast(null as varchar) as suggested_value,
       cast(null as varchar) as school_id, s.source, s.source_file, s.source_row
from staff s
anti join staff_assignment a on a.employee_id = s.employee_id and a.begin_date <= night()
     and coalesce(a.end_date, night()) >= night()
where s.hire_date <= night() and coalesce(s.separation_date, date '9999-12-31') >= night()
      and lower(s.status) not in ('separated', 'terminated', 'inactive', 'leave', 'on leave')
