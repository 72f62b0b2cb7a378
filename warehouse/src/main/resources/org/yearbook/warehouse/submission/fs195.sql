-- FS195 Chronic absenteeism: each student of KG to 12 or ungraded who was expected for ten days or more at the school
-- and missed a tenth of them or more. A day counts as missed from half a day on. Units are 1/2520 of a day.
select s.organization_id, s.organization_type, s.student_key as unit_key, 1 as amount,
       case s.sex when 'female' then 'F' when 'male' then 'M' else 'MISSING' end as "SEX",
       case s.race_ethnicity_1997
           when 'American Indian or Alaska Native' then 'AM7'
           when 'Asian' then 'AS7'
           when 'Black or African American' then 'BL7'
           when 'Hispanic/Latino' then 'HI7'
           when 'Native Hawaiian or Other Pacific Islander' then 'PI7'
           when 'White' then 'WH7'
           when 'Two or More Races' then 'MU7'
           else 'MISSING'
       end as "RACEETHNIC",
       case when swd then 'WDIS' end as "DISABSTATUS",
       case when el then 'LEP' end as "LEPONLY",
       case when homeless then 'HOMELSENRL' end as "HOMELSENRLSTAT",
       case when p.student_key is not null then 'DISAB504STAT' end as "DISABSTATUS504"
from agg_student_year s
left join (select distinct student_key from fact_student_program
           where program = 'SECTION_504' and school_year = getvariable('school_year')) p using (student_key)
where s.school_year = getvariable('school_year')
  and s.grade_level not in ('PK', 'IT', 'PR', 'TK')
  and s.enrolled_units >= 10 * 2520
  and (s.enrolled_units - s.present_by_rule_units) * 10 >= s.enrolled_units
