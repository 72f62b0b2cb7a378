-- rule: CON-01
-- entity: student
-- needs: student, student_contact
-- severity: major
-- field: student_number
-- message: No parent or guardian is on file.
-- fix: Ask the family, and enter who has custody.
-- owner: registrar
-- turns: birth_date + interval 18 years from student s where not exists (from student_contact c where c.school_year = s.school_year and c.student_number = s.student_number and coalesce(c.legal_custody, c.relationship in ('Mother', 'Father', 'Parent', 'FosterParent', 'CourtAppointedGuardian')))
with
-- Somebody of eighteen needs none. Where custody is not delivered, the relationship says who it is.
guardian as (
    select distinct school_year, student_number from student_contact
    where coalesce(legal_custody, relationship in ('Mother', 'Father', 'Parent', 'FosterParent', 'CourtAppointedGuardian')))
select s.school_year, s.student_number as record_key, cast(null as varchar) as raw_value,
       cast(null as varchar) as suggested_value, s.school_number as school_id, s.source, s.source_file, s.source_row
from student s anti join guardian g on g.school_year = s.school_year and g.student_number = s.student_number
where s.school_year in (select school_year from student_contact)
      and (s.birth_date is null or s.birth_date + interval 18 years > night())
