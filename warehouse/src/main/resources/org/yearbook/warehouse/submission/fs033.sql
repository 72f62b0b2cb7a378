-- FS033: of the students on the rolls on the day of the fall count, who is entitled to free or reduced-price meals, and
-- who was certified directly.
with pupil as (
    from edfacts_rolls(getvariable('school_year'), edfacts_count_day(getvariable('school_year'))) where grade is not null)
select organization_id, organization_type, student_key as unit_key, 1 as amount, 'LUNCHFREERED' as table_name,
       case lunch_status when 'Free' then 'FL' else 'RPL' end as "LUNCHPROG"
from pupil where lunch_status in ('Free', 'ReducedPrice')
union all
select organization_id, organization_type, student_key, 1, 'DIRECTCERT', null
from pupil where directly_certified
