-- rule: SCH-03
-- entity: school_place
-- needs: school_place, organization
-- severity: warning
-- field: school_number
-- message: No school of the roster has this number, so its place belongs to none.
-- fix: Correct the number, deliver schools.csv with school_number and nces_id, or leave out a school that is closed.
-- owner: SIS administrator
with school as (
    select distinct identifier as school_number, ltrim(identifier, '0') as plain from organization
    where organization_type = 'school' and identifier is not null),
-- Spreadsheets take the zero of the first states away.
place as (
    select *, case when regexp_full_match(school_number, '\d{11}') then '0' || school_number else school_number end as number,
           case when regexp_full_match(nces_id, '\d{11}') then '0' || nces_id else nces_id end as federal
    from school_place),
own as (
    select p.*, coalesce(
               (select any_value(s.school_number) from school s where s.school_number = p.number),
               (select any_value(s.school_number) from school s where s.plain = ltrim(p.number, '0') having count(*) = 1)
           ) as school
    from place p),
known as (
    select o.* replace (coalesce(o.school, n.school) as school) from own o
    left join (select federal, any_value(school) as school from own where federal is not null and school is not null group by all) n
        on n.federal = o.number),
district as (
    select distinct identifier as lea from organization
    where organization_type in ('district', 'local') and identifier is not null)
select 'all' as school_year, k.school_number as record_key, k.school_number as raw_value,
       cast(null as varchar) as suggested_value, cast(null as varchar) as school_id, k.source, k.source_file, k.source_row
from known k
-- The federal directory has the schools of every district; only those of this one are missed.
where k.school is null
  and (not regexp_full_match(k.number, '\d{12}') or k.number[1:7] in (select lea from district))
