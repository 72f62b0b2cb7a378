-- A second computation of the rules, over the delivered text alone, written from their sentences in docs/quality.md and
-- from nothing of the program. Each query gives the file, the row and the record that break a rule. "-- rule: ID in
-- FILES" begins one: FILES says, as a regular expression, where the engine's issues are compared with it.

-- rule: STU-04 in .*demographics\.csv
select _file, _row, sourcedId as record from oneroster11_demographics
where blank(birthDate) or day(birthDate) is null or day(birthDate) > night() or day(birthDate) < night() - 36500;

-- rule: STU-11 in .*demographics\.csv
select _file, _row, sourcedId as record from oneroster11_demographics
where blank(hispanicOrLatinoEthnicity)
   or not (yes(hispanicOrLatinoEthnicity) or yes(white) or yes(asian) or yes(blackOrAfricanAmerican)
           or yes(americanIndianOrAlaskaNative) or yes(nativeHawaiianOrOtherPacificIslander)
           or yes(demographicRaceTwoOrMoreRaces));

-- rule: STU-12 in .*demographics\.csv
select _file, _row, sourcedId as record from oneroster11_demographics
where not blank(sex) and sex not in (select code from code_sex);

-- rule: CON-06 in .*users\.csv
select _file, _row, sourcedId as record
from (select _file, _row, sourcedId, unnest([phone, sms]) as number from roster_users)
where not blank(number)
  and not regexp_full_match(regexp_replace(number, '\D', '', 'g'), '1?[2-9][0-9]{2}[2-9][0-9]{6}');

-- rule: ENR-03 in sis-enrollments.*
select _file, _row, student_number || '/' || school_number || '/' || entry_date as record from sis_enrollments
where day(exit_date) < day(entry_date);

-- rule: ENR-04 in sis-enrollments.*
select _file, _row, student_number || '/' || school_number || '/' || entry_date as record from sis_enrollments
where (day(exit_date) is not null and blank(exit_code))
   or (blank(exit_date) and lower(trim(exit_code)) in (select spelling from spelling_exit));

-- rule: ENR-05 in sis-enrollments.*
select _file, _row, student_number || '/' || school_number || '/' || entry_date as record from sis_enrollments
where (not blank(entry_code) and entry_code not in (select code from code_entry))
   or (not blank(exit_code) and exit_code not in (select code from code_exit));

-- rule: ENR-06 in sis-enrollments.*
select _file, _row, student_number || '/' || school_number || '/' || entry_date as record from sis_enrollments
where day(entry_date) < make_date(cast(left(_year, 4) as integer), 7, 1)
   or day(entry_date) > make_date(cast(left(_year, 4) as integer) + 1, 6, 30)
   or day(entry_date) > night() + 183;

-- rule: ENR-11 in sis-enrollments.*
select e._file, e._row, student_number || '/' || school_number || '/' || entry_date as record from sis_enrollments e
join spelling_exit x on x.spelling = lower(trim(e.exit_code)) and x.code = 'GRAD'
join spelling_grade g on g.spelling = lower(trim(e.grade_level)) and g.code not in ('12', '13', 'AE', 'UG', 'OT')
union all
select e._file, e._row, student_number || '/' || school_number || '/' || entry_date from kept_enrollment e
join spelling_exit x on x.spelling = lower(trim(e.exit_code)) and x.code = 'EOY'
join spelling_grade g on g.spelling = lower(trim(e.grade_level)) and g.code = '12'
where not exists (from kept_enrollment l where trim(l.student_number) = trim(e.student_number) and l._year > e._year)
  and exists (from kept_enrollment l where l._year > e._year and day(l.entry_date) <= night() - 30);

-- rule: ENR-12 in sis-enrollments.*
select _file, _row, student_number || '/' || school_number || '/' || entry_date as record from kept_enrollment
where day(exit_date) is null and _year < (select max(_year) from sis_enrollments);

-- rule: ATT-01 in sis-attendance-2.*
select _file, _row, student_number || '/' || school_number || '/' || attendance_date as record from sis_attendance a
where (_year, plain(school_number)) in (select (_year, plain(school_number)) from sis_calendar)
  and day(attendance_date) is not null
  and (_year, plain(school_number), day(attendance_date)) not in (
      select (_year, plain(school_number), day(calendar_date)) from sis_calendar
      where yes(in_session) and day(calendar_date) is not null);

