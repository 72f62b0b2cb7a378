-- What is kept of a night: who each record speaks of, what people are asked, what they decided, what changed. Comes
-- after "resolved" says which records are one person (root) and "torn" which pairs were matches that cannot all be true.

create table verdict as
select s.l, s.r, s.rule, s.place, s.rules, s.evidence, s.score,
       case when t.l is null then s.conflicts else list_append(s.conflicts, 'CF-07') end as conflicts,
       case when t.l is not null and s.band = 'match' then 'review' else s.band end as band
from scored s
left join (select distinct l, r from torn) t on t.l = s.l and t.r = s.r;

-- The record that a person is known by: the one that gives a number, the earliest of them.
create table lead as
select f.root, arg_min(f.record_id, (p.tier, coalesce(p.since, date '9999-12-31'), f.record_id)) as record_id
from resolved f join profile p on p.record_id = f.record_id
where f.root is not null
group by f.root;

-- What ties each record to its person: a decision, else the first rule.
create table tie as
with both_ways as (
    select l as record_id, r as other, rule, place, rules, evidence, score from verdict where band = 'match'
    union all
    select r, l, rule, place, rules, evidence, score from verdict where band = 'match')
select b.record_id, arg_min({'other': b.other, 'rule': b.rule, 'rules': b.rules, 'evidence': b.evidence,
                             'score': b.score}, (q.tier > p.tier, b.place, -b.score, b.other)) as by_rule
from both_ways b
join resolved f on f.record_id = b.record_id
join resolved o on o.record_id = b.other and o.root = f.root
join profile p on p.record_id = b.record_id
join profile q on q.record_id = b.other
group by b.record_id;

create table decided_tie as
with both_ways as (
    select l as record_id, r as other, decided_by, decided_on, line from decided_pair where verdict = 'same'
    union all
    select r, l, decided_by, decided_on, line from decided_pair where verdict = 'same')
select record_id, arg_max({'other': other, 'decided_by': decided_by, 'decided_on': decided_on}, line) as by_person
from both_ways group by record_id;

-- Employee or student number that a record belongs to. Where a person has several, the one that its own tie names, else
-- one of the record's own kind, else the one in use.
create table own_number as
with giving as (
    select f.root, p.record_id, p.kind, p.number, p.live, p.since
    from resolved f join profile p on p.record_id = f.record_id
    where f.root is not null and p.tier = 1)
select f.record_id,
       coalesce(arg_max({'kind': g.kind, 'number': g.number},
           (g.record_id is not distinct from f.record_id,
            coalesce(g.record_id = d.by_person.other, false) or coalesce(g.record_id = t.by_rule.other, false),
            g.kind = p.kind, g.live, coalesce(g.since, date '0001-01-01'), -g.record_id)),
           any_value({'kind': lp.kind, 'number': lp.number})) as chosen
from resolved f
join profile p on p.record_id = f.record_id
join lead on lead.root = f.root
join profile lp on lp.record_id = lead.record_id
left join tie t on t.record_id = f.record_id
left join decided_tie d on d.record_id = f.record_id
left join giving g on g.root = f.root
group by f.record_id;

-- A person keeps the number of earlier nights. Where persons turn out to be one, the oldest number stays; where one
-- turns out to be two, the record that the number was made of keeps it.
create table before as
select r.record_id, b.*
from previous b join record r on r.source = b.source and r.kind = b.record_kind and r.number = b.record_number;

create table claim as
with claimed as (
    select f.root, b.person_number, min(b.first_seen) as since, min(f.record_id) as least,
           bool_or(starts_with(b.person_number, b.record_kind || '-' || b.record_number)) as origin
    from resolved f join before b on b.record_id = f.record_id
    where f.root is not null and b.person_number is not null
    group by all),
won as (
    select person_number, arg_min(root, (not origin, least)) as root, min(since) as since from claimed group by person_number)
select root, arg_min(person_number, (since, person_number)) as person_number from won group by root;

