package org.yearbook.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jooq.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.land.HeldBack;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.land.LandingResult;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/**
 * The shipped contracts take files that nobody on this project wrote. Skipped, and said so, where they are not at hand.
 */
class SystemsInteropTest {

    private static final Path SAMPLES = Path.of("..", "..", "shared", "samples");

    @TempDir
    Path folder;

    private Contracts contracts;

    @BeforeEach
    void samplesAreThere() {
        assumeTrue(
                Files.isDirectory(SAMPLES),
                "SKIPPED: the sample deliveries are not beside the checkout ("
                        + SAMPLES.toAbsolutePath().normalize() + ")");
        contracts = Contracts.load(folder.resolve("none"));
    }

    /** What one contract made of files, delivered under the names that it knows. */
    private record Outcome(MiniNight night, List<LandedFile> files, String entity) {

        long delivered() {
            return files.stream().mapToLong(LandedFile::delivered).sum();
        }

        long loaded() {
            return night.accounts().stream()
                    .mapToLong(MiniNight.Account::loaded)
                    .sum();
        }

        long setAside() {
            return night.accounts().stream()
                            .mapToLong(account -> account.quarantined() + account.duplicate())
                            .sum()
                    + files.stream().mapToLong(LandedFile::rejected).sum();
        }

        /** Asks the conformed rows, which stand under the name {@code conformed}. */
        List<Record> ask(String sql) {
            try (var duck = Duck.inMemory(Limits.small())) {
                List<Path> parquet = night.rows().get(entity);
                duck.run("create view conformed as from read_parquet(" + Duck.fileList(parquet)
                        + ", union_by_name = true)");
                return List.copyOf(duck.sql().fetch(sql));
            }
        }

        long number(String sql) {
            Number number = (Number) ask(sql).get(0).get(0);
            return number == null ? 0 : number.longValue();
        }
    }

    private Outcome taken(String contract, Map<String, Path> named) throws IOException {
        Path delivery = Files.createDirectories(folder.resolve("delivery"));
        for (var file : named.entrySet()) {
            Files.copy(file.getValue(), delivery.resolve(file.getKey()));
        }
        LandingResult landed = new LandedDelivery(folder.resolve("home"), contracts).land(delivery);
        assertThat(landed.held()).isEmpty();
        List<LandedFile> files = landed.fresh().stream()
                .filter(file -> file.contractId().equals(contract))
                .toList();
        assertThat(files).hasSameSizeAs(named.keySet());
        var night = new MiniNight(Files.createDirectories(folder.resolve("night")), contracts).run(files);
        var outcome = new Outcome(night, files, contracts.get(contract).entity());
        assertThat(outcome.delivered()).isEqualTo(outcome.loaded() + outcome.setAside());
        return outcome;
    }

    private static Path sample(String path) {
        return SAMPLES.resolve(path);
    }

    private static List<Record> raw(Path csv, String sql) {
        try (var duck = Duck.inMemory(Limits.small())) {
            duck.run("create view raw as from read_csv(" + Duck.literal(csv) + ", all_varchar = true)");
            return List.copyOf(duck.sql().fetch(sql));
        }
    }