-- rule: ATT-03 in sis-attendance-2.*
select _file, _row, student_number || '/' || school_number || '/' || attendance_date as record from sis_attendance a
where not blank(attendance_code)
  and (_year, attendance_code) not in (select (_year, attendance_code) from sis_attendance_codes where not blank(attendance_code));

-- rule: DIS-02 in sis-discipline.*
select _file, _row, incident_id || '/' || student_number as record
from (select *, regexp_matches(action, '(?i)out.of.school|\boss\b|expul') as out,
             try_cast(replace(action_days, ',', '') as double) as days from sis_discipline)
where (out and (blank(action_days) or days <= 0)) or days < 0 or days > 200
   or (out and blank(action_begin_date)) or day(action_begin_date) < day(incident_date);

-- rule: GEN-01 in hr-staff.*
select _file, _row, employee_id as record from hr_staff
where blank(legal_first_name) or blank(legal_last_name) or blank(hire_date) or blank(status);

-- rule: HR-03 in hr-staff.*
select _file, _row, employee_id as record from hr_staff
where day(separation_date) < day(hire_date)
   or (day(separation_date) is not null and blank(separation_reason))
   or (not blank(separation_reason) and blank(separation_date));

-- rule: GEN-05 in hr-assignments.*
select _file, _row, employee_id || '/' || position_id || '/' || begin_date as record from hr_assignments
where day(end_date) < day(begin_date);

-- rule: GEN-02 in hr-staff.*
select _file, _row, employee_id as record
from (select _file, _row, employee_id, unnest([birth_date, hire_date, separation_date]) as written from hr_staff)
where not blank(written) and day(written) is null;

-- rule: APP-03 in apps-inventory.*
select _file, _row, application_id as record from apps_inventory
where lower(trim(status)) = 'approved'
  and (lower(trim(privacy_agreement)) is distinct from 'signed'
       or coalesce(day(agreement_expires) < night(), false));

-- rule: X-01 in directory-accounts.*
select a._file, a._row, a.SamAccountName as record from directory_accounts a
where yes(a.Enabled) and a.EmployeeID in (
    select employee_id from hr_staff where not blank(employee_id)
    group by employee_id having count(*) = count(day(separation_date)) and max(day(separation_date)) < night());

-- rule: SYS-07 in sis-enrollments.*
select _file, _row, student_number || '/' || school_number || '/' || entry_date as record from sis_enrollments
where (not blank(school_number) and (_year, plain(school_number)) not in (
          select (_year, plain(identifier)) from oneroster11_orgs where not blank(identifier)))
   or (not blank(student_number) and (_year, trim(student_number)) not in (
          select (_year, coalesce(nullif(trim(identifier), ''), trim(sourcedId))) from roster_users
          where not blank(sourcedId) and coalesce(lower(trim(role)), '') not in (
              'administrator', 'aide', 'guardian', 'parent', 'proctor', 'relative', 'teacher')
          union all select (_year, trim(student_number)) from sis_students where not blank(student_number)));

-- rule: OR-01 in .*!.*\.csv
select _file, _row, _id as record from roster_lifecycle where _mode = 'bulk' and not blank(status);

-- rule: OR-02 in .*!.*\.csv
select _file, _row, _id as record from roster_lifecycle where _mode = 'bulk' and not blank(dateLastModified);

-- rule: OR-03 in .*!.*\.csv
select _file, _row, _id as record from roster_lifecycle where _mode = 'delta' and blank(status);

-- rule: OR-04 in .*!.*\.csv
select _file, _row, _id as record from roster_lifecycle where _mode = 'delta' and blank(dateLastModified);

-- rule: OR-06 in .*!(demographics|enrollments|academicSessions)\.csv
select _file, _row, _id as record from (
    select _file, _row, sourcedId as _id, birthDate as written from oneroster11_demographics
    union all
    select _file, _row, sourcedId, unnest([beginDate, endDate]) from oneroster11_enrollments
    union all
    select _file, _row, sourcedId, unnest([startDate, endDate]) from oneroster11_academic_sessions)
where day(written) is not null and not regexp_full_match(written, '[0-9]{4}-[0-9]{2}-[0-9]{2}');

-- rule: OR-08 in .*!(demographics|enrollments|users)\.csv
select _file, _row, _id as record from (
    select _file, _row, sourcedId as _id, unnest([white, asian, blackOrAfricanAmerican, americanIndianOrAlaskaNative,
        nativeHawaiianOrOtherPacificIslander, demographicRaceTwoOrMoreRaces, hispanicOrLatinoEthnicity]) as written
    from oneroster11_demographics
    union all select _file, _row, sourcedId, "primary" from oneroster11_enrollments
    union all select _file, _row, sourcedId, enabledUser from roster_users)
