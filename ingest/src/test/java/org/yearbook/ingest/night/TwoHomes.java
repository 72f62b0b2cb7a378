package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publications;

/** Holds the publication of a home with a history against that of one that only ever saw the last delivery. */
final class TwoHomes {

    private static final Pattern MONTH = Pattern.compile(".*-(\\d{4}-\\d{2}|unknown)\\.parquet");

    /** What tells of nights and deliveries rather than of the district; a rule about changes needs an earlier night. */
    private static final Set<String> OF_THE_NIGHT = Set.of(
            "publication",
            "run_step",
            "delivery",
            "freshness",
            "entity_source",
            "agg_source_year",
            "row_account",
            "record_line",
            "absence_line",
            "quality_issue",
            "quality_night",
            "quality_rule",
            "quality_rule_night",
            "quality_tally",
            "value_seen");

    private TwoHomes() {}

    /** People have the same keys in both, so that tables can be compared. */
    static void sharePseudonyms(TestHome from, TestHome to) {
        try {
            Files.createDirectories(to.home().state());
            Files.copy(
                    from.home().state().resolve("pseudonym.key"),
                    to.home().state().resolve("pseudonym.key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void assertSamePublication(TestHome with, TestHome fresh) {
        try (var duck = Duck.inMemory(Limits.small())) {
            attach(duck, with, "grown");
            attach(duck, fresh, "fresh");
            List<String> tables = duck.sql()
                    .fetch("select table_name from duckdb_tables() where database_name = 'fresh' order by 1")
                    .map(row -> row.get(0, String.class));
            assertThat(tables).hasSizeGreaterThan(20);
            for (String table : tables) {
                // A history says since when a home has known something, and so do the links of people.
                if (!OF_THE_NIGHT.contains(table) && !table.startsWith("history_") && !table.startsWith("person")) {
                    same(duck, table, "from %s." + table);
                }
            }
            same(duck, "quality_issue", """
                    select issue_key, rule_id, severity, entity, school_year, record_key, field, raw_value,
                           suggested_value, school_id, owner_role, source, file, row_number, message, what_to_do
                    from %s.quality_issue where status <> 'resolved' and entity <> 'delivery'""");
            same(duck, "quality_tally", """
                    select rule_id, severity, entity, field, school_id, owner_role, record_class, one_cause, raw_value,
                           suggested_value, several, sum(issues)
                    from %s.quality_tally where status <> 'resolved' and entity <> 'delivery' group by all""");
            same(duck, "person_link", """
                    select source, record_kind, record_number, number from %s.person_link""");
            same(duck, "row_account", """
                    select source, file, delivered, loaded, quarantined, duplicate from %s.row_account""");
            same(
                    duck,
                    "freshness",
                    "select source, file, data_through from %s.freshness where file like '%%attendance-2%%'");
            assertThat(
                            duck.sql()
                                    .fetch(
                                            "select * from grown.row_account where delivered <> loaded + quarantined + duplicate"))
                    .isEmpty();
            assertThat(duck.sql().fetch("select issue_key from grown.quality_issue group by 1 having count(*) > 1"))
                    .as("issues that are there twice")
                    .isEmpty();
        }
    }

    private static void attach(Duck duck, TestHome home, String name) {
        Path file = Publications.fileOf(home.home(), Audience.INTERNAL).orElseThrow();
        duck.run("attach " + Duck.literal(file) + " as " + name + " (read_only)");
    }

    private static void same(Duck duck, String table, String query) {
        String grown = query.formatted("grown");
        String fresh = query.formatted("fresh");
        var differences = duck.sql()
                .fetch("select * from (select 'only with a history' as side, * from ((" + grown + ") except all ("
                        + fresh
                        + ")) union all select 'only without', * from ((" + fresh + ") except all (" + grown
                        + "))) limit 10");
        assertThat(differences.map(row -> row.valuesRow().toString())).as(table).isEmpty();
    }

    /** {@return the lake's files of an entity, by month} */
    static Map<String, Set<String>> months(TestHome home, String entity) {
        try (var lake = new Lake(home.home().lake())) {
            return lake.tables().get(entity).files().stream()
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.groupingBy(TwoHomes::month, Collectors.toSet()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the months of which files were added, replaced or removed} */
    static Set<String> rewritten(Map<String, Set<String>> before, Map<String, Set<String>> after) {
        Set<String> months = new TreeSet<>(before.keySet());
        months.addAll(after.keySet());
        months.removeIf(month -> before.getOrDefault(month, Set.of()).equals(after.getOrDefault(month, Set.of())));
        return months;
    }

    private static String month(String file) {
        var matcher = MONTH.matcher(file);
        return matcher.matches() ? matcher.group(1) : "none";
    }
}
