package org.yearbook.warehouse.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.yearend.YearbookYearEnd;
import picocli.CommandLine;

class YearbookMetricsTest {

    @TempDir
    Path home;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theShippedMetricsAreListedWithTheirExamples() {
        assertThat(run()).isZero();
        assertThat(out.toString())
                .containsPattern("METRIC +AUTHORITY +VERSION +YEARS +STATUS +EXAMPLES\n")
                .containsPattern("chronic_absence_rate +state +1 +2015-16 to 2022-23 +retired +(\\d+) of \\1 passed\n");
        assertThat(out.toString().lines())
                .hasSizeGreaterThan(40)
                .filteredOn(line -> line.startsWith("chronic_absence_rate"))
                .hasSize(5);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void everyCommandOfMetricsExplainsItself() {
        var writer = new PrintWriter(out, true);
        List<CommandLine> commands = List.of(
                YearbookMetrics.command(writer, writer), YearbookYearEnd.command(Clock.systemUTC(), writer, writer));
        assertThat(commands)
                .allSatisfy(command -> assertThat(command.getSubcommands())
                        .isNotEmpty()
                        .allSatisfy((name, sub) -> {
                            assertThat(command.execute(name, "--help")).as(name).isZero();
                            assertThat(out.toString()).contains("Usage: yearbook metrics " + name);
                        }));
    }

    @Test
    void aYearToCloseThatIsNoneIsToldInWords() {
        var command = YearbookYearEnd.command(Clock.systemUTC(), new PrintWriter(out), new PrintWriter(err, true));
        assertThat(command.execute("rollover", "2026-28", "--home", home.toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("'2026-28' is not a school year; did you mean 2026-27?")
                .doesNotContain("java.lang");
    }

    @Test
    void aFaultIsTheReasonForStatusTwo() throws IOException {
        new OwnMetric(home).write(OwnMetric.TEXT.replace("unit: count", "unit: cuont"));
        assertThat(run("--home", home.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("The metric definitions need a correction:\n")
                .contains("  - metrics/long_absence.yaml line 4: 'unit' cannot be 'cuont'")
                .contains("Did you mean count?");
    }

    @Test
    void oneMetricIsValidatedByItself() throws IOException {
        assertThat(run("validate", "enrollment")).isZero();
        assertThat(out.toString().lines())
                .allMatch(line -> line.startsWith("METRIC ") || line.startsWith("enrollment "))
                .anyMatch(line -> line.matches("enrollment +district +2 .*(\\d+) of \\1 passed"));
        assertThat(run("validate", "enrolment")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean enrollment?");
        new OwnMetric(home).write(OwnMetric.TEXT.replace("unit: count", "unit: cuont"));
        assertThat(run("validate", "long_absence", "--home", home.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("  - metrics/long_absence.yaml line 4: 'unit' cannot be 'cuont'")
                .doesNotContain("There is no metric 'long_absence'");
    }

    @Test
    void validateWithoutAMetricChecksAllOfThem() {
        assertThat(run("validate")).isZero();
        String validated = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run()).isZero();
        assertThat(out).hasToString(validated);
    }

    @Test
    void aFaultOfTheHomesCutScoresIsToldWithFileAndLine() throws IOException {
        new OwnMetric(home).write(OwnMetric.TEXT).approve();
        assertThat(run("--home", home.toString())).as(err.toString()).isZero();
        Files.writeString(
                Files.createDirectories(home.resolve("cut-scores")).resolve("state.csv"), "# ours\nlevel,score\n");
        assertThat(run("--home", home.toString())).isEqualTo(2);
        assertThat(err.toString())
                .contains("The cut scores need a correction:\n  - cut-scores/state.csv line 2: must begin with");
    }

    @Test
    void aFolderThatIsNoHomeIsRefused() {
        assertThat(run("--home", home.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("There is no district.yaml in ");
    }

    @Test
    void aMetricIsToldInPlainWordsWithAllItsVersions() {
        assertThat(run("show", "chronic_absence_rate")).isZero();
        assertThat(out.toString())
                .contains("Chronic absence (chronic_absence_rate)")
                .contains("district 1, 2015-16 to 2023-24, retired, ")
                .contains("exactly 10%\n  does not count")
                .contains("Source:   Example: Board policy 4110 (2015)")
                .contains("Source:   U.S. Department of Education, EDFacts file specification FS195")
                .contains("2025-26  0.13  (district, each school, elementary; Example: strategic plan)");
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(112));
    }

    @Test
    void anUnknownMetricIsAnsweredWithTheNearest() {
        assertThat(run("show", "chronic_absences")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean chronic_absence_rate?");
    }

    @Test
    void theDatasetsAreListedForThoseWhoWriteDefinitions() {
        assertThat(run("datasets")).isZero();
        assertThat(out.toString())
                .contains("agg_student_year\n")
                .containsPattern("  enrolled_units +bigint +School time while enrolled");
    }

    @Test
    void anApprovalIsRecordedOnceAndFixesTheVersion() throws IOException {
        var own = new OwnMetric(home).write(OwnMetric.TEXT);
        assertThat(run("--home", home.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("its approval is not recorded");

        assertThat(run("approve", "long_absence", "district", "1", "--home", home.toString()))
                .isZero();
        Path approved = home.resolve("metrics/approved.txt");
        assertThat(Files.readString(approved)).matches("long_absence district 1 [0-9a-f]{16}\n");
        assertThat(run("approve", "long_absence", "district", "1", "--home", home.toString()))
                .isZero();
        assertThat(out.toString()).contains("long_absence, district 1 is recorded already");
        assertThat(Files.readString(approved).lines()).hasSize(1);
        assertThat(run("--home", home.toString())).isZero();

        own.write(OwnMetric.TEXT.replace("> 20 *", "> 15 *"));
        assertThat(run("approve", "long_absence", "district", "1", "--home", home.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("An approved version never changes").contains("write a new version 2");
        assertThat(Files.readString(approved).lines()).hasSize(1);
    }

    @Test
    void whatDoesNotWorkOrIsADraftIsNotApproved() throws IOException {
        var own = new OwnMetric(home).write(OwnMetric.TEXT.replace("absent_units >", "absent >"));
        assertThat(run("approve", "long_absence", "district", "1", "--home", home.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("is no column here");
        own.write(OwnMetric.TEXT.replace("status: active", "status: draft"));
        assertThat(run("approve", "long_absence", "district", "1", "--home", home.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("long_absence, district 1 is a draft");
        assertThat(run("approve", "long_absence", "state", "1", "--home", home.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("long_absence has no version state 1");
        assertThat(run("approve", "long_absence", "district", "1")).isEqualTo(2);
        assertThat(home.resolve("metrics/approved.txt")).doesNotExist();
    }

    private int run(String... arguments) {
        return YearbookMetrics.command(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }
}
