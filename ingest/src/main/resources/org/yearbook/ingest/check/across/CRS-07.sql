-- rule: CRS-07
-- entity: section
-- needs: section, section_enrollment, academic_session, course, course_result, roster_user, organization
-- severity: warning
-- field: sourced_id
-- message: The term of this class ended two weeks ago or more, and students who were in it to the end have no final grade.
-- fix: Enter the final grades of the class.
-- owner: teacher
-- turns: end_date + 14 from academic_session

-- Only courses of which somebody has a result, at schools that deliver results: homerooms and lunch never get one. A
-- result whose term is no session of the roster counts for the whole year.
with result as (
    select r.school_year, r.student_number, r.school_number, upper(trim(r.course_code)) as code, name_key(r.term) as term
    from course_result r where r.mark is not null or r.credit_earned is not null),
session as (
    select school_year, sourced_id, end_date, name_key(title) as title, name_key(sourced_id) as name,
           name_key(regexp_extract(title, '^\S')) || regexp_extract(title, '\d+') as short
    from academic_session),
named as (
    select r.*, s.sourced_id as session
    from result r
    left join session s on s.school_year = r.school_year and r.term in (s.title, s.name, s.short)),
class as (
    select c.school_year, c.sourced_id, c.title, upper(trim(k.course_code)) as code, o.identifier as school_number, s.sourced_id as session,
           s.end_date, c.source, c.source_file, c.source_row
    from (select *, unnest(term_sourced_ids) as term from section) c
    join course k on k.school_year = c.school_year and k.sourced_id = c.course_sourced_id
    join organization o on o.school_year = c.school_year and o.sourced_id = c.school_sourced_id
    join session s on s.school_year = c.school_year and s.sourced_id = c.term
    where s.end_date + 14 <= night()),
waiting as (
    select c.*, coalesce(u.identifier, u.sourced_id) as student_number
    from class c
    join section_enrollment e on e.school_year = c.school_year and e.section_sourced_id = c.sourced_id
         and e.role = 'student' and coalesce(e.begin_date, c.end_date - 1) < c.end_date
         and coalesce(e.end_date, c.end_date) >= c.end_date
    join roster_user u on u.school_year = e.school_year and u.sourced_id = e.user_sourced_id
    where (c.school_year, c.code) in (select (school_year, code) from result)
          and (c.school_year, c.school_number) in (select (school_year, school_number) from result)),
judged as (
    select w.*, exists (from named r where r.school_year = w.school_year and r.student_number = w.student_number
                             and r.code = w.code and (r.session is null or r.session = w.session)) as graded
    from waiting w)
select school_year, sourced_id as record_key,
       count(distinct student_number) filter (where not graded) || ' of ' || count(distinct student_number)
           || ' students' as raw_value,
       cast(null as varchar) as suggested_value, any_value(school_number) as school_id, any_value(source) as source,
       any_value(source_file) as source_file, any_value(source_row) as source_row
from judged
group by school_year, sourced_id
having count(*) filter (where not graded) > 0
