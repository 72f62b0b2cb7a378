-- FS179: who took the state's test in science and got a level: proficient or not.
from edfacts_achievement(getvariable('school_year'), 'science')
