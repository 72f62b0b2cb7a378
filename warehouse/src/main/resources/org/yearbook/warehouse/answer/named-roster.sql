-- The ids that rosters give to a person whose {0} number is {1}. Grain: one an id.
union
select 'roster', '', sourced_id
from history_roster_user
where identifier = {1} and (role = 'student') = ({0} = 'student')
