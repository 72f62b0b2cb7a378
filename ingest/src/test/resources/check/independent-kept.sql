-- What is left of rows that other rules look at, once those are set aside that cannot be used: without a key, or with a
-- link that points nowhere.
create view known_org as select distinct _bundle, trim(sourcedId) as id from oneroster11_orgs where not blank(sourcedId);
create view known_user as select distinct _bundle, trim(sourcedId) as id from roster_users where not blank(sourcedId);
create view kept_course as
select * from oneroster11_courses
where not blank(sourcedId) and (blank(orgSourcedId) or (_bundle, trim(orgSourcedId)) in (select (_bundle, id) from known_org));
create view kept_class as
select * from oneroster11_classes
where not blank(sourcedId)
  and (blank(schoolSourcedId) or (_bundle, trim(schoolSourcedId)) in (select (_bundle, id) from known_org))
  and (blank(courseSourcedId)
       or (_bundle, trim(courseSourcedId)) in (select (_bundle, trim(sourcedId)) from kept_course))
qualify row_number() over (partition by _bundle, trim(sourcedId) order by _row desc) = 1;
create view kept_section_enrollment as
select * from oneroster11_enrollments
where not blank(sourcedId)
  and (blank(schoolSourcedId) or (_bundle, trim(schoolSourcedId)) in (select (_bundle, id) from known_org))
  and (blank(userSourcedId) or (_bundle, trim(userSourcedId)) in (select (_bundle, id) from known_user))
  and (blank(classSourcedId)
       or (_bundle, trim(classSourcedId)) in (select (_bundle, trim(sourcedId)) from kept_class))
qualify row_number() over (partition by _bundle, trim(sourcedId) order by _row desc) = 1;
create view kept_enrollment as
select * from sis_enrollments
where not blank(student_number) and not blank(school_number) and day(entry_date) is not null
  and not coalesce(day(exit_date) < day(entry_date), false)
qualify row_number() over (
    partition by _year, trim(student_number), plain(school_number), day(entry_date) order by _row desc) = 1;
