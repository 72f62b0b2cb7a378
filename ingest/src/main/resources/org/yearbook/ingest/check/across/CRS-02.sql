-- rule: CRS-02
-- entity: course_result
-- needs: course_result, course
-- severity: major
-- field: course_code
-- message: The course code is not one of the catalog of this school year.
-- fix: Choose the course from the catalog, or add it there.
-- owner: registrar

-- Where no course of a year has a code there is no catalogue to look into.
with catalogue as (
    select distinct school_year, trim(course_code) as code from course where trim(course_code) <> ''),
unknown as (
    select distinct r.school_year, r.course_code
    from course_result r
    anti join catalogue c on c.school_year = r.school_year and c.code = trim(r.course_code)
    where r.course_code is not null and r.school_year in (select school_year from catalogue)),
-- The same but for blanks, marks and case; else the only one that is one letter off, or two in a long code.
near as (
    select u.school_year, u.course_code, c.code, name_key(c.code) = name_key(u.course_code) as alike,
           damerau_levenshtein(upper(c.code), upper(trim(u.course_code))) as off
    from unknown u join catalogue c on c.school_year = u.school_year
    where alike or (off <= case when len(trim(u.course_code)) < 8 then 1 else 2 end and len(trim(u.course_code)) > 2)),
nearest as (
    select school_year, course_code, min(code) as code
    from (from near qualify rank() over (partition by school_year, course_code order by not alike, off) = 1)
    group by school_year, course_code having count(*) = 1)
select r.school_year, r.student_number || ' · ' || r.school_number || ' · ' || r.course_code || ' · ' || r.term as record_key,
       r.course_code as raw_value, n.code as suggested_value, r.school_number as school_id,
       r.source, r.source_file, r.source_row
from course_result r
join unknown u on u.school_year = r.school_year and u.course_code = r.course_code
left join nearest n on n.school_year = r.school_year and n.course_code = r.course_code
