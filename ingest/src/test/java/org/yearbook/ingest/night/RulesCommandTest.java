package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code yearbook rules} counts what a rule would find, and leaves the home as it is. */
class RulesCommandTest {

    private static final String STAYS =
            "student_number,school_number,grade_level,entry_date,entry_code,exit_date,exit_code\n";
    private static final String RULE = """
            - id: OUR-01
              name: Grade nine enters by E1
              entity: school_enrollment
              field: entry_code
              dimension: accuracy
              query: grade_level <> '09' or raw_entry_code = 'E1'
              clerkText: Grade nine enters otherwise.
              fixText: Correct the code.
            """;

    @TempDir
    Path folder;

    private TestHome home;
    private Said said = Said.NOTHING;

    @BeforeEach
    void newHome() {
        home = new TestHome(folder.resolve("home"));
    }

    private int rules(String... arguments) {
        return run(new CommandLine(new RulesCommand()), arguments);
    }

    private int yearbook(String... arguments) {
        return run(YearbookIngest.commandLine(), arguments);
    }

    private int run(CommandLine command, String... arguments) {
        said = Said.by(command, arguments);
        return said.status();
    }

    private void night() {
        home.deliver("sis-enrollments-2024-25.csv", STAYS + "71001,10,09,2024-09-01,E2,2025-06-01,W1\n");
        home.deliver(
                "sis-enrollments-2025-26.csv",
                STAYS + "71001,10,09,2025-09-01,E1,,\n71002,10,09,2025-09-01,E2,,\n71003,11,09,2025-09-01,E2,,\n"
                        + "71004,11,10,2025-09-01,E2,2025-08-01,W1\n71005,11,09,2025-10-01,E1,,\n71005,10,09,2025-09-01,E1,,\n");
        assertThat(home.night("2026-05-01")).as(home.said()).isZero();
    }

