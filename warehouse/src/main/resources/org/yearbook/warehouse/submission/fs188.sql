-- FS188: who of those on the rolls during the state's test in reading or language arts took it, and how. Its test of
-- English proficiency may stand in for it.
select *, case when administration = 'EnglishProficiency' then 'PARTELP' else participation end as "PARTSTATUSRLA"
from edfacts_participation(getvariable('school_year'), 'reading')
