package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.home.PeopleDecisions;
import org.yearbook.warehouse.home.ValueDecisions;
import org.yearbook.warehouse.home.ValueDecisions.Decision;
import org.yearbook.warehouse.home.ValueDecisions.Verdict;

/** What people decided about spellings, the nights apply; what was delivered stays to be seen. */
class DecidedValuesTest {

    private static final String ASSIGNMENTS =
            "employee_id,position_id,job_code,job_title,staff_classification,school_number,fte,begin_date,end_date\n";
    private static final String STAFF =
            "employee_id,legal_first_name,legal_last_name,birth_date,hire_date,separation_date,separation_reason,status\n";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private TestHome home;

    @BeforeEach
    void newHome() {
        home = new TestHome(folder.resolve("home"));
    }

    private void decide(String entity, String field, String raw, String standard, Verdict verdict) {
        ValueDecisions.of(home.home())
                .add(List.of(new Decision(
                        entity, field, raw, standard, verdict, "pat", LocalDate.of(2026, 5, 2), "one word for it")));
    }

    /** The first of May, without anything decided yet. */
    private void firstNight() {
        home = new HomeAgain(shared).after(first -> night(first, "2026-05-01", ""));
    }

    private void night(String date, String last) {
        night(home, date, last);
    }

    private static void night(TestHome home, String date, String last) {
        home.deliver(
                "hr-assignments.csv",
                ASSIGNMENTS
                        + "1,P1,J1,Teacher,Teacher,,1,2025-08-01,\n"
                        + "2,P2,J2,Teachr,Tchr.,,1,2025-08-01,\n"
                        + last);
        home.deliver("hr-staff.csv", STAFF + "1,Teachr,Roe,1980-01-01,2019-08-01,,,Active\n");
        assertThat(home.night(date)).as(home.said()).isZero();
    }

    private List<String> jobs() {
        return home
                .ask("select job_title || ' / ' || coalesce(staff_classification, '?') from fact_staff_assignment"
                        + " order by all")
                .stream()
                .map(row -> row.get(0, String.class))
                .toList();
    }

    @Test
    void aMappedWordAndAMappedCodeAreUsedFromTheNextNightOn() {
        firstNight();
        assertThat(jobs()).containsExactly("Teacher / Teacher", "Teachr / ?");

        decide("staff_assignment", "job_title", "Teachr", "Teacher", Verdict.MAP);
        decide("staff_assignment", "staff_classification", "Tchr.", "Teacher", Verdict.MAP);
        decide("staff", "legal_first_name", "Teachr", "Teacher", Verdict.MAP);
        night("2026-05-04", "3,P3,J1,Aide,Support,,1,2025-08-01,\n");

        assertThat(jobs()).containsExactly("Aide / Support", "Teacher / Teacher", "Teacher / Teacher");
        assertThat(home
                        .ask("select raw_value || ' > ' || standard_value || ' ' || how from standardization_fact"
                                + " where field = 'job_title'")
                        .stream()
                        .map(row -> row.get(0, String.class)))
                .containsExactly("Teachr > Teacher decision");
        assertThat(home.number("select count(*) from history_staff where legal_first_name = 'Teachr'"))
                .as("names of people are never changed")
                .isPositive();
    }

    @Test
    void aDecisionThatIsTakenBackIsAppliedNoMore() {
        decide("staff_assignment", "job_title", "Teachr", "Teacher", Verdict.MAP);
        night("2026-05-01", "");
        assertThat(jobs()).containsExactly("Teacher / ?", "Teacher / Teacher");

        decide("staff_assignment", "job_title", "Teachr", "Teachr", Verdict.KEEP);
        night("2026-05-04", "3,P3,J1,Aide,Support,,1,2025-08-01,\n");

        assertThat(jobs()).containsExactly("Aide / Support", "Teacher / Teacher", "Teachr / ?");
    }

    @Test
    void aDecisionIsAppliedWithoutAnyDelivery() {
        firstNight();
        assertThat(home.night("2026-05-01")).as(home.said()).isEqualTo(5);
        assertThat(home.said()).contains("contracts, rules, metrics and decisions are as they were");

        decide("staff_assignment", "job_title", "Teachr", "Teacher", Verdict.MAP);
        assertThat(home.night("2026-05-04")).as(home.said()).isZero();
        assertThat(jobs()).containsExactly("Teacher / ?", "Teacher / Teacher");

        assertThat(home.night("2026-05-05")).as(home.said()).isEqualTo(5);
    }

