-- Who the systems speak of. A record is a number under which one system knows somebody: an employee number of HR, an
-- account of the directory, a student number of the SIS, a user of the apps. Its kind is staff or student where the
-- system says so, and empty where it does not. Every table here holds the record as a whole number, record_id.

-- One word for one name, whatever its capitals, accents, blanks and damaged letters; a suffix stands by itself.
create macro name_word(name) as name_key(without_suffix(coalesce(ungarbled(name), name)));
create macro suffix_of(name) as
    case lower(regexp_extract(trim(name), '(?i).[,\s]\s*(jr|sr|ii|iii|iv|2nd|3rd)\.?$', 1))
        when '' then null when '2nd' then 'ii' when '3rd' then 'iii'
        else lower(regexp_extract(trim(name), '(?i).[,\s]\s*(jr|sr|ii|iii|iv|2nd|3rd)\.?$', 1)) end;
create macro first_word(name) as split_part(trim(coalesce(ungarbled(name), name)), ' ', 1);

create table roster as
with stated as (
    select school_year, user_sourced_id, list(distinct role) as roles
    from roster_role where coalesce(status, '') <> 'tobedeleted' group by all),
told as (
    select u.*, list_distinct(list_concat([u.role], coalesce(s.roles, []))) as roles
    from roster_user u
    left join stated s on s.school_year = u.school_year and s.user_sourced_id = u.sourced_id
    where coalesce(u.status, '') <> 'tobedeleted'),
kinds as (
    select *, list_filter([
        case when list_contains(roles, 'student') then 'student' end,
        case when list_has_any(roles, ['administrator', 'aide', 'proctor', 'teacher', 'counselor', 'principal',
            'districtAdministrator', 'siteAdministrator', 'systemAdministrator']) then 'staff' end],
        lambda kind : kind is not null) as known
    from told)
select school_year, source, unnest(known) as kind, coalesce(nullif(trim(identifier), ''), sourced_id) as number,
       sourced_id, nullif(trim(identifier), '') as identifier, username, given_name, family_name, middle_name,
       preferred_given_name, preferred_family_name, email, org_sourced_ids,
       coalesce(state_student_id, list_first(list_transform(list_filter(user_ids, lambda id :
           regexp_matches(id, '(?i)^\{?\s*(ssid|sasid|sid|state[ _-]?(student[ _-]?)?id)\s*:')),
           lambda id : trim(rtrim(regexp_replace(id, '^[^:]*:', ''), '}'))))) as state_id
from kinds;

create table seen as
select 'staff' as entity, 1 as tier, source, 'staff' as kind, employee_id as number from staff
union select 'roster_user', case kind when 'student' then 1 else 2 end, source, kind, number from roster
union select 'school_enrollment', 1, source, 'student', student_number from school_enrollment
union select 'account', 3, source, '', account_name from account
union select 'account_event', 3, source, '', account_name from account_event
union select 'app_usage', 3, source, coalesce(user_kind, ''), user_id from app_usage
union select 'app_usage_day', 3, source, coalesce(user_kind, ''), user_id from app_usage_day
union select 'training', 3, source, 'staff', employee_id from training
union select 'staff_assignment', 3, source, 'staff', employee_id from staff_assignment
union select 'staff_absence', 3, source, 'staff', employee_id from staff_absence
union select 'student_program', 3, source, 'student', student_number from student_program
union select 'discipline_incident', 3, source, 'student', student_number from discipline_incident
union select 'assessment_result', 3, source, 'student', student_number from assessment_result;
delete from seen where number is null or trim(number) = '';

-- Tier 1 gives the numbers that people have in the district; tier 2 knows people by name; tier 3 mentions them.
create table record as
select (row_number() over (order by source, kind, number) - 1)::integer as record_id, source, kind, number,
       min(tier) as tier, substr(min(tier || entity), 2) as entity,
       array_to_string(list_sort(list(entity)), ', ') as entities
from seen
group by source, kind, number;

