-- rule: APP-02
-- entity: application
-- needs: application, app_usage
-- severity: major
-- field: status
-- message: People log in to an app that nobody approved.
-- fix: Have the app reviewed, or block it.
-- owner: application owner
-- turns: date_trunc('month', try_strptime(month || '-01', '%Y-%m-%d')) + interval 1 month + interval 92 days from app_usage
select a.school_year, a.application_id as record_key, a.status as raw_value, cast(null as varchar) as suggested_value,
       cast(null as varchar) as school_id, a.source, a.source_file, a.source_row
from application a
semi join (from app_usage where logins > 0 and month >= strftime(night() - 92, '%Y-%m')) u
     on u.application_id = a.application_id
where a.status is distinct from 'approved'
