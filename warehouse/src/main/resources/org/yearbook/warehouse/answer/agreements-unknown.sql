select (select count(*)
        from in_use u
        join dim_application i on i.application_id = u.application_id
        where i.privacy_agreement = 'signed' and i.agreement_expires is null) as without_end,
       (select count(*)
        from in_use u
        left join dim_application i on i.application_id = u.application_id
        where u.student_users = 0
          and not (coalesce(i.privacy_agreement = 'signed', false)
                   and coalesce(i.agreement_expires, date '9999-12-31') >= {0})
          and u.application_id in (
              select application_id from agg_app_user_year
              where school_year = u.school_year and user_kind not in ('student', 'staff'))) as used_by_somebody
