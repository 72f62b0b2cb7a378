-- rule: STU-15
-- entity: student
-- needs: student, student_program
-- severity: major
-- field: special_education
-- message: The mark for special education and the program disagree.
-- fix: Let the case manager check the dates of the IEP.
-- owner: special education coordinator
-- turns: begin_date from student_program where program = 'SWD'
-- turns: end_date + 1 from student_program where program = 'SWD'
with
-- In a year that is over, a program that went on into its last two months counts as open.
spell as (select school_year, student_number, begin_date, end_date from student_program where program = 'SWD'),
program as (
    select school_year, student_number,
           bool_or(end_date is null or end_date >= night()) as goes_on,
           bool_or(end_date is null or end_date >= least(night(),
               make_date(cast(left(school_year, 4) as integer) + 1, 4, 30))) as went_on
    from spell where begin_date <= night() and regexp_full_match(school_year, '\d{4}-\d{2}') group by all)
select s.school_year, s.student_number as record_key,
       case when s.special_education then 'marked, no program' else 'program, not marked' end as raw_value,
       cast(null as varchar) as suggested_value, s.school_number as school_id, s.source, s.source_file, s.source_row
from student s left join program p on p.school_year = s.school_year and p.student_number = s.student_number
where s.school_year in (select school_year from spell)
      and ((s.special_education and not coalesce(p.went_on, false)) or (not s.special_education and coalesce(p.goes_on, false)))
