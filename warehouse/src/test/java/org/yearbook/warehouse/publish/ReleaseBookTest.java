package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Sharing.PublicRate;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.Privacy;
import org.yearbook.warehouse.home.PublicRelease;
import org.yearbook.warehouse.metric.MetricEngine;

/** The folder that remembers what was shared, with the numbers as they really were. */
class ReleaseBookTest {

    @TempDir
    Path root;

    @Test
    void whileAReleaseIsWrittenNobodyButItsOwnerMayReadIt() throws Exception {
        Path file = root.resolve("release.parquet");
        Set<String> seen = new HashSet<>();
        try (Duck duck = Duck.inMemory(TestLake.LIMITS)) {
            duck.run("create view release_row as select md5(i::varchar) as number from range(2000000) t(i)");
            var writing = CompletableFuture.runAsync(() -> ReleaseBook.write(duck, "release_row", file));
            while (!writing.isDone()) {
                seen.addAll(permissions());
            }
            writing.get(1, TimeUnit.SECONDS);
        }
        assertThat(seen).containsExactly("rw-------");
        assertThat(permissions()).containsExactly("rw-------");
    }

    private List<String> permissions() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(ReleaseBookTest::permissions)
                    .filter(text -> !text.isEmpty())
                    .toList();
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatANightThatWasCutOffLeftInReleasesIsSwept() throws IOException {
        var home = new TwoYears(root);
        Path releases = Files.createDirectories(
                home.lake(TwoYears.BETWEEN, 3, 30).home().releases());
        Path left = Files.writeString(releases.resolve("2025-10-14_a_recovered.parquet.tmp"), "cut off");
        home.night(TwoYears.BETWEEN, 3, 30);
        assertThat(left).doesNotExist();
        try (Stream<Path> files = Files.list(releases)) {
            assertThat(files).hasSize(1).allMatch(file -> file.toString().endsWith(".parquet"));
        }
    }

    @Test
    void whatIsRecoveredSaysHowStrictlyItWasProtected() throws IOException {
        publish(TwoYears.BETWEEN, new Privacy(12, 10, PublicRelease.MONTHLY));
        assertThat(recovered()).containsExactly("12 10");
    }

    @Test
    void whatAnEarlierProgramPublishedIsRecoveredAndJudgedOnceMore() throws IOException {
        TestLake lake = publish(TwoYears.BETWEEN, new Privacy(12, 10, PublicRelease.MONTHLY));
        Path open = Publications.fileOf(lake.home(), Audience.PUBLIC).orElseThrow();
        try (Duck duck = Duck.write(open, TestLake.LIMITS)) {
            duck.run("alter table publication drop column hidden_range");
        }
        assertThat(recovered()).containsExactly("12 0");
        assertThat(lake.lines(Audience.PUBLIC, "select count(*) > 0 from metric_value where status = 'ok'"))
                .containsExactly("true");
    }

    // The next night of a home that lost what it remembers.
    private List<String> recovered() throws IOException {
        for (Path file : releases()) {
            Files.delete(file);
        }
        publish("2025-10-16", new Privacy(12, 10, PublicRelease.MONTHLY));
        Path recovered = releases().stream()
                .filter(file -> file.toString().endsWith("recovered.parquet"))
                .findFirst()
                .orElseThrow();
        try (Duck duck = Duck.inMemory(TestLake.LIMITS)) {
            return duck.sql()
                    .fetch("select distinct minimum_group_size, hidden_range from " + Duck.literal(recovered))
                    .map(row -> row.get(0) + " " + row.get(1));
        }
    }

    @Test
    void aReleaseThatADiskCutOffIsNamedAndStopsTheNight() throws IOException {
        var usual = new Privacy(10, 5, PublicRelease.MONTHLY);
        TestLake lake = publish(TwoYears.BETWEEN, usual);
        Path release = releases().get(0);
        byte[] whole = Files.readAllBytes(release);
        Files.write(release, Arrays.copyOf(whole, whole.length - 500));

        assertThatThrownBy(() -> publish("2025-10-16", usual))
                .isInstanceOf(PublicationException.class)
                .hasNoCause()
                .hasMessageContaining("releases/" + release.getFileName() + " of the home is damaged")
                .hasMessageContaining("Bring it back from a backup");
        assertThat(Publications.current(lake.home()).orElseThrow().asOf()).hasToString(TwoYears.BETWEEN);

        Files.write(release, whole);
        publish("2025-10-17", usual);
        assertThat(releases()).containsExactly(release);
    }

