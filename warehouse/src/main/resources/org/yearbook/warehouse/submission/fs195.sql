-- FS195 Chronic absenteeism: each student of KG to 12 or ungraded who was expected for ten days or more at the school
-- and missed a tenth of them or more. A day counts as missed from half a day on. Units are 1/2520 of a day.
select s.organization_id, s.organization_type, s.student_key as unit_key, 1 as amount, null as table_name,
       edfacts_sex(s.sex) as "SEX", edfacts_race(s.race_ethnicity_1997) as "RACEETHNIC",
       edfacts_in(s.swd, 'WDIS') as "DISABSTATUS", edfacts_in(s.el, 'LEP') as "LEPONLY",
       edfacts_in(s.homeless, 'HOMELSENRL') as "HOMELSENRLSTAT",
       case when p.student_key is not null then 'DISAB504STAT' end as "DISABSTATUS504"
from agg_student_year s
left join (select distinct student_key from fact_student_program
           where program = 'S504' and school_year = getvariable('school_year')) p using (student_key)
where s.school_year = getvariable('school_year')
  and edfacts_grade(s.grade_level) not in ('PK', '13', 'AE')
  and s.enrolled_units >= 10 * 2520
  and (s.enrolled_units - s.present_by_rule_units) * 10 >= s.enrolled_units
