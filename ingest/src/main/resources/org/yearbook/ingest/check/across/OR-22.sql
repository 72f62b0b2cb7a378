-- rule: OR-22
-- entity: line_item_result
-- needs: line_item_result, line_item
-- severity: warning
-- field: score
-- message: The score lies outside the range of the work.
-- fix: Check the score, or the range.
-- owner: teacher
select r.school_year, r.sourced_id as record_key, cast(r.score as varchar) as raw_value,
       cast(null as varchar) as suggested_value, cast(null as varchar) as school_id, r.source, r.source_file,
       r.source_row
from line_item_result r
join line_item i on i.school_year = r.school_year and i.sourced_id = r.line_item_sourced_id
where r.score < i.result_value_min or r.score > i.result_value_max
