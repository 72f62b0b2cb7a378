package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.check.RuleBook;
import org.yearbook.warehouse.publish.Audience;

/** What a district's own rules do in nights: they judge, they may fail or take too long, and then nothing is fixed. */
class NightRulesTest {

    private static final String ASSIGNMENTS =
            "employee_id,position_id,job_code,job_title,staff_classification,school_number,fte,begin_date,end_date\n";
    private static final String STAFF =
            "employee_id,legal_first_name,legal_last_name,birth_date,hire_date,separation_date,separation_reason,status\n";

    private static final String WORDS = """
              clerkText: The position is not one of ours.
              fixText: Enter the position of the list.
            """;
    private static final String OF_ROWS = """
            - id: OUR-01
              name: Positions begin with P
              entity: staff_assignment
              field: position_id
              dimension: conformity
              severity: minor
              query: %s
            """ + WORDS;
    private static final String ACROSS = """
            - id: OUR-02
              name: Nobody holds a position alone
              entity: staff_assignment
              field: position_id
              dimension: consistency
              severity: major
              needs: [staff_assignment, staff]
              across: |
                select a.school_year, a.employee_id || ' · ' || a.position_id as record_key,
                       a.position_id as raw_value, cast(null as varchar) as suggested_value,
                       a.school_number as school_id, a.source, a.source_file, a.source_row
                from staff_assignment a semi join staff s on s.employee_id = a.employee_id
                where %s
            """ + WORDS;
    private static final String ENDLESS = "(select sum(range %% 7) from range(10000000000000)) > 0";
    /** Work for each row: thirty thousand of them take longer than a second. */
    private static final String SLOW =
            "levenshtein(repeat(job_title || employee_id, 40), repeat(position_id || employee_id, 40)) >= 0";

    @TempDir
    Path folder;

    private TestHome home;

    @BeforeEach
    void newHome() {
        home = new TestHome(folder.resolve("home"));
    }

