-- rule: CON-05
-- entity: student_address
-- needs: student_address, school_enrollment
-- severity: minor
-- field: zip
-- message: The state has no ZIP code that begins like this.
-- fix: Check the ZIP code and the state.
-- owner: registrar
with
-- The first three digits of the ZIP codes of each state, as the Postal Service gives them out. An address without a
-- state is taken for one of the state that most addresses name; of a state that is none, nothing is said.
prefix(state, first, last) as (values
            ('AL', '350', '369'), ('AK', '995', '999'), ('AZ', '850', '865'), ('AR', '716', '729'),
            ('AR', '755', '755'), ('CA', '900', '961'), ('CO', '800', '816'), ('CT', '060', '069'),
            ('DE', '197', '199'), ('DC', '200', '205'), ('DC', '569', '569'), ('FL', '320', '349'),
            ('GA', '300', '319'), ('GA', '398', '399'), ('GU', '969', '969'), ('HI', '967', '968'),
            ('ID', '832', '838'), ('IL', '600', '629'), ('IN', '460', '479'), ('IA', '500', '528'),
            ('KS', '660', '679'), ('KY', '400', '427'), ('LA', '700', '714'), ('ME', '039', '049'),
            ('MD', '206', '219'), ('MA', '010', '027'), ('MA', '055', '055'), ('MI', '480', '499'),
            ('MN', '550', '567'), ('MS', '386', '397'), ('MO', '630', '658'), ('MT', '590', '599'),
            ('NE', '680', '693'), ('NV', '889', '898'), ('NH', '030', '038'), ('NJ', '070', '089'),
            ('NM', '870', '884'), ('NY', '005', '005'), ('NY', '063', '063'), ('NY', '100', '149'),
            ('NC', '270', '289'), ('ND', '580', '588'), ('OH', '430', '459'), ('OK', '730', '749'),
            ('OR', '970', '979'), ('PA', '150', '196'), ('PR', '006', '007'), ('PR', '009', '009'),
            ('RI', '028', '029'), ('SC', '290', '299'), ('SD', '570', '577'), ('TN', '370', '385'),
            ('TX', '733', '733'), ('TX', '750', '799'), ('TX', '885', '885'), ('UT', '840', '847'),
            ('VT', '050', '059'), ('VA', '201', '201'), ('VA', '220', '246'), ('VI', '008', '008'),
            ('WA', '980', '994'), ('WV', '247', '268'), ('WI', '530', '549'), ('WY', '820', '831')),
school as (
    select school_year, student_number, arg_max(school_number, entry_date) as school from school_enrollment group by all),
usual as (
    select school_year, mode(upper(trim(state))) as state from student_address where trim(state) <> '' group by all)
select a.school_year, a.student_number || ' · ' || a.kind as record_key, a.zip as raw_value,
       cast(null as varchar) as suggested_value, s.school as school_id, a.source, a.source_file, a.source_row
from student_address a
left join usual u on u.school_year = a.school_year
left join school s on s.school_year = a.school_year and s.student_number = a.student_number
where regexp_full_match(a.zip, '\d{5}(-?\d{4})?')
      and coalesce(nullif(upper(trim(a.state)), ''), u.state) in (select state from prefix)
      and not exists (
          from prefix p where p.state = coalesce(nullif(upper(trim(a.state)), ''), u.state)
                              and left(a.zip, 3) between p.first and p.last)