where lower(trim(written)) in ('true', 'false', 't', 'f', 'yes', 'no', 'y', 'n', '1', '0')
  and written not in ('true', 'false');

-- rule: OR-12 in .*!academicSessions\.csv
select _file, _row, sourcedId as record from oneroster11_academic_sessions
where not blank(schoolYear) and not regexp_full_match(schoolYear, '[0-9]{4}');

-- rule: OR-13 in .*!enrollments\.csv
select _file, _row, sourcedId as record from oneroster11_enrollments where day(endDate) < day(beginDate);

-- rule: OR-17 in .*!enrollments\.csv
select e._file, e._row, e.sourcedId as record from kept_section_enrollment e
join kept_class c on c._bundle = e._bundle and trim(c.sourcedId) = trim(e.classSourcedId)
where not blank(e.schoolSourcedId) and trim(e.schoolSourcedId) <> trim(c.schoolSourcedId);

-- rule: OR-20 in .*!users\.csv
select _file, _row, sourcedId as record from roster_users
where not blank(username) and (_year, _bundle, lower(trim(username))) in (
    select (_year, _bundle, lower(trim(username))) from roster_users
    group by _year, _bundle, lower(trim(username)) having count(distinct coalesce(nullif(trim(identifier), ''), sourcedId)) > 1);

-- rule: CRS-01 in .*!classes\.csv
select _file, _row, sourcedId as record from kept_class
where (_bundle, trim(sourcedId)) not in (
    select (_bundle, trim(classSourcedId)) from kept_section_enrollment
    where lower(trim(role)) = 'teacher' and not blank(classSourcedId))
  and _bundle in (select _bundle from kept_section_enrollment);

-- rule: CRS-04 in .*!classes\.csv
select _file, _row, sourcedId as record from kept_class
where (_bundle, trim(sourcedId)) not in (
    select (_bundle, trim(classSourcedId)) from kept_section_enrollment
    where lower(trim(role)) = 'student' and not blank(classSourcedId))
  and _bundle in (select _bundle from kept_section_enrollment);

-- rule: STU-12 in sis-students.*
select _file, _row, student_number as record from sis_students
where not blank(sex) and sex not in (select code from code_sex);

-- rule: STU-04 in sis-students.*
select _file, _row, student_number as record from sis_students
where blank(birth_date) or day(birth_date) is null or day(birth_date) > night() or day(birth_date) < night() - 36500;

-- rule: STU-13 in sis-students.*
select _file, _row, student_number as record from sis_students
where not blank(home_language) and home_language not in (select code from code_language);

-- rule: STU-17 in sis-students.*
select s._file, s._row, student_number as record from sis_students s
where (not blank(lunch_status) and lunch_status not in (select code from code_lunch))
   or (not blank(lunch_status_until) and day(lunch_status_until) is not null
       and day(lunch_status_until) < least(night(), make_date(cast(left(_year, 4) as integer) + 1, 6, 30))
       and exists (from spelling_lunch l where l.spelling = lower(trim(s.lunch_status)) and l.code in ('Free', 'ReducedPrice')));

-- rule: CON-06 in sis-contacts.*
select _file, _row, student_number || '·' || contact_id as record from sis_contacts
where not blank(phone)
  and not regexp_full_match(regexp_replace(phone, '\D', '', 'g'), '1?[2-9][0-9]{2}[2-9][0-9]{6}');

-- rule: CON-11 in sis-contacts.*
select _file, _row, student_number || '·' || contact_id as record from sis_contacts
where not blank(relationship) and relationship not in (select code from code_contact);

-- rule: CON-02 in sis-addresses.*
select _file, _row, student_number || '·' || kind as record from sis_addresses
where lower(trim(kind)) in ('residence', 'home', 'physical') and lower(street) like 'po box%';

-- rule: CON-05 in sis-addresses.*
select _file, _row, student_number || '·' || kind as record from sis_addresses
where blank(zip) or not regexp_full_match(trim(zip), '[0-9]{5}|[0-9]{9}|[0-9]{5}-[0-9]{4}')
   or (coalesce(nullif(upper(trim(state)), ''), 'MA') = 'MA' and not blank(student_number) and not blank(kind) and left(trim(zip), 3) not between '010' and '027' and left(trim(zip), 3) <> '055');

