, agreed as (
    select i.application_id, i.product_name, i.vendor, i.status, i.agreement_expires, u.users, u.student_users,
           coalesce(i.privacy_agreement, '') as word,
           coalesce(i.privacy_agreement = 'signed', false)
               and coalesce(i.agreement_expires, date '9999-12-31') >= {0} as in_force
    from dim_application i
    left join in_use u on u.application_id = i.application_id)
select application_id, product_name, vendor, agreement_expires, coalesce(users, 0) as users,
       coalesce(student_users, 0) as student_users,
       case when in_force then 'expiring'
            when word in ('signed', 'expired') then 'expired'
            when word = 'none' then 'none'
            else 'unsaid' end as state
from agreed
where (in_force and agreement_expires <= {0} + {1} and (users > 0 or status = 'approved'))
   or (not in_force and student_users > 0)
order by in_force, student_users desc nulls last, agreement_expires, application_id
