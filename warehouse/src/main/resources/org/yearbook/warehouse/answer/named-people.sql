-- Students and employees whose name and number together hold every word of {0}. Grain: one a number and kind. Somebody
-- whose very number it is comes first. {1} is how many to tell.
with everybody as (
  select 'student' as kind, student_number as number, coalesce(max_by(given_name, school_year), '') as given_name,
    coalesce(max_by(family_name, school_year), '') as family_name, max(school_year) as last_year
  from dim_student
  where student_number is not null
  group by student_number
  union all
  select 'staff', employee_id, coalesce(any_value(coalesce(preferred_first_name, legal_first_name)), ''),
    coalesce(any_value(legal_last_name), ''), ''
  from dim_staff
  where employee_id is not null
  group by employee_id
),
spelled as (
  select *, strip_accents(lower(concat_ws(' ', given_name, family_name, number))) as text,
    list_filter(string_split_regex(strip_accents(lower({0})), '[\s,]+'), lambda word: word <> '') as words
  from everybody
)
select kind, number, trim(given_name || ' ' || family_name) as name, last_year
from spelled
where len(words) > 0 and len(list_filter(words, lambda word: not contains(text, word))) = 0
order by lower(number) <> lower({0}), lower(strip_accents(family_name)), lower(strip_accents(given_name)), kind, number
limit {1}
