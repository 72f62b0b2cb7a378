-- As rule X-04 has it: the summer is no leaving, and graduates keep their accounts for a while.
left_school as (
    select distinct student_number, left_school_on as last_day, left_school_code as exit_code
    from dim_account
    where left_school_on <= {0}),
