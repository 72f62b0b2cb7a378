-- Who is who, for rules across systems. One statement each, ended by a semicolon at the end of a line. KnownPeople lays
-- person_link, person_decision, known_staff and known_account before.

-- A record that a system still has was last seen on no night yet; a lake of an earlier release has the night there.
create view linked as
select * replace (coalesce(record_kind, '') as record_kind) from person_link
where last_seen is not distinct from (
    select case when count(*) = count(last_seen) then max(last_seen) end from person_link);

-- The records that decisions speak of, as far as they were applied. Decisions name a system, where need be with the
-- kind of its numbers: HR, SIS student.
create view decided_side as
with side as (
    select line, decision, 'left' as side, left_system as system, left_number as number
    from person_decision where status = 'applied'
    union all
    select line, decision, 'right', right_system, right_number from person_decision where status = 'applied')
select s.line, s.decision, s.side, l.record_kind as kind, l.record_number as number, l.person_number
from side s
join linked l on l.record_number = s.number
     and lower(s.system) in (lower(l.source), lower(l.source || ' ' || l.record_kind));

-- Two records of which somebody said that they are one person, or two; each pair both ways. What was said of one number
-- of a person holds for its others: A is B and B is C make A and C one, A is B and B is not C make A and C two.
create view settled_pair as
with confirmed as (select distinct kind, number, person_number from decided_side where decision = 'same'),
apart as (
    select a.kind, a.number, a.person_number, b.kind as other_kind, b.number as other, b.person_number as other_person
    from decided_side a
    join decided_side b on b.line = a.line and b.side <> a.side
    where a.decision = 'different')
select a.kind, a.number, b.kind as other_kind, b.number as other, true as same
from confirmed a join confirmed b on b.person_number = a.person_number
where (a.kind, a.number) <> (b.kind, b.number)
union
select kind, number, other_kind, other, false from apart
union
select x.record_kind, x.record_number, y.record_kind, y.record_number, false
from apart a
join linked x on x.person_number = a.person_number
join linked y on y.person_number = a.other_person
where a.person_number <> a.other_person;

-- Whose an account is: as it was recognized; one that no rule is sure of belongs to the number that it states, unless
-- somebody said that it does not. An account of somebody who left must not go unsaid while a question waits.
create view account_owner as
with link as (
    select record_number as account_name, min(kind) as kind, min(number) as number,
           bool_and(band = 'match') and count(distinct (kind, number)) = 1 as known
    from linked where entity = 'account'
    group by record_number),
stated as (
    select account_name, min(employee_id) as employee_id, min(student_number) as student_number
    from known_account group by account_name)
select s.account_name,
       case when l.known and l.kind = 'staff' then l.number
            when l.known then null
            when not exists (from settled_pair p where p.kind = '' and p.number = s.account_name and p.other_kind = 'staff'
                                  and p.other = s.employee_id and not p.same) then s.employee_id end as employee_id,
       case when l.known and l.kind = 'student' then l.number
            when l.known then null
            when not exists (from settled_pair p where p.kind = '' and p.number = s.account_name and p.other_kind = 'student'
                                  and p.other = s.student_number and not p.same) then s.student_number end
           as student_number
from stated s
left join link l on l.account_name = s.account_name;

-- All employee numbers of one person have the same person.
create view employee_person as
select s.employee_id, coalesce(min(l.person_number), s.employee_id) as person
from (select distinct employee_id from known_staff where employee_id is not null) s
left join linked l on l.record_kind = 'staff' and l.record_number = s.employee_id and l.entity = 'staff' and l.band = 'match'
group by s.employee_id;
