package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nights over deliveries that nobody on this project wrote. Skipped, and said so, where they are not at hand. */
class SamplesInteropTest {

    private static final Path SAMPLES = Path.of("..", "..", "shared", "samples");
    private static final String CONTRACT = "/contracts-of-a-district/contoso-attendance.yaml";

    @TempDir
    Path folder;

    @BeforeEach
    void samplesAreThere() {
        assumeTrue(
                Files.isDirectory(SAMPLES),
                "SKIPPED: the sample deliveries are not beside the checkout ("
                        + SAMPLES.toAbsolutePath().normalize() + ")");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "generated/school-small-seed3/oneroster-school-small.zip",
                "generated/district-medium-seed7/oneroster-district-medium.zip",
                "generated/district-large-seed42/oneroster-district-large.zip"
            })
    void aGeneratedBundleGoesThroughTheNightAndEachViolationIsAnIssue(String bundle) {
        var home = new TestHome(folder.resolve("home"));
        home.deliver(SAMPLES.resolve("oneroster").resolve(bundle));

        assertThat(home.night("2026-10-15")).as(home.said()).isZero();

        assertThat(home.ask("select file from row_account where delivered <> loaded + quarantined + duplicate"))
                .isEmpty();
        long rows = home.number("select sum(delivered) from row_account");
        assertThat(rows).isPositive();
        assertThat(home.number("select sum(loaded) from row_account")).isEqualTo(rows);
        // Bulk rows must leave status and dateLastModified blank; this generator fills both in every row.
        for (String field : List.of("status", "date_last_modified")) {
            assertThat(home.number("select count(*) from quality_issue where rule_id like 'OR-%' and field = '" + field
                            + "' and file like '%.csv' and row_number >= 2"))
                    .as(field)
                    .isEqualTo(rows);
        }
        // It writes a school year as 2026-2027 where the standard wants its last year.
        assertThat(home.number("select count(*) from quality_issue where field = 'year_named'"))
                .isEqualTo(home.number("select delivered from row_account where file like '%academicSessions.csv'"));
        // Nobody delivered enrollment, so the class lists say who is here on the count day.
        assertThat(home.number("select numerator from metric_value where metric = 'enrollment' and policy = 'in_force'"
                        + " and organization_type = 'district' and group_dimension = 'all'"))
                .isEqualTo(
                        home.number(
                                "select count(distinct student_key) from fact_student_enrollment where"
                                        + " date '2026-10-01' between entry_date and coalesce(exit_date, date '9999-12-31') and not no_show"
                                        + " and student_key in (select student_key from dim_student where grade_level not in ('IT', 'PR', 'PK'))"))
                .isPositive();
    }

    @Test
    void aVendorsFolderGoesThroughTheNight() throws IOException {
        var home = new TestHome(folder.resolve("home"));
        Path bundle = Files.createDirectories(home.home().inbox().resolve("classlink"));
        try (Stream<Path> files = Files.list(SAMPLES.resolve("oneroster/classlink-headers"))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".csv")).toList()) {
                Files.copy(file, bundle.resolve(file.getFileName()));
            }
        }
        int status = home.night("2026-02-10");
        assertThat(status).as(home.said()).isIn(0, 3, 4);
        assertThat(home.said()).doesNotContain("The night failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"valid", "invalid"})
    void conformanceBundlesNeverEndANight(String kind) throws IOException {
        List<Path> bundles;
        try (Stream<Path> files =
                Files.list(SAMPLES.resolve("oneroster/conformance-12").resolve(kind))) {
            bundles = files.filter(file -> file.toString().endsWith(".zip"))
                    .sorted()
                    .toList();
        }
        assertThat(bundles).isNotEmpty();
        for (Path bundle : bundles) {
            var home = new TestHome(folder.resolve(bundle.getFileName().toString()));
            home.deliver(bundle);
            int status = home.night("2026-02-10");
            assertThat(home.said()).as(bundle.toString()).doesNotContain("The night failed");
            if (status != 4) {
                assertThat(home.ask("select file from row_account where delivered <> loaded + quarantined + duplicate"))
                        .as(bundle.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void contosoAttendanceComesInThroughAContractAloneAndGivesTheKnownCountsUnderEachRule() throws IOException {
        var home = new TestHome(folder.resolve("home"));
        try (var contract = SamplesInteropTest.class.getResourceAsStream(CONTRACT)) {
            Files.write(home.home().contracts().resolve("contoso-attendance.yaml"), contract.readAllBytes());
        }
        home.deliver(SAMPLES.resolve("sis/contoso/batch1/studentattendance.csv"));
        assertThat(home.night("2022-02-01")).as(home.said()).isZero();

        assertThat(home.number("select sum(loaded) from row_account")).isEqualTo(12_000);
        assertThat(counts(home, "federal", 1)).isEqualTo("382/600");
        assertThat(counts(home, "district", 1)).isEqualTo("208/600");
        assertThat(counts(home, "state", 2)).isEqualTo("none");
        assertThat(home.number("select count(*) from agg_student_year where organization_type = 'district' and"
                        + " absent_units * 10 = enrolled_units"))
                .isEqualTo(174);
        assertThat(home.number(
                        "select sum(absent_units) // 2520 from agg_student_year where organization_type = 'district'"))
                .isEqualTo(1_285);

        Files.copy(
                SAMPLES.resolve("sis/contoso/batch2/studentattendance.csv"),
                home.home().inbox().resolve("studentattendance-batch2.csv"));
        assertThat(home.night("2022-02-02")).as(home.said()).isZero();
        // The second batch has a row for each class; of a student's day one row is kept, and the others are counted.
        assertThat(home.number("select sum(delivered) from row_account")).isEqualTo(12_020);
        assertThat(home.number("select sum(loaded) from row_account")).isEqualTo(12_016);
        assertThat(home.number("select sum(duplicate) from row_account")).isEqualTo(4);
        assertThat(home.number("select count(*) from fact_student_attendance where school_year = '2020-21'"))
                .isEqualTo(16);
    }

    private static String counts(TestHome home, String authority, int version) {
        return home
                .ask(
                        "select numerator, denominator from metric_value where metric = 'chronic_absence_rate' and authority = '"
                                + authority + "' and version = " + version
                                + " and school_year = '2021-22' and organization_type ="
                                + " 'district' and group_dimension = 'all'")
                .stream()
                .map(row -> row.get(0, Long.class) + "/" + row.get(1, Long.class))
                .findFirst()
                .orElse("none");
    }
}
