-- FS052 Membership: each student on the rolls on the day of the fall count, once at each school and once in the
-- district.
select organization_id, organization_type, student_key as unit_key, 1 as amount,
       coalesce(grade_level, 'MISSING') as "GRADELVMEM",
       case sex when 'female' then 'F' when 'male' then 'M' else 'MISSING' end as "SEX",
       case race_ethnicity_1997
           when 'American Indian or Alaska Native' then 'AM7'
           when 'Asian' then 'AS7'
           when 'Black or African American' then 'BL7'
           when 'Hispanic/Latino' then 'HI7'
           when 'Native Hawaiian or Other Pacific Islander' then 'PI7'
           when 'White' then 'WH7'
           when 'Two or More Races' then 'MU7'
           else 'MISSING'
       end as "RACEETHNIC"
from agg_student_year
where school_year = getvariable('school_year') and on_count_day
