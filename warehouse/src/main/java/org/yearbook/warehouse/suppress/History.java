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

    private final Map<String, List<Released>> byYear = new HashMap<>();

    private History() {}

    /** Makes {@code past_value}; without any release it has the columns of {@code source} and no row. */
    static void table(Duck duck, String source, Releases releases) {
        if (releases.files().isEmpty()) {
            duck.run("create temp table past_value as select 0 as past_id, 0 as release, *, true as fresh,"
                    + " 0::bigint as true_n, 0::bigint as true_hits, 0::bigint as true_misses,"
                    + " 0::bigint as minimum_group_size, 0::bigint as hidden_range from " + source + " limit 0");
            return;
        }
        String names = releases.files().stream()
                .map(file -> Duck.literal(String.valueOf(file.getFileName())))
                .collect(Collectors.joining(", "));
        duck.run("create temp table past_value as select row_number() over () - 1 as past_id,"
                + " list_position([" + names
                + "], parse_filename(filename)) as release, * exclude (filename) from read_parquet("
                + Duck.fileList(releases.files()) + ", filename = true, union_by_name = true)");
    }

    /** {@return what was released, read from {@code past_value}; {@code sizes} tells how many cells each year has} */
    static History read(Duck duck, Map<String, Integer> sizes, Rules rules) throws SQLException {
        var history = new History();
        Map<String, Released> open = new LinkedHashMap<>();
        try (var statement = duck.connection().createStatement();
                ResultSet rows = statement.executeQuery("""
                        select v.release, v.school_year, v.metric, v.authority, v.version, v.policy, c.place, v.past_id,
                               v.true_n, v.true_hits, v.true_misses, v.fresh, v.status <> 'suppressed',
                               v.minimum_group_size >= %d and v.hidden_range >= %d, people, hits, misses
                        from past_value v
                        join seen_of_past using (past_id)
                        join cell_of_value c
                            using (school_year, organization_id, organization_type, group_dimension, group_value)
                        order by v.release, v.past_id""".formatted(rules.smallest(), rules.range()))) {
            while (rows.next()) {
                String year = rows.getString(2);
                String key = Series.key(rows.getString(3), rows.getString(4), rows.getInt(5), rows.getString(6));
                String metric = rows.getString(3);
                Released released = open.computeIfAbsent(rows.getString(1) + "|" + year + "|" + key, name -> {
                    var one = new Released(key, metric, Objects.requireNonNull(sizes.get(year)));
                    history.byYear
                            .computeIfAbsent(year, unseen -> new ArrayList<>())
                            .add(one);
                    return one;
                });
                int cell = rows.getInt(7);
                released.put(cell, rows.getLong(8), new Amount(rows.getLong(9), rows.getLong(10), rows.getLong(11)));
                if (rows.getBoolean(13)) {
                    var number = new Amount(rows.getLong(15), rows.getLong(16), rows.getLong(17));
                    released.see(cell, number, rows.getBoolean(12), rows.getBoolean(14));
                }
            }
        }
        return history;
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