-- rule: CRS-03 in .*!courses\.csv
select _file, _row, sourcedId as record from kept_course c
where blank(subjectCodes)
  and exists (from kept_course o where o._year = c._year and not blank(o.subjectCodes))
  and exists (from kept_class k where k._bundle = c._bundle and trim(k.courseSourcedId) = trim(c.sourcedId)
                   and k.classType = 'scheduled');

-- rule: CRS-06 in .*!enrollments\.csv
with meeting as (
    select c._bundle, trim(c.sourcedId) as class, trim(c.schoolSourcedId) as school, c.location,
           trim(unnest(string_split(c.periods, ','))) as period,
           (select min(day(s.startDate)) from oneroster11_academic_sessions s
            where s._bundle = c._bundle and contains(',' || c.termSourcedIds || ',', ',' || s.sourcedId || ',')) as first_day,
           (select max(day(s.endDate)) from oneroster11_academic_sessions s
            where s._bundle = c._bundle and contains(',' || c.termSourcedIds || ',', ',' || s.sourcedId || ',')) as end_day
    from kept_class c where not blank(c.periods)),
seat as (
    select e._file, e._row, e._bundle, trim(e.sourcedId) as id, trim(e.userSourcedId) as person, lower(trim(e.role)) as role,
           m.class, m.school, m.location, m.period,
           case when day(e.beginDate) > m.first_day then day(e.beginDate) else m.first_day end as sits_from,
           case when day(e.endDate) < m.end_day then day(e.endDate) else m.end_day end as sits_until
    from kept_section_enrollment e
    join meeting m on m._bundle = e._bundle and m.class = trim(e.classSourcedId)
    where lower(trim(e.role)) in ('student', 'teacher'))
select distinct s._file, s._row, s.id as record
from seat s, seat t
where t._bundle = s._bundle and t.person = s.person and t.role = s.role and t.period = s.period and t.school = s.school
  and t.class <> s.class and s.sits_from < t.sits_until and t.sits_from < s.sits_until
  and (t.sits_from < s.sits_from or (t.sits_from = s.sits_from and t.id < s.id))
  and (s.role = 'student' or s.location <> t.location);

-- rule: ATT-04 in sis-calendar.*
with taken as (
    select distinct _year, plain(school_number) as school, day(attendance_date) as day from sis_attendance
    where not blank(student_number) and not blank(school_number) and day(attendance_date) is not null)
select _file, _row, school_number || '/' || calendar_date as record from sis_calendar c
where yes(in_session)
  and (_year, plain(school_number)) in (select (_year, school) from taken)
  and (_year, plain(school_number), day(calendar_date)) not in (select (_year, school, day) from taken)
  and day(calendar_date) < (select max(day) from taken t where t._year = c._year);

-- rule: X-04 in directory-students.*
with stay as (
    select trim(student_number) as student, day(exit_date) as gone, exit_code,
           row_number() over (partition by trim(student_number) order by day(exit_date) desc nulls first, _year desc) as place
    from kept_enrollment)
select a._file, a._row, a.SamAccountName as record from directory_students a
join stay s on s.student = trim(a.EmployeeID) and s.place = 1
left join spelling_exit x on x.spelling = lower(trim(s.exit_code))
where not blank(a.SamAccountName) and s.gone < night() and coalesce(x.code, '') <> 'EOY'
  and try_strptime(a.LastLogonDate, '%-m/%-d/%Y %-I:%M:%S %p')::date
      > s.gone + case when x.code in ('GRAD', 'COMP') then 60 else 0 end;

-- rule: X-08 in .*!users\.csv
with job as (
    select trim(employee_id) as employee, lower(trim(staff_classification)) as class, day(begin_date) as from_day,
           coalesce(day(end_date), night()) as to_day
    from hr_assignments
    where not blank(employee_id) and not blank(position_id) and day(begin_date) is not null
      and trim(employee_id) in (select trim(employee_id) from hr_staff where not blank(employee_id)))
select u._file, u._row, u.sourcedId as record from roster_users u
where lower(trim(u.role)) = 'teacher' and not blank(u.sourcedId)
  and exists (from job j where j.employee = trim(u.identifier)
                   and j.from_day <= make_date(cast(left(u._year, 4) as integer) + 1, 6, 30)
                   and j.to_day >= make_date(cast(left(u._year, 4) as integer), 7, 1))
  and not exists (from job j where j.employee = trim(u.identifier)
                   and j.from_day <= make_date(cast(left(u._year, 4) as integer) + 1, 6, 30)
                   and j.to_day >= make_date(cast(left(u._year, 4) as integer), 7, 1)
                   and coalesce(j.class, '') not in ('paraprofessional', 'support', 'it'));
