package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.util.List;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publications;

/** Looks through every text of a shared file for what the simulator knows of people. */
final class SharedFilesScan {

    private static final String TRUTH = "read_csv(%s, all_varchar = true, union_by_name = true)";

    private final Path simulated;
    private final DistrictHome home;

    SharedFilesScan(Path simulated, DistrictHome home) {
        this.simulated = simulated;
        this.home = home;
    }

    /** What was looked at, and what was found where it must not be. */
    record Found(long columns, long texts, long known, List<String> places) {}

    Found in(Audience audience) {
        try (Duck duck = Duck.inMemory(new Limits(2, 512, null))) {
            known(duck);
            Path file = Publications.fileOf(home, audience).orElseThrow();
            duck.run("attach " + Duck.literal(file) + " as shared (read_only)");
            duck.run("create table said(place varchar, value varchar)");
            var columns = duck.sql()
                    .fetch(
                            "select table_name, column_name, data_type from duckdb_columns()"
                                    + " where database_name = 'shared' and not internal and data_type in ('VARCHAR', 'VARCHAR[]')");
            for (var column : columns) {
                String table = column.get("table_name", String.class);
                String name = column.get("column_name", String.class);
                String value = column.get("data_type", String.class).endsWith("[]")
                        ? "unnest(\"" + name + "\")"
                        : "\"" + name + "\"";
                duck.run("insert into said select distinct " + Duck.literal(table + "." + name) + ", " + value
                        + " from shared.\"" + table + "\"");
            }
            return new Found(
                    columns.size(),
                    count(duck, "select count(*) from said"),
                    count(duck, "select count(*) from known"),
                    places(duck));
        }
    }

    private static long count(Duck duck, String sql) {
        return duck.sql().fetchSingle(sql).get(0, Long.class);
    }

    private void known(Duck duck) {
        String students = csv("truth/clean/students.csv");
        String staff = csv("truth/clean/staff.csv");
        duck.run("create table known(kind varchar, text varchar)");
        String people = "(select given_name as given, middle_name as middle, family_name as family from " + students
                + " union select legal_first_name, null, legal_last_name from " + staff
                + " union select legal_first_name, null, former_last_name from " + staff + ")";
        add(duck, "name", "select unnest([given, family, middle]) from " + people);
        add(duck, "whole name", "select given || ' ' || family from " + people);
        add(duck, "whole name", "select family || ' ' || given from " + people);
        add(duck, "number", "select student_number from " + students + " union select employee_id from " + staff);
        add(duck, "birth date", "select birth_date from " + students + " union select birth_date from " + staff);
        add(duck, "account", "select account from " + staff);
        add(duck, "e-mail", "select email from " + students + " union select email from " + staff);
        add(duck, "street", "select street from " + csv("night-*/sis-addresses-*.csv"));
        add(duck, "phone", "select phone from " + csv("night-*/sis-contacts-*.csv"));
        add(duck, "e-mail", "select email from " + csv("night-*/sis-contacts-*.csv"));
    }

    private static void add(Duck duck, String kind, String select) {
        duck.run("insert into known select distinct " + Duck.literal(kind) + ", lower(strip_accents(trim(t))) from ("
                + select + ") v(t) where length(trim(t)) > 1");
    }

    private String csv(String file) {
        return TRUTH.formatted(Duck.literal(simulated.resolve(file)));
    }

    /** A text that is a name, holds a whole one, or holds any of the rest as a word of its own. */
    private static List<String> places(Duck duck) {
        String said = "(select place, lower(strip_accents(value)) as value from said where value is not null)";
        String words = "(select place, regexp_extract_all(value, '[\\p{L}''-]+') as w from " + said + ")";
        return duck.sql()
                .fetch("select distinct place || ': ' || kind from (select place, kind from " + said
                        + " join known on value = text"
                        + " union all select place, kind from (select place, unnest([w[i] || ' ' || w[i + 1]"
                        + " for i in range(1, len(w))]) as pair from " + words
                        + ") join known on pair = text where kind = 'whole name'"
                        + " union all select place, kind from (select place,"
                        + " unnest(regexp_extract_all(value, '[a-z0-9@._+-]+')) as word from " + said
                        + ") join known on word = text where kind not in ('name', 'whole name')"
                        + " union all select place, 'e-mail' from " + said + " where contains(value, '@')"
                        + " union all select place, kind from " + said
                        + " join known on kind in ('street', 'phone') and contains(value, text)) order by 1")
                .map(row -> row.get(0, String.class));
    }
}
