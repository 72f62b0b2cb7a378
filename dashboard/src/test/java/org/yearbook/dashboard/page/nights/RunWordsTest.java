package org.yearbook.dashboard.page.nights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yearbook.warehouse.run.Run;
import org.yearbook.warehouse.run.Run.Came;
import org.yearbook.warehouse.run.Run.FileAccount;
import org.yearbook.warehouse.run.Run.State;

class RunWordsTest {

    private static Run ended(State state, String publication, FileAccount... files) {
        Instant began = Instant.parse("2026-05-15T07:00:00Z");
        return new Run(
                "20260515T070000-00000a",
                LocalDate.parse("2026-05-15"),
                false,
                began,
                began.plusSeconds(60),
                began.plusSeconds(60),
                state,
                "The disk is full.",
                publication,
                List.of(),
                List.of(),
                List.of(),
                List.of(files));
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "DIED"})
    void ofANightThatEndedBadlyItIsSaidWhatIsInForce(State state) {
        assertThat(words(ended(state, ""), false))
                .contains("the night before stay in force", "is still in the inbox")
                .doesNotContain("ublished all the same");
        assertThat(words(ended(state, "p"), true))
                .contains("Published, then", "published all the same and in force", "may still be in the inbox")
                .doesNotContain("published nothing", "the night before stay in force");
        assertThat(words(ended(state, ""), true))
                .as("the pointer knows what the record could not say")
                .contains("Published, then", "published all the same and in force")
                .doesNotContain("othing published", "the night before stay in force");
        assertThat(words(ended(state, "p"), false))
                .contains("Published, then", "another night are in force now")
                .doesNotContain("published nothing", "the night before stay in force");
    }

    @Test
    void sourcesThatWereNotPulledAreNoFilesThatWereHeldBack() {
        var pull = new FileAccount("sis", "pull of sis", Came.HELD, "It gave no token.", "Ask for one.", 0, 0, 0, 0);
        var file = new FileAccount("HR", "hr-staff.csv", Came.HELD, "A web page.", "Export again.", 9, 0, 9, 0);
        assertThat(words(ended(State.PUBLISHED_IN_PART, "p", pull, file), true))
                .contains("Published, 1 file was held back and 1 source could not be pulled\n")
                .contains("but 1 file was held back and 1 source could not be pulled: there the numbers stand");
        assertThat(words(ended(State.NOTHING, "", pull), true))
                .contains("Nothing published, 1 source could not be pulled\n")
                .contains("1 source could not be pulled and nothing else was new, so nothing was published.")
                .doesNotContain("held back");
        assertThat(words(ended(State.NOTHING, "", file), true)).contains("Nothing that was delivered could be taken");
        assertThat(words(ended(State.NOTHING, ""), true)).contains("There was nothing new to publish.");
    }

    private static String words(Run run, boolean inForce) {
        return RunWords.status(run, inForce) + "\n" + RunWords.finding(run, inForce) + "\n"
                + String.join("\n", RunWords.doing(run, inForce));
    }
}
