-- What a reader must know of a file that asks who is back on the day of the next fall count, made of data from before that
-- day: nobody can be back yet.
select 'The day of the next fall count' || coalesce(' (' || n.count_day || ')', '') || ' had not come when this data was of '
       || p.as_of || ': whoever left as a dropout and comes back by then is counted. After that day, freeze the end of the year'
       || ' again (yearbook export freeze ' || getvariable('school_year') || ' year-end --again --by NAME) and make the file'
       || ' again.' as note
from publication p
left join (select count_day from dim_school_year where school_year > getvariable('school_year') order by school_year limit 1) n
  on true
where getvariable('specification') = 'FS032' and coalesce(n.count_day > p.as_of, true)