    private String everything() throws IOException {
        var all = new StringBuilder();
        try (Stream<Path> files = Files.walk(home.home().root())) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.append(file)
                        .append(' ')
                        .append(Files.size(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file))
                        .append('\n');
            }
        }
        return all.toString();
    }

    @Test
    void aFileIsTriedOnAllRowsByYearAndSchoolAndNothingIsWritten() throws IOException {
        night();
        Path file = Files.writeString(folder.resolve("draft.yaml"), RULE);
        String before = everything();
        assertThat(rules("try", "--home", home.home().root().toString(), file.toString()))
                .as(said.err())
                .isZero();
        assertThat(said.out())
                .contains("OUR-01 school_enrollment: 7 rows judged, 3 would break it.")
                .containsPattern("2024-25 +10 +1 judged +1 broken")
                .containsPattern("2025-26 +10 +3 judged +1 broken")
                .containsPattern("2025-26 +11 +3 judged +1 broken")
                .doesNotContain("7100");
        assertThat(everything()).isEqualTo(before);
        assertThat(home.number("select count(*) from quality_issue where rule_id = 'OUR-01'"))
                .isZero();
    }

    @Test
    void aRuleOfTheReleaseIsTriedByItsId() {
        night();
        assertThat(rules("try", "--home", home.home().root().toString(), "ENR-03"))
                .as(said.err())
                .isZero();
        assertThat(said.out())
                .contains("ENR-03 school_enrollment: 7 rows judged, 1 would break it.")
                .containsPattern("2025-26 +11 +3 judged +1 broken");
        assertThat(rules("try", "--home", home.home().root().toString(), "ENR-01"))
                .as(said.err())
                .isZero();
        assertThat(said.out())
                .as("across records, over the rows that were kept")
                .contains("ENR-01 school_enrollment: 6 rows judged, 1 would break it.")
                .containsPattern("2025-26 +10 +3 judged +1 broken");
    }

    @Test
    void whatCannotBeTriedIsSaid() throws IOException {
        String root = home.home().root().toString();
        assertThat(rules("try", "--home", root, "ENR-03")).isEqualTo(1);
        assertThat(said.err()).contains("No night of this home has run yet");
        assertThat(rules("try", "--home", root, "ENR-99")).isEqualTo(2);
        assertThat(said.err()).contains("'ENR-99' is neither a file nor the id of a rule.");
        Path file =
                Files.writeString(folder.resolve("draft.yaml"), RULE.replace("raw_entry_code =", "raw_entry_cod ="));
        assertThat(rules("try", "--home", root, file.toString())).isEqualTo(2);
        assertThat(said.err()).contains("draft.yaml line 6: this cannot be run");
        night();
        assertThat(rules("try", "--home", root, "HR-04")).isEqualTo(1);
        assertThat(said.out()).contains("HR-04: no rows that it judges were delivered");
    }

    @Test
    void whatNobodyForesawIsKeptInTheHomeAndNotShown() throws IOException {
        night();
        try (Stream<Path> landed = Files.walk(home.home().landing())) {
            for (Path file :
                    landed.filter(one -> one.toString().endsWith(".parquet")).toList()) {
                Files.writeString(file, "no Parquet at all");
            }
        }
        assertThat(yearbook("rules", "try", "--home", home.home().root().toString(), "ENR-03"))
                .isEqualTo(1);
        Path kept = home.home().runs().resolve("last-failure.txt");
        assertThat(said.err().lines())
                .as("DuckDB's own words may quote a record")
                .containsExactly(
                        "'yearbook rules try' failed.",
                        "What to send to whoever keeps Yearbook running stands in " + kept + ".");
        assertThat(said.out()).isEmpty();
        assertThat(kept).content().contains("EngineException").contains("\tat ");
    }

    @Test
    void aFaultyListOfCodesIsToldWithItsLine() throws IOException {
        night();
        Files.writeString(
                Files.createDirectories(home.home().codeSets().resolve("exit-code"))
                        .resolve("2025-26.csv"),
                "code,label,variants\nW7,Left for military service,army|death\n");
        assertThat(yearbook("rules", "try", "--home", home.home().root().toString(), "ENR-03"))
                .isEqualTo(2);
        assertThat(said.err()).contains("code-sets/exit-code/2025-26.csv line 2: 'death' means W6");
        assertThat(said.err()).as("what to correct, and no story").doesNotContain("\tat ", " failed");
        assertThat(home.home().runs().resolve("last-failure.txt")).doesNotExist();
    }

    @Test
    void aRuleOfAnotherEntityIsNotTriedWhereARuleOnlySpeaksOfIt() throws IOException {
        night();
        Path file = Files.writeString(
                folder.resolve("draft.yaml"),
                RULE.replace("raw_entry_code = 'E1'", "raw_entry_code <> 'OUR-02'")
                        + RULE.replace("OUR-01", "OUR-02")
                                .replace("school_enrollment", "staff")
                                .replace("entry_code\n", "status\n")
                                .replace("grade_level <> '09' or raw_entry_code = 'E1'", "status is not null"));
        assertThat(rules("try", "--home", home.home().root().toString(), file.toString()))
                .as(said.err())
                .isEqualTo(1);
        assertThat(said.out())
                .contains("OUR-01 school_enrollment: 7 rows judged, 0 would break it.")
                .contains("OUR-02: no rows that it judges were delivered")
                .doesNotContain("OUR-02 school_enrollment");
    }

    @Test
    void whileTheHomeIsAtWorkNothingIsTried() {
        String root = home.home().root().toString();
        try (var held =
                NightLock.tryLock(home.home(), "the night of 2026-06-01").orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(rules("try", "--home", root, "ENR-03"))
                    .as("whichever night is the last, is known only once the home is free")
                    .isEqualTo(4);
            assertThat(said.err().strip())
                    .contains("at work in this home: the night of 2026-06-01, process ", "nothing was tried");
        }
        assertThat(rules("try", "--help")).isZero();
        assertThat(said.out()).containsPattern("4 +a night is running; nothing was tried");
    }

    @Test
    void theListHasTheBookAndTheDistrictsOwnRules() throws IOException {
        Path file = home.home().quality().resolve("rules/ours.yaml");
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, RULE + "  effective: {from: 2024-25}\n");
        assertThat(rules("list", "--home", home.home().root().toString()))
                .as(said.err())
                .isZero();
        assertThat(said.out())
                .containsPattern("ENR-02 +consistency +Overlapping stays")
                .containsPattern("OUR-01 +accuracy +Grade nine enters by E1 \\(in force from 2024-25\\)");
    }
}
