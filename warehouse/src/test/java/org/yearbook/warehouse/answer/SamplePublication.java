package org.yearbook.warehouse.answer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * A district home with one hand-made publication: 8 schools, 5 years, six metrics with plausible numbers, a change of
 * definition between 2023-24 and 2024-25, issues, counted rows, one delivery held back.
 */
public final class SamplePublication {

    private static final List<String> YEARS = List.of("2021-22", "2022-23", "2023-24", "2024-25", "2025-26");
    private static final Set<String> PUBLIC = Set.of(
            "publication",
            "dim_organization",
            "dim_school_year",
            "metric_definition",
            "metric_goal",
            "metric_threshold",
            "metric_value");
    private static final Limits LIMITS = new Limits(1, 256, null);

    private final DistrictHome home;

    private SamplePublication(DistrictHome home) {
        this.home = home;
    }

    /** {@return a home without any publication} */
    public static SamplePublication emptyHome(Path root) {
        var home = new DistrictHome(root);
        try {
            Files.createDirectories(home.publications());
            Files.createDirectories(home.state());
            Files.writeString(home.settings(), "name: Cedar Valley School District\nlea_id: \"3100042\"\nstate: IL\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SamplePublication(home);
    }

    /** {@return a home with the publication of {@link #publish}} */
    public static SamplePublication in(Path root) {
        return emptyHome(root).publish("20260515T020000-a", "2026-05-15", Map.of());
    }

    public DistrictHome home() {
        return home;
    }

    /**
     * Writes another publication and moves the pointer to it.
     *
     * @param names other names for schools, by number; hostile ones for instance
     */
    public SamplePublication publish(String id, String asOf, Map<String, String> names) {
        return publish(id, asOf, names, "");
    }

    /**
     * The same, where a server runs that opens a file as soon as the pointer names it.
     *
     * @param change what is done to the file before; nothing when it is empty
     */
    public SamplePublication publish(String id, String asOf, Map<String, String> names, String change) {
        try {
            Path folder = Files.createDirectories(home.publications().resolve(id));
            try (Duck duck = Duck.write(folder.resolve("internal.duckdb"), LIMITS)) {
                for (String statement : (script("sample") + script("sample-technology")).split(";\\s*\\R")) {
                    if (!statement.isBlank()) {
                        duck.run(statement.replace("${as_of}", asOf));
                    }
                }
                names.forEach((number, name) -> duck.sql()
                        .execute("update dim_organization set name = ? where organization_id = ?", name, number));
                count(duck);
                if (!change.isEmpty()) {
                    duck.run(change);
                }
            }
            Files.writeString(folder.resolve("manifest.json"), """
                    {"publication":"%s","night":"%s","as_of":"%s"}
                    """.formatted(id, id, asOf));
            Path pointer = home.publications().resolve("current.json");
            Path fresh =
                    Files.writeString(home.publications().resolve("current.json.new"), """
                    {"publication":"%s","night":"%s","as_of":"%s","files":{"internal":"%s/internal.duckdb"}}
                    """.formatted(id, id, asOf, id));
            Files.move(fresh, pointer, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Gives the publication in force a file for the public, too: made from the internal one as it is now, with small
     * groups hidden.
     */
    public SamplePublication release(String id) {
        try {
            Path folder = home.publications().resolve(id);
            Files.copy(folder.resolve("internal.duckdb"), folder.resolve("public.duckdb"));
            try (Duck duck = Duck.write(folder.resolve("public.duckdb"), LIMITS)) {
                for (String table : duck.sql().fetchValues("select table_name from duckdb_tables()").stream()
                        .map(String::valueOf)
                        .filter(name -> !PUBLIC.contains(name))
                        .toList()) {
                    duck.run("drop table \"" + table + "\" cascade");
                }
                duck.run("update metric_value set numerator = null, denominator = null, n = null, value = null,"
                        + " status = 'suppressed' where n < 10");
            }
            Path pointer = home.publications().resolve("current.json");
            Files.writeString(
                    pointer,
                    Files.readString(pointer)
                            .replace(
                                    "internal.duckdb\"}",
                                    "internal.duckdb\",\"public\":\"" + id + "/public.duckdb\"}"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one statement on the published file, before anybody has opened it: to make a case. */
    public SamplePublication change(String id, String statement) {
        try (Duck duck = Duck.write(home.publications().resolve(id).resolve("internal.duckdb"), LIMITS)) {
            duck.run(statement);
            if (statement.contains("quality_issue")) {
                count(duck);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Runs one statement and leaves the counts of issues as they are, or takes them away. */
    public SamplePublication changeAlone(String id, String statement) {
        try (Duck duck = Duck.write(home.publications().resolve(id).resolve("internal.duckdb"), LIMITS)) {
            duck.run(statement);
        }
        return this;
    }

    /**
     * {@return what the published file answers to somebody who counts otherwise, a row each, with blanks between its
     * cells}
     */
    List<String> lines(String query) {
        Path file = home.publications().resolve("20260515T020000-a").resolve("internal.duckdb");
        // One process opens a file in one way only, and editions have it open.
        try (Duck duck = Duck.read(file, new Limits(2, 512, null))) {
            return duck.sql()
                    .fetch(query)
                    .map(row -> row.intoList().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        }
    }

    /** Orders and counts the issues as a night does; where they lack columns, the file is of an earlier release. */
    private static void count(Duck duck) throws IOException {
        duck.run("drop table if exists quality_tally");
        List<?> columns = duck.sql().fetchValues("select name from pragma_table_info('quality_issue')");
        if (!columns.containsAll(List.of("record_class", "one_cause"))) {
            return;
        }
        duck.run(
                "create or replace table quality_issue as from quality_issue order by case severity when 'block' then 0"
                        + " when 'major' then 1 when 'minor' then 2 else 3 end, first_seen desc, rule_id, issue_key");
        String tally = text("/org/yearbook/warehouse/publish/quality-tally.sql");
        duck.run(columns.contains("what_to_do") ? tally : tally.replace("min(q.what_to_do)", "null::varchar"));
    }

    private static String script(String name) throws IOException {
        return text("/org/yearbook/warehouse/answer/" + name + ".sql");
    }

    private static String text(String name) throws IOException {
        try (var in = SamplePublication.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not on the class path");
            }
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    /** {@return the school years, oldest first} */
    public static List<String> years() {
        return YEARS;
    }
}
