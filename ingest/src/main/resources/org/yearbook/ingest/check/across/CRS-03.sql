-- rule: CRS-03
-- entity: course
-- needs: course, section
-- severity: warning
-- field: subject_codes
-- message: The course has no SCED code: it will be missing in what the state wants to know.
-- fix: Enter the code of the course (School Courses for the Exchange of Data).
-- owner: SIS administrator

-- Where no course has a code, the source does not deliver any, and homerooms need none.
with coded as (
    select school_year, name_key(title) as name, array_to_string(subject_codes, ',') as codes
    from course where len(subject_codes) > 0),
same_name as (
    select name, case when count(distinct codes) = 1 then min(codes) end as codes from coded group by name),
taught as (
    select school_year, course_sourced_id, bool_and(class_type = 'homeroom') as homeroom from section group by all)
select c.school_year, c.sourced_id as record_key, cast(null as varchar) as raw_value,
       s.codes as suggested_value, cast(null as varchar) as school_id,
       c.source, c.source_file, c.source_row
from course c
left join taught t on t.school_year = c.school_year and t.course_sourced_id = c.sourced_id
left join same_name s on s.name = name_key(c.title)
where coalesce(len(c.subject_codes), 0) = 0 and not coalesce(t.homeroom, false)
      and c.school_year in (select school_year from coded)
