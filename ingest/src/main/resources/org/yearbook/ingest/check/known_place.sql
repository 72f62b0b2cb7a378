-- Every row of school_place with the school that it is of, null for none: by the roster's number, by the same without
-- leading zeros, or by a list that says which school a federal number is. A roster without numbers has its ids.
with school as (
    select distinct coalesce(nullif(identifier, ''), sourced_id) as school_number from organization
    where organization_type = 'school'),
-- Spreadsheets take the zero of the first states away.
place as (
    select *, case when regexp_full_match(school_number, '\d{11}') then '0' || school_number else school_number end as number,
           case when regexp_full_match(nces_id, '\d{11}') then '0' || nces_id else nces_id end as federal
    from school_place),
own as (
    select p.*, coalesce(
               (select any_value(s.school_number) from school s where s.school_number = p.number),
               (select any_value(s.school_number) from school s
                where ltrim(s.school_number, '0') = ltrim(p.number, '0') having count(*) = 1)) as school
    from place p)
select o.* replace (coalesce(o.school, n.school) as school) from own o
left join (select federal, min(school) as school from own where federal is not null and school is not null group by all) n
    on n.federal = o.number
