-- FS059: staff on the day of the fall count, in full-time equivalents: in the district by category, at each school its
-- classroom teachers alone.
select organization_id, organization_type, staff_key as unit_key, fte as amount,
       case organization_type when 'district' then 'FTESTAFF' else 'CLASSTEACHFTE' end as table_name,
       coalesce(category, 'MISSING') as "STAFFCATGCCD"
from edfacts_staff(getvariable('school_year'))
where organization_type = 'district' or teaches