-- Names as written, each with the record that writes it. Former and preferred names stand beside the present one.
create table written as
select distinct r.record_id, w.given, w.family
from (
    select source, 'staff' as kind, employee_id as number, unnest([
               {'given': legal_first_name, 'family': legal_last_name},
               {'given': preferred_first_name, 'family': legal_last_name},
               {'given': legal_first_name, 'family': former_last_name},
               {'given': preferred_first_name, 'family': former_last_name}]) as name
    from staff
    union all
    select source, kind, number, unnest([
               {'given': given_name, 'family': family_name},
               {'given': preferred_given_name, 'family': coalesce(preferred_family_name, family_name)},
               {'given': given_name, 'family': preferred_family_name}])
    from (select distinct source, kind, number, given_name, family_name, preferred_given_name, preferred_family_name
          from roster)
    union all
    select source, '', account_name,
           case when given_name is not null or family_name is not null
                then {'given': given_name, 'family': family_name}
                when display_name like '%,%'
                then {'given': trim(split_part(display_name, ',', 2)), 'family': trim(split_part(display_name, ',', 1))}
                when regexp_full_match(trim(display_name), '\S+\s+\S+')
                then {'given': split_part(tidy(display_name), ' ', 1), 'family': split_part(tidy(display_name), ' ', 2)}
                end
    from account) all_names
join record r on r.source = all_names.source and r.kind = all_names.kind and r.number = all_names.number,
lateral (select name.given as given, name.family as family) w
where w.given is not null and w.family is not null;

-- How a record is called today.
create table present_name as
with called as (
    select source, 'staff' as kind, employee_id as number, '' as year,
           trim(concat_ws(' ', legal_first_name, case when preferred_first_name is not null
               then '(' || preferred_first_name || ')' end, legal_last_name,
               case when former_last_name is not null then '(formerly ' || former_last_name || ')' end)) as name
    from staff
    union all
    select source, kind, number, school_year, trim(concat_ws(' ', given_name, middle_name, family_name)) from roster
    union all
    select source, '', account_name, '', coalesce(nullif(trim(concat_ws(' ', given_name, family_name)), ''), display_name)
    from account)
select r.record_id, arg_max(c.name, (c.year, c.name)) as name
from called c
join record r on r.source = c.source and r.kind = c.kind and r.number = c.number
where c.name <> ''
group by r.record_id;

create table spelling as
select name, name_word(name) as word, name_word(first_word(name)) as first_word, suffix_of(name) as suffix,
       list_filter(list_transform(regexp_split_to_array(trim(without_suffix(coalesce(ungarbled(name), name))), '[\s-]+'),
           lambda part : name_key(part)), lambda part : len(part) >= 3) as parts
from (select given as name from written union select family from written);

create table name as
select distinct w.record_id, g.word as given, g.first_word as given_first, f.word as family, f.parts as family_parts,
       f.suffix
from written w
join spelling g on g.name = w.given
join spelling f on f.name = w.family
where g.word <> '' and f.word <> '';

-- What is known of a record beside its names.
create table school_seen as
select distinct r.record_id, s.school_number
from (
    select source, 'staff' as kind, employee_id as number, school_number from staff_assignment
    union select source, 'student', student_number, school_number from school_enrollment
    union
    select p.source, p.kind, p.number, coalesce(o.identifier, o.sourced_id)
    from (select distinct school_year, source, kind, number, unnest(org_sourced_ids) as org from roster) p
    join organization o on o.school_year = p.school_year and o.sourced_id = p.org and o.organization_type = 'school') s
join record r on r.source = s.source and r.kind = s.kind and r.number = s.number
where s.school_number is not null;

create table profile as
with latest as (
    select max(school_year) as school_year from (
        select school_year from roster union all select school_year from school_enrollment)
    where regexp_full_match(school_year, '\d{4}-\d{2}')),
fact as (
    select source, 'staff' as kind, employee_id as number, birth_date, hire_date as since, separation_date as until,
           separation_date is null or separation_date >= night() as live, null as made_on, null as middle,
           legal_last_name as family, '' as year, lower(trim(email)) as email, null as login
    from staff
    union all
    select p.source, p.kind, p.number, case when d.birth_date <= night() then d.birth_date end, null, null,
           p.school_year = (select school_year from latest), null, p.middle_name, p.family_name, p.school_year,
           lower(trim(p.email)), lower(trim(p.username))
    from roster p
    left join demographic d on d.school_year = p.school_year and d.sourced_id = p.sourced_id
    union all
    select source, 'student', student_number, null, null, null,
           school_year = (select school_year from latest), null, null, null, school_year, null, null
    from school_enrollment
    union all
    select source, '', account_name, null, null, null, coalesce(enabled, true), created_at::date, null, family_name, '',
           lower(trim(email)), lower(trim(account_name))
    from account),
