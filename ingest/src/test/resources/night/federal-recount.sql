-- Who is counted in each federal file of 2025-26, worked out once more from the clean files that the systems delivered:
-- it shares nothing with the warehouse. Variable: night (the folder of the first night).
create table stay as
select regexp_extract(filename, '(\d{4})-\d{2}\.csv', 1)::int as year, student_number as n, school_number as school,
       grade_level as grade, entry_date::date as came, coalesce(exit_date::date, date '9999-12-31') as went, exit_code as why,
       primary_enrollment as said
from read_csv(getvariable('night') || '/sis-enrollments-*.csv', all_varchar = true, filename = true, union_by_name = true)
where entry_code <> 'NS';

create table pupil as
select student_number as n, birth_date::date as born, case sex when 'female' then 'F' else 'M' end as sex,
       case when hispanic_or_latino = 'Y' then 'HI7' when race like '%,%' then 'MU7' when race like 'Amer%' then 'AM7'
            when race like 'Asian%' then 'AS7' when race like 'Black%' then 'BL7' when race like 'Native%' then 'PI7'
            else 'WH7' end as race,
       home_language as language, night_time_residence as night, unaccompanied_youth as alone, lunch_status as lunch,
       directly_certified as certified, primary_disability as disability, idea_environment as environment
from read_csv(getvariable('night') || '/sis-students-2025-26.csv', all_varchar = true);

create table spell as
select student_number as n, program, begin_date::date as begins, coalesce(end_date::date, date '9999-12-31') as ends
from read_csv(getvariable('night') || '/sis-programs-2025-26.csv', all_varchar = true);

create table in_year as
select p.*, case p.race when 'AM7' then 'MAN' when 'AS7' then 'MA' when 'BL7' then 'MB' when 'HI7' then 'MHL'
                        when 'PI7' then 'MNP' when 'WH7' then 'MW' else 'MM' end as major,
       case when exists (from spell s where s.n = p.n and program = 'SWD') then 'WDIS' end as swd,
       case when exists (from spell s where s.n = p.n and program = 'EL') then 'LEP' end as el,
       case when exists (from spell s where s.n = p.n and program = 'ECODIS') then 'ECODIS' end as eco,
       case when exists (from spell s where s.n = p.n and program = 'HOMELESS') then 'HOMELSENRL' end as homeless,
       case when exists (from spell s where s.n = p.n and program = 'FOSTER') then 'FCS' end as foster,
       case when exists (from spell s where s.n = p.n and program = 'MIGRANT') then 'MS' end as migrant,
       case when exists (from spell s where s.n = p.n and program = 'MILITARY') then 'MILCNCTD' end as military,
       case when exists (from spell s where s.n = p.n and program = 'S504') then 'DISAB504STAT' end as plan504
from pupil p;

create table october as
with here as (
    select n, school, grade from stay where year = 2025 and date '2025-10-01' between came and went
    qualify row_number() over (partition by n order by case said when 'Y' then 0 when 'N' then 2 else 1 end, came desc, school desc) = 1)
select n, school as place, grade from here union select n, 'district', grade from here;

create macro open_program(number, named, day) as exists (
    from spell s where s.n = number and s.program = named and day between s.begins and s.ends);

create view unit_fs052 as
select place, n as k, 1 as amount, null as tab, grade as "GRADELVMEM", sex as "SEX", race as "RACEETHNIC"
from october join in_year using (n);

create view unit_fs033 as
select place, n as k, 1 as amount, 'LUNCHFREERED' as tab, case lunch when 'Free' then 'FL' else 'RPL' end as "LUNCHPROG"
from october join in_year using (n) where lunch <> 'FullPrice'
union all
select place, n, 1, 'DIRECTCERT', null from october join in_year using (n) where certified = 'Y';

create view unit_fs226 as
select place, n as k, 1 as amount, null as tab from october where open_program(october.n, 'ECODIS', date '2025-10-01');

create view unit_fs141 as
select place, n as k, 1 as amount, null as tab, grade as "GRADELVBASICW13", language as "LANGHOME", race as "RACEETHNIC",
       case when open_program(october.n, 'SWD', date '2025-10-01') then 'WDIS' end as "DISABSTATUS"
from october join in_year using (n) where open_program(october.n, 'EL', date '2025-10-01') and grade <> 'PK';

