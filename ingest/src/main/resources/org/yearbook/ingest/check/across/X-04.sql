-- rule: X-04
-- entity: account
-- needs: account, school_enrollment
-- severity: major
-- field: enabled
-- message: The student has left the district, and the account was used after that.
-- fix: Close the account, or correct the enrollment.
-- owner: IT administrator
-- turns: exit_date + 1 from school_enrollment

-- Between two school years everybody has left for the summer, and graduates may use their account for sixty days.
with gone as (
    select student_number, max(exit_date) as left_on, arg_max_null(exit_code, exit_date) as exit_code
    from school_enrollment
    where student_number is not null
    group by student_number
    having count(exit_date) = count(*) and max(exit_date) < night())
select a.school_year, a.account_name as record_key,
       'left on ' || g.left_on || ', used on ' || cast(a.last_logon_at as date) as raw_value,
       case when a.enabled then 'false' end as suggested_value, cast(null as varchar) as school_id,
       a.source, a.source_file, a.source_row
from (select '' as account_name, cast(null as timestamp) as last_logon_at where false
      union all by name from account) a
join account_owner o on o.account_name = a.account_name
join gone g on g.student_number = o.student_number
where g.exit_code is distinct from 'EOY' and o.employee_id is null
      and cast(a.last_logon_at as date) > g.left_on + case when g.exit_code in ('GRAD', 'COMP') then 60 else 0 end
