-- rule: APP-01
-- entity: application
-- needs: application
-- severity: minor
-- field: product_name
-- message: This app stands in the list under another name already.
-- fix: Keep one of the two, and move contracts and log-ins to it.
-- owner: application owner
with app as (
    select *, first_value(product_name) over same as first_name, first_value(application_id) over same as first_id
    from application where app_key(product_name) <> ''
    window same as (partition by app_key(product_name) order by application_id))
select school_year, application_id as record_key, product_name as raw_value, first_name as suggested_value,
       cast(null as varchar) as school_id, source, source_file, source_row
from app where application_id <> first_id
