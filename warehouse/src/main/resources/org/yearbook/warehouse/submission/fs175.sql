-- FS175: who took the state's test in mathematics and got a level: proficient or not.
from edfacts_achievement(getvariable('school_year'), 'math')
