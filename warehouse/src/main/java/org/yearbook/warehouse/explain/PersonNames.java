package org.yearbook.warehouse.explain;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;

/** The names of the persons behind keys. */
public final class PersonNames {

    private static final Logger LOG = LoggerFactory.getLogger(PersonNames.class);

    // Whoever is gone from the later night has the name of the earlier.
    private static final String NAMES = """
            insert into person_name
            select kind, key, any_value(number), any_value(name) from (
                select 'student' as kind, student_key::varchar as key, arg_max(student_number, school_year) as number,
                       arg_max(concat_ws(' ', given_name, family_name), school_year) as name
                from %1$s.dim_student group by student_key
                union all
                select 'staff', staff_key::varchar, employee_id,
                       concat_ws(' ', coalesce(preferred_first_name, legal_first_name), legal_last_name)
                from %1$s.dim_staff
                union all
                select 'account', account_key::varchar, account_name, display_name from %1$s.dim_account) n
            where not exists (from person_name p where p.kind = n.kind and p.key = n.key)
            group by kind, key""";

    private PersonNames() {}

    /**
     * Lays the table {@code person_name}: kind, key, number and name.
     *
     * @param databases publications, by the names under which they are attached; the first to know somebody counts
     */
    public static void lay(Duck duck, List<String> databases) {
        duck.run("create temp table person_name(kind varchar, key varchar, number varchar, name varchar)");
        for (String database : databases) {
            try {
                duck.run(NAMES.formatted(database));
            } catch (EngineException e) {
                LOG.warn("A publication of another release has its names elsewhere; records keep their keys", e);
            }
        }
    }
}