    private void rules(String... rules) throws IOException {
        Path file = home.home().quality().resolve("rules").resolve("ours.yaml");
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, String.join("", rules));
    }

    private void night(String date, String... rows) {
        home.deliver("hr-assignments.csv", ASSIGNMENTS + String.join("", rows));
        home.deliver("hr-staff.csv", STAFF + "1,Ann,Roe,1980-01-01,2019-08-01,,,Active\n");
        assertThat(home.night(date)).as(home.said()).isZero();
    }

    private List<String> issues(String rule) {
        return home
                .ask("select record_key || ' ' || case when resolved_on is null then 'open' else 'resolved' end"
                        + " from quality_issue where rule_id = '" + rule + "' order by 1")
                .stream()
                .map(row -> row.get(0, String.class))
                .toList();
    }

    @Test
    void aDistrictsRulesJudgeAndWhatIsMendedIsResolved() throws IOException {
        rules(
                OF_ROWS.formatted("starts_with(position_id, 'P')"),
                ACROSS.formatted("not starts_with(a.position_id, 'P')"));
        night("2026-05-01", "1,Q1,J1,Teacher,Teacher,,1,2025-08-01,\n");
        assertThat(issues("OUR-01")).containsExactly("1 · Q1 · 2025-08-01 open");
        assertThat(issues("OUR-02")).containsExactly("1 · Q1 open");
        night("2026-05-02", "1,P1,J1,Teacher,Teacher,,1,2025-08-01,\n");
        assertThat(issues("OUR-01")).containsExactly("1 · Q1 · 2025-08-01 resolved");
        assertThat(issues("OUR-02")).containsExactly("1 · Q1 resolved");
    }

    @Test
    void whatARuleFoundStaysOpenOnANightOnWhichTheRuleTakesTooLong() throws IOException {
        Files.writeString(home.home().settings(), "\n", StandardOpenOption.APPEND);
        limit(1);
        String many = IntStream.range(0, 30_000)
                .mapToObj(number -> "9" + number + ",P" + number + ",J1,Teacher,Teacher,,1,2025-08-01,\n")
                .collect(Collectors.joining());
        rules(
                OF_ROWS.formatted("starts_with(position_id, 'P')"),
                ACROSS.formatted("not starts_with(a.position_id, 'P')"));
        night("2026-05-01", "1,Q1,J1,Teacher,Teacher,,1,2025-08-01,\n", many);
        assertThat(issues("OUR-01")).containsExactly("1 · Q1 · 2025-08-01 open");

        rules(OF_ROWS.formatted(SLOW), ACROSS.formatted(ENDLESS.formatted()));
        night("2026-05-02", "1,P1,J1,Teacher,Teacher,,1,2025-08-01,\n", many);

        assertThat(issues("GEN-04")).containsExactly("rule OUR-01 open", "rule OUR-02 open");
        assertThat(home.ask("select distinct message from quality_issue where rule_id = 'GEN-04' order by 1"))
                .extracting(row -> row.get(0, String.class))
                .containsExactly(
                        "Rule OUR-01 took longer than 1 seconds and was stopped, so nobody knows which records break it.",
                        "Rule OUR-02 took longer than 1 seconds and was stopped, so nobody knows which records break it.");
        assertThat(issues("OUR-01")).as("not fixed: nobody looked").containsExactly("1 · Q1 · 2025-08-01 open");
        assertThat(issues("OUR-02")).containsExactly("1 · Q1 open");

        limit(300);
        rules(
                OF_ROWS.formatted("starts_with(position_id, 'P')"),
                ACROSS.formatted("not starts_with(a.position_id, 'P')"));
        night("2026-05-03", "1,P1,J1,Teacher,Teacher,,1,2025-08-01,\n", many);
        assertThat(issues("GEN-04")).containsExactly("rule OUR-01 resolved", "rule OUR-02 resolved");
        assertThat(issues("OUR-01")).containsExactly("1 · Q1 · 2025-08-01 resolved");
        assertThat(issues("OUR-02")).containsExactly("1 · Q1 resolved");
    }

    private void limit(int seconds) throws IOException {
        Path settings = home.home().settings();
        Files.writeString(
                settings, Files.readString(settings).replaceAll("rule_seconds: \\d+", "rule_seconds: " + seconds));
    }

    @Test
    void whatARuleFoundStaysOpenOnANightOnWhichTheRuleCannotBeRun() throws IOException {
        rules(
                OF_ROWS.formatted("starts_with(position_id, 'P')"),
                ACROSS.formatted("not starts_with(a.position_id, 'P')"));
        night("2026-05-01", "1,Q1,J1,Teacher,Teacher,,1,2025-08-01,\n");
        // It can be read, and fails only when it meets rows.
        rules(
                OF_ROWS.formatted("starts_with(position_id, 'P')"),
                ACROSS.formatted("cast(a.position_id as integer) is null"));
        night("2026-05-02", "1,P1,J1,Teacher,Teacher,,1,2025-08-01,\n");
        assertThat(issues("OUR-02")).containsExactly("1 · Q1 open");
        assertThat(issues("GEN-04")).containsExactly("rule OUR-02 open");
        assertThat(issues("OUR-01")).as("this one was run").containsExactly("1 · Q1 · 2025-08-01 resolved");
    }

    @Test
    void aRuleThatFailsOnSomeRowsIsNoPassForThem() throws IOException {
        rules(OF_ROWS.formatted("cast(position_id as integer) > 10"));
        night(
                "2026-05-01",
                "1,Q1,J1,Teacher,Teacher,,1,2025-08-01,\n",
                "1,5,J1,Teacher,Teacher,,1,2025-08-01,\n",
                "1,12,J1,Teacher,Teacher,,1,2025-08-01,\n");
        assertThat(issues("OUR-01")).containsExactly("1 · 5 · 2025-08-01 open");
        assertThat(issues("GEN-04")).containsExactly("rule OUR-01 open");
        assertThat(home.ask("select message || ' ' || raw_value from quality_issue where rule_id = 'GEN-04'"))
                .extracting(row -> row.get(0, String.class))
                .containsExactly("Rule OUR-01 could not be judged on some rows, so nobody knows whether these break it."
                        + " 1 row");
        night("2026-05-02", "1,12,J1,Teacher,Teacher,,1,2025-08-01,\n");
        assertThat(issues("GEN-04")).containsExactly("rule OUR-01 resolved");
    }

    @Test
    void aRuleThatFailsOnRowsOfOneMonthIsToldWhicheverMonthsAreDoneAgain() throws IOException {
        rules(OF_ROWS.formatted("cast(reason as integer) > 10")
                .replace("staff_assignment", "staff_absence")
                .replace("position_id", "reason"));
        assertThat(absences("2026-05-01", "12", "12")).isEmpty();
        assertThat(absences("2026-05-02", "12", "many")).containsExactly("1 row new");
        assertThat(absences("2026-05-03", "14", "many")).containsExactly("1 row open");
        assertThat(absences("2026-05-04", "14", "14")).containsExactly("1 row resolved");
    }

    /** {@return what is told of a rule that cannot be judged, after absences of two months were delivered} */
    private List<String> absences(String date, String september, String october) {
        home.deliver(
                "hr-absences-2025-26.csv",
                "employee_id,absence_date,days,reason\n1,2025-09-15,1," + september + "\n1,2025-10-15,1," + october
                        + "\n");
        assertThat(home.night(date)).as(home.said()).isZero();
        return home.ask("select raw_value || ' ' || status from quality_issue where rule_id = 'GEN-04'").stream()
                .map(row -> row.get(0, String.class))
                .toList();
    }

    @Test
    void aRuleThatCannotBeReadIsToldBeforeAnythingIsTouched() throws IOException {
        rules(OF_ROWS.formatted("starts_with(positon_id, 'P')"));
        home.deliver("hr-assignments.csv", ASSIGNMENTS + "1,Q1,J1,Teacher,Teacher,,1,2025-08-01,\n");
        assertThat(home.night("2026-05-01")).isEqualTo(2);
        assertThat(home.said())
                .contains("ours.yaml line 7")
                .contains("positon_id")
                .contains("position_id");
    }

    @Test
    void thePublicationHasTheBookAndWhatEachRuleDid() throws IOException {
        rules(
                OF_ROWS.formatted("starts_with(position_id, 'P')"),
                ACROSS.formatted("a.position_id like 'Q%%'".formatted()));
        night(
                "2026-05-01",
                "1,Q1,J1,Teacher,Teacher,,1,2025-08-01,\n",
                "2,P2,J1,Teacher,Teacher,,2,2025-08-01,\n",
                "3,P3,J1,Teacher,Teacher,,0,2025-08-01,\n");
        assertThat(home.ask("select rule_id || ' ' || entity || ' ' || ran || ' ' || rows_judged || ' ' || rows_broken"
                        + " || ' ' || (run_ms is not null) from quality_rule_night where rule_id in ('OUR-01', 'OUR-02',"
                        + " 'HR-07') order by 1"))
                .extracting(row -> row.get(0, String.class))
                .containsExactly(
                        "HR-07 staff_assignment true 3 2 true",
                        "OUR-01 staff_assignment true 3 1 false",
                        "OUR-02 staff_assignment true 3 1 true");
        assertThat(home.ask("select distinct title || ' / ' || dimension || ' / ' || authority || ' / ' || severity"
                        + " || ' / ' || field || ' / ' || clerk_text || ' / ' || own from quality_rule"
                        + " where rule_id = 'OUR-01'"))
                .extracting(row -> row.get(0, String.class))
                .containsExactly("Positions begin with P / conformity / The district / minor / position_id"
                        + " / The position is not one of ours. / true");
        assertThat(home.ask(
                        "select ran || ' ' || failed || ' ' || why_not from quality_rule_night where rule_id in ('ENR-02', 'X-01',"
                                + " 'APP-03') order by rule_id"))
                .extracting(row -> row.get(0, String.class))
                .containsExactly(
                        "false false Never delivered: application.",
                        "false false Never delivered: school enrollment.",
                        "false false Never delivered: account.");
        assertThat(home.number("select count(distinct rule_id) from quality_rule"))
                .isEqualTo(RuleBook.shipped().all().size() + 2L);
        assertThat(home.number("select count(*) from quality_rule r anti join quality_rule_night n using (rule_id)"))
                .isZero();
        assertThat(home.tables(Audience.PUBLIC)).noneMatch(table -> table.startsWith("quality_rule"));
    }

    @Test
    void aRuleThatCannotBeRunIsToldInTheTableOfTheNight() throws IOException {
        rules(ACROSS.formatted("cast(a.position_id as integer) is null"));
        night("2026-05-01", "1,P1,J1,Teacher,Teacher,,1,2025-08-01,\n");
        assertThat(home.ask("select ran, why_not, failed from quality_rule_night where rule_id = 'OUR-02'"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.get(0, Boolean.class)).isFalse();
                    assertThat(row.get(1, String.class)).startsWith("Rule OUR-02 could not be run");
                    assertThat(row.get(2, Boolean.class)).isTrue();
                });
    }
}
