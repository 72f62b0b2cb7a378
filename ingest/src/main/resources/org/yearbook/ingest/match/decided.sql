-- Decisions with dates as dates, and pairs as the rules write them: first the record that joins, then the one it joins.
create or replace table decision as
select * replace (l::integer as l, r::integer as r, decided_on::date as decided_on) from decision;

create or replace table decided_pair as
select case when (a.tier, a.record_id) > (b.tier, b.record_id) then a.record_id else b.record_id end as l,
       case when (a.tier, a.record_id) > (b.tier, b.record_id) then b.record_id else a.record_id end as r,
       d.verdict, d.decided_by, d.decided_on::date as decided_on, d.line
from decided_pair d
join record a on a.record_id = d.l
join record b on b.record_id = d.r;
