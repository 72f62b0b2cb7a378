-- rule: CRS-05
-- entity: section_enrollment
-- needs: section_enrollment, section, academic_session, organization
-- severity: major
-- field: begin_date
-- message: The dates in the class lie outside the terms of the class.
-- fix: Correct the dates, or the terms of the class.
-- owner: scheduler
with term as (
    select c.school_year, c.sourced_id, min(a.start_date) as starts, max(a.end_date) as ends
    from (select school_year, sourced_id, unnest(term_sourced_ids) as term from section) c
    join academic_session a on a.school_year = c.school_year and a.sourced_id = c.term
    group by all)
select e.school_year, e.sourced_id as record_key,
       concat_ws(' to ', e.begin_date, e.end_date) as raw_value,
       concat_ws(' to ', greatest(e.begin_date, t.starts), least(e.end_date, t.ends)) as suggested_value,
       o.identifier as school_id, e.source, e.source_file, e.source_row
from section_enrollment e
join term t on t.school_year = e.school_year and t.sourced_id = e.section_sourced_id
left join organization o on o.school_year = e.school_year and o.sourced_id = e.school_sourced_id
where e.begin_date < t.starts or e.end_date > t.ends + 1
