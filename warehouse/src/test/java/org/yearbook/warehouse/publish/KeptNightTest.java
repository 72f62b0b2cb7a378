package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * Two homes live through the same nights. One uses what the night before kept, the other never finds anything kept: all
 * their tables are the same.
 */
class KeptNightTest {

    /** When it was built, and how long that took. */
    private static final Set<String> OF_THE_NIGHT = Set.of("run_step");

    private static final String ABSENT = "select distinct numerator from metric_value where metric ="
            + " 'chronic_absence_rate' and authority = 'district' and policy = 'in_force' and school_year = '2024-25'"
            + " and organization_type = 'district' and group_dimension = 'all'";

    private static final String OF_TWO_AUTHORITIES = TwoYears.DAYS_MISSED
            + TwoYears.DAYS_MISSED
                    .substring(TwoYears.DAYS_MISSED.indexOf("  - version: 1"))
                    .replace("authority: district", "authority: state");

    @TempDir
    Path folder;

    private TwoYears keeping;
    private TwoYears forgetting;

    @BeforeEach
    void homes() throws IOException {
        keeping = new TwoYears(folder.resolve("keeping"));
        forgetting = new TwoYears(folder.resolve("forgetting"));
        for (String home : List.of("keeping", "forgetting")) {
            Files.createDirectories(folder.resolve(home).resolve("state"));
            Files.writeString(folder.resolve(home).resolve("state/pseudonym.key"), "00".repeat(32));
        }
    }

    @Test
    void whateverChangesFromNightToNightTheNumbersAreThoseMadeAnew() {
        assertSame("2025-10-15", 3, 30);
        assertSame("2025-10-16", 3, 30);
        assertSame("2025-10-17", 5, 28);
        keeping.own(TwoYears.DAYS_MISSED);
        forgetting.own(TwoYears.DAYS_MISSED);
        assertSame("2025-10-18", 5, 28);
        assertThat(keeping.freeze()).isZero();
        assertThat(forgetting.freeze()).isZero();
        keeping.own(OF_TWO_AUTHORITIES);
        forgetting.own(OF_TWO_AUTHORITIES);
        assertSame("2025-11-02", 4, 28);
        assertSame(TwoYears.NEW_YEAR, 4, 28);
    }

    @Test
    void aNightTakesWhatIsKeptOnlyAsItWasWritten() throws IOException {
        assertThat(keeping.night("2025-10-15", 3, 30).lines(ABSENT)).containsExactly("3.0000");
        assertForTheOwnerAlone();
        overwrite("cells", "select * replace (numerator + 1 as numerator) from ", true);
        // Nobody can write this: it shows that the cells are taken from the night before.
        assertThat(keeping.night("2025-10-16", 3, 30).lines(ABSENT)).containsExactly("4.0000");
        overwrite("cells", "select * replace (numerator + 1 as numerator) from ", false);
        assertThat(keeping.night("2025-10-17", 3, 30).lines(ABSENT)).containsExactly("3.0000");
        overwrite("cells", "select metric from ", true);
        assertThat(keeping.night("2025-10-18", 3, 30).lines(ABSENT)).containsExactly("3.0000");
    }

    @Test
    void aYearOfWhichADefinitionHasNoNumberIsNotAskedAgain() throws IOException {
        keeping.night("2025-10-15", 3, 30);
        try (Duck duck = Duck.inMemory(TestLake.LIMITS)) {
            assertThat(duck.sql()
                            .fetchSingle("select count(*) filter (where metric is null) from read_parquet("
                                    + Duck.literal(kept("keeping").resolve("cells.*.parquet")) + ")")
                            .get(0, Long.class))
                    .isPositive();
        }
        // Nobody can write this either: it shows that what is kept as no number is believed.
        overwrite("cells", "select * replace (nullif(metric, 'chronic_absence_rate') as metric) from ", true);
        assertThat(keeping.night("2025-10-16", 3, 30).lines(ABSENT)).isEmpty();
    }

    @Test
    void aRefusedQuestionEndsNoNightAndIsNoAnswerToBeKept() {
        // No whole number is as large as what this one asks for.
        keeping.own(TwoYears.DAYS_MISSED.replace(
                "numerator: {dataset: agg_student_year, agg: count, expr: student_key,",
                "numerator: {dataset: agg_student_year, agg: sum, expr: absent_units * 9223372036854775807,"));
        for (String asOf : List.of("2025-10-15", "2025-10-16")) {
            TestLake night = keeping.night(asOf, 3, 30);
            assertThat(night.lines("select missing from metric_missing_input where metric = 'days_missed'"))
                    .as(asOf)
                    .containsExactly("its query does not fit the tables of tonight");
            assertThat(night.lines("select count(*) > 0 from month_value")).containsExactly("true");
        }
    }

    private void assertForTheOwnerAlone() throws IOException {
        try (Stream<Path> files = Files.walk(kept("keeping"))) {
            assertThat(files.toList()).hasSizeGreaterThan(3).allSatisfy(file -> {
                if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                    assertThat(Files.getPosixFilePermissions(file))
                            .noneMatch(right -> !right.name().startsWith("OWNER"));
                }
            });
        }
    }

    private void overwrite(String name, String select, boolean named) throws IOException {
        try (Stream<Path> files = Files.list(kept("keeping"));
                Duck duck = Duck.inMemory(TestLake.LIMITS)) {
            Path file = files.filter(one -> one.getFileName().toString().startsWith(name + "."))
                    .findFirst()
                    .orElseThrow();
            Path other = folder.resolve("other.parquet");
            duck.run("copy (" + select + "read_parquet(" + Duck.literal(file) + ")) to " + Duck.literal(other)
                    + " (format parquet)");
            Path place = named ? file.resolveSibling(name + "." + hash(other) + ".parquet") : file;
            Files.delete(file);
            Files.move(other, place);
        }
    }

    private static String hash(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path kept(String home) {
        return Publications.current(new DistrictHome(folder.resolve(home)))
                .orElseThrow()
                .folder()
                .resolve("numbers");
    }

    private void assertSame(String asOf, int absent, int students) {
        keeping.night(asOf, absent, students);
        forgetting.night(asOf, absent, students);
        try (Duck duck = Duck.inMemory(TestLake.LIMITS)) {
            for (Audience audience : Audience.values()) {
                assertSame(duck, audience, asOf);
            }
        }
        Workspace.delete(kept("forgetting"));
    }

    private void assertSame(Duck duck, Audience audience, String asOf) {
        attach(duck, audience, "keeping");
        attach(duck, audience, "forgetting");
        List<String> tables = duck.sql()
                .fetch("select table_name from duckdb_tables() where database_name = 'forgetting' order by 1")
                .map(row -> row.get(0, String.class));
        assertThat(tables).hasSizeGreaterThan(5).contains("metric_value");
        for (String table : tables) {
            if (!OF_THE_NIGHT.contains(table)) {
                assertThat(duck.sql()
                                .fetch("(from keeping." + table + " except all from forgetting." + table
                                        + ") union all (from forgetting." + table + " except all from keeping." + table
                                        + ")")
                                .map(row -> row.valuesRow().toString()))
                        .as(audience + " " + table + " on " + asOf)
                        .isEmpty();
            }
        }
        duck.run("detach keeping");
        duck.run("detach forgetting");
    }

    private void attach(Duck duck, Audience audience, String home) {
        Path file = Publications.fileOf(new DistrictHome(folder.resolve(home)), audience)
                .orElseThrow();
        duck.run("attach " + Duck.literal(file) + " as " + home + " (read_only)");
    }
}
