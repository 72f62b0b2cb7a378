-- Cells become values. A share of nothing is no number. A count of nobody is a number for a place as a whole, and none
-- for a group. A share is rounded half up at the sixth place in whole numbers, never in floating
-- point. n is null for a number that speaks of things, not of people.
insert into metric_value
with counted as (
    select c.*, d.definition_hash, d.from_school_year,
           (c.numerator::decimal(28, 4) * 10000::decimal(5, 0))::hugeint as top,
           (c.denominator::decimal(28, 4) * 10000::decimal(5, 0))::hugeint as bottom
    from metric_cell c
    join metric_definition d using (metric, authority, version)
    where case when c.ratio then c.denominator <> 0
               else c.known and (c.group_dimension = 'all' or coalesce(c.n, c.numerator) > 0) end
      and c.known),
valued as (
    select *, case when numerator is null then null
                   when not ratio then try_cast(numerator as decimal(18, 6))
                   else try_cast(sign(top) * sign(bottom)
                         * ((2000000 * abs(top) + abs(bottom)) // (2 * abs(bottom)))::decimal(32, 0)
                         * 0.000001::decimal(6, 6) as decimal(18, 6)) end as value
    from counted)
select metric, version, authority,
       case when school_year < from_school_year then 'restated' else 'in_force' end, school_year, cast(? as date),
       organization_id, organization_type, group_dimension, group_value, numerator, denominator, n, value,
       case when value is null then 'missing_input' else 'ok' end, definition_hash
from valued
order by metric, authority, version, school_year, organization_id, group_dimension, group_value;
