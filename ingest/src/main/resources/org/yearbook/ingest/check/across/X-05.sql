-- rule: X-05
-- entity: school_enrollment
-- needs: school_enrollment, account
-- severity: warning
-- field: student_number
-- message: The student has been here for a week or more and has no account.
-- fix: Run the provisioning of accounts; check that the directory knows the student's number.
-- owner: IT administrator
-- turns: entry_date from school_enrollment
-- turns: entry_date + 7 from school_enrollment
-- turns: exit_date + 1 from school_enrollment

-- Only where it is the custom: at least half of the students of that school and grade have one.
with here as (
    select * from school_enrollment
    where school_year = (select max(school_year) from school_enrollment
                         where entry_date <= night() and regexp_full_match(school_year, '\d{4}-\d{2}'))
          and entry_date + 7 <= night() and coalesce(exit_date, night()) >= night()
          and exit_code is distinct from 'NOSHOW'),
owned as (
    select h.*, h.student_number in (select student_number from account_owner where student_number is not null) as owns
    from here h),
custom as (
    select school_number, grade_level from owned group by all
    having count(*) filter (where owns) * 2 >= count(*) and count(*) filter (where owns) > 0)
select o.school_year, o.student_number || ' · ' || o.school_number || ' · ' || o.entry_date as record_key,
       cast(null as varchar) as raw_value, cast(null as varchar) as suggested_value, o.school_number as school_id,
       o.source, o.source_file, o.source_row
from owned o
join custom c on c.school_number = o.school_number and c.grade_level is not distinct from o.grade_level
where not o.owns