create view unit_fs002 as
with child as (
    select *, year(age(date '2025-10-01', born)) as years from october join in_year using (n)
    where open_program(october.n, 'SWD', date '2025-10-01') and grade <> 'PK')
select place, n as k, 1 as amount, null as tab, disability as "DISABCATIDEA", race as "RACEETHNIC", sex as "SEX",
       case when years = 5 then 'AGE05K' else years::varchar end as "AGESA", environment as "EDENVIRIDEASA",
       case when open_program(child.n, 'EL', date '2025-10-01') then 'LEP' else 'NLEP' end as "LEPBOTH"
from child where years between 5 and 21;

create view unit_fs118 as
select distinct 'district' as place, i.n as k, 1 as amount, null as tab, case grade when 'PK' then '3TO5NOTK' else grade end as "AGE3TOGRADE13",
       case night when 'DoubledUp' then 'D' when 'HotelMotel' then 'HM' when 'Shelters' then 'STH' end as "HOMELSPRMRES",
       swd as "DISABSTATUS", el as "LEPONLY", migrant as "MIGRNTSTATUS", case alone when 'Y' then 'UY' end as "HOMELESSUNAC"
from in_year i join stay s on s.n = i.n and s.year = 2025
where homeless is not null;

create table missed as
with code as (
    select attendance_code, case when absent_portion like '%/%'
                                 then split_part(absent_portion, '/', 1)::int * 2520 // split_part(absent_portion, '/', 2)::int
                                 else absent_portion::int * 2520 end as absent
    from read_csv(getvariable('night') || '/sis-attendance-codes-2025-26.csv', all_varchar = true)),
open_day as (
    select school_number as school, calendar_date as day, membership_value::decimal(4, 2) as part
    from read_csv(getvariable('night') || '/sis-calendar-2025-26.csv', all_varchar = true) where in_session = 'Y')
select a.student_number as n, a.school_number as place, sum(d.part) as days,
       sum(case when c.absent >= 1260 then d.part else 0 end) as away
from read_csv(getvariable('night') || '/sis-attendance-2025-26.csv', all_varchar = true) a
join open_day d on d.school = a.school_number and d.day = a.attendance_date
join code c on c.attendance_code = a.attendance_code
group by all;

create view unit_fs195 as
select m.place, m.n as k, 1 as amount, null as tab, sex as "SEX", race as "RACEETHNIC", swd as "DISABSTATUS",
       plan504 as "DISABSTATUS504", el as "LEPONLY", homeless as "HOMELSENRLSTAT"
from missed m join in_year i on i.n = m.n
where days >= 10 and away * 10 >= days
  and (select max(grade) from stay s where s.n = m.n and s.year = 2025) <> 'PK';

create table last_stay as
select n, arg_max(school, came) as school, arg_max(grade, came) as grade, arg_max(why, came) as why
from stay where year = 2025 group by n;

create view unit_fs032 as
select unnest([school, 'district']) as place, n as k, 1 as amount, null as tab,
       case when grade in ('07', '08', '09', '10', '11', '12') then grade else 'BELOW7' end as "GRADELDROP",
       race as "RACEETHNIC", sex as "SEX", coalesce(swd, 'WODIS') as "DISABSTATIDEA", el as "LEPONLY", migrant as "MIGRNTSTATUS",
       eco as "ECODIS", homeless as "HOMELSENRLSTAT"
from last_stay join in_year using (n) where why = 'W5';

create view unit_fs040 as
select unnest([school, 'district']) as place, n as k, 1 as amount, null as tab,
       case why when 'GRAD' then 'REGDIP' else 'OTHCOM' end as "DIPLCREDTYPE", race as "RACEETHNIC", sex as "SEX",
       coalesce(swd, 'WODIS') as "DISABSTATIDEA", el as "LEPONLY", migrant as "MIGRNTSTATUS", eco as "ECODIS",
       homeless as "HOMELSENRLSTAT"
from last_stay join in_year using (n) where why in ('GRAD', 'COMP');

create table cohort as
with high as (select * from stay where grade in ('09', '10', '11', '12')),
entered as (select n, min(year - grade::int + 9) as began from high group by n),
finished as (
    select n, arg_max(school, came) as school, arg_max(why, came) as why, bool_or(why = 'GRAD') as graduated
    from high join entered using (n) where began = 2022 group by n),
