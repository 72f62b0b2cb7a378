-- rule: SCH-02
-- entity: school_place
-- needs: school_place, organization
-- severity: major
-- field: latitude
-- message: The school lies more than 300 km from every other school of the district, so it is left off the map.
-- fix: Look the school up on a map and correct its latitude and longitude.
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
placed as (from known where school is not null and latitude is not null and longitude is not null),
apart as (
    select a.source_file, a.source_row, min(12742 * asin(least(1, sqrt(
               sin(radians(b.latitude::double - a.latitude::double) / 2) ** 2
               + cos(radians(a.latitude::double)) * cos(radians(b.latitude::double))
                 * sin(radians(b.longitude::double - a.longitude::double) / 2) ** 2)))) as km
    from placed a join placed b on b.school <> a.school group by all)
select 'all' as school_year, p.school_number as record_key, p.latitude || ', ' || p.longitude as raw_value,
       cast(null as varchar) as suggested_value, p.school as school_id, p.source, p.source_file, p.source_row
from placed p join apart a on a.source_file = p.source_file and a.source_row = p.source_row
where a.km > 300
