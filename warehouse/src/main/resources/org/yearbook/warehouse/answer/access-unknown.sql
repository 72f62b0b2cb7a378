gone as (
    select person
    from employee
    group by person
    having not bool_or(here) and max(separation_date) filter (where separation_date <= {0}) is not null),
sign_on as (
    select e.person, bool_or(coalesce(a.enabled, true)) as is_open
    from dim_account a
    join employee e on e.staff_key = a.staff_key
    group by e.person)
select (select count(*) from dim_account where enabled and staff_key is null and student_number is null) as ownerless,
       (select count(*)
        from dim_account a
        join employee e on e.staff_key = a.staff_key
        join gone g on g.person = e.person
        where a.enabled is null) as unstated,
       (select count(*)
        from employee
        where separation_date is null
          and regexp_matches(status, '(?i)^\s*(separat|terminat|resign|retire|left|inactive|former)')) as left_without_day,
       (select count(*) from employee where separation_date < hire_date) as ended_before_hired,
       (select count(*) from employee where here and hire_date is null) as without_first_day,
       (select count(distinct e.person)
        from employee e
        left join sign_on s on s.person = e.person
        where e.here and e.hire_date < {0} - {1} and not coalesce(s.is_open, false)) as long_without_account,
       (select count(distinct a.account_name)
        from dim_account a
        join employee e on e.staff_key = a.staff_key
        where coalesce(a.enabled, true) and e.here
          and (coalesce(trim(a.given_name), '') = '' or coalesce(trim(a.family_name), '') = '')) as nameless
