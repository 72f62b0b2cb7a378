-- FS178: who took the state's test in reading or language arts and got a level: proficient or not.
select *, "LEPONLY" as "LEPSTATRLA" from edfacts_achievement(getvariable('school_year'), 'reading')
