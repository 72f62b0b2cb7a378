-- A year that nobody opened shows no number: each metric and place says so, and its groups are not there.
delete from metric_value where school_year > getvariable('latest_opened') and group_dimension <> 'all';
update metric_value
set numerator = null, denominator = null, n = null, value = null, status = 'not_opened'
where school_year > getvariable('latest_opened');
