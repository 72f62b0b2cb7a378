package org.yearbook.warehouse.export;

import java.util.List;
import java.util.Set;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;

/**
 * A table of a publication of which rows are frozen.
 *
 * @param yearly whether each row is of a school year; a table of others is frozen as a whole
 */
record FrozenTable(String name, boolean yearly) {

    /** Cohorts are of several years, and whoever left may have come back. */
    private static final Set<String> OF_ALL_YEARS =
            Set.of("dim_student", "dim_school_year", "fact_student_enrollment", "agg_graduation_cohort");

    /** {@return the tables that a file could be made from: no single days, and nothing of applications and accounts} */
    static List<FrozenTable> of(Duck duck) {
        return duck.sql().fetch("""
                        select t.table_name, bool_or(c.column_name = 'school_year')
                        from duckdb_tables() t join duckdb_columns() c using (database_oid, table_oid)
                        where t.database_name = 'source'
                          and (t.table_name ~ '^(agg|fact|dim)_.*' or t.table_name in ('metric_definition', 'publication'))
                          and t.table_name !~ '^(agg_app|agg_account|fact_app|fact_account|dim_account|dim_application).*'
                          and t.table_name <> 'fact_student_attendance'
                        group by t.table_name order by t.table_name""").map(row -> new FrozenTable(row.get(0, String.class), row.get(1, Boolean.class)));
    }

    /** {@return the statement that copies what is to be kept: a year's rows and those of the year before} */
    String copy(SchoolYear year) {
        String quoted = '"' + name.replace("\"", "\"\"") + '"';
        return "create table frozen." + quoted + " as select * from source." + quoted
                + (yearly && !OF_ALL_YEARS.contains(name)
                        ? " where school_year in (" + Duck.literal(year.toString()) + ", "
                                + Duck.literal(year.previous().toString()) + ", 'all')"
                        : "");
    }
}
