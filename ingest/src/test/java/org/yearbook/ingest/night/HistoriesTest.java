package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.publish.Audience;

/** What a record said from which night to which. */
class HistoriesTest {

    private static final String HEADER =
            "employee_id,legal_first_name,legal_last_name,birth_date,hire_date,separation_date,separation_reason,status\n";
    private static final String ANA = "1,Ana,Roe,1980-01-01,2019-08-01,,,Active\n";
    private static final String BEN = "2,Ben,Poe,1981-01-01,2019-08-01,,,Active\n";

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private TestHome home;

    @BeforeEach
    void newHome() {
        home = new TestHome(folder.resolve("home"));
    }

    /** Ana and Ben as they are on the first of May. */
    private void firstNight() {
        home = new HomeAgain(shared).after(first -> night(first, "2026-05-01", ANA, BEN));
    }

    private void night(String date, String... staff) {
        night(home, date, staff);
    }

    private static void night(TestHome home, String date, String... staff) {
        home.deliver("hr-staff.csv", HEADER + String.join("", staff));
        assertThat(home.night(date)).as(home.said()).isZero();
    }

    private List<String> versions() {
        return home
                .ask("select employee_id || ' ' || legal_last_name || ' ' || status || ' ' || valid_from || ' to '"
                        + " || coalesce(cast(valid_to as varchar), 'now') from history_staff order by all")
                .stream()
                .map(row -> row.get(0, String.class))
                .toList();
    }

    @Test
    void eachChangeBeginsAVersionAndEndsTheOneBefore() {
        firstNight();
        assertThat(versions()).containsExactly("1 Roe Active 2026-05-01 to now", "2 Poe Active 2026-05-01 to now");

        night("2026-05-04", ANA.replace("Roe", "Roe-Smith"), BEN);
        assertThat(versions())
                .containsExactly(
                        "1 Roe Active 2026-05-01 to 2026-05-03",
                        "1 Roe-Smith Active 2026-05-04 to now",
                        "2 Poe Active 2026-05-01 to now");

        night("2026-05-10", BEN.replace("Active", "Leave"));
        assertThat(versions())
                .containsExactly(
                        "1 Roe Active 2026-05-01 to 2026-05-03",
                        "1 Roe-Smith Active 2026-05-04 to 2026-05-09",
                        "2 Poe Active 2026-05-01 to 2026-05-09",
                        "2 Poe Leave 2026-05-10 to now");

        night("2026-05-12", ANA.replace("Roe", "Roe-Smith"), BEN.replace("Active", "Leave"));
        assertThat(versions())
                .contains("1 Roe-Smith Active 2026-05-04 to 2026-05-09", "1 Roe-Smith Active 2026-05-12 to now")
                .hasSize(5);
    }

    @Test
    void theSameNightAgainReplacesWhatItSaid() {
        night("2026-05-01", ANA);
        night("2026-05-04", ANA.replace("Roe", "Mistake"));
        night("2026-05-04", ANA.replace("Roe", "Roe-Smith"));
        assertThat(versions())
                .containsExactly("1 Roe Active 2026-05-01 to 2026-05-03", "1 Roe-Smith Active 2026-05-04 to now");
    }

    @Test
    void rowsThatMoveWithinTheirFileAreNoChange() {
        firstNight();
        night("2026-05-04", BEN, ANA);
        assertThat(versions()).hasSize(2).allMatch(version -> version.endsWith("2026-05-01 to now"));
    }

    @Test
    void aNewColumnOfTheSourceIsAChangeOfWhatItFills() {
        firstNight();
        home.deliver(
                "hr-staff.csv",
                HEADER.replace("\n", ",email\n")
                        + ANA.replace("\n", ",ana@district.example\n")
                        + BEN.replace("\n", ",\n"));
        assertThat(home.night("2026-05-04")).as(home.said()).isZero();
        assertThat(versions())
                .containsExactly(
                        "1 Roe Active 2026-05-01 to 2026-05-03",
                        "1 Roe Active 2026-05-04 to now",
                        "2 Poe Active 2026-05-01 to now");
        assertThat(home.number("select count(*) from history_staff where email is not null"))
                .isOne();
    }

    private void assignments(String date, String... rows) {
        home.deliver("edfi-staff-assignments-all.jsonl", String.join("\n", rows) + "\n");
        assertThat(home.night(date)).as(home.said()).isZero();
    }

    private static String assignment(String employee, String school, String title, String fte) {
        return "{\"staffNumber\": \"" + employee + "\", \"positionTitle\": \"" + title
                + "\", \"staffClassification\": \"Teacher\", \"schoolNumber\": \"" + school
                + "\", \"fullTimeEquivalency\": \"" + fte + "\", \"beginDate\": \"2025-08-01\"}";
    }

    private List<String> assignments() {
        return home
                .ask(
                        "select concat_ws(' ', employee_id, coalesce(school_number, '-'), job_title, fte, valid_from, 'to',"
                                + " coalesce(cast(valid_to as varchar), 'now')) from history_staff_assignment order by all")
                .stream()
                .map(row -> row.get(0, String.class).replaceAll("\\.0+ ", " "))
                .toList();
    }

    @Test
    void recordsThatASystemNamesOtherwiseThanOthersHaveVersionsToo() {
        firstNight();
        assignments("2026-05-02", assignment("1", "107", "Art", "1"));
        assignments("2026-05-04", assignment("1", "107", "Art", "0.5"), assignment("2", "107", "Music", "1"));
        assertThat(assignments())
                .containsExactly(
                        "1 107 Art 0.5000 2026-05-04 to now",
                        "1 107 Art 1 2026-05-02 to 2026-05-03",
                        "2 107 Music 1 2026-05-04 to now");
    }

    @Test
    void anUnchangedRecordWithABlankInItsKeyStaysOneVersion() {
        firstNight();
        assignments("2026-05-02", assignment("1", "", "Art", "1"), assignment("1", "", "Art", "1"));
        assignments("2026-05-04", assignment("1", "", "Art", "1"), assignment("2", "107", "Music", "1"));
        assertThat(assignments()).containsExactly("1 - Art 1 2026-05-02 to now", "2 107 Music 1 2026-05-04 to now");
        assignments("2026-05-05", assignment("1", "", "Art", "0.5"), assignment("2", "107", "Music", "1"));
        assertThat(assignments())
                .containsExactly(
                        "1 - Art 0.5000 2026-05-05 to now",
                        "1 - Art 1 2026-05-02 to 2026-05-04",
                        "2 107 Music 1 2026-05-04 to now");
    }

    @Test
    void noVersionLiesInWhatAnalystsOrThePublicGet() {
        night("2026-05-01", ANA);
        assertThat(home.number("select count(*) from duckdb_tables() where table_name like 'history_%'"))
                .isPositive();
        for (var audience : List.of(Audience.ANALYST, Audience.PUBLIC)) {
            assertThat(home.tables(audience)).isNotEmpty().noneMatch(table -> table.startsWith("history_"));
        }
    }
}
