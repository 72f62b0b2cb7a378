-- As rule X-04 has it: the summer is no leaving, and graduates keep their accounts for a while. Only enrollments of the
-- student information system say that somebody left; a schedule or an attendance that ends does not.
left_school as (
    select d.student_number, max(e.exit_date) as last_day, arg_max_null(e.exit_code, e.exit_date) as exit_code
    from fact_student_enrollment e
    join dim_student d on d.school_year = e.school_year and d.student_key = e.student_key
    where e.origin = 'enrollment' and d.student_number is not null
    group by d.student_number
    having count(e.exit_date) = count(*) and max(e.exit_date) <= {0}),
