select u.school_year, u.application_id, i.product_name, i.vendor, u.in_inventory, i.status, u.users, u.student_users,
       i.privacy_agreement = 'signed' and coalesce(i.agreement_expires, {0}) >= {0} as agreement,
       exists (from fact_license_contract c
               where c.application_id = u.application_id and coalesce(c.begin_date, {0}) <= {0}
                 and coalesce(c.end_date, {0}) >= {0}) as paid
from in_use u
left join dim_application i on i.application_id = u.application_id
where i.status is distinct from 'approved'
order by u.student_users desc, u.users desc, u.application_id
