-- FS118: each student who was homeless at any time of the school year and on the rolls at any time of it. Children
-- before kindergarten count from their third birthday, which must have come by the end of the year.
select s.organization_id, s.organization_type, s.student_key as unit_key, 1 as amount, null as table_name,
       case edfacts_grade(s.grade_level) when 'PK' then '3TO5NOTK' else edfacts_grade(s.grade_level) end as "AGE3TOGRADE13",
       case n.night_time_residence when 'Shelters' then 'STH' when 'DoubledUp' then 'D' when 'Unsheltered' then 'U'
                                   when 'HotelMotel' then 'HM' else 'MISSING' end as "HOMELSPRMRES",
       edfacts_in(s.swd, 'WDIS') as "DISABSTATUS", edfacts_in(s.el, 'LEP') as "LEPONLY",
       edfacts_in(s.migrant, 'MS') as "MIGRNTSTATUS",
       edfacts_in(n.unaccompanied_youth, 'UY') as "HOMELESSUNAC", edfacts_race(s.race_ethnicity_1997) as "RACEETHNIC"
from agg_student_year s
join dim_student d using (school_year, student_key)
left join dim_student_need n using (school_year, student_key)
join dim_school_year y using (school_year)
where s.school_year = getvariable('school_year') and s.homeless
  and s.student_key in (select student_key from edfacts_stays(getvariable('school_year')))
  and edfacts_grade(s.grade_level) is not null and edfacts_grade(s.grade_level) <> 'AE'
  and (edfacts_grade(s.grade_level) <> 'PK' or d.birth_date is null or edfacts_age(d.birth_date, y.ends) >= 3)
