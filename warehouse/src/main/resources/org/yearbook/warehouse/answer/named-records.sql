-- What else the systems know a person by, whose {0} number (student or staff) is {1}. Grain: one a record's kind and
-- number; entity is that of the record, kind says student or staff where the system does.
select 'account' as entity, '' as kind, account_name as number
from dim_account
where case {0} when 'student' then student_number else employee_id end = {1}
union
select 'student_key', 'student', cast(student_key as varchar)
from dim_student
where {0} = 'student' and student_number = {1}
union
select 'staff_key', 'staff', cast(staff_key as varchar)
from dim_staff
where {0} = 'staff' and employee_id = {1}
union
select entity, coalesce(record_kind, ''), record_number
from person_link
where record_number is not null and person_key in (
  select person_key
  from person_link
  where record_kind = {0} and record_number = {1} and entity in ('roster_user', 'student', 'staff', 'school_enrollment')
    and person_key is not null)