groups as (
    select student_number as n, bool_or(program = 'SWD') as swd, bool_or(program = 'EL') as el,
           bool_or(program = 'ECODIS') as eco, bool_or(program = 'HOMELESS') as homeless, bool_or(program = 'FOSTER') as foster
    from read_csv(getvariable('night') || '/sis-programs-*.csv', all_varchar = true, filename = true) p
    join high h on h.n = p.student_number and h.year = regexp_extract(p.filename, '(\d{4})-\d{2}\.csv', 1)::int
    group by all),
raced as (
    select student_number as n, any_value(case when hispanic_or_latino = 'Y' then 'MHL' when race like '%,%' then 'MM' when race like 'Amer%' then 'MAN'
            when race like 'Asian%' then 'MA' when race like 'Black%' then 'MB' when race like 'Native%' then 'MNP'
            else 'MW' end) as major
    from read_csv(getvariable('night') || '/sis-students-*.csv', all_varchar = true) group by all)
select f.*, r.major, case when g.swd then 'WDIS' end as swd, case when g.el then 'LEP' end as el,
       case when g.eco then 'ECODIS' end as eco, case when g.homeless then 'HOMELSENRL' end as homeless,
       case when g.foster then 'FCS' end as foster
from finished f left join groups g using (n) join raced r using (n)
where graduated or why not in ('W2', 'W3', 'W4', 'W6');

create view unit_fs150 as
select unnest([school, 'district']) as place, n as k, case when graduated then 100 else 0 end as amount, 'GRADRT4YRADJ' as tab,
       major as "MAJORREG", swd as "DISABSTATUS", el as "LEPONLY", eco as "ECODIS", homeless as "HOMELSENRLSTAT",
       foster as "FSTRCRSTS"
from cohort;

create view unit_fs151 as
select unnest([school, 'district']) as place, n as k, 1 as amount, 'GRADCOHORT4YR' as tab,
       case when graduated then 'COHYES' else 'COHNO' end as "COHSTATUS", major as "MAJORREG", swd as "DISABSTATUS",
       el as "LEPONLY", eco as "ECODIS", homeless as "HOMELSENRLSTAT", foster as "FSTRCRSTS"
from cohort;

create table test as
select student_number as n, school_number as school, subject, test_date::date as day, performance_level::int as level,
       administration as how
from read_csv(getvariable('night') || '/sis-assessments-2025-26.csv', all_varchar = true);

create macro unit_achievement(named) as table
select unnest([t.school, 'district']) as place, t.n as k, 1 as amount, null as tab,
       case when l.grade > '08' then 'HS' else l.grade end as "GRADELVLASS", major as "MAJORREG", sex as "SEX", swd as "DISABSTATUS",
       el as "LEPONLY", el as "LEPSTATRLA", migrant as "MIGRNTSTATUS", eco as "ECODIS", homeless as "HOMELSENRLSTAT",
       foster as "FSTRCRSTS", military as "MILCNCTDSTDNTSTS",
       case how when 'Regular' then 'REGASSWOACC' when 'Alternate' then 'ALTASSALTACH' else 'REGASSWACC' end as "ASMTADMNSTRD",
       case when level >= 3 then 'PROFICIENT' else 'NOTPROFICIENT' end as "PROFSTATUS"
from test t join in_year i using (n) join last_stay l using (n)
where t.subject = named;

create view unit_fs175 as from unit_achievement('Mathematics');
create view unit_fs178 as from unit_achievement('ELA');

create macro unit_participation(named) as table
with open_window as (select min(day) as first_day, max(day) as last_day from test where subject = named),
here as (
    select n, arg_max(school, came) as school, arg_max(grade, came) as grade from stay, open_window
    where year = 2025 and came <= last_day and went >= first_day and grade in ('03', '04', '05', '06', '07', '08', '11')
    group by n)