-- A new person's number is made of its leading record. It may have been another person's: then the system's name, and at
-- last the night, keep the two apart. What was once this record's own may be so again.
create table fresh as
with used as (
    select person_number from previous where person_number is not null
    union select person_before from previous_change where person_before is not null
    union select person_after from previous_change where person_after is not null),
own as (
    select source, record_kind, record_number, person_before as person_number from previous_change
    where person_before not in (select person_number from claim))
select lead.root, lead.record_id, p.kind || '-' || p.number as wanted,
       p.kind || '-' || p.number || '-' || lower(p.source) as otherwise,
       exists (from used u where u.person_number = p.kind || '-' || p.number)
           and not exists (from own o where o.source = p.source and o.record_kind = p.kind and o.record_number = p.number
                               and o.person_number = p.kind || '-' || p.number) as wanted_is_taken,
       exists (from used u where u.person_number = p.kind || '-' || p.number || '-' || lower(p.source)) as otherwise_is_taken
from lead join profile p on p.record_id = lead.record_id
where lead.root not in (select root from claim);

create table person_of as
with placed as (
    select *, wanted_is_taken or row_number() over (partition by wanted order by wanted_is_taken, record_id) > 1 as second
    from fresh),
named as (
    select *, second and (otherwise_is_taken or row_number() over (
                  partition by second, otherwise order by otherwise_is_taken, record_id) > 1) as third
    from placed)
select root, person_number from claim
union all
select root, case when third then otherwise || '-' || strftime(night(), '%Y%m%d') || '-' || record_id
                  when second then otherwise
                  else wanted end
from named;

-- What a person is asked.
create table face as
select p.record_id, p.source, p.kind, p.number, r.entity, n.name, p.birth_date, p.email,
       p.login, array_to_string(p.schools, ', ') as schools, coalesce(p.since, p.made_on) as since, p.until, p.live
from profile p
join record r on r.record_id = p.record_id
left join present_name n on n.record_id = p.record_id;

create table asked as
select md5(concat_ws('|', lp.source, lp.kind, lp.number, rp.source, rp.kind, rp.number)) as candidate_key,
       v.l, v.r, v.rule, v.rules, v.evidence, v.conflicts, v.score
from verdict v
join resolved a on a.record_id = v.l
join resolved b on b.record_id = v.r
join profile lp on lp.record_id = v.l
join profile rp on rp.record_id = v.r
where v.band = 'review' and a.root is distinct from coalesce(b.root, -1)
      and (a.root is null or lp.tier = 1 or list_contains(v.conflicts, 'CF-09'));

create table person_link as
with review as (
    select record_id, max(score) as score, arg_max(told_ids, (score, told_ids)) as told_ids,
           arg_max(conflicts, (score, told_ids)) as conflicts
    from (select l as record_id, score, list_concat(coalesce(rules, []), evidence) as told_ids, conflicts from asked
          union all
          select r, score, list_concat(coalesce(rules, []), evidence), conflicts from asked)
    group by record_id),
tonight as (
    select r.record_id, r.source, r.entity, r.entities, r.number as record_number, r.kind as record_kind,
           o.chosen.kind as kind, n.person_number, o.chosen.number as number,
           case when f.root is null then null
                when lead.record_id is not null then 'ID-00'
                when d.record_id is not null then 'DECIDED'
                else coalesce(t.by_rule.rule, array_to_string(t.by_rule.evidence, '+'), 'DECIDED') end as rule_id,
           case when f.root is not null then 'match' when w.record_id is not null then 'review' else 'no' end as band,
           case when f.root is not null and (lead.record_id is not null or d.record_id is not null) then 100
                when f.root is not null then t.by_rule.score
                else w.score end as score,
           case when f.root is not null and lead.record_id is null and d.record_id is null
                then told(list_concat(coalesce(t.by_rule.rules, []), t.by_rule.evidence))
                when f.root is null and w.record_id is not null
                then told(w.told_ids) || case when len(w.conflicts) > 0 then '; but ' || told(w.conflicts) else '' end
           end as evidence,
           d.by_person.decided_by as person_deciding, d.by_person.decided_on as person_decided_on
    from record r
    join resolved f on f.record_id = r.record_id
    left join lead on lead.record_id = r.record_id
    left join person_of n on n.root = f.root
    left join own_number o on o.record_id = r.record_id
    left join tie t on t.record_id = r.record_id
    left join decided_tie d on d.record_id = r.record_id and f.root is not null
    left join review w on w.record_id = r.record_id)