    @Test
    void aStricterRuleIsAReleaseInTheSameMonth() throws IOException {
        publish(TwoYears.BETWEEN, new Privacy(10, 5, PublicRelease.MONTHLY));
        publish("2025-10-16", new Privacy(10, 5, PublicRelease.MONTHLY));
        assertThat(releases()).hasSize(1);
        TestLake lake = publish("2025-10-17", new Privacy(10, 6, PublicRelease.MONTHLY));
        assertThat(releases()).hasSize(2);
        for (Audience audience : Audience.values()) {
            assertThat(lake.lines(audience, "select minimum_group_size, hidden_range from publication"))
                    .containsExactly("10|6");
        }
        assertThat(lake.lines(
                        Audience.PUBLIC,
                        "select status, as_of from metric_value where metric = 'chronic_absence_rate'"
                                + " and authority = 'district' and policy = 'in_force' and school_year = '2024-25'"
                                + " and organization_type = 'district' and group_dimension = 'all'"))
                .containsExactly("ok|2025-10-17");
    }

    /** A night of October with these deliveries, each with its day and state. */
    private void delivered(String asOf, String... deliveries) {
        new TwoYears(root)
                .lake(asOf, 16, 30)
                .rows("delivery", "file, arrived date, status, delivery_id, source, delivered bigint", deliveries)
                .publish();
    }

    @Test
    void whatANightReleasedWithoutAFileIsReleasedAnewOnceThatHasCome() throws IOException {
        String attendance = "attendance.csv, 2025-10-01, loaded, a, SIS, 1200";
        delivered("2025-10-15", attendance, "students-2025-10-15.zip, 2025-10-15, held, h, SIS, 30");
        delivered("2025-10-16", attendance, "students-2025-10-16.zip, 2025-10-16, held, i, SIS, 30");
        delivered("2025-10-17", attendance, "apps.csv, 2025-10-17, held, j, Apps, 30");
        assertThat(releases()).as("it has not come").hasSize(1);
        String students = "students-2025-10-18.zip!users.csv, 2025-10-18, loaded, k, SIS, 30";
        delivered("2025-10-18", attendance, students);
        assertThat(releases()).as("it has").hasSize(2);
        delivered("2025-10-19", attendance, "students-2025-10-19.zip, 2025-10-19, held, l, SIS, 30");
        delivered("2025-10-20", attendance, students);
        assertThat(releases()).as("the last was whole").hasSize(2);
    }

    @Test
    void whatASourceCouldNotBeAskedForHasComeWhenItCanBeAskedAgain() throws IOException {
        String attendance = "attendance.csv, 2025-10-01, loaded, a, SIS, 1200";
        delivered("2025-10-15", attendance, "pull of sis, 2025-10-15, held, h, sis, 0");
        delivered("2025-10-16", attendance, "pull of sis, 2025-10-16, held, i, sis, 0");
        assertThat(releases()).hasSize(1);
        delivered("2025-10-17", attendance);
        assertThat(releases()).hasSize(2);
    }

    private static Privacy ladder(String... metrics) {
        Map<String, PublicRate> rates = new HashMap<>();
        Definitions.shipped().metrics().forEach(metric -> rates.put(metric.id(), PublicRate.EXACT));
        List.of(metrics).forEach(metric -> rates.put(metric, PublicRate.FEDERAL_LADDER));
        return new Privacy(10, 5, PublicRelease.MONTHLY, rates);
    }

    private static final String ABSENCE = "from metric_value where metric = 'chronic_absence_rate' and status ";

    @Test
    void aMetricOnTheLadderShowsRangesToThePublicAloneAndItsReleaseRemembersTheNumbers() throws IOException {
        List<String> exact = publish(TwoYears.BETWEEN, ladder())
                .lines(Audience.PUBLIC, "select count(*), sum(numerator) " + ABSENCE + "= 'ok' and n > 0");
        TestLake lake = publish("2025-10-16", ladder("chronic_absence_rate"));
        assertThat(lake.lines(Audience.PUBLIC, "select count(*) " + ABSENCE + "= 'ok' and n > 0"))
                .containsExactly("0");
        assertThat(lake.lines(
                        Audience.PUBLIC,
                        "select count(*) > 0, count(value_range) = count(*), count(numerator), count(value) " + ABSENCE
                                + "= 'range'"))
                .containsExactly("true|true|0|0");
        assertThat(lake.lines(Audience.ANALYST, "select count(*) > 0 " + ABSENCE + "= 'ok' and n > 0"))
                .containsExactly("true");
        assertThat(lake.lines(Audience.PUBLIC, "select count(*) " + ABSENCE + "= 'range'"))
                .containsExactly(exact.get(0).substring(0, exact.get(0).indexOf('|')));
        // Taken off the ladder, the release tells what it remembers.
        assertThat(publish("2025-10-17", ladder())
                        .lines(Audience.PUBLIC, "select count(*), sum(numerator) " + ABSENCE + "= 'ok' and n > 0"))
                .isEqualTo(exact);
    }

