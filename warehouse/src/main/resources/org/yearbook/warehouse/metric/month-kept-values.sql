insert into month_value by name
select * exclude (question) from kept_month semi join month_question using (question);

create or replace table month_value as
from month_value
order by metric, authority, version, school_year, organization_id, month;
