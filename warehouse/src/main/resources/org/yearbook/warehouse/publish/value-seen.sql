-- Since when each value of a word field stands in the records of each school, as written: what was kept as delivered
-- and what was delivered and kept otherwise. A value that was gone for a night begins anew.
create table value_seen as
with written as (
    select entity, field, record_class, value, school_id from value_in_use
    union
    select f.entity, f.field, v.record_class, f.raw_value, f.school_id
    from standardization_fact f join value_field v on v.entity = f.entity and v.field = f.field)
select w.entity, w.field, w.record_class, w.value, w.school_id,
       coalesce(p.first_seen, getvariable('as_of')) as first_seen,
       -- The first night of all cannot tell what is new.
       coalesce(p.first_seen, getvariable('as_of')) = getvariable('as_of')
           and exists (from value_past where first_seen < getvariable('as_of')) as is_new
from written w
left join value_past p
    on p.entity = w.entity and p.field = w.field and p.value = w.value
    and p.school_id is not distinct from w.school_id
order by all;
