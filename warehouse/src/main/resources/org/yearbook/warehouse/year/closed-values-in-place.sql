delete from metric_value where school_year = getvariable('closed_year');
insert into metric_value by name select * from shown_value
order by metric, authority, version, organization_id, group_dimension, group_value;
