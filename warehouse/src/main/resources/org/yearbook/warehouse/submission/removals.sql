-- Removals of children with disabilities (IDEA), aged 3 to 21: each time one was taken out of class for disciplinary
-- reasons, while the child was in special education. A removal whose days nobody stated is one of one day; an expulsion
-- is for the rest of the school year or longer, and so one of more than ten.
create or replace temp macro edfacts_removals(year) as table
with removed as (
    select i.student_key, i.incident_key, i.action,
           coalesce(i.action_days, case when is_expulsion(i.action) then 11 else 1 end) as days,
           coalesce(i.action_begin_date, i.incident_date) as on_day, nullif(i.interim_removal, 'None') as interim_removal,
           i.interim_removal_reason,
           case when is_expulsion(i.action) then 'out_of_school' else suspension_of(i.action) end as kind
    from fact_discipline_incident i
    where i.school_year = year),
told as (
    select * from removed where kind is not null and days > 0 or interim_removal is not null)
select t.*, (select organization_id from dim_organization where organization_type = 'district') as organization_id,
       'district' as organization_type, edfacts_sex(d.sex) as sex, edfacts_race(d.race_ethnicity_1997) as race,
       coalesce(edfacts_disability(n.primary_disability, year), 'MISSING') as disability,
       case when exists (from fact_student_program p
                         where p.school_year = year and p.student_key = t.student_key and p.program = 'EL'
                           and p.begin_date <= t.on_day and coalesce(p.end_date, t.on_day) >= t.on_day)
            then 'LEP' else 'NLEP' end as english
from told t
join dim_student d on d.school_year = year and d.student_key = t.student_key
left join dim_student_need n on n.school_year = year and n.student_key = t.student_key
where exists (from fact_student_program p
              where p.school_year = year and p.student_key = t.student_key and p.program = 'SWD'
                and p.begin_date <= t.on_day and coalesce(p.end_date, t.on_day) >= t.on_day)
  and coalesce(edfacts_age(d.birth_date, t.on_day), 3) between 3 and 21
