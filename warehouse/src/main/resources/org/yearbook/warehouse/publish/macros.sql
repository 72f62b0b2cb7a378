-- Small rules that several scripts share. The settings of the district are variables of the session: as_of, lea_id,
-- district_name, first_month, first_day, count_month, count_day.

-- The school year of a date, by the day on which school years begin.
create temp macro school_year_starting(start_year) as
    start_year::integer || '-' || right(((start_year::integer + 1) % 100 + 100)::varchar, 2);
create temp macro school_year_of(day) as school_year_starting(
    year(day) - case when month(day) * 100 + day(day) < getvariable('first_month') * 100 + getvariable('first_day')
                     then 1 else 0 end);
create temp macro start_year(school_year) as try_cast(left(school_year, 4) as integer);
create temp macro is_school_year(school_year) as
    regexp_full_match(school_year, '\d{4}-\d{2}') and school_year = school_year_starting(start_year(school_year));

-- The school year that a record states, else that of its day.
create temp macro year_or(school_year, day) as
    case when is_school_year(school_year) then school_year else school_year_of(day) end;

-- A month and day within a school year; February 29 becomes the 28th in other years.
create temp macro day_within(school_year, m, d) as (
    make_date(
        start_year(school_year) + case
            when m * 100 + d < getvariable('first_month') * 100 + getvariable('first_day') then 1 else 0 end,
        m,
        1)
    + (least(d, day(last_day(make_date(
        start_year(school_year) + case
            when m * 100 + d < getvariable('first_month') * 100 + getvariable('first_day') then 1 else 0 end,
        m,
        1)))) - 1)::integer);
create temp macro count_day_of(school_year) as
    day_within(school_year, getvariable('count_month'), getvariable('count_day'));

-- Saturdays and Sundays are no business days; holidays are, since no calendar of the central office is delivered.
create temp macro next_business_day(day) as
    (day + case dayofweek(day) when 5 then 3 when 6 then 2 else 1 end)::date;

-- One group out of the federal race and ethnicity flags, in the order of the federal reports.
create temp macro race_ethnicity_of(hispanic, two_or_more, indian, asian, black, islander, white) as
    case when coalesce(hispanic, false) then 'Hispanic/Latino'
         when coalesce(two_or_more, false)
              or coalesce(indian, false)::integer + coalesce(asian, false)::integer + coalesce(black, false)::integer
                 + coalesce(islander, false)::integer + coalesce(white, false)::integer > 1 then 'Two or More Races'
         when indian then 'American Indian or Alaska Native'
         when asian then 'Asian'
         when black then 'Black or African American'
         when islander then 'Native Hawaiian or Other Pacific Islander'
         when white then 'White'
         else 'Not reported' end;

-- Whether a district asked about race and ethnicity in one question in a school year.
create temp macro race_question_combined(school_year) as
    coalesce(school_year >= getvariable('combined_question'), false);

-- What was ticked, as the codes of the combined question.
create temp macro races_ticked(hispanic, indian, asian, black, mena, islander, white) as
    list_filter([
        case when indian then 'AmericanIndianOrAlaskaNative' end, case when asian then 'Asian' end,
        case when black then 'BlackOrAfricanAmerican' end, case when hispanic then 'HispanicOrLatinoEthnicity' end,
        case when mena then 'MiddleEasternOrNorthAfrican' end,
        case when islander then 'NativeHawaiianOrOtherPacificIslander' end, case when white then 'White' end],
        lambda race : race is not null);

-- Whether a race was ticked: in the roster, if it answers the question at all, else in the list of the student's record.
create temp macro race_said(answered, flag, races, race) as
    case when answered then flag else list_contains(races, race) end;

-- The answers to the combined question that a student's record lists.
create temp macro races_listed(races, hispanic) as
    list_sort(list_distinct(list_filter(
        list_append(coalesce(races, []), case when hispanic then 'HispanicOrLatinoEthnicity' end),
        lambda race : race <> 'TwoOrMoreRaces' and map_extract_value(getvariable('race_label'), race) is not null)));

-- One group out of the answers to the combined question. No group is named as one of the two questions is: whoever is
-- White alone here answered another question, and a trend must not run from one into the other.
create temp macro combined_race_of(ticked, two_or_more) as
    case when coalesce(two_or_more, false) or len(ticked) > 1
         then map_extract_value(getvariable('race_label'), 'TwoOrMoreRaces')
         when len(ticked) = 1 then map_extract_value(getvariable('race_label'), ticked[1]) || ' alone'
         else 'Not reported' end;

-- The group that the two questions would have put somebody in who answered the combined one. That two were ticked and
-- both belong to one former group is one group.
create temp macro former_race_of(ticked, former, two_or_more) as
    race_ethnicity_of(
        list_contains(former, 'HispanicOrLatinoEthnicity'), coalesce(two_or_more, false) and len(ticked) < 2,
        list_contains(former, 'AmericanIndianOrAlaskaNative'), list_contains(former, 'Asian'),
        list_contains(former, 'BlackOrAfricanAmerican'), list_contains(former, 'NativeHawaiianOrOtherPacificIslander'),
        list_contains(former, 'White'));

-- A subject of a test by the one spelling in which results and cut scores meet.
create temp macro tested_subject(written) as
    coalesce(map_extract_value(getvariable('subject_spelling'), lower(trim(written))), lower(trim(written)));

-- Whether what was delivered as a level is this one, by its number or its name.
create temp macro names_level(written, number, name) as
    coalesce(lower(trim(written)) in (number::varchar, 'level ' || number, 'l' || number), false)
    or coalesce(lower(trim(written)) = lower(name), false);

-- Whether a score lies in a level: from its lowest score to the lowest of the next level.
create temp macro score_reaches(score, lowest, below) as
    score is not null and (lowest is null or score >= lowest) and (below is null or score < below);

-- What kind of suspension a disciplinary action is; null for any other action. Bus suspensions keep nobody from school.
create temp macro suspension_of(action) as
    case when regexp_matches(action, '(?i)\b(bus|transport)') then null
         when regexp_matches(action, '(?i)\b(in.?school|iss)\b') then 'in_school'
         when regexp_matches(action, '(?i)\b(out.?of.?school|oss)\b|^\s*suspen') then 'out_of_school' end;

-- Whether a disciplinary action is an expulsion. One that was asked for, heard, put off or never carried out is none.
create temp macro is_expulsion(action) as
    regexp_matches(action, '(?i)\bexp(elled|el|ulsion|ulsed)\b')
    and not regexp_matches(action,
        '(?i)hearing|recommend|refer|request|pending|consider|stay|waiv|abey|rescind|overturn|held in|in lieu|instead');

-- Grades in order: everything before kindergarten is below 0; null for ungraded, adult and other.
create temp macro grade_number(grade) as
    case when grade in ('IT', 'PR', 'PK') then -1
         when grade in ('TK', 'KG') then 0
         else try_cast(grade as integer) end;

-- Whether an absence is one for the district's own purposes, which takes nobody from work.
create temp macro district_business(reason) as
    regexp_matches(coalesce(reason, ''),
        '(?i)professional|staff development|training|conference|workshop|school business|district business|field trip');