    @Test
    void whoIsWhoAndContractsAreAppliedWithoutAnyDelivery() throws IOException {
        firstNight();
        Path people = PeopleDecisions.file(home.home());
        Files.createDirectories(people.getParent());
        Files.writeString(
                people, "left_system,left_number,right_system,right_number,decision,decided_by,decided_on,why\n");
        assertThat(home.night("2026-05-04")).as("a file without decisions").isEqualTo(5);

        PeopleDecisions.append(
                home.home(),
                new PeopleDecisions.Decision(
                        0,
                        new PeopleDecisions.Side("HR staff", "1"),
                        new PeopleDecisions.Side("HR staff", "2"),
                        PeopleDecisions.Verdict.SAME,
                        "pat",
                        LocalDate.of(2026, 5, 4),
                        "one person"));
        assertThat(home.night("2026-05-04")).as(home.said()).isZero();
        assertThat(home.night("2026-05-05")).as(home.said()).isEqualTo(5);

        try (var shipped = DecidedValuesTest.class.getResourceAsStream("/contracts/hr/hr-assignments.yaml")) {
            Files.writeString(
                    home.home().contracts().resolve("hr-assignments.yaml"),
                    new String(shipped.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("{name: job_code}", "{name: job_code, physicalName: [job_title]}")
                            .replace("{name: job_title}", "{name: job_title, physicalName: [job_code]}"));
        }
        assertThat(home.night("2026-05-05")).as(home.said()).isZero();
        assertThat(jobs()).containsExactly("J1 / Teacher", "J2 / ?");
        assertThat(home.night("2026-05-06")).as(home.said()).isEqualTo(5);
    }

    @Test
    void theDistrictsSettingsRulesAndMetricsAreAppliedWithoutAnyDelivery() throws IOException {
        firstNight();
        Path settings = home.home().root().resolve("district.yaml");
        Files.writeString(settings, Files.readString(settings).replace("count_day: \"10-01\"", "count_day: \"10-02\""));
        assertThat(home.night("2026-05-04")).as(home.said()).isZero();
        assertThat(home.night("2026-05-05")).as(home.said()).isEqualTo(5);

        Path rule = home.home().quality().resolve("rules/own.yaml");
        Files.createDirectories(rule.getParent());
        Files.writeString(rule, """
                - id: OUR-01
                  name: Positions begin with P
                  entity: staff_assignment
                  field: position_id
                  dimension: conformity
                  severity: minor
                  query: position_id like 'P%'
                  clerkText: The position is not one of ours.
                  fixText: Enter the position of the list.
                """);
        assertThat(home.night("2026-05-05")).as(home.said()).isZero();
        assertThat(home.night("2026-05-06")).as(home.said()).isEqualTo(5);

        Files.writeString(rule, Files.readString(rule).replace("Positions begin with P", "Positions of the list"));
        assertThat(home.night("2026-05-06"))
                .as("only the book says it otherwise")
                .isZero();
        assertThat(home.ask("select distinct title from quality_rule where rule_id = 'OUR-01'"))
                .extracting(row -> row.get(0))
                .containsExactly("Positions of the list");
        Files.writeString(rule, "  effective: {until: 2020-21}\n", StandardOpenOption.APPEND);
        assertThat(home.night("2026-05-06")).as("other school years").isZero();
        assertThat(home.night("2026-05-06")).as(home.said()).isEqualTo(5);

        Files.createDirectories(home.home().metrics());
        Files.writeString(home.home().metrics().resolve("approved.txt"), "");
        assertThat(home.night("2026-05-06")).as(home.said()).isZero();
        assertThat(home.night("2026-05-07")).as(home.said()).isEqualTo(5);
    }

    @Test
    void whatANightCommittedThatThenFailedIsNeverPublished() throws IOException {
        firstNight();
        var undisturbed = jobs();

        decide("staff_assignment", "job_title", "Teachr", "Teacher", Verdict.MAP);
        // Who is who of the night before is looked at once the rows are on their way into the lake.
        Path links = home.home().lake().resolve("district/person_link/data");
        Path away = Files.move(links, folder.resolve("away"));
        home.deliver("hr-staff.csv", STAFF + "1,Anna,Roe,1980-01-01,2019-08-01,,,Active\n");
        assertThat(home.night("2026-05-04")).as(home.said()).isEqualTo(4);
        WorkFiles.forget(links);
        Files.move(away, links);

        Files.delete(home.home().decisions().resolve("values.csv"));
        assertThat(home.night("2026-05-04")).as(home.said()).isZero();
        assertThat(jobs()).isEqualTo(undisturbed);
    }

    @Test
    void factsTellThePatternOfAnAddressInWhateverScriptItIs() {
        home.deliver(
                "hr-staff.csv",
                STAFF.replace("birth_date", "email") + "1,José,Roe,José.王小明7@Example.org,2019-08-01,,,Active\n");
        assertThat(home.night("2026-05-01")).as(home.said()).isZero();
        assertThat(home.ask("select raw_value from standardization_fact where field = 'email'"))
                .extracting(row -> row.get(0))
                .containsExactly("a.a9@a.a");
    }
}
