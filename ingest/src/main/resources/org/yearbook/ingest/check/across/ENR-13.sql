-- rule: ENR-13
-- entity: school_enrollment
-- needs: school_enrollment
-- severity: major
-- field: primary_enrollment
-- message: Two schools are both said to be the student's primary one at one time.
-- fix: Leave the mark of the primary enrollment at the school that counts the student, and take it away at the other.
-- owner: registrar
with stay as (
    select *, coalesce(exit_date, date '9999-12-31') as leaves
    from school_enrollment where primary_enrollment and entry_code is distinct from 'NS')
select s.school_year, s.student_number || ' · ' || s.school_number || ' · ' || s.entry_date as record_key, 'true' as raw_value,
       cast(null as varchar) as suggested_value, s.school_number as school_id, s.source, s.source_file, s.source_row
from stay s
where exists (from stay o where o.school_year = s.school_year and o.student_number = s.student_number
                   and o.school_number <> s.school_number and o.entry_date <= s.leaves and s.entry_date <= o.leaves)
