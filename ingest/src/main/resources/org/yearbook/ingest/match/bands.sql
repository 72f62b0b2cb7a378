-- What each pair comes to by itself, then what it comes to beside the others. "judged" has scores and conflicts.

-- What was recognized before stays only where no id of tonight leads to somebody else, and nothing speaks against it.
delete from judged
where rule = ${kept}
      and (len(conflicts) > 0
           or exists (select 1 from judged o
                      where o.l = judged.l and o.r <> judged.r and o.r_tier = judged.r_tier and o.rule is not null
                            and o.rule <> ${kept}));

-- It is no evidence by itself: beside a rule of tonight it is left out of what is told.
update judged set rules = list_filter(rules, lambda rule : rule <> ${kept}) where rule <> ${kept};

create table banded as
select *, case when len(conflicts) = 0 and score >= ${match} then 'match'
               when score >= ${review} then 'review'
               else 'no' end as band
from judged;
insert into banded
select d.l, d.r, null, 1000, null, l.tier, l.source, l.kind, r.tier, [], ['CF-09'], 0, 0, 'review'
from (select distinct l, r from decided_pair where verdict = 'contradiction') d
join profile l on l.record_id = d.l
join profile r on r.record_id = d.r
anti join judged j on j.l = d.l and j.r = d.r;

-- An address that two numbers have says less than the number that only one has: where everything that names the one also
-- names the other, and more does, it is the other.
delete from banded
where rule is not null and band = 'match' and l_tier > 1 and r_tier = 1
      and exists (select 1 from banded o
                  where o.l = banded.l and o.r <> banded.r and o.r_tier = 1 and o.band = 'match' and o.rule is not null
                        and len(o.rules) > len(banded.rules) and list_has_all(o.rules, banded.rules));

create table scored as
with decided as (select l, r from decided_pair where verdict = 'same'),
-- Of one record, evidence may speak for one person alone.
fitting as (
    select l, count(*) as people from banded
    where band in ('match', 'review') and l_tier > 1 and r_tier = 1 group by l),
settled as (select distinct l from banded where band = 'match' and rule is not null and r_tier = 1),
-- And of one person, only one record of a system may be found by evidence.
taken as (
    select b.r, b.l_source, b.l_kind, count(distinct b.l) as records
    from banded b
    where b.band = 'match' and b.l_tier > 1 and b.r_tier = 1
          and (b.rule is not null or b.l not in (select l from settled))
    group by all),
taken_by_people as (
    select distinct d.r, l.source, l.kind, d.l
    from decided d join profile l on l.record_id = d.l),
beside as (
    select b.*, coalesce(f.people, 0) as people, coalesce(t.records, 0) as records,
           b.rule is null and b.band = 'match' and b.l_tier > 1 and coalesce(f.people, 0) > 1 as ambiguous,
           b.rule is null and b.band = 'match' and b.l_tier > 1
               and (coalesce(t.records, 0) > 1
                    or exists (select 1 from taken_by_people p where p.r = b.r and p.source = b.l_source
                                   and p.kind = b.l_kind and p.l <> b.l)) as taken,
           exists (select 1 from decided_pair d where d.l = b.l and d.r = b.r and d.verdict = 'contradiction')
               and not list_contains(b.conflicts, 'CF-09') as contradicted
    from banded b
    left join fitting f on f.l = b.l
    left join taken t on t.r = b.r and t.l_source = b.l_source and t.l_kind = b.l_kind)
-- What tonight's evidence says by itself needs no earlier night.
select l, r, case when enough then null else rule end as rule, case when enough then 1000 else place end as place,
       case when enough then null else rules end as rules, evidence,
       list_concat(list_concat(list_concat(conflicts, case when ambiguous then ['CF-07'] else [] end),
           case when taken then ['CF-08'] else [] end), case when contradicted then ['CF-09'] else [] end) as conflicts,
       score, case when ambiguous or taken or contradicted then 'review' else band end as band, l_tier, r_tier
from (select *, rule = ${kept} and points >= ${match} and people <= 1 and records <= 1 as enough from beside)
-- Evidence for somebody else says nothing of a record that an id has settled.
where (band <> 'no' or contradicted) and (rule is not null or l_tier = 1 or l not in (select l from settled) or contradicted);