gathered as (
    select r.record_id, arg_max(f.birth_date, f.year) as birth_date, min(f.since) as since,
           case when count(f.until) = count(f.since) then max(f.until) end as until, bool_or(f.live) as live,
           min(f.made_on) as made_on, arg_max(f.middle, f.year) as middle,
           max(suffix_of(f.family)) as suffix, arg_max(f.email, f.year) as email, arg_max(f.login, f.year) as login
    from fact f
    join record r on r.source = f.source and r.kind = f.kind and r.number = f.number
    group by r.record_id),
schools as (select record_id, list_sort(list(school_number)) as schools from school_seen group by record_id)
select r.record_id, r.source, r.kind, r.number, r.tier, g.birth_date, g.since, g.until, coalesce(g.live, false) as live,
       g.made_on, name_key(g.middle) as middle, g.suffix, g.email, g.login,
       regexp_replace(g.login, '[^a-z]', '', 'g') as login_letters, coalesce(s.schools, []) as schools
from record r
left join gathered g on g.record_id = r.record_id
left join schools s on s.record_id = r.record_id;

-- Numbers, addresses and user names that name somebody, each with what it is. The rules compare them.
create table identifier as
with said as (
    select source, 'staff' as kind, employee_id as number, 'employee_number' as type, employee_id as value from staff
    union all select source, 'staff', employee_id, 'work_address', email from staff
    union all select source, '', account_name, 'account_name', account_name from account
    union all select source, '', account_name, 'stated_employee_number', employee_id from account
    union all
    select source, '', account_name, 'stated_student_number', employee_id from account
    where employee_id not in (select employee_id from staff where employee_id is not null)
    union all select source, '', account_name, 'stated_student_number', student_number from account
    union all select source, '', account_name, 'work_address', email from account
    union all select source, '', account_name, 'user_name', account_name from account_event
    union all select source, 'staff', employee_id, 'stated_employee_number', employee_id from training
    union all select source, 'staff', employee_id, 'stated_employee_number', employee_id from staff_assignment
    union all select source, 'staff', employee_id, 'stated_employee_number', employee_id from staff_absence
    union all select source, kind, number, 'roster_employee_number', identifier from roster where kind = 'staff'
    union all select source, kind, number, 'work_address', email from roster where kind = 'staff'
    union all select source, kind, number, 'address_as_user', identifier from roster where kind = 'staff' and identifier like '%@%'
    union all select source, kind, number, 'address_as_user', username from roster where kind = 'staff' and username like '%@%'
    union all select source, kind, number, 'user_name', username from roster where kind = 'staff'
    union all select source, kind, number, 'student_number', number from roster where kind = 'student'
    union all select source, kind, number, 'student_address', email from roster where kind = 'student'
    union all select source, kind, number, 'student_user_name', username from roster where kind = 'student'
    union all select source, kind, number, kind || '_roster_id', sourced_id from roster
    union all select source, kind, number, 'state_id', state_id from roster where kind = 'student'
    union all select source, 'student', student_number, 'student_number', student_number from school_enrollment
    union all select source, 'student', student_number, 'state_id', state_student_id from school_enrollment
    union all select source, 'student', student_number, 'stated_student_number', student_number from student_program
    union all select source, 'student', student_number, 'stated_student_number', student_number from discipline_incident
    union all select source, 'student', student_number, 'stated_student_number', student_number from assessment_result
    union all select source, 'student', student_number, 'state_id', state_student_id from assessment_result),
app as (
    select source, coalesce(user_kind, '') as kind, user_id from app_usage
    union
    select source, coalesce(user_kind, ''), user_id from app_usage_day),
users as (
    select source, kind, user_id as number, unnest(case kind
               when 'student' then ['stated_student_number', 'student_user', 'student_app_user']
               when 'staff' then ['stated_employee_number', 'user_name', 'staff_app_user']
               else ['user_name'] end) as type, user_id as value
    from app
    union all
    select source, kind, user_id, case kind when 'student' then 'student_address_as_user' else 'address_as_user' end,
           user_id
    from app where user_id like '%@%'),
plain as (
    select distinct source, kind, number, type, lower(trim(value)) as value from (from said union all from users)
    where trim(value) <> '')
select r.record_id, r.tier, p.type, p.value
from plain p
join record r on r.source = p.source and r.kind = p.kind and r.number = p.number
union all
-- Leading zeros get lost on the way through a spreadsheet.
select r.record_id, r.tier, p.type || '_without_zeros', ltrim(p.value, '0')
from plain p
join record r on r.source = p.source and r.kind = p.kind and r.number = p.number
where p.type in ('employee_number', 'stated_employee_number', 'roster_employee_number', 'student_number',
                 'stated_student_number')
      and regexp_full_match(p.value, '\d*[1-9]\d*');
