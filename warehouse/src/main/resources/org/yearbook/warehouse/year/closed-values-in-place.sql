delete from metric_value where school_year in (select school_year from closed_state);
insert into metric_value by name select * from shown_value
order by school_year, metric, authority, version, organization_id, group_dimension, group_value;
