-- rule: ENR-11
-- entity: school_enrollment
-- needs: school_enrollment
-- severity: major
-- field: exit_code
-- message: The student was in grade 12 until the year ended, is not here any more, and the exit code does not say whether they graduated.
-- fix: Enter whether the student graduated, transferred or dropped out.
-- owner: registrar
-- turns: entry_date + 30 from school_enrollment

-- Who comes back for another year ended the year like everybody else; nobody knows before that year has begun.
with last_stay as (
    select *, max(school_year) over (partition by student_number) as last_year
    from school_enrollment
    where regexp_full_match(school_year, '\d{4}-\d{2}')),
begun as (
    select school_year, min(entry_date) as first_day from school_enrollment
    where regexp_full_match(school_year, '\d{4}-\d{2}') group by school_year)
select s.school_year, s.student_number || ' · ' || s.school_number || ' · ' || s.entry_date as record_key,
       s.exit_code as raw_value, cast(null as varchar) as suggested_value, s.school_number as school_id,
       s.source, s.source_file, s.source_row
from last_stay s
where s.grade_level = '12' and s.exit_code = 'EOY' and s.last_year = s.school_year
      and exists (from begun b where b.school_year > s.school_year and b.first_day + 30 <= night())
