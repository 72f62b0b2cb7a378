package org.yearbook.warehouse.suppress;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.yearbook.warehouse.engine.Duck;

/**
 * The rows of every release before, as the temporary table {@code past_value} ({@code release} counts them, the oldest
 * first), and what they say by school year.
 */
final class History {

    private static final String SERIES = "school_year, metric, authority, version, policy";
    private static final String LAST = "select " + SERIES + ", max(release) as release from every group by " + SERIES;
    private static final String CELLS = "create temp table past_cell as select distinct school_year, organization_id,"
            + " organization_type, group_dimension, group_value from %s";

    private final Map<String, List<Released>> byYear = new HashMap<>();

    private History() {}

    /**
     * Makes {@code past_value} and {@code past_cell}, the cells that any release ever spoke of; without any release the
     * first has the columns of {@code source} and no row.
     *
     * @param whole whether every release is asked for; otherwise the last one of each series, which is what stands
     */
    static void table(Duck duck, String source, Releases releases, boolean whole) {
        if (releases.files().isEmpty()) {
            duck.run("create temp table past_value as select 0::bigint as past_id, 0 as release, *, true as fresh,"
                    + " 0::bigint as true_n, 0::bigint as true_hits, 0::bigint as true_misses,"
                    + " 0::bigint as minimum_group_size, 0::bigint as hidden_range from " + source + " limit 0");
            duck.run(CELLS.formatted("past_value"));
            return;
        }
        String names = releases.files().stream()
                .map(file -> Duck.literal(String.valueOf(file.getFileName())))
                .collect(Collectors.joining(", "));
        String files = "read_parquet(" + Duck.fileList(releases.files())
                + ", filename = true, file_row_number = true, union_by_name = true)";
        String every = "select (release * 4294967296 + file_row_number)::bigint as past_id,"
                + " * exclude (filename, file_row_number) from (select list_position([" + names
                + "], parse_filename(filename)) as release, * from " + files + ")";
        // Where numbers may not change, a home of many years would read far more than it shows.
        duck.run("create temp table past_value as with every as not materialized (" + every + ") from every"
                + (whole ? "" : " semi join (" + LAST + ") using (" + SERIES + ", release)"));
        duck.run(CELLS.formatted(files));
    }

    /** {@return what was released, read from {@code past_value}; {@code sizes} tells how many cells each year has} */
    static History read(Duck duck, Map<String, Integer> sizes, Rules rules) throws SQLException {
        duck.run("create temp table series_of_past as select *, row_number() over (order by " + SERIES
                + ") - 1 as series from (select distinct " + SERIES + " from past_value)");
        var history = new History();
        List<ReleasedSeries> series = series(duck, sizes);
        Map<Long, Released> open = new HashMap<>();
        try (var statement = duck.connection().createStatement();
                ResultSet rows = statement.executeQuery("""
                        select v.release, s.series, c.place, v.past_id,
                               v.true_n, v.true_hits, v.true_misses, v.fresh, v.status <> 'suppressed',
                               v.minimum_group_size >= %d and v.hidden_range >= %d, people, hits, misses
                        from past_value v
                        join seen_of_past using (past_id)
                        join series_of_past s using (school_year, metric, authority, version, policy)
                        join cell_of_value c
                            using (school_year, organization_id, organization_type, group_dimension, group_value)
                        order by v.release, s.series""".formatted(rules.smallest(), rules.range()))) {
            while (rows.next()) {
                ReleasedSeries one = series.get(rows.getInt(2));
                Released released = open.computeIfAbsent(
                        rows.getLong(1) * series.size() + rows.getLong(2), first -> history.begin(one));
                int cell = rows.getInt(3);
                released.put(cell, rows.getLong(4), new Amount(rows.getLong(5), rows.getLong(6), rows.getLong(7)));
                if (rows.getBoolean(9)) {
                    var number = new Amount(rows.getLong(11), rows.getLong(12), rows.getLong(13));
                    released.see(cell, number, rows.getBoolean(8), rows.getBoolean(10));
                }
            }
        }
        return history;
    }

    /** A series that was ever released, and how many cells its year has. */
    private record ReleasedSeries(String year, String key, String metric, int cells) {}

    private static List<ReleasedSeries> series(Duck duck, Map<String, Integer> sizes) throws SQLException {
        List<ReleasedSeries> series = new ArrayList<>();
        try (var statement = duck.connection().createStatement();
                ResultSet rows = statement.executeQuery("select " + SERIES + " from series_of_past order by series")) {
            while (rows.next()) {
                String year = rows.getString(1);
                String metric = rows.getString(2);
                String key = Series.key(metric, rows.getString(3), rows.getInt(4), rows.getString(5));
                series.add(new ReleasedSeries(year, key, metric, Objects.requireNonNull(sizes.get(year))));
            }
        }
        return series;
    }

    private Released begin(ReleasedSeries one) {
        var released = new Released(one.key(), one.metric(), one.cells());
        byYear.computeIfAbsent(one.year(), unseen -> new ArrayList<>()).add(released);
        return released;
    }

    /** {@return what was released of a metric in a school year, the oldest first} */
    List<Released> of(String year, String metric) {
        return byYear.getOrDefault(year, List.of()).stream()
                .filter(released -> released.metric().equals(metric))
                .toList();
    }

    /** {@return every series of a school year that was released, as it was last} */
    Map<String, Released> last(String year) {
        var last = new LinkedHashMap<String, Released>();
        byYear.getOrDefault(year, List.of()).forEach(released -> last.put(released.key(), released));
        return last;
    }
}
