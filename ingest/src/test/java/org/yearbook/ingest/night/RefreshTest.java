package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.source.http.ScriptedServer;
import org.yearbook.warehouse.publish.GoneBack;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.run.Heard;
import org.yearbook.warehouse.run.Run;
import org.yearbook.warehouse.run.Runs;

/** What is taken in more often than nightly. */
class RefreshTest {

    private static final String STAFF =
            "employee_id,legal_first_name,legal_last_name,birth_date,hire_date,separation_date,separation_reason,status\n";
    private static final String ASSIGNMENTS =
            "employee_id,position_id,job_code,job_title,staff_classification,school_number,fte,begin_date,end_date\n";
    private static final String ANN = "1,P1,T,Teacher,Teacher,100,1.0,2024-08-01,\n";
    private static final String BOB = "2,P2,T,Teacher,Teacher,100,1.0,2024-08-01,\n";
    private static final String BOB_HALF = "2,P2,T,Teacher,Teacher,100,a half,2024-08-01,\n";
    private static final String DAY = "2026-05-15";

    @TempDir
    Path folder;

    private TestHome home;
    private String said = "";

    @BeforeEach
    void open() {
        home = new TestHome(folder.resolve("home"));
    }

    private void aNightOfADistrictThatRefreshesItsAssignments() throws IOException {
        setting("refresh: {every: 1h, between: \"07:00-17:00\", files: [\"hr-assignments*.csv\"]}\n");
        home.deliver("hr-staff.csv", STAFF + staff(1, "Ann") + staff(2, "Bob"));
        home.deliver("hr-assignments.csv", ASSIGNMENTS + ANN);
        assertThat(home.night(DAY)).as(home.said()).isZero();
    }

    private void setting(String more) throws IOException {
        Files.writeString(home.home().settings(), "\n" + more, StandardOpenOption.APPEND);
    }

    private static String staff(int number, String name) {
        return number + "," + name + ",Roe,1980-01-01,2019-08-01,,,Active\n";
    }

    private int refresh(String date) {
        var words = new StringWriter();
        var terminal = new PrintWriter(words, true);
        int status = NightlyCommand.refresh(
                home.home().root(), LocalDate.parse(date), new ConsoleNight(terminal, false), terminal);
        said = words.toString();
        return status;
    }

    private int refreshWith(String... assignments) {
        home.deliver("hr-assignments.csv", ASSIGNMENTS + String.join("", assignments));
        return refresh(DAY);
    }

    private Publication inForce() {
        return Publications.current(home.home()).orElseThrow();
    }

    private List<Heard> heard() {
        return Heard.of(home.home(), inForce().night());
    }

    private Run lastRun() {
        return new Runs(home.home()).latest().orElseThrow();
    }

    @Test
    void aRefreshTakesWhatItNamesAndLeavesTheRestToTheNight() throws IOException {
        aNightOfADistrictThatRefreshesItsAssignments();
        Publication night = inForce();
        Instant atNight = heard().get(0).at();
        assertThat(heard())
                .singleElement()
                .satisfies(one -> assertThat(List.of(one.by(), one.contract(), one.source(), one.entity()))
                        .containsExactly("hr-assignments*.csv", "hr-assignments", "HR", "staff_assignment"));
        home.deliver("hr-staff.csv", STAFF + staff(1, "Anne") + staff(2, "Bob"));
        assertThat(refresh(DAY)).as(said).isEqualTo(5);
        assertThat(said).contains("Nothing new came of what is refreshed");
        assertThat(inForce()).isEqualTo(night);
        assertThat(heard().get(0).at()).as("nothing came").isEqualTo(atNight);

        assertThat(refreshWith(ANN, BOB_HALF)).as(said).isZero();
        assertThat(bob()).isEqualTo("2026-05-15 null null");
        assertThat(lastRun().refresh()).isTrue();
        assertThat(inForce().asOf()).isEqualTo(night.asOf());
        assertThat(inForce().id()).isGreaterThan(night.id());
        assertThat(home.number("select count(*) from fact_staff_assignment")).isEqualTo(2);
        assertThat(home.number("select count(*) from dim_staff where legal_first_name = 'Ann'"))
                .isOne();
        assertThat(home.home().inbox().resolve("hr-staff.csv")).exists();
        assertThat(home.home().inbox().resolve("hr-assignments.csv")).doesNotExist();
        assertThat(heard().get(0).at()).isAfter(atNight);

        Publication hour = inForce();
        assertThat(refreshWith(ANN, BOB_HALF)).as("the same again: " + said).isEqualTo(5);
        assertThat(inForce()).isEqualTo(hour);
        assertThat(heard().get(0).at())
                .as("but it was heard")
                .isAfter(lastRun().began().minusSeconds(1));
        overrulesNobodyWhoWentBackTo(night);
        issuesAreNewOpenOrFixedByTheDay();
    }