select t.source, t.entity, t.entities, t.record_number, t.record_kind, t.kind, t.person_number, t.number,
       t.rule_id, t.band, t.score::integer as score, nullif(t.evidence, '') as evidence,
       coalesce(b.first_seen, night()) as first_seen, cast(null as date) as last_seen,
       case when t.rule_id = 'DECIDED' then t.person_deciding when t.band = 'match' then 'rule' end as decided_by,
       case when t.rule_id = 'DECIDED' then t.person_decided_on
            when t.band <> 'match' then null
            when b.person_number = t.person_number and b.decided_by = 'rule' then b.decided_on
            else night() end as decided_on
from tonight t
left join before b on b.record_id = t.record_id
union all
-- Records that no system has any more are remembered, so that nobody else ever gets their person's number: with the night
-- on which they were last seen, which the others have no need of. When the night is run again and only then misses them,
-- they were last seen before it.
select b.* replace (least(coalesce(b.last_seen, last_night()), night() - 1) as last_seen) from previous b
anti join record r on r.source = b.source and r.kind = b.record_kind and r.number = b.record_number
order by source, record_kind, record_number;

create table person_candidate as
select a.candidate_key,
       lf.source as left_source, lf.kind as left_kind, lf.number as left_number, lf.entity as left_entity,
       lf.name as left_name, lf.birth_date as left_birth_date, lf.email as left_email, lf.login as left_login,
       lf.schools as left_schools, lf.since as left_since, lf.until as left_until, lf.live as left_live,
       lp.person_number as left_person,
       rf.source as right_source, rf.kind as right_kind, rf.number as right_number, rf.entity as right_entity,
       rf.name as right_name, rf.birth_date as right_birth_date, rf.email as right_email, rf.login as right_login,
       rf.schools as right_schools, rf.since as right_since, rf.until as right_until, rf.live as right_live,
       rp.person_number as right_person,
       coalesce(a.rule, array_to_string(a.evidence, '+')) as rule_id, 'review' as band, a.score::integer as score,
       nullif(told(list_concat(coalesce(a.rules, []), a.evidence)), '') as evidence,
       nullif(told(a.conflicts), '') as conflict, array_to_string(a.conflicts, ', ') as conflict_ids,
       coalesce(c.first_seen, night()) as first_seen
from asked a
join face lf on lf.record_id = a.l
join face rf on rf.record_id = a.r
left join resolved lr on lr.record_id = a.l
left join person_of lp on lp.root = lr.root
left join resolved rr on rr.record_id = a.r
left join person_of rp on rp.root = rr.root
left join previous_candidate c on c.candidate_key = a.candidate_key
order by a.score desc, a.candidate_key;

-- Each night on which a record came to speak of somebody else, or of nobody.
create table person_change as
select * from previous_change
union all
select night() as night, t.source, t.record_kind, t.record_number, b.person_number as person_before,
       t.person_number as person_after, b.rule_id as rule_before, t.rule_id as rule_after, t.decided_by
from person_link t
join before b on b.source = t.source and b.record_kind = t.record_kind and b.record_number = t.record_number
where t.last_seen is null and b.person_number is distinct from t.person_number
order by 1, 2, 3, 4;

-- Every row of the decisions, whatever became of it.
create table person_decision as
select d.line, d.left_system, d.left_number, l.name as left_name, d.right_system, d.right_number, r.name as right_name,
       d.decision, d.decided_by, d.decided_on, d.why, d.status, d.reason
from decision d
left join face l on l.record_id = d.l
left join face r on r.record_id = d.r
order by d.line;