    @Test
    void aRosterOfPositionsGivesTheFullTimeShareOfEachDepartmentAndItsVacancies() throws IOException {
        Path roster = sample("hr-apps/position-roster/EmployeePositionRoster_03312017.redacted.csv");
        Outcome positions = taken("hr-positions", Map.of("EmployeePositionRoster_03312017.csv", roster));

        assertThat(positions.loaded()).isEqualTo(38_631);
        assertThat(positions.number(
                        "select count(*) from conformed where employee_id is null and incumbent_name is null"))
                .isEqualTo(1_306);
        assertThat(positions
                        .ask("select department, sum(fte) as fte, sum(annual_salary_cents) as cents from conformed"
                                + " group by 1 order by 1")
                        .stream()
                        .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(2)))
                .isEqualTo(raw(
                                roster,
                                "select trim(\"Department\"), sum(cast(\"FTE\" as decimal(18, 4))), sum(cast(cast(\"Annual"
                                        + " Salary\" as decimal(18, 2)) * 100 as bigint)) from raw group by 1 order by 1")
                        .stream()
                        .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(2))
                        .toList());
        assertThat(positions.number("select count(*) from conformed where job_code = '000055'"))
                .isEqualTo(((Number) raw(roster, "select count(*) from raw where \"JobCode\" = '000055'")
                                .get(0)
                                .get(0))
                        .longValue())
                .isPositive();
    }

    @Test
    void aDailyReportOfLogInsIsTakenRowByRow() throws IOException {
        Path report = sample("hr-apps/oea/clever/daily-participation-Students.csv");
        Outcome usage = taken("clever-participation-students", Map.of("daily-participation-Students.csv", report));
        assertThat(usage.loaded()).isEqualTo(15_000);
        assertThat(
                        usage.number(
                                "select sum(accesses) from conformed where user_kind = 'student' and application_id = 'clever'"))
                .isEqualTo(raw(report, "select sum(cast(num_logins as bigint)) from raw")
                        .get(0)
                        .get(0, Long.class));
        assertThat(usage.number("select count(*) from conformed where active")).isEqualTo(7_500);
    }

    @ParameterizedTest
    @CsvSource({
        "microsoft-app-users, M365_App_User_Detail, 1024",
        "microsoft-teams-activity, Teams_Activity_User_Detail, 1",
        "microsoft-users, Users, 1"
    })
    void pagesOfMicrosoftGraphAreTakenWholeAndRowByRow(String contract, String pages, long atLeast) throws IOException {
        var named = new TreeMap<String, Path>();
        long users = 0;
        for (Path part : files(sample("hr-apps/oea/graph").resolve(pages))) {
            named.put(
                    (contract.equals("microsoft-users") ? "microsoft-users-" : pages + "-") + part.getFileName(), part);
            users += Files.readString(part).split("\"userPrincipalName\"", -1).length - 1;
        }
        Outcome accounts = taken(contract, named);
        assertThat(accounts.delivered()).isEqualTo(users).isGreaterThanOrEqualTo(Math.min(atLeast, users));
        assertThat(accounts.number("select count(*) from conformed where account_name is null"))
                .isZero();
        assertThat(accounts.number("select count(*) from conformed")).isEqualTo(accounts.loaded());
    }

    @Test
    void eventsWithoutColumnNamesBecomeDaysOfUse() throws IOException {
        Outcome usage = taken(
                "microsoft-activity-events",
                Map.of(
                        "m365_activity_part1.csv", sample("hr-apps/oea/m365_activity/part1.csv"),
                        "m365_activity_part2.csv", sample("hr-apps/oea/m365_activity/part2.csv")));
        Path both = folder.resolve("both.csv");
        Files.write(both, Files.readAllBytes(sample("hr-apps/oea/m365_activity/part1.csv")));
        Files.write(
                both,
                Files.readAllBytes(sample("hr-apps/oea/m365_activity/part2.csv")),
                java.nio.file.StandardOpenOption.APPEND);
        try (var duck = Duck.inMemory(Limits.small())) {
            Record plain = duck.sql()
                    .fetchSingle(
                            "select count(*), count(distinct (left(column01, 10), column07, column08, case column09"
                                    + " when 'Student' then 'student' else 'staff' end)) from read_csv("
                                    + Duck.literal(both)
                                    + ", header = false, all_varchar = true, null_padding = true, quote = '\"')");
            assertThat(usage.delivered()).isEqualTo(plain.get(0, Long.class));
            assertThat(usage.loaded()).isEqualTo(plain.get(1, Long.class));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "aspen-attendance, attendance_dump.csv, attendance_dump.csv, 1",
        "aspen-behavior, fake_behavior_export.csv, behavior_export.csv, 1",
        "aspen-assessments, fake_x2_assessments.csv, x2_assessments.csv, 1",
        "aspen-assessments, bad_x2_assessments.csv, x2_assessments-bad.csv, 0",
        "aspen-assessments, assessment_bedford_format_fixture.csv, x2_assessments-bedford.csv, 1",
        "aspen-assessments, assessment_new_bedford_format_fixture.csv, x2_assessments-new-bedford.csv, 1",
        "aspen-grades, student_section_grades_fixture.csv, aspen-grades-2018-19.csv, 1"
    })
    void exportsOfAspenAreTaken(String contract, String sample, String name, long atLeast) throws IOException {
        Outcome rows = taken(contract, Map.of(name, sample("sis/x2-aspen").resolve(sample)));
        assertThat(rows.delivered()).isPositive();
        assertThat(rows.loaded()).isGreaterThanOrEqualTo(atLeast);
    }

    @ParameterizedTest
    @CsvSource({
        "iready-reading, hr-apps/oea/iready/diagnostic_results_ela/ela.csv, diagnostic_results_ela.csv, Overall Scale Score",
        "iready-math, hr-apps/oea/iready/diagnostic_results_math/math.csv, diagnostic_results_math.csv, Overall Scale Score",
        "iready-reading, i-Ready/data/sample_anonymized_file_ela.csv, diagnostic_results_ela.csv, Overall Scale Score",
        "iready-math, i-Ready/data/sample_anonymized_file_math.csv, diagnostic_results_math.csv, Overall Scale Score",
        "star-reading, STAR/data/SR_sample_anonymized_file.csv, SR.csv, UnifiedScore",
        "dibels8, Dibels_8_Benchmark/data/sample_anonymized_file.csv, dibels8.csv, Composite Score",
        "sat, PSAT_SAT/data/sample_anonymized_file_sat.csv, sat-scores.csv, LATEST_SAT_TOTAL",
        "sat-math, PSAT_SAT/data/sample_anonymized_file_sat.csv, sat-scores.csv, LATEST_SAT_MATH_SECTION",
        "sat-reading-writing, PSAT_SAT/data/sample_anonymized_file_sat.csv, sat-scores.csv, LATEST_SAT_EBRW",
        "psat-10, PSAT_SAT/data/sample_anonymized_file_psat_10.csv, psat-10.csv, LATEST_PSAT_TOTAL",
        "psat-8-9, PSAT_SAT/data/sample_anonymized_file_psat_89.csv, psat-8-9.csv, LATEST_PSAT_TOTAL",
        "psat-nmsqt, PSAT_SAT/data/sample_anonymized_file_psat_nmsqt.csv, psat-nmsqt.csv, LATEST_PSAT_TOTAL",
        "act, ACT/data/sample_anonymized_file.csv, act-scores.csv, Composite",
        "act-science, ACT/data/sample_anonymized_file.csv, act-scores.csv, Sci",
        "ap, AP/data/SAMPLE_AP_2324.csv, ap-scores-2023-24.csv, Exam Grade 01",
        "access, ACCESS/data/sample_anonymized_file_ACCESS.csv, access-scores.csv, Scale Score - Overall",
        "access, ACCESS/data/2021_to_2025_sample_anonymized_file_ACCESS.csv, access-scores.csv, Scale Score - Overall",
        "access-alternate, ACCESS/data/sample_anonymized_file_alternate_Alternate_ACCESS.csv, access-alternate.csv, Scale"
                + " Score - Overall"
    })
    void scoresOfVendorsAreTheScoresOfTheFile(String contract, String sample, String name, String score)
            throws IOException {
        Path file = sample.startsWith("hr-apps/")
                ? sample(sample)
                : sample("assessments/vendor-layouts/assessments").resolve(sample);
        Outcome results = taken(contract, Map.of(name, file));
        assertThat(results.loaded()).isPositive();
        List<String> delivered = raw(
                        file,
                        "select cast(try_cast(\"" + score + "\" as decimal(18, 4)) as varchar) from raw order by 1")
                .stream()
                .map(row -> row.get(0, String.class))
                .filter(value -> value != null)
                .toList();
        List<String> kept = results
                .ask("select cast(scale_score as varchar) from conformed where scale_score is not null order by 1")
                .stream()
                .map(row -> row.get(0, String.class))
                .toList();
        assertThat(delivered).containsAll(kept);
        assertThat(kept).isNotEmpty();
        if (results.loaded() == results.delivered()) {
            assertThat(kept).isEqualTo(delivered);
        }
        assertThat(results.number("select count(distinct test) from conformed")).isEqualTo(1);
    }

    @Test
    void aFileWhoseLastRowIsCutShortIsHeldBackAndTakenWithoutIt() throws IOException {
        Path cut = sample("assessments/vendor-layouts/assessments/MAP_Growth/data/sample_anonymized_file.csv");
        Path first = Files.createDirectories(folder.resolve("first"));
        Files.copy(cut, first.resolve("AssessmentResults.csv"));
        LandingResult held = new LandedDelivery(folder.resolve("first-home"), contracts).land(first);
        assertThat(held.held())
                .singleElement()
                .satisfies(file -> assertThat(file.reason()).contains("line 8"));

        List<String> lines = Files.readAllLines(cut);
        Path whole = Files.write(folder.resolve("whole.csv"), lines.subList(0, 7));
        Outcome results = taken("map-growth", Map.of("AssessmentResults.csv", whole));
        assertThat(results.loaded()).isEqualTo(6);
        assertThat(results.number("select sum(scale_score) from conformed"))
                .isEqualTo(raw(whole, "select sum(cast(TestRITScore as bigint)) from raw")
                        .get(0)
                        .get(0, Long.class));
    }

    /** Under the names that they have, most files are nobody's: then a person is told why, and what to do. */
    @Test
    void everyFileIsTakenOrHeldBackWithAReasonThatAPersonUnderstands() throws IOException {
        Path delivery = Files.createDirectories(folder.resolve("delivery"));
        int dropped = 0;
        for (String set : List.of("assessments", "sis/x2-aspen", "sis/contoso", "hr-apps", "edfacts")) {
            for (Path file : files(sample(set))) {
                Files.copy(
                        file, delivery.resolve(String.format(Locale.ROOT, "%03d %s", dropped++, file.getFileName())));
            }
        }
        LandingResult landed = new LandedDelivery(folder.resolve("home"), contracts).land(delivery);

        var told = new ArrayList<String>();
        landed.fresh().forEach(file -> told.add(file.file()));
        landed.unchanged().forEach(file -> told.add(file.file()));
        landed.held().forEach(held -> told.add(held.file()));
        assertThat(told.stream().map(file -> file.replaceFirst("!.*", "")).distinct())
                .hasSizeGreaterThanOrEqualTo(dropped)
                .hasSizeGreaterThan(200);
        assertThat(landed.held()).isNotEmpty().allSatisfy(SystemsInteropTest::isUnderstood);
        var night = new MiniNight(Files.createDirectories(folder.resolve("night")), contracts).run(landed.fresh());
        assertThat(landed.fresh().stream().mapToLong(LandedFile::delivered).sum())
                .isEqualTo(night.accounts().stream()
                                .mapToLong(account -> account.loaded() + account.quarantined() + account.duplicate())
                                .sum()
                        + landed.fresh().stream()
                                .mapToLong(LandedFile::rejected)
                                .sum());
    }

    private static void isUnderstood(HeldBack held) {
        assertThat(held.reason()).as(held.file()).matches("(?s)[A-Z'].*[.?]");
        assertThat(held.whatToDo()).as(held.file()).matches("(?s)[A-Z].*\\.");
        assertThat(held.ruleId()).matches("SYS-\\d\\d");
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
