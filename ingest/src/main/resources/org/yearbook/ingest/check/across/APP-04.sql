-- rule: APP-04
-- entity: app_usage
-- needs: app_usage, roster_user
-- severity: warning
-- field: user_id
-- message: Log-ins by a student whom no system has.
-- fix: Find out who it is, or close the account.
-- owner: application owner
with known as (select identifier as user_id from roster_user union select sourced_id from roster_user),
person as (select distinct school_year, source_file, user_id from app_usage where user_kind = 'student'),
stranger as (from person p anti join known k on k.user_id = p.user_id),
-- A file in which hardly anybody is known names people in a way of its own: that is one issue, not a million.
foreign_file as (
    select p.school_year, p.source_file from person p
    left join stranger s on s.source_file = p.source_file and s.user_id = p.user_id
    group by all having count(s.user_id) * 2 > count(*) and count(*) >= 20)
select u.school_year, u.application_id || ' · ' || u.month || ' · ' || u.user_kind || ' · ' || u.user_id as record_key,
       u.user_id as raw_value, cast(null as varchar) as suggested_value, cast(null as varchar) as school_id,
       u.source, u.source_file, u.source_row
from app_usage u
semi join stranger s on s.source_file = u.source_file and s.user_id = u.user_id
anti join foreign_file f on f.source_file = u.source_file
where u.user_kind = 'student'
union all
select u.school_year, 'every student of ' || u.source_file, cast(null as varchar), cast(null as varchar),
       cast(null as varchar), any_value(u.source), u.source_file, 0
from app_usage u semi join foreign_file f on f.source_file = u.source_file
where u.user_kind = 'student'
group by all
