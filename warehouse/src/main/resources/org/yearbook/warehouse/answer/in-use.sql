-- Applications by the latest school year of which any system has told who signs on.
with told as (select max(school_year) as school_year from agg_app_year where users is not null),
in_use as (
    select y.school_year, y.application_id, y.users, y.student_users, y.in_inventory
    from agg_app_year y
    join told t on t.school_year = y.school_year
    where y.users > 0)
