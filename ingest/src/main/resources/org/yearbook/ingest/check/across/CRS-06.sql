-- rule: CRS-06
-- entity: section_enrollment
-- needs: section_enrollment, section, academic_session, organization
-- severity: major
-- field: section_sourced_id
-- message: The student or teacher is in two classes in the same period, in different rooms.
-- fix: Move one of the classes, or take the student or teacher out of one.
-- owner: scheduler

-- Two classes that one teacher has in one room at once are taught together.
with place as (
    select school_year, sourced_id, course_sourced_id, school_sourced_id, name_key(location) as room, term_sourced_ids,
           list_distinct(list_transform(periods, lambda period : upper(trim(period)))) as periods
    from section where len(periods) > 0),
meets as (
    select p.school_year, p.sourced_id, p.school_sourced_id, p.room, p.periods, min(a.start_date) as starts,
           max(a.end_date) as ends
    from (select *, unnest(term_sourced_ids) as term from place) p
    join academic_session a on a.school_year = p.school_year and a.sourced_id = p.term
    group by all),
sitting as (
    select e.school_year, e.sourced_id, e.user_sourced_id, e.role, e.section_sourced_id, m.school_sourced_id,
           m.room, unnest(m.periods) as period, greatest(e.begin_date, m.starts) as begins,
           least(e.end_date, m.ends) as ends, e.source, e.source_file, e.source_row
    from section_enrollment e
    join meets m on m.school_year = e.school_year and m.sourced_id = e.section_sourced_id
    where e.role in ('student', 'teacher')),
clash as (
    select a.*, b.section_sourced_id as other
    from sitting a
    join sitting b on b.school_year = a.school_year and b.user_sourced_id = a.user_sourced_id and b.period = a.period
         and b.role = a.role and b.section_sourced_id <> a.section_sourced_id and b.school_sourced_id = a.school_sourced_id
         and b.begins < a.ends and a.begins < b.ends and (b.begins, b.sourced_id) < (a.begins, a.sourced_id)
    where a.role = 'student' or a.room is distinct from b.room)
select c.school_year, c.sourced_id as record_key, 'period ' || min(c.period) || ': ' || any_value(c.section_sourced_id)
           || ' and ' || min(c.other) as raw_value,
       cast(null as varchar) as suggested_value, any_value(o.identifier) as school_id, any_value(c.source) as source,
       any_value(c.source_file) as source_file, any_value(c.source_row) as source_row
from clash c
left join organization o on o.school_year = c.school_year and o.sourced_id = c.school_sourced_id
group by c.school_year, c.sourced_id
