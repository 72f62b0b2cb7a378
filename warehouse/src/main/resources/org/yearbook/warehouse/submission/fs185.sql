-- FS185: who of those on the rolls during the state's test in mathematics took it, and how.
select *, participation as "PARTSTATUSMS" from edfacts_participation(getvariable('school_year'), 'math')
