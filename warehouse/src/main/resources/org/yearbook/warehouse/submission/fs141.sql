-- FS141: English learners on the rolls on the day of the fall count, KG to 13 or ungraded.
with pupil as (
    select r.*, coalesce(p.programs, []) as programs
    from edfacts_rolls(getvariable('school_year'), edfacts_count_day(getvariable('school_year'))) r
    join edfacts_programs(getvariable('school_year'), edfacts_count_day(getvariable('school_year'))) p using (student_key)
    where list_contains(p.programs, 'EL'))
select organization_id, organization_type, student_key as unit_key, 1 as amount, null as table_name,
       grade as "GRADELVBASICW13",
       coalesce(case when home_language <> 'und' then home_language end, 'MISSING') as "LANGHOME", race as "RACEETHNIC",
       case when list_contains(programs, 'SWD') then 'WDIS' end as "DISABSTATUS"
from pupil where grade not in ('PK', 'AE')
