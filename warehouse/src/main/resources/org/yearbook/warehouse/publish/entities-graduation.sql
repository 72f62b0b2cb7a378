-- Graduation cohorts, by 20 USC 7801(25) and EDFacts FS150 and FS151: students who are in grade 9 for the first time, with
-- those who transfer into the cohort later, without those who leave it with a document: to another school, out of the
-- country, or who died. Who left otherwise stays in the cohort and did not graduate.
create temp table high_school_stay as
select student_number, school_year, start_year(school_year) as starts, school_number, grade_number(grade_level) as grade,
       entry_date, exit_date, exit_code
from stint
where origin = 'enrollment' and not no_show and coalesce(exit_code, '') <> 'NOSHOW'
  and entry_date <= (select entry from stay_reached)
  and is_school_year(school_year) and grade_number(grade_level) between 9 and 12;

-- The year in which a student was, or would have been, in grade 9 for the first time: the grade of the first stay in a
-- high school grade says it, whoever repeats grades later.
create temp table cohort_member as
with first_stay as (
    select student_number, arg_min({'starts': starts, 'grade': grade}, (entry_date, starts, grade)) as f
    from high_school_stay group by all)
select student_number, f.starts - (f.grade - 9) as cohort_starts from first_stay;

-- Years of enrollment that were delivered one after the other, up to each. Whether somebody of grade 9 is there for the
-- first time is known when the year before was delivered too.
create temp table cohort_year as
with delivered as (
    select distinct school_year, start_year(school_year) as starts from stint where origin = 'enrollment'),
island as (select *, starts - row_number() over (order by starts) as run from delivered),
reach as (select *, min(starts) over (partition by run) as since from island)
select r.school_year, r.starts, y.ends, n.years, r.starts - n.years + 1 as cohort_starts,
       r.since <= r.starts - n.years as history_complete,
       -- Who graduates in the summer after the last year has graduated in time.
       least(day_within(school_year_starting(r.starts + 1), getvariable('first_month'), getvariable('first_day')) + 61,
             (select greatest(entry, exit) from stay_reached)) as through
from reach r
join dim_school_year y on y.school_year = r.school_year
-- Nobody knows who graduates before the year is over.
join year_reached t on t.school_year = r.school_year and t.over
cross join (values (4), (5), (6)) n(years);

-- What became of each student by the end of each cohort's years: the last stay that had begun by then.
create temp table cohort_outcome as
with stay as (
    select c.school_year, c.years, c.history_complete, c.through, s.*
    from cohort_year c
    join cohort_member m on m.cohort_starts = c.cohort_starts
    join high_school_stay s on s.student_number = m.student_number and s.starts <= c.starts and s.entry_date <= c.through),
last_stay as (
    select school_year, years, history_complete, student_number,
           arg_max({'school': school_number, 'exit_code': case when exit_date <= through then exit_code end},
                   (entry_date, coalesce(exit_date, date '9999-12-31'), school_number)) as s,
           bool_or(coalesce(exit_code = 'GRAD' and exit_date <= through, false)) as graduated,
           arg_max(school_number, entry_date) filter (where exit_code = 'GRAD' and exit_date <= through) as graduated_at
    from stay
    group by all)
select school_year, years, history_complete, student_number, coalesce(graduated_at, s.school) as school_number, graduated,
       case when graduated then 'graduated'
            when s.exit_code in ('W2', 'W3', 'W4') then 'transferred'
            when s.exit_code = 'W6' then 'died'
            else 'not_graduated' end as outcome
from last_stay;

-- Those who remain in the cohort. The school is the one that the student graduated from or attended last.
create table agg_graduation_cohort as
with placed as (
    select *, school_number as organization_id, 'school' as organization_type from cohort_outcome where school_number is not null
    union all
    select *, getvariable('lea_id'), 'district' from cohort_outcome),
known as (
    -- A group counts that a student was in at any time until the cohort's last year. Where the question about race and
    -- ethnicity changed in between, all are told by the two questions, which both have answers to.
    select c.school_year, c.years, i.student_number, max_by(i, i.school_year) as i, bool_or(i.el) as el,
           bool_or(i.swd) as swd, bool_or(i.econ_disadvantaged) as econ_disadvantaged, bool_or(i.homeless) as homeless,
           bool_or(i.foster) as foster,
           race_question_combined(c.school_year)
               and not race_question_combined(school_year_starting(c.cohort_starts)) as both_questions
    from cohort_year c
    join cohort_member m on m.cohort_starts = c.cohort_starts
    join student_identity i on i.student_number = m.student_number and i.school_year <= c.school_year
    where (i.student_number, i.school_year) in (select (student_number, school_year) from high_school_stay)
    group by all)
select p.school_year, p.organization_id, p.organization_type, p.years, k.key as student_key,
       case when s.both_questions then s.i.race_ethnicity_1997 else s.i.race_ethnicity end as race_ethnicity, s.i.sex,
       s.el, s.swd, s.econ_disadvantaged, s.homeless, s.foster, p.graduated, p.history_complete
from placed p
join student_key k on k.number = p.student_number
join known s on s.school_year = p.school_year and s.years = p.years and s.student_number = p.student_number
where p.outcome in ('graduated', 'not_graduated')
order by all;

-- The same for those years alone whose history is complete: a rate that reads both tables is missing for the others. Each
-- length has its own, since the history of the shorter cohort may be complete when that of the longer one is not.
create table agg_graduate_4_year as
select * exclude (years, history_complete) from agg_graduation_cohort where history_complete and years = 4 order by all;
create table agg_graduate_5_year as
select * exclude (years, history_complete) from agg_graduation_cohort where history_complete and years = 5 order by all;
create table agg_graduate_6_year as
select * exclude (years, history_complete) from agg_graduation_cohort where history_complete and years = 6 order by all;
