-- FS203: teachers on the day of the fall count, in full-time equivalents, by experience, credential and field.
select organization_id, organization_type, staff_key as unit_key, fte as amount, null as table_name,
       case when inexperienced is null then 'MISSING' when inexperienced then 'TCHINEXPRNCD' else 'TCHEXPRNCD' end
           as "TCHEXPRNCDSTS",
       case when emergency_credential is null then 'MISSING' when emergency_credential then 'TCHWEMRPRVCRD'
            else 'TCHWOEMRPRVCRD' end as "TCHEMRPRVCRDSTS",
       case when out_of_field is null then 'MISSING' when out_of_field then 'TCHOUTFLD' else 'TCHINFLD' end as "TCHFLDSTS"
from edfacts_staff(getvariable('school_year'))
where teaches
