-- Everybody's person: root is the smallest record of it, null where nobody knows whose the record is.
create table resolved as
with thought as (
    select i.record_id, w.record_id as root
    from person_found f
    join involved i on i.place = f.place
    left join involved w on w.place = f.person),
giving as (
    select p.record_id, coalesce(t.root, case when t.record_id is null then p.record_id end) as root
    from profile p
    left join thought t on t.record_id = p.record_id
    where p.tier <= 2)
select p.record_id, case when t.record_id is not null then t.root
                         when s.l is not null then g.root
                         when p.tier <= 2 then p.record_id end as root
from profile p
left join thought t on t.record_id = p.record_id
left join simple s on s.l = p.record_id
left join giving g on g.record_id = s.r;

create table torn as
select a.record_id as l, b.record_id as r
from torn_found f join involved a on a.place = f.one join involved b on b.place = f.other
union
select b.record_id, a.record_id
from torn_found f join involved a on a.place = f.one join involved b on b.place = f.other;
