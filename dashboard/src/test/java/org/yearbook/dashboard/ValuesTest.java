package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Role;
import org.yearbook.warehouse.answer.SamplePublication;

class ValuesTest {

    private static final String JOBS = "/quality/values/staff_assignment/job_title";

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(SamplePublication.in(folder), true);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Visitor visitor(Role role, String... schools) {
        String name = role.code();
        String password = server.running().bean(Passwords.class).fresh();
        People people = server.running().bean(People.class);
        people.demo(
                new Newcomer(name, name, role, Set.of(schools)),
                server.running().bean(Passwords.class).hash(password));
        var visitor = server.visitor();
        visitor.signIn(name, password);
        return visitor;
    }

    private String decisions() throws IOException {
        Path file = folder.resolve("decisions/values.csv");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    void theReportTellsOfEachFieldHowMuchIsStandardAndWhatCouldBeMerged() {
        String page = server.visitor("superintendent").get("/quality/values").body();
        assertThat(page)
                .contains("“Para-Professional”", "Paraprofessional", "“Kindergarden”", "KG (Kindergarten)")
                // 482 of 507 rows are written as they are kept
                .contains("95.0%");
        String jobs = server.visitor("superintendent").get(JOBS).body();
        assertThat(jobs).contains("School Nurse", "Nurse, School", "Birch Creek Elementary School 9");
    }

    @Test
    void whatIsMappedStaysADebtOfItsSchoolUntilTheSourceIsMended() {
        String page = visitor(Role.STEWARD).get("/quality/values").body();
        assertThat(page.substring(page.indexOf("id=\"fresh\""), page.indexOf("id=\"debts\"")))
                .contains("Techer", "Kindergarden")
                .doesNotContain(">Teacher<");
        assertThat(page.substring(page.indexOf("id=\"debts\""), page.indexOf("id=\"fields\"")))
                .contains("District office", "Mapped here");
        String grades = "/quality/values/school_enrollment/grade_level";
        assertThat(visitor(Role.CLERK, "0102").get(grades).body())
                .contains("id=\"owed\"", "Kinder")
                .doesNotContain("Kindergarden");
    }

    @Test
    void aCodeOfTheDistrictsOwnCanBeChosenAndAFaultyFileIsToldAndDoesNotHideThePage() throws IOException {
        String grades = "/quality/values/school_enrollment/grade_level";
        Path file =
                Files.createDirectories(folder.resolve("code-sets/grade-level")).resolve("2015-16.csv");
        Files.writeString(file, "code,label,variants\nEK,Early kindergarten,\n");
        var steward = visitor(Role.STEWARD);
        steward.submit(grades, grades, Map.of("decision", "map", "other", "EK", "value", "Kindergarden"));
        assertThat(decisions()).contains("school_enrollment,grade_level,Kindergarden,EK,map");

        Files.writeString(file, "code,label\n");
        assertThat(steward.get("/quality/values").body())
                .contains("code-sets/grade-level/2015-16.csv line 1", "Grade level");
    }

    @Test
    void anApprovedMergeIsARowForTheNextNightAndProposedNoMore() throws IOException {
        var steward = visitor(Role.STEWARD);
        assertThat(steward.get(JOBS).body()).contains("value=\"Techer\"");
        var done = steward.submit(
                JOBS, JOBS, Map.of("decision", "map", "target", "Teacher", "value", "Techer", "why", "typing mistake"));
        assertThat(done.body())
                .contains("The value is merged from the next night on", "stands for")
                .doesNotContain("name=\"value\" value=\"Techer\" checked");
        assertThat(decisions())
                .contains("staff_assignment,job_title,Techer,Teacher,map,steward,")
                .contains(",typing mistake\n");
        assertThat(server.running().bean(AuditTrail.class).latest(3))
                .anySatisfy(entry -> assertThat(entry.subject()).isEqualTo("staff_assignment.job_title map 1"));
    }

    @Test
    void aValueWithACommaIsOneValue() throws IOException {
        visitor(Role.STEWARD)
                .submit(JOBS, JOBS, Map.of("decision", "map", "target", "School Nurse", "value", "Nurse, School"));
        assertThat(decisions().lines()).hasSize(2).last().asString().contains("\"Nurse, School\",School Nurse,map");
    }

    @Test
    void valuesThatAreNotTheSameOrRightAsTheyAreAreProposedNoMore() throws IOException {
        var steward = visitor(Role.STEWARD);
        steward.submit(JOBS, JOBS, Map.of("decision", "different", "target", "Teacher", "value", "Techer"));
        steward.submit(
                JOBS, JOBS, Map.of("decision", "keep", "target", "Paraprofessional", "value", "Para-Professional"));
        assertThat(decisions()).contains("Techer,Teacher,different", "Para-Professional,Para-Professional,keep");
        String page = steward.get(JOBS).body();
        assertThat(page.substring(page.indexOf("id=\"proposals\""), page.indexOf("id=\"values\"")))
                .doesNotContain("value=\"Techer\"", "value=\"Para-Professional\"")
                .contains("value=\"TEACHER\"");
    }

    @Test
    void aCodedFieldTakesOnlyItsOwnCodes() throws IOException {
        String grades = "/quality/values/school_enrollment/grade_level";
        var steward = visitor(Role.STEWARD);
        assertThat(steward.submit(grades, grades, Map.of("decision", "map", "other", "Kinder", "value", "Kindergarden"))
                        .body())
                .contains("is not a code of this field");
        assertThat(decisions()).isEmpty();
        steward.submit(grades, grades, Map.of("decision", "map", "target", "KG", "value", "Kindergarden"));
        assertThat(decisions()).contains("school_enrollment,grade_level,Kindergarden,KG,map");
    }

    @Test
    void onlyWhoeverAnswersForTheRecordsInTheWholeDistrictDecides() throws IOException {
        Map<String, String> merge = Map.of("decision", "map", "target", "Teacher", "value", "Techer");
        var principal = visitor(Role.PRINCIPAL, "0101");
        assertThat(principal.get(JOBS).body()).contains("School Nurse").doesNotContain(">Merge<");
        assertThat(principal.submit("/", JOBS, merge).statusCode()).isEqualTo(403);
        var registrar = visitor(Role.REGISTRAR);
        assertThat(registrar.get(JOBS).statusCode()).isEqualTo(404);
        assertThat(registrar.submit("/", JOBS, merge).statusCode()).isEqualTo(404);
        assertThat(registrar.get("/quality/values").body()).doesNotContain("Job title", "Techer");
        assertThat(decisions()).isEmpty();
        visitor(Role.HUMAN_RESOURCES).submit(JOBS, JOBS, merge);
        assertThat(decisions()).contains("Techer,Teacher,map,human_resources");
    }

    @Test
    void aDecisionsFileThatCannotBeReadIsToldAndNeverOverwritten() throws IOException {
        Files.createDirectories(folder.resolve("decisions"));
        Files.writeString(folder.resolve("decisions/values.csv"), "by hand, and wrong\n");
        var steward = visitor(Role.STEWARD);
        assertThat(steward.get("/quality/values").body()).contains("must begin with the line entity,field");
        steward.submit("/", JOBS, Map.of("decision", "map", "target", "Teacher", "value", "Techer"));
        assertThat(decisions()).isEqualTo("by hand, and wrong\n");
    }
}
