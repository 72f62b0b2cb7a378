-- rule: ENR-10
-- entity: school_enrollment
-- needs: school_enrollment, calendar_day
-- severity: warning
-- field: exit_date
-- message: School days lie between this stay and the next one, though the student only moved within the district.
-- fix: Confirm both dates with the other school.
-- owner: registrar
with stay as (
    select *, lead(entry_date) over later as next_entry, lead(school_number) over later as next_school
    from school_enrollment where entry_code is distinct from 'NS'
    window later as (partition by school_year, student_number order by entry_date, school_number))
select s.school_year, s.student_number || ' · ' || s.school_number || ' · ' || s.entry_date as record_key,
       count(*) || ' school days' as raw_value, cast(s.next_entry - 1 as varchar) as suggested_value,
       s.school_number as school_id, s.source, s.source_file, s.source_row
from stay s
join calendar_day c on c.school_year = s.school_year and c.school_number = s.next_school and c.in_session
     and c.calendar_date > s.exit_date and c.calendar_date < s.next_entry
where s.exit_code = 'W1' and s.next_school <> s.school_number
group by s.school_year, s.student_number, s.school_number, s.entry_date, s.next_entry, s.source, s.source_file,
         s.source_row
having count(*) > 3
