package org.yearbook.ingest.night;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Holds two publications against each other, table by table, by sums over the content of their rows. */
final class SameNumbers {

    /** How long each step took, and when: no two nights are alike in it. */
    private static final Set<String> OF_THE_CLOCK = Set.of("run_step");

    /**
     * What names a run, a publication, a delivery or a moment. A delivery is named by when it was landed; a night that
     * was cut off may have landed it before the one that published it.
     */
    private static final Set<String> NAMES =
            Set.of("publication_id", "night_id", "run_id", "built_at", "delivery_id", "source_delivery", "run_ms");

    private SameNumbers() {}

    /**
     * {@return the tables that differ, each with some of the rows that one of the two has alone}
     *
     * @param apart tables that may differ, of one audience as in {@code public.metric_value} or of all
     */
    static List<String> differences(Map<String, Path> one, Map<String, Path> other, Set<String> apart) {
        List<String> differences = new ArrayList<>();
        for (String audience : one.keySet()) {
            try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
                run(duck, "attach '" + one.get(audience) + "' as one (read_only)");
                run(duck, "attach '" + other.get(audience) + "' as other (read_only)");
                Map<String, String> tables = tables(duck, "one");
                if (!tables.equals(tables(duck, "other"))) {
                    differences.add(
                            audience + " has other tables or columns: " + tables + " and " + tables(duck, "other"));
                }
                for (Map.Entry<String, String> table : tables.entrySet()) {
                    if (!apart.contains(table.getKey()) && !apart.contains(audience + "." + table.getKey())) {
                        compare(duck, audience, table.getKey(), table.getValue(), differences);
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return differences;
    }

    private static void compare(Connection duck, String audience, String table, String columns, List<String> found)
            throws SQLException {
        String sum =
                "select count(*) || ' ' || coalesce(sum(hash(" + columns + ")::hugeint), 0) from %s.\"" + table + "\"";
        String one = HomeInspector.text(duck, sum.formatted("one"));
        String other = HomeInspector.text(duck, sum.formatted("other"));
        if (!one.equals(other)) {
            String rows = "select " + columns + " from %s.\"" + table + "\"";
            String only = "select coalesce(string_agg(r::varchar, '\n    '), '') from (select r from ((" + rows
                    + ") except all (" + rows + ")) r limit 4)";
            found.add(audience + "." + table + "\n    only here:\n    "
                    + HomeInspector.text(duck, only.formatted("one", "other")) + "\n    only there:\n    "
                    + HomeInspector.text(duck, only.formatted("other", "one")));
        }
    }

    /** {@return the columns to compare of each table} */
    private static Map<String, String> tables(Connection duck, String database) throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        try (var statement = duck.createStatement();
                var columns = statement.executeQuery("select table_name, column_name from duckdb_columns()"
                        + " where database_name = '" + database + "' and not internal and table_name in (select"
                        + " table_name from duckdb_tables() where database_name = '" + database
                        + "') order by table_name, column_name")) {
            while (columns.next()) {
                String table = columns.getString(1);
                if (!OF_THE_CLOCK.contains(table) && !NAMES.contains(columns.getString(2))) {
                    tables.merge(table, '"' + columns.getString(2) + '"', (known, more) -> known + ", " + more);
                }
            }
        }
        return tables;
    }

    private static void run(Connection duck, String sql) throws SQLException {
        try (var statement = duck.createStatement()) {
            statement.execute(sql);
        }
    }
}
