-- Most records only repeat a number that one other record gives. They follow it, and need no thought.
create table simple as
select l, min(r) as r
from scored
where l_tier = 3
group by l
having count(*) = 1 and min(band) = 'match' and min(r_tier) = 1 and l not in (select l from decided_pair)
       and l not in (select r from decided_pair) and l not in (select r from scored);

create table involved as
with found as (
    select l as record_id from scored where l not in (select l from simple)
    union select r from scored where l not in (select l from simple)
    union select l from decided_pair
    union select r from decided_pair),
numbered as (select record_id, dense_rank() over (order by source, kind) as system from profile)
select row_number() over (order by f.record_id) - 1 as place, f.record_id, n.system, p.tier,
       p.tier = 2 and f.record_id in (select l from scored where r_tier = 1 and band = 'review') as waiting
from found f
join profile p on p.record_id = f.record_id
join numbered n on n.record_id = f.record_id;

create table involved_decision as
select l.place as l, r.place as r, d.verdict
from decided_pair d
join involved l on l.record_id = d.l
join involved r on r.record_id = d.r;

create table involved_match as
select l.place as l, r.place as r
from scored s
join involved l on l.record_id = s.l
join involved r on r.record_id = s.r
where s.band = 'match' and s.l not in (select l from simple);

create table person_found(place bigint, person bigint);
create table torn_found(one bigint, other bigint);
