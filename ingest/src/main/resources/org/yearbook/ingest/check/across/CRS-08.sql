-- rule: CRS-08
-- entity: line_item_result
-- needs: line_item_result, score_scale, line_item_score_scale
-- severity: minor
-- field: text_score
-- message: The mark is not one of the scale by which the work is scored.
-- fix: Choose a mark of the scale.
-- owner: teacher

with scale as (
    select school_year, sourced_id, regexp_extract_all(score_scale_value, '\{\s*([^:{}]+?)\s*:', 1) as marks
    from score_scale),
of_work as (
    select w.school_year, w.line_item_sourced_id, list_distinct(flatten(list(s.marks))) as marks
    from line_item_score_scale w
    join scale s on s.school_year = w.school_year and s.sourced_id = w.score_scale_sourced_id
    where len(s.marks) > 0
    group by all)
select r.school_year, r.sourced_id as record_key, r.text_score as raw_value,
       list_filter(w.marks, lambda mark : upper(mark) = upper(trim(r.text_score)))[1] as suggested_value,
       cast(null as varchar) as school_id, r.source, r.source_file, r.source_row
from line_item_result r
join of_work w on w.school_year = r.school_year and w.line_item_sourced_id = r.line_item_sourced_id
where trim(r.text_score) <> '' and not list_contains(w.marks, r.text_score)
