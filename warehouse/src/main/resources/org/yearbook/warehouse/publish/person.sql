-- Who is who, for the application alone: persons, the records that speak of them, what people are asked, what they said.
create table person as
with staff as (
    select l.person_number, bool_or(true) as known,
           string_agg(distinct l.number, ', ' order by l.number) as employee_numbers,
           arg_max({'given': coalesce(s.preferred_first_name, s.legal_first_name), 'family': s.legal_last_name},
               (s.separation_date is null, s.hire_date, s.employee_id)) as name,
           arg_max(s.birth_date, (s.separation_date is null, s.hire_date, s.employee_id)) as birth_date
    from linked l join lake_staff s on s.employee_id = l.record_number
    where l.entity = 'staff' and l.person_number is not null
    group by l.person_number),
student as (
    select l.person_number, string_agg(distinct l.number, ', ' order by l.number) as student_numbers,
           arg_max({'given': i.given_name, 'family': i.family_name}, (i.school_year, i.student_number)) as name,
           arg_max(i.birth_date, (i.school_year, i.student_number)) as birth_date
    from linked l join student_identity i on i.student_number = l.record_number
    where l.record_kind = 'student' and l.record_number = l.number and l.person_number is not null
    group by l.person_number),
rostered as (
    select l.person_number, arg_max({'given': p.given_name, 'family': p.family_name}, p.school_year) as name
    from linked l join roster_person p on p.number = l.record_number and not p.is_student
    where l.entity = 'roster_user' and l.record_kind = 'staff' and l.person_number is not null
    group by l.person_number),
known as (
    select person_number, count(distinct source) as systems, count(*) as records,
           count(*) filter (where entity = 'account') as accounts, bool_or(kind = 'staff') as is_staff,
           bool_or(kind = 'student') as is_student
    from linked where person_number is not null
    group by person_number),
since as (
    select person_number, min(first_seen) as first_seen from lake_person_link
    where person_number is not null group by person_number)
select k.key as person_key, p.person_number, p.is_staff, p.is_student,
       coalesce(s.name, r.name, u.name).given as given_name, coalesce(s.name, r.name, u.name).family as family_name,
       coalesce(s.birth_date, u.birth_date) as birth_date, s.employee_numbers, u.student_numbers, p.accounts, p.systems,
       p.records, i.first_seen
from known p
join pseudonym k on k.kind = 'person' and k.number = p.person_number
left join staff s on s.person_number = p.person_number
left join student u on u.person_number = p.person_number
left join rostered r on r.person_number = p.person_number
left join since i on i.person_number = p.person_number
order by p.person_number;

-- A lake of an earlier release has the last night where a system still has a record.
create table person_link as
select k.key as person_key, l.* replace (nullif(l.last_seen, n.night) as last_seen)
from lake_person_link l
cross join (select case when count(*) = count(last_seen) then max(last_seen) end as night from lake_person_link) n
left join pseudonym k on k.kind = 'person' and k.number = l.person_number
order by l.source, l.record_kind, l.record_number;

create table person_candidate as from lake_person_candidate order by score desc, candidate_key;

create table person_decision as from lake_person_decision order by line;

create table person_change as from lake_person_change order by all;
