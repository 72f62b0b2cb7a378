-- What a publication showed, as a release keeps it: its public numbers, and beside them what they really were.
-- Of a rate that was shown as a range, what it really was is known when it was of that night; otherwise it counts as
-- hidden. A publication of an earlier program does not say how wide a range it kept, so what it showed is judged once
-- more.
create temp table release_row as
with seen as (
    select * replace (if(status = 'range' and as_of <> (select as_of from open.publication), 'suppressed', status)
                      as status)
    from open.metric_value)
select o.* replace (if(o.status = 'range', i.numerator, o.numerator) as numerator,
                    if(o.status = 'range', i."value", o."value") as "value",
                    if(o.status = 'suppressed', null, o.denominator) as denominator,
                    if(o.status = 'suppressed', null, o.n) as n,
                    if(o.status = 'range', 'ok', o.status) as status),
       o.status <> 'suppressed' and o.as_of = (select as_of from open.publication) as fresh, i.people as true_n,
       case when i.people = 0 then 0 else i.hits end as true_hits,
       case when i.people = 0 then 0 else i.misses end as true_misses,
       (select minimum_group_size from open.publication)::bigint as minimum_group_size,
       (select max(hidden_range) from (select 0::bigint as hidden_range union all by name from open.publication))
           as hidden_range
from seen o
join (select *, coalesce(n, 0)::bigint as people,
             (coalesce(numerator, 0)::decimal(28, 4) * 10000::decimal(5, 0))::bigint as hits,
             (coalesce(denominator - numerator, 0)::decimal(28, 4) * 10000::decimal(5, 0))::bigint as misses
      from internal.metric_value) i
    using (metric, version, authority, policy, school_year, organization_id, organization_type, group_dimension,
           group_value)
where exists (select 1 from internal.metric_value p
              where p.metric = o.metric and p.version = o.version and p.authority = o.authority
                and p.policy = o.policy and p.school_year = o.school_year and p.n > 0);
