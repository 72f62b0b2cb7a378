-- rule: STU-08
-- entity: student
-- needs: student, history_student
-- severity: warning
-- field: given_name
-- message: The legal name changed within the last two weeks; the new one may be what the student goes by.
-- fix: Put a name that the student goes by into the preferred name, or attach the proof of the change.
-- owner: registrar
-- turns: valid_to + 15 from history_student
with
-- What the record said two weeks ago, or as early as it is known. Capitals, accents and blanks are no change.
known as (
    select school_year, student_number, arg_min(family_name, valid_from) as family_name,
           arg_min(given_name, valid_from) as given_name
    from history_student where valid_to is null or valid_to >= night() - 14 group by all)
select s.school_year, s.student_number as record_key,
       k.given_name || ' ' || k.family_name || ' became ' || s.given_name || ' ' || s.family_name as raw_value,
       cast(null as varchar) as suggested_value, s.school_number as school_id, s.source, s.source_file, s.source_row
from student s join known k on k.school_year = s.school_year and k.student_number = s.student_number
where name_key(coalesce(ungarbled(k.given_name), k.given_name))
      <> name_key(coalesce(ungarbled(s.given_name), s.given_name))
   or name_key(without_suffix(coalesce(ungarbled(k.family_name), k.family_name)))
      <> name_key(without_suffix(coalesce(ungarbled(s.family_name), s.family_name)))
