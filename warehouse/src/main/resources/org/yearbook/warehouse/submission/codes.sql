-- How the words of the conformed data become codes of the federal files.
create or replace temp macro edfacts_sex(sex) as
    case sex when 'female' then 'F' when 'male' then 'M' else 'MISSING' end;

create or replace temp macro edfacts_race(race) as
    case race
        when 'American Indian or Alaska Native' then 'AM7'
        when 'Asian' then 'AS7'
        when 'Black or African American' then 'BL7'
        when 'Hispanic/Latino' then 'HI7'
        when 'Native Hawaiian or Other Pacific Islander' then 'PI7'
        when 'White' then 'WH7'
        when 'Two or More Races' then 'MU7'
        else 'MISSING'
    end;

-- The groups that a state holds its schools to account by; of Asians and Pacific Islanders each alone, as of the others.
create or replace temp macro edfacts_major_race(race) as
    case race
        when 'American Indian or Alaska Native' then 'MAN'
        when 'Asian' then 'MA'
        when 'Black or African American' then 'MB'
        when 'Hispanic/Latino' then 'MHL'
        when 'Native Hawaiian or Other Pacific Islander' then 'MNP'
        when 'White' then 'MW'
        when 'Two or More Races' then 'MM'
        else 'MISSING'
    end;

-- Transitional kindergarten is kindergarten. Infants, and people past school, are in no federal grade.
create or replace temp macro edfacts_grade(grade) as
    case when grade in ('PK', 'KG', '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', 'UG', 'AE')
         then grade
         when grade = 'TK' then 'KG'
         when grade = 'PR' then 'PK'
         when grade in ('IT', 'PS') then null
         else 'MISSING' end;

-- Until 2020-21 intellectual disability had another code.
create or replace temp macro edfacts_disability(disability, year) as
    case when disability = 'ID' and year < '2021-22' then 'MR' else disability end;

-- The state's test is one of each grade up to 8, and one of high school.
create or replace temp macro edfacts_tested_grade(grade) as
    case when grade in ('03', '04', '05', '06', '07', '08') then grade
         when grade in ('09', '10', '11', '12', '13') then 'HS'
         else 'MISSING' end;

-- A group that one is in, or not; unknown where nobody told of it.
create or replace temp macro edfacts_in(member, code) as
    case when member is null then 'MISSING' when member then code end;

create or replace temp macro edfacts_age(born, day) as date_diff('year', born, day)
    - case when month(day) * 100 + day(day) < month(born) * 100 + day(born) then 1 else 0 end;
