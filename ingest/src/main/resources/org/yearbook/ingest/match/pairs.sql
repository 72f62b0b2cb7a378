-- Which records may be one person, and what speaks for and against it. pair_seen holds what the rules about ids found:
-- l, r, rule and its place in the list; what is decided by people is in decided_pair.

-- Pairs without an id in common are looked at where a key leads to both, never all with all. First, employees against
-- records with a name that no id has named somebody for.
create table unnamed as
select p.record_id from profile p
where p.tier > 1 and p.kind in ('', 'staff') and p.record_id not in (
          select s.l from pair_seen s join profile r on r.record_id = s.r where s.rule <> ${kept} and r.tier = 1)
      and p.record_id in (select record_id from name);

create table employee as select record_id from profile where tier = 1 and kind = 'staff';

insert into pair_seen
with part as (select distinct record_id, given[1] as initial, unnest(list_append(family_parts, family)) as part from name),
searched as (from part semi join unnamed using (record_id)),
known as (from part semi join employee using (record_id))
select s.record_id, k.record_id, null, 1000
from searched s join known k on k.part = s.part and k.initial = s.initial
union
select s.record_id, k.record_id, null, 1000
from (select n.record_id, n.given, n.family from name n semi join unnamed u on u.record_id = n.record_id) s
join (select n.record_id, n.given, n.family from name n semi join employee e on e.record_id = n.record_id) k
    on k.given = s.family and k.family = s.given
union
-- The same by another nickname: Bob for Robert begins with another letter.
select s.record_id, k.record_id, null, 1000
from (select n.record_id, n.given_first, n.family from name n semi join unnamed u on u.record_id = n.record_id) s
join nickname k0 on k0.one = s.given_first
join (select n.record_id, n.given_first, n.family from name n semi join employee e on e.record_id = n.record_id) k
    on k.given_first = k0.other and k.family = s.family;

-- Then whoever has a birth date against everybody with the same one and a part of the name.
insert into pair_seen
with dated as (
    select distinct p.record_id, p.tier, p.birth_date, n.given, n.family
    from profile p join name n on n.record_id = p.record_id
    where p.birth_date is not null)
select distinct
       case when (a.tier, a.record_id) > (b.tier, b.record_id) then a.record_id else b.record_id end,
       case when (a.tier, a.record_id) > (b.tier, b.record_id) then b.record_id else a.record_id end,
       null, 1000
from dated a
join dated b on b.birth_date = a.birth_date and b.record_id > a.record_id
     and (b.given = a.given or b.given = a.family or (b.family = a.family and b.given[1] = a.given[1])
          or (b.family = a.given and b.given = a.family));

-- Decisions that contradict each other are shown again, whatever the rules say.
insert into pair_seen select l, r, null, 1000 from decided_pair where verdict = 'contradiction';

create table pair as
select l, r, arg_min(rule, place) as rule, min(place) as place,
       list_sort(list_distinct(list(rule) filter (where rule is not null))) as rules
from pair_seen
anti join (select l, r from decided_pair where verdict = 'different') apart using (l, r)
group by l, r;

-- A user name has the letters a to z alone.
create table plain_name as
select word, regexp_replace(word, '[^a-z]', '', 'g') as plain
from (select given as word from name union select family from name union select unnest(family_parts) from name);

-- How the names of both compare: the best that any name of the one says of any name of the other.
create table pair_name as
select p.l, p.r,
       max(case when a.given = b.given and a.family = b.family then 5
                when a.family = b.family and (a.given_first = b.given_first or k.one is not null
                         or (len(least(a.given_first, b.given_first)) >= 3
                             and (starts_with(a.given_first, b.given_first) or starts_with(b.given_first, a.given_first)))
                         or (least(len(a.given_first), len(b.given_first)) = 1 and a.given[1] = b.given[1])) then 4
                when a.given_first = b.given_first and list_has_any(a.family_parts, b.family_parts) then 4
                when a.given = b.family and a.family = b.given then 3
                when a.given_first = b.given_first or k.one is not null then 2
                when a.family = b.family or list_has_any(a.family_parts, b.family_parts) then 1
                else 0 end) as likeness
from pair p
join name a on a.record_id = p.l
join name b on b.record_id = p.r
left join nickname k on k.one = a.given_first and k.other = b.given_first
group by p.l, p.r;

-- Whether the user name of the one can be made of a name of the other, or of its own given name before the other's
-- family name.
create table pair_login as
with part as (select record_id, given, unnest(list_append(family_parts, family)) as family from name),
made as (
    select p.l, p.r, n.given, n.family from pair p join part n on n.record_id = p.r
    union
    select p.l, p.r, o.given, n.family
    from pair p join part n on n.record_id = p.r join name o on o.record_id = p.l)
select distinct m.l, m.r
from made m
join profile u on u.record_id = m.l and len(u.login_letters) >= 3
join plain_name n on n.word = m.given
join plain_name f on f.word = m.family
where u.login_letters in (n.plain[1] || f.plain, n.plain || f.plain, f.plain || n.plain[1], n.plain || f.plain[1],
                          f.plain || n.plain)
      or (len(u.login_letters) >= 10
          and (starts_with(n.plain[1] || f.plain, u.login_letters) or starts_with(n.plain || f.plain, u.login_letters)));
