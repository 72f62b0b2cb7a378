-- What people are employed as on the day of the fall count, by the federal categories of staff. What a job is, the
-- district says; where it says nothing, teachers, aides and principals are known by their classification, and
-- administrators by where they work. TEACHER and COUNSELOR are of an elementary or a secondary school as their school
-- is, and elsewhere the district has to say which: until then a teacher counts in FS203 and holds FS059.
create or replace temp macro edfacts_staff(year) as table
with held as (
    select a.staff_key, a.school_number, coalesce(a.fte, 1) as fte, a.job_code, a.staff_classification,
           a.inexperienced, a.emergency_credential, a.out_of_field, o.school_level
    from fact_staff_assignment a
    left join dim_organization o on o.organization_id = a.school_number and o.organization_type = 'school'
    where a.begin_date <= edfacts_count_day(year) and coalesce(a.end_date, edfacts_count_day(year)) >= edfacts_count_day(year)
      and coalesce(a.fte, 1) > 0),
named as (
    select h.*, coalesce(c.category,
               case h.staff_classification when 'Teacher' then 'TEACHER' when 'Paraprofessional' then 'PARA'
                                           when 'Principal' then 'SCHADM'
                                           when 'Administrator' then case when h.school_number is null then 'LEAADM' else 'SCHADM' end
               end) as category
    from held h left join staff_category c on upper(trim(c.job_code)) = upper(trim(h.job_code))),
told as (
    select * exclude (category), coalesce(category = 'TEACHER' or category like '%TCH', false) as teaches,
           case category when 'TEACHER' then case school_level when 'elementary' then 'ELMTCH' when 'middle' then 'SECTCH'
                                                               when 'high' then 'SECTCH' end
                         when 'COUNSELOR' then case school_level when 'elementary' then 'ELMGUI' when 'middle' then 'SECGUI'
                                                                 when 'high' then 'SECGUI' end
                         else category end as category
    from named)
select school_number as organization_id, 'school' as organization_type, * exclude (school_number) from told
where school_number is not null
union all
select (select organization_id from dim_organization where organization_type = 'district'), 'district',
       * exclude (school_number)
from told