    @Test
    void aFileThatLiesOnAServerAsItDidGrowsOldHoweverOftenItIsAskedFor() throws IOException {
        try (var server = new ScriptedServer()) {
            server.then(200, ASSIGNMENTS + ANN, "ETag", "\"1\"").then(304, "");
            setting("refresh: {every: 1h, between: \"07:00-17:00\", sources: [drop]}\nsources:\n"
                    + "  - {name: drop, kind: https, url: \"" + server.url("/a.csv")
                    + "\", saveAs: hr-assignments.csv}\n");
            home.deliver("hr-staff.csv", STAFF + staff(1, "Ann"));
            assertThat(home.night(DAY)).as(home.said()).isZero();
            Instant came = heard().get(0).at();
            assertThat(heard().get(0).by()).isEqualTo("drop");

            assertThat(refresh(DAY)).as(said).isEqualTo(5);
            assertThat(server.heard()).as("it was asked for").hasSize(2);
            assertThat(heard().get(0).at())
                    .as("whoever writes it may have stopped")
                    .isEqualTo(came);
        }
    }

    private void overrulesNobodyWhoWentBackTo(Publication night) {
        Publication hour = inForce();
        Publications.goBack(
                home.home(),
                night,
                new GoneBack(hour.id(), hour.asOf(), "Pat", Instant.now(), "HR sent a wrong file."));
        assertThat(refreshWith(BOB)).isEqualTo(5);
        assertThat(said).contains("Pat went back");
        assertThat(inForce()).isEqualTo(night);
        assertThat(home.home().inbox().resolve("hr-assignments.csv")).exists();
        Publications.makeCurrent(home.home(), hour);
    }

    private void issuesAreNewOpenOrFixedByTheDay() {
        assertThat(refreshWith(ANN, BOB)).as(said).isZero();
        assertThat(bob()).isEqualTo("2026-05-15 2026-05-15 null");
        assertThat(refreshWith(ANN, BOB_HALF)).as(said).isZero();
        assertThat(bob()).as("it was gone for an hour, not for a night").isEqualTo("2026-05-15 null null");

        home.deliver("hr-assignments.csv", ASSIGNMENTS + ANN + BOB);
        assertThat(home.night("2026-05-16")).as(home.said()).isZero();
        assertThat(lastRun().refresh()).isFalse();
        assertThat(home.number("select count(*) from dim_staff where legal_first_name = 'Anne'"))
                .as("the night takes all")
                .isOne();
        assertThat(bob()).isEqualTo("2026-05-15 2026-05-16 null");
    }

    private String bob() {
        return home
                .ask("select concat_ws(' ', first_seen, coalesce(cast(resolved_on as varchar), 'null'),"
                        + " coalesce(cast(reopened_on as varchar), 'null')) from quality_issue"
                        + " where entity = 'staff_assignment' and field = 'fte'")
                .stream()
                .map(row -> row.get(0, String.class))
                .collect(Collectors.joining("; "));
    }

    @Test
    void aRefreshStandsForNoNight() throws IOException {
        assertThat(refresh(DAY)).as("nothing is said of refreshes").isEqualTo(2);
        setting("refresh: {every: 1h, files: [\"hr-*.csv\"]}\n");
        assertThat(refreshWith(ANN)).isEqualTo(4);
        assertThat(said).contains("No night has published yet");
    }

    @Test
    void aSettingThatNamesNoSourceEndsTheNightTooAndSoDoesAFaultInNights() throws IOException {
        setting("refresh: {every: 1h, files: [\"hr-*.csv\"]}\n");
        String before = Files.readString(home.home().settings());
        Files.writeString(home.home().settings(), before.replace("files: [\"hr", "sources: [sis], files: [\"hr"));
        assertThat(home.night("2026-05-16")).isEqualTo(2);
        assertThat(home.said())
                .contains("'refresh' of district.yaml names the sources sis, and 'sources' has none at all.");
        Files.writeString(home.home().settings(), before + "\nnights: {at: \"half past two\"}\n");
        assertThat(home.night("2026-05-16")).isEqualTo(2);
        assertThat(home.said()).contains("'at' is not a time of the day");
    }
}
