-- rule: CON-04
-- entity: student_address
-- needs: student_address, school_enrollment
-- severity: minor
-- field: city
-- message: Most addresses with this ZIP code have another city, or spell it in another way.
-- fix: Enter the city as suggested, or correct the ZIP code.
-- owner: registrar
with school as (
    select school_year, student_number, arg_max(school_number, entry_date) as school from school_enrollment group by all),
address as (
    select *, case when regexp_full_match(zip, '\d{5}(-?\d{4})?') then left(zip, 5) else '' end as zip5,
           name_key(regexp_replace(regexp_replace(regexp_replace(lower(city), '^(saint|ste?)\b\.?', 'saint'),
               '^(fort|ft)\b\.?', 'fort'), '^(mount|mt)\b\.?', 'mount')) as city_key
    from student_address where trim(city) <> ''),
written as (select school_year, zip5, city, city_key, count(*) as times from address group by all),
usual as (
    select school_year, zip5, sum(times) as whole, max(times) as most, arg_max(city, (times, city)) as city,
           arg_max(city_key, (times, city)) as city_key
    from written where zip5 <> '' group by all),
town as (select school_year, city, city_key, sum(times) as times from written group by all),
-- One name in two spellings, or, where nine of ten say the same, another name; where the ZIP code says nothing, a
-- spelling that is rare beside another one.
odd as (
    select * from (
    select w.school_year, w.zip5, w.city, u.city as usual_city, 1 as place from written w
    join usual u on u.school_year = w.school_year and u.zip5 = w.zip5
    where w.city <> u.city and w.times < u.most
          and (w.city_key = u.city_key
               or (w.times * 3 <= u.most and damerau_levenshtein(w.city_key, u.city_key)
                       <= case when len(u.city_key) < 8 then 1 else 2 end)
               or (u.whole >= 20 and u.most * 10 >= u.whole * 9))
    union all
    select w.school_year, w.zip5, w.city, arg_max(t.city, (t.times, t.city)), 2 from written w
    join town o on o.school_year = w.school_year and o.city = w.city
    join town t on t.school_year = w.school_year and t.city <> w.city and t.times >= o.times * 20
         and damerau_levenshtein(o.city_key, t.city_key) <= case when len(t.city_key) < 8 then 1 else 2 end
    group by all)
    qualify row_number() over (partition by school_year, zip5, city order by place) = 1)
select a.school_year, a.student_number || ' · ' || a.kind as record_key, a.city as raw_value,
       o.usual_city as suggested_value, s.school as school_id, a.source, a.source_file, a.source_row
from address a
join odd o on o.school_year = a.school_year and o.zip5 = a.zip5 and o.city = a.city
left join school s on s.school_year = a.school_year and s.student_number = a.student_number
