-- Employees of HR, and whether each works here on the day asked for. HR may leave the last day in place when it hires
-- somebody again: a last day before the first day ends nothing.
with employee as (
    select staff_key, coalesce(person_key, staff_key) as person, employee_id, hire_date, separation_date, status,
           legal_first_name, preferred_first_name, legal_last_name, former_last_name,
           concat_ws(' ', coalesce(preferred_first_name, legal_first_name), legal_last_name) as name,
           coalesce(hire_date <= {0}, true)
               and (separation_date is null or separation_date > {0}
                    or coalesce(separation_date < hire_date, false)) as here
    from dim_staff
    where coalesce(hire_date, separation_date) is not null or coalesce(status, legal_last_name) is not null),
