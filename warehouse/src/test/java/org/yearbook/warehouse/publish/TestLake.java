package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.Result;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.metric.MetricEngine;

/** A district home whose lake is written by hand: Parquet files as a night leaves them. */
final class TestLake {

    static final Limits LIMITS = new Limits(2, 512, null);

    private final DistrictHome home;
    private District district;
    private final LocalDate asOf;
    private final Map<String, List<Path>> files = new TreeMap<>();
    private final Map<String, Long> rows = new TreeMap<>();

    private TestLake(Path root, LocalDate asOf) {
        this.home = new DistrictHome(root);
        this.asOf = asOf;
        this.district = new District(
                "Cedar Valley School District",
                "3100042",
                "IL",
                ZoneId.of("America/Chicago"),
                MonthDay.of(7, 1),
                MonthDay.of(10, 1),
                10);
        try {
            Files.createDirectories(home.lake());
            Files.writeString(home.settings(), "name: Cedar Valley School District\nlea_id: \"3100042\"\nstate: IL\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestLake in(Path root, String asOf) {
        return new TestLake(root, LocalDate.parse(asOf));
    }

    /** From a school year on, the district asks about race and ethnicity in one question. */
    TestLake combinedQuestion(String from) {
        district = new District(
                district.name(),
                district.leaId(),
                district.state(),
                district.zone(),
                district.firstDay(),
                district.countDay(),
                district.privacy(),
                district.ruleSeconds(),
                SchoolYear.parse(from),
                district.parquetFiles(),
                district.accessibilityContact());
        return this;
    }

    /** Every publication is written as Parquet files, too. */
    TestLake parquetFiles(String... audiences) {
        district = new District(
                district.name(),
                district.leaId(),
                district.state(),
                district.zone(),
                district.firstDay(),
                district.countDay(),
                district.privacy(),
                district.ruleSeconds(),
                district.combinedQuestion(),
                Set.of(audiences),
                district.accessibilityContact());
        return this;
    }

    DistrictHome home() {
        return home;
    }

    District district() {
        return district;
    }

    LocalDate asOf() {
        return asOf;
    }

    /** Adds a Parquet file to an entity: what a query returns, with the columns that say where a row came from. */
    TestLake table(String entity, String select) {
        return delivered(entity, "SIS", entity + ".csv", select);
    }

    /** Adds a Parquet file to an entity: what a query returns, as rows of one file of a source. */
    TestLake delivered(String entity, String source, String sourceFile, String select) {
        List<Path> existing = files.computeIfAbsent(entity, name -> new ArrayList<>());
        Path file = home.lake().resolve(entity + "-" + existing.size() + ".parquet");
        try (Duck duck = Duck.inMemory(LIMITS)) {
            duck.run("copy (select *, " + Duck.literal(source) + " as source, " + Duck.literal(sourceFile)
                    + " as source_file, 0::bigint as source_row from (" + select + ")) to " + Duck.literal(file)
                    + " (format parquet)");
            rows.merge(
                    entity,
                    duck.sql()
                            .fetchSingle("select count(*) from read_parquet(" + Duck.literal(file) + ")")
                            .get(0, Long.class),
                    Long::sum);
        }
        existing.add(file);
        return this;
    }

    /** Adds a Parquet file that stays as it is once it is written, as those of the lake do. */
    TestLake version(String entity, String select, int version) {
        Path file = home.lake().resolve(entity + "-v" + version + ".parquet");
        try (Duck duck = Duck.inMemory(LIMITS)) {
            if (Files.notExists(file)) {
                duck.run("copy (" + select + ") to " + Duck.literal(file) + " (format parquet)");
            }
            rows.put(
                    entity,
                    duck.sql()
                            .fetchSingle("select count(*) from read_parquet(" + Duck.literal(file) + ")")
                            .get(0, Long.class));
        }
        files.put(entity, List.of(file));
        return this;
    }

    /** Replaces an entity by one file for each month of a date, which stays as it is while the month's rows do. */
    TestLake months(String entity, String date, String select) {
        List<Path> months = new ArrayList<>();
        try (Duck duck = Duck.inMemory(LIMITS)) {
            duck.run("create table all_rows as " + select);
            for (var month : duck.sql()
                    .fetch("select date_trunc('month', " + date + ")::date::varchar as month,"
                            + " sum(hash(r))::varchar as content from all_rows r group by 1 order by 1")) {
                Path file = home.lake().resolve(entity + "-" + month.get(0) + "-" + month.get(1) + ".parquet");
                if (Files.notExists(file)) {
                    duck.run("copy (from all_rows where date_trunc('month', " + date + ") = "
                            + Duck.literal(String.valueOf(month.get(0))) + "::date) to " + Duck.literal(file)
                            + " (format parquet)");
                }
                months.add(file);
            }
            rows.put(
                    entity,
                    duck.sql().fetchSingle("select count(*) from all_rows").get(0, Long.class));
        }
        files.put(entity, months);
        return this;
    }

    /** Adds rows of text as a CSV without quotes would hold them; an empty field is null. */
    TestLake rows(String entity, String columns, String... lines) {
        String select = "from (values "
                + String.join(", ", List.of(lines).stream().map(TestLake::row).toList()) + ") t(" + typeless(columns)
                + ")";
        return table(entity, "select " + typed(columns) + " " + select);
    }

    private static String row(String line) {
        var fields = new ArrayList<String>();
        for (String field : line.split(",", -1)) {
            fields.add(field.isBlank() ? "null::varchar" : Duck.literal(field.strip()));
        }
        return "(" + String.join(", ", fields) + ")";
    }

    private static String typeless(String columns) {
        return String.join(
                ", ",
                List.of(columns.split(",")).stream()
                        .map(column -> column.strip().split(" ")[0])
                        .toList());
    }

    private static String typed(String columns) {
        return String.join(
                ", ",
                List.of(columns.split(",")).stream()
                        .map(column -> {
                            String[] words = column.strip().split(" ");
                            return words.length == 1 ? words[0] : words[0] + "::" + words[1] + " as " + words[0];
                        })
                        .toList());
    }

    LakeNight night(String id) {
        var tables = new TreeMap<String, LakeNight.Table>();
        files.forEach(
                (entity, list) -> tables.put(entity, new LakeNight.Table(4711, list, rows.getOrDefault(entity, 0L))));
        return new LakeNight(id, asOf, Instant.parse("2026-06-01T07:00:00Z"), tables);
    }

    Publisher publisher() {
        return new Publisher(
                home,
                district,
                MetricEngine.load(home),
                LIMITS,
                Clock.fixed(Instant.parse("2026-06-01T07:05:00Z"), ZoneOffset.UTC));
    }

    Publication publish() {
        return publisher().publish(night(asOf.toString().replace("-", "") + "T020000-a"), List.of(), step -> {});
    }

    /** {@return what a query finds in the current publication} */
    Result<?> ask(Audience audience, String query) {
        Path file = Publications.fileOf(home, audience).orElseThrow();
        try (Duck duck = Duck.read(file, LIMITS)) {
            return duck.sql().fetch(query);
        }
    }

    /** {@return what a query finds in internal, as text: rows in lines, fields separated by a bar} */
    List<String> lines(String query) {
        return lines(Audience.INTERNAL, query);
    }

    List<String> lines(Audience audience, String query) {
        return ask(audience, query)
                .map(row -> String.join(
                        "|",
                        row.intoList().stream()
                                .map(value -> value == null ? "" : value.toString())
                                .toList()));
    }
}
