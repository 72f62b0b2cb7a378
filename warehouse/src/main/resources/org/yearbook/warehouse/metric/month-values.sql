-- Cells become values by the rules of the year's numbers (metric-values.sql).
insert into month_value
with counted as (
    select c.*, d.definition_hash, d.from_school_year, t.through,
           (c.numerator::decimal(28, 4) * 10000::decimal(5, 0))::hugeint as top,
           (c.denominator::decimal(28, 4) * 10000::decimal(5, 0))::hugeint as bottom
    from month_cell c
    join metric_definition d using (metric, authority, version)
    join month_through t
        on t.school_year = c.school_year and t.organization_id = c.organization_id and t.month = c.month
    where c.known and c.numerator is not null and (not c.ratio or c.denominator <> 0))
select metric, version, authority, case when school_year < from_school_year then 'restated' else 'in_force' end,
       school_year, month, through, span, organization_id, organization_type, numerator, denominator, n,
       case when not ratio then try_cast(numerator as decimal(18, 6))
            else try_cast(sign(top) * sign(bottom)
                 * ((2000000 * abs(top) + abs(bottom)) // (2 * abs(bottom)))::decimal(32, 0)
                 * 0.000001::decimal(6, 6) as decimal(18, 6)) end,
       definition_hash
from counted;

drop view student_in_month;
drop view student_to_month;
drop table month_summed;
drop table month_cell;
drop table month_part;
drop table month_too_much;
drop table month_placed;
drop table month_through;
