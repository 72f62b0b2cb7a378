package org.yearbook.warehouse.answer;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;

/**
 * What one publication says that is the same for everybody and that nearly every page asks: read once, and gone with
 * the publication. Nothing of it is a person's record. Numbers are kept as they are stored; what a scope hides is
 * hidden afterwards.
 *
 * <p>Two who ask at once may both read; they read the same.
 */
final class Known {

    /** Numbers of so many organizations are kept, those last asked for: some 200 KB each. */
    private static final int ORGANIZATIONS = 64;

    private final Map<String, Object> facts = new ConcurrentHashMap<>();
    private final Map<String, List<MetricAnswers.Row>> numbers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<MetricAnswers.Row>> eldest) {
            return size() > ORGANIZATIONS;
        }
    };

    List<Metric> metrics(Supplier<List<Metric>> read) {
        return fact("metrics", read);
    }

    List<String> years(Supplier<List<String>> read) {
        return fact("years", read);
    }

    Optional<String> runningYear(Supplier<Optional<String>> read) {
        return fact("running year", read);
    }

    List<Organization> organizations(Supplier<List<Organization>> read) {
        return fact("organizations", read);
    }

    SideBySide sideBySide(Supplier<SideBySide> read) {
        return fact("side by side", read);
    }

    /** {@return the columns of a table; none where the publication is of a release that did not have it} */
    Set<String> columns(String table, DSLContext sql) {
        Map<String, Set<String>> tables = fact("tables", () -> {
            Map<String, Set<String>> found = new HashMap<>();
            sql.fetch("select table_name, column_name from duckdb_columns() where database_name = current_database()")
                    .forEach(row -> found.computeIfAbsent(row.get(0, String.class), name -> new HashSet<>())
                            .add(row.get(1, String.class)));
            return found;
        });
        return tables.getOrDefault(table, Set.of());
    }

    /** {@return whether the publication has a table} */
    boolean has(String table, DSLContext sql) {
        return !columns(table, sql).isEmpty();
    }

    // Each name stands for one type, so what comes out is what went in.
    @SuppressWarnings("unchecked")
    private <T> T fact(String name, Supplier<T> read) {
        Object known = facts.get(name);
        if (known != null) {
            return (T) known;
        }
        T fresh = read.get();
        facts.put(name, fresh);
        return fresh;
    }

    /** {@return the numbers of everybody at one organization, with nothing hidden} */
    List<MetricAnswers.Row> numbers(String organization, Function<String, List<MetricAnswers.Row>> read) {
        synchronized (numbers) {
            List<MetricAnswers.Row> known = numbers.get(organization);
            if (known != null) {
                return known;
            }
        }
        List<MetricAnswers.Row> fresh = List.copyOf(read.apply(organization));
        synchronized (numbers) {
            numbers.put(organization, fresh);
        }
        return fresh;
    }
}
