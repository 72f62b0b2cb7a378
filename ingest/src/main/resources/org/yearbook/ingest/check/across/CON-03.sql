-- rule: CON-03
-- entity: student_address
-- needs: student_address, school_enrollment
-- severity: minor
-- field: street
-- message: What kind of street it is, is written in more than one way.
-- fix: Write it as the post office does.
-- owner: registrar
with
-- The usual suffixes of Publication 28 of the Postal Service, appendix C1, with what people write for them.
suffix(word, usual) as (values
            ('aly', 'Aly'), ('alley', 'Aly'), ('allee', 'Aly'), ('ally', 'Aly'), ('ave', 'Ave'), ('avenue', 'Ave'),
            ('av', 'Ave'), ('aven', 'Ave'), ('avenu', 'Ave'), ('avn', 'Ave'), ('avnue', 'Ave'), ('blvd', 'Blvd'),
            ('boulevard', 'Blvd'), ('boul', 'Blvd'), ('boulv', 'Blvd'), ('bvd', 'Blvd'), ('blv', 'Blvd'),
            ('cir', 'Cir'), ('circle', 'Cir'), ('circ', 'Cir'), ('circl', 'Cir'), ('crcl', 'Cir'), ('crcle', 'Cir'),
            ('ct', 'Ct'), ('court', 'Ct'), ('crt', 'Ct'), ('dr', 'Dr'), ('drive', 'Dr'), ('driv', 'Dr'),
            ('drv', 'Dr'), ('hwy', 'Hwy'), ('highway', 'Hwy'), ('highwy', 'Hwy'), ('hiway', 'Hwy'), ('hiwy', 'Hwy'),
            ('hway', 'Hwy'), ('ln', 'Ln'), ('lane', 'Ln'), ('lan', 'Ln'), ('loop', 'Loop'), ('loops', 'Loop'),
            ('pkwy', 'Pkwy'), ('parkway', 'Pkwy'), ('parkwy', 'Pkwy'), ('pkway', 'Pkwy'), ('pky', 'Pkwy'),
            ('pl', 'Pl'), ('place', 'Pl'), ('plc', 'Pl'), ('plz', 'Plz'), ('plaza', 'Plz'), ('plza', 'Plz'),
            ('rd', 'Rd'), ('road', 'Rd'), ('roa', 'Rd'), ('sq', 'Sq'), ('square', 'Sq'), ('sqr', 'Sq'),
            ('sqre', 'Sq'), ('squ', 'Sq'), ('st', 'St'), ('street', 'St'), ('str', 'St'), ('strt', 'St'),
            ('stret', 'St'), ('ter', 'Ter'), ('terrace', 'Ter'), ('terr', 'Ter'), ('tce', 'Ter'), ('trl', 'Trl'),
            ('trail', 'Trl'), ('trails', 'Trl'), ('trls', 'Trl'), ('way', 'Way'), ('wy', 'Way')),
school as (
    select school_year, student_number, arg_max(school_number, entry_date) as school from school_enrollment group by all),
part as (
    select *, regexp_extract(street,
               '(?i)^(.*?\S\s+)([a-z]+\.?)((?:\s+(?:north|south|east|west|[ns][ew]?|[ew])\.?)?(?:\s*,?\s*(?:#|(?:apt|apartment|unit|ste|suite|lot|trlr|fl|rm|bldg)\b).*)?)\s*$',
               ['head', 'word', 'tail']) as part
    from student_address where not is_po_box(street)),
written as (
    select p.*, f.usual from part p join suffix f on f.word = rtrim(lower(p.part.word), '.')),
mixed as (
    select school_year, usual from written group by all having count(distinct lower(part.word)) > 1)
select w.school_year, w.student_number || ' · ' || w.kind as record_key, w.street as raw_value,
       w.part.head || case when w.street = upper(w.street) then upper(w.usual) else w.usual end || w.part.tail as suggested_value,
       s.school as school_id, w.source, w.source_file, w.source_row
from written w
join mixed m on m.school_year = w.school_year and m.usual = w.usual
left join school s on s.school_year = w.school_year and s.student_number = w.student_number
where lower(w.part.word) <> lower(w.usual)
