-- rule: SCH-02
-- entity: school_place
-- needs: school_place, organization
-- asks: known_place
-- severity: major
-- field: latitude
-- message: The school lies more than 300 km from every other school of the district, so it is left off the map.
-- fix: Look the school up on a map and correct its latitude and longitude.
-- owner: SIS administrator
with placed as (from known_place where school is not null and latitude is not null and longitude is not null),
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
