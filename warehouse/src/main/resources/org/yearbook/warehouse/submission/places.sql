-- The district, and those of its schools that somebody was enrolled at in the school year.
select organization_id, organization_type, name
from dim_organization
where organization_type = 'district'
   or organization_id in (select school_number from edfacts_stays(getvariable('school_year')))
order by organization_type, organization_id
