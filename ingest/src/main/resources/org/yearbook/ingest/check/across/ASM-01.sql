-- rule: ASM-01
-- entity: assessment_result
-- needs: assessment_result
-- severity: major
-- field: performance_level
-- message: The performance level is not the one that the cut scores of the school year give the score.
-- fix: Correct the level or the score at the source; when both are right, correct the cut scores of the year.
-- owner: assessment coordinator

-- A level is known by its number or its name; one that no cut score names says nothing here.
with result as (
    select school_year, student_number, school_number, test, subject, grade_level, test_date, scale_score,
           performance_level, source, source_file, source_row, lower(trim(test)) as test_name,
           tested_subject(subject) as kind, lower(trim(performance_level)) as said
    from assessment_result
    where scale_score is not null and trim(performance_level) <> ''),
level as (
    select *, lower(level_name) as name, level::varchar as number from cut_scores()),
judged as (
    select r.student_number, r.test, r.subject, r.test_date, r.school_year, r.school_number, r.scale_score,
           r.performance_level, r.said, r.source, r.source_file, r.source_row,
           max(l.level) filter (
               where r.said in (l.number, 'level ' || l.number, 'l' || l.number) or r.said = l.name) as said_level,
           max(struct_pack(level := l.level, name := l.level_name)) filter (
               where (l.lowest_score is null or r.scale_score >= l.lowest_score)
                 and (l.below_score is null or r.scale_score < l.below_score)) as scored
    from result r
    join level l
        on l.test = r.test_name and l.subject = r.kind and (l.grade_level is null or l.grade_level = r.grade_level)
       and r.school_year >= l.first_year and (l.last_year is null or r.school_year <= l.last_year)
    group by all)
select school_year, concat_ws(' · ', student_number, test, subject, test_date) as record_key,
       performance_level || ', score ' || rtrim(rtrim(scale_score::varchar, '0'), '.') as raw_value,
       case when regexp_full_match(said, '\d') then scored.level::varchar
            when said like 'level %' then 'Level ' || scored.level
            when regexp_full_match(said, 'l\d') then 'L' || scored.level
            else coalesce(scored.name, scored.level::varchar) end as suggested_value,
       school_number as school_id, source, source_file, source_row
from judged
where said_level is not null and scored.level is not null and said_level <> scored.level