select unnest([coalesce(t.school, h.school), 'district']) as place, h.n as k, 1 as amount, null as tab,
       case when h.grade > '08' then 'HS' else h.grade end as "GRADELVLASS", major as "MAJORREG", sex as "SEX", swd as "DISABSTATUS",
       el as "LEPONLY", migrant as "MIGRNTSTATUS", eco as "ECODIS", homeless as "HOMELSENRLSTAT", foster as "FSTRCRSTS",
       military as "MILCNCTDSTDNTSTS",
       case how when 'Regular' then 'REGPARTWOACC' when 'Alternate' then 'ALTPARTALTACH' when 'RegularWithAccommodations'
            then 'REGPARTWACC' else 'NPART' end as "PARTSTATUSMS", "PARTSTATUSMS" as "PARTSTATUSRLA"
from here h join in_year i using (n) left join test t on t.n = h.n and t.subject = named;

create view unit_fs185 as from unit_participation('Mathematics');
create view unit_fs188 as from unit_participation('ELA');

create table removed as
select incident_id, student_number as n, action_days::decimal(9, 2) as days, action_begin_date::date as day,
       case when action like 'Out%' then 'OUTOFSCHOOL' when action like 'In-%' then 'INSCHOOL' end as kind,
       interim_removal as moved, interim_removal_reason as why
from read_csv(getvariable('night') || '/sis-discipline-2025-26.csv', all_varchar = true)
where (action like '%suspension' or interim_removal <> 'None')
  and open_program(student_number, 'SWD', action_begin_date::date);

create view removal as
select r.*, disability as "DISABCATIDEA", race as "RACEETHNIC", sex as "SEX",
       case when open_program(r.n, 'EL', r.day) then 'LEP' else 'NLEP' end as "LEPBOTH"
from removed r join in_year i on i.n = r.n;

create view unit_fs143 as select 'district' as place, incident_id as k, 1 as amount, null as tab, * from removal;
create view unit_fs005 as
select 'district' as place, n as k, 1 as amount, null as tab, moved as "REMOVALTYPE", * from removal where moved <> 'None';
create view unit_fs007 as
select 'district' as place, incident_id as k, 1 as amount, null as tab, why as "REMOVEREASON", * from removal
where moved = 'REMDW';
create view unit_fs006 as
select 'district' as place, n as k, 1 as amount, null as tab, kind as "DSCPLMETHOD",
       case when sum(days) over (partition by n, kind) > 10 then 'GREATER10' else 'LTOREQ10' end as "REMOVALLENSUS", *
from removal where kind is not null;
create view unit_fs088 as
select 'district' as place, n as k, 1 as amount, null as tab,
       case when sum(days) over (partition by n) > 10 then 'GREATER10' when sum(days) over (partition by n) > 1 then '2TO10'
            else 'LTOREQ1' end as "REMOVALLENIDEA", *
from removal;

create table job as
select h.*, h.fte::decimal(9, 2) as share, s.elementary
from read_csv(getvariable('night') || '/hr-assignments.csv', all_varchar = true) h
left join (select school, min(grade) filter (where grade not in ('PK', 'KG')) < '06' as elementary from stay where year = 2025 group by all) s
    on s.school = h.school_number
where h.begin_date::date <= date '2025-10-01' and coalesce(h.end_date::date, date '2025-10-01') >= date '2025-10-01';

create view staff_unit as
select unnest([school_number, 'district']) as place, employee_id || position_id as k, share as amount,
       case when staff_classification = 'Teacher' then case when elementary then 'ELMTCH' else 'SECTCH' end
            when job_code = 'S110' then case when elementary then 'ELMGUI' else 'SECGUI' end
            else (select c.category from read_csv(getvariable('night') || '/../home/federal/staff-categories.csv', all_varchar = true) c
                  where c.job_code = job.job_code) end as "STAFFCATGCCD",
       case inexperienced when 'Y' then 'TCHINEXPRNCD' else 'TCHEXPRNCD' end as "TCHEXPRNCDSTS",
       case emergency_credential when 'Y' then 'TCHWEMRPRVCRD' else 'TCHWOEMRPRVCRD' end as "TCHEMRPRVCRDSTS",
       case out_of_field when 'Y' then 'TCHOUTFLD' else 'TCHINFLD' end as "TCHFLDSTS", staff_classification = 'Teacher' as teaches
from job;

create view unit_fs203 as select *, null as tab from staff_unit where teaches and place is not null;
create view unit_fs059 as
select *, case place when 'district' then 'FTESTAFF' else 'CLASSTEACHFTE' end as tab from staff_unit
where place = 'district' or teaches;
