-- The schools of the district with their numbers in the state, in the order of those.
select organization_id, coalesce(identifier, organization_id) as identifier
from dim_organization
where organization_type = ?
order by identifier, organization_id