    @Test
    void aMetricLeavesThePublicFileAtOnceAndComesBackWithTheNumbersThatWereShown() throws IOException {
        var home = new TwoYears(root);
        String numbers =
                "select school_year, group_value, value from metric_value where metric = 'days_missed' order by all";
        home.own(TwoYears.DAYS_MISSED);
        List<String> shown = publish(TwoYears.BETWEEN, ladder()).lines(Audience.PUBLIC, numbers);
        assertThat(shown).isNotEmpty();
        home.own(TwoYears.DAYS_MISSED + "audiences: [internal, analyst]\n");
        TestLake without = publish("2025-10-16", ladder());
        String anything = "select 1 from metric_value where metric = 'days_missed' union all"
                + " select 1 from metric_definition where metric = 'days_missed' union all"
                + " select 1 from duckdb_views() where view_name = 'metric_days_missed'";
        assertThat(without.lines(Audience.PUBLIC, anything)).isEmpty();
        assertThat(without.lines(Audience.ANALYST, anything)).isNotEmpty();
        home.own(TwoYears.DAYS_MISSED);
        assertThat(publish("2025-10-17", ladder()).lines(Audience.PUBLIC, numbers))
                .isEqualTo(shown);
        assertThat(releases()).hasSize(1);
    }

    @Test
    void whatIsRecoveredFromRangesIsWhatTheNumbersWereThatNight() throws IOException {
        publish(TwoYears.BETWEEN, ladder("chronic_absence_rate"));
        for (Path file : releases()) {
            Files.delete(file);
        }
        TestLake lake = publish("2025-10-16", ladder("chronic_absence_rate"));
        Path recovered = releases().stream()
                .filter(file -> file.toString().endsWith("recovered.parquet"))
                .findFirst()
                .orElseThrow();
        try (Duck duck = Duck.inMemory(TestLake.LIMITS)) {
            assertThat(duck.sql()
                            .fetchSingle("select count(*) > 0, count(numerator) = count(*), bool_and(fresh),"
                                    + " bool_and(numerator * 10000 = true_hits) from " + Duck.literal(recovered)
                                    + " where metric = 'chronic_absence_rate' and status = 'ok' and n > 0")
                            .intoList())
                    .containsExactly(true, true, true, true);
        }
        assertThat(lake.lines(Audience.PUBLIC, "select count(*) > 0 " + ABSENCE + "= 'range'"))
                .containsExactly("true");
    }

    @Test
    void aNameThatNoMetricHasIsNotTakenForALadder() {
        assertThatThrownBy(() -> publish(TwoYears.BETWEEN, ladder("chronic_absences")))
                .isInstanceOf(PublicationException.class)
                .hasMessageContaining("names 'chronic_absences'")
                .hasMessageContaining("Did you mean chronic_absence_rate?");
    }

    private TestLake publish(String asOf, Privacy privacy) {
        TestLake lake = new TwoYears(root).lake(asOf, 16, 30);
        District usual = lake.district();
        var district = new District(
                usual.name(),
                usual.leaId(),
                usual.state(),
                usual.zone(),
                usual.firstDay(),
                usual.countDay(),
                privacy,
                usual.ruleSeconds(),
                usual.combinedQuestion(),
                usual.parquetFiles(),
                usual.accessibilityContact());
        Clock clock = Clock.fixed(Instant.parse("2026-06-01T07:05:00Z"), ZoneOffset.UTC);
        new Publisher(lake.home(), district, MetricEngine.load(lake.home()), TestLake.LIMITS, clock)
                .publish(lake.night(asOf.replace("-", "") + "T020000-a"), List.of(), step -> {});
        return lake;
    }

    private List<Path> releases() throws IOException {
        try (Stream<Path> files = Files.list(new DistrictHome(root).releases())) {
            return files.toList();
        }
    }
}
