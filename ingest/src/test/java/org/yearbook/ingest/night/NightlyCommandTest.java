package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code yearbook nightly} as it is typed. */
class NightlyCommandTest {

    @TempDir
    Path folder;

    private TestHome home;
    private String said = "";

    @BeforeEach
    void newHome() {
        home = new TestHome(folder.resolve("home"));
        home.deliver(
                "hr-absences-2025-26.csv", "employee_id,absence_date,days,reason\n1,2025-09-15,1,Personal leave\n");
    }

    private int nightly(LocalDate date) {
        return nightly(date.toString());
    }

    private int nightly(String date) {
        var words = new StringWriter();
        int status = YearbookIngest.commandLine()
                .setOut(new PrintWriter(words, true))
                .setErr(new PrintWriter(words, true))
                .execute("nightly", "--home", home.home().root().toString(), "--date", date);
        said = words.toString();
        return status;
    }

    @Test
    void aDateInAnotherWayIsToldInWords() {
        assertThat(nightly("10/1/2025")).isEqualTo(2);
        assertThat(said)
                .contains("'10/1/2025' is no day; write it like 2026-05-15")
                .doesNotContain("java.time");
    }

    @Test
    void aDateMoreThanAYearAheadIsTakenForASlip() {
        LocalDate today = LocalDate.now(ZoneId.of("America/Chicago"));
        assertThat(nightly(today.plusYears(36))).isEqualTo(2);
        assertThat(said)
                .contains("--date " + today.plusYears(36) + " is more than a year after today, " + today)
                .contains("Correct the date");
        assertThat(home.home().inbox().resolve("hr-absences-2025-26.csv"))
                .as("nothing is touched")
                .exists();
        assertThat(nightly(today.plusYears(1).plusDays(2))).isEqualTo(2);
        assertThat(nightly(today.plusYears(1).minusDays(1))).as(said).isZero();
    }

    @Test
    void aNightThatIsTurnedAwayDoesNotMakeTheFilesThatAreDueEither() throws IOException {
        Files.writeString(
                home.home().settings(),
                Files.readString(home.home().settings())
                        + "\nfederal: {district_id: \"1\", hand_in: {weeks_before: x}}\n");
        try (var first =
                NightLock.tryLock(home.home(), "the night of 2026-06-01").orElseThrow()) {
            assertThat(nightly("2026-06-01")).isEqualTo(4);
        }
        assertThat(said)
                .contains("nothing was touched")
                .as("what is due was not even asked for")
                .doesNotContain("files that are due");
        assertThat(nightly("2026-06-01")).as(said).isZero();
        assertThat(said).contains("The files that are due could not be made.");
    }

    @Test
    void beforeTheFirstPublicationNoFileIsDue() throws IOException {
        Files.delete(home.home().inbox().resolve("hr-absences-2025-26.csv"));
        Files.writeString(
                home.home().settings(),
                Files.readString(home.home().settings()) + "\nfederal: {district_id: \"00100\"}\n");
        assertThat(nightly("2026-09-01")).isEqualTo(4);
        assertThat(said).contains("The inbox is empty").doesNotContain("due");
    }
}
