-- What a reader must know of a file that counts each student at one school: how many were at more than one on its day, and
-- of how many it is not clear which is the primary one.
with several as (
    select count(*) as students, count(*) filter (where foremost_schools > 1 and not told) as unsaid,
           count(*) filter (where foremost_schools > 1 and told) as contradicted
    from edfacts_members(getvariable('school_year'),
                         case getvariable('specification')
                             when 'FS002' then edfacts_child_count_day(getvariable('school_year'))
                             else edfacts_count_day(getvariable('school_year')) end)
    where schools > 1)
select 'Students on the rolls of more than one school on the day of the count: ' || students
       || '. Each is counted at one of them, the primary one.'
       || case when unsaid > 0 then ' Nobody says which one that is of ' || unsaid || ' of them.' else '' end
       || case when contradicted > 0 then ' More than one is said to be it of ' || contradicted || ' of them.' else '' end
       || case when unsaid + contradicted > 0
               then ' Where that is not clear, the school counts where the stay began last (primary_enrollment of sis-enrollments).'
               else '' end as note
from several
where students > 0 and getvariable('specification') in ('FS002', 'FS033', 'FS052', 'FS141', 'FS226')
