-- What could not be computed says so, for the district and each year in which its version is in force.
insert into metric_value
select m.metric, m.version, m.authority, 'in_force', y.school_year, cast(? as date), o.organization_id,
       o.organization_type, 'all', 'all', null, null, 0, null, 'missing_input', d.definition_hash
from metric_missing m
join metric_definition d using (metric, authority, version)
join dim_school_year y
  on y.school_year >= d.from_school_year and (d.to_school_year is null or y.school_year <= d.to_school_year)
join dim_organization o on o.organization_type = 'district';
