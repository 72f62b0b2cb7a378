package org.yearbook.warehouse.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.run.Run.Came;
import org.yearbook.warehouse.run.Run.FileAccount;
import org.yearbook.warehouse.run.Run.StageTime;
import org.yearbook.warehouse.run.Run.State;
import org.yearbook.warehouse.run.Run.Step;

class RunsTest {

    private static final Instant START = Instant.parse("2026-05-15T07:00:00Z");
    private static final LocalDate DAY = LocalDate.parse("2026-05-15");
    private static final String ID = "20260515T070000-00000a";
    private static final String NIGHT = "{\"id\":\"" + ID + "\",\"tables\":{\"a\":{\"files\":[\"x\"]}},"
            + "\"date\":\"2026-05-15\",\"finished\":\"2026-05-15T07:05:00Z\",\"items\":{";

    @TempDir
    Path folder;

    private DistrictHome home() {
        return new DistrictHome(folder);
    }

    private static Clock at(long seconds) {
        return Clock.fixed(START.plusSeconds(seconds), ZoneOffset.UTC);
    }

    private void ended(String id, String date, Consumer<RunRecorder> how) {
        try (var record = RunRecorder.begin(home(), id, LocalDate.parse(date), at(0))) {
            how.accept(record);
        }
    }

    @Test
    void aNightThatFoundNothingNewHeardOfAllThereWas() {
        assertThat(new Runs(home()).lastHeard()).isEmpty();
        ended("20260515T070000-00000a", "2026-05-15", record -> record.published("p", false));
        ended("20260516T070000-00000a", "2026-05-16", record -> record.nothing("The inbox is empty."));
        assertThat(new Runs(home()).lastHeard()).contains(LocalDate.parse("2026-05-16"));
        ended("20260517T070000-00000a", "2026-05-17", record -> {
            record.files(
                    List.of(new FileAccount("SIS", "pull of sis", Came.HELD, "It did not answer.", "", 0, 0, 0, 0)));
            record.nothing("Nothing was published.");
        });
        ended("20260518T070000-00000a", "2026-05-18", record -> record.failed("The disk is full."));
        assertThat(new Runs(home()).lastHeard())
                .as("neither a source that did not answer nor a night that failed")
                .contains(LocalDate.parse("2026-05-16"));
    }

    @Test
    void aRunIsReadWhileItGoesAndStaysAsItEnded() throws InterruptedException {
        var runs = new Runs(home());
        try (var record = RunRecorder.begin(home(), ID, DAY, at(0))) {
            assertThat(runs.latest().orElseThrow().state()).isEqualTo(State.RUNNING);
            record.stage(Stage.LAND);
            record.step(new Step("land", "SIS a.csv", 1200, 0.5));
            record.warn("A folder was left in the inbox.");
            Instant patience = Instant.now().plusSeconds(10);
            while (runs.latest().orElseThrow().rowsLanded() == 0
                    && Instant.now().isBefore(patience)) {
                Thread.sleep(50);
            }
            assertThat(runs.latest().orElseThrow().rowsLanded())
                    .as("written by itself")
                    .isEqualTo(1200);
            record.files(List.of(new FileAccount("SIS", "a.csv", Came.TONIGHT, "", "", 1200, 1190, 8, 2)));
            record.published(ID, false);
        }
        Run run = runs.find(ID).orElseThrow();
        assertThat(run.state()).isEqualTo(State.PUBLISHED);
        assertThat(run.publication()).isEqualTo(ID);
        assertThat(run.warnings()).containsExactly("A folder was left in the inbox.");
        assertThat(run.files()).hasSize(1).allMatch(FileAccount::balances);
        assertThat(run.stages()).containsExactly(new StageTime(Stage.LAND, START));
    }

    @Test
    void aRunWhoseProcessIsGoneWithoutAWordDied() {
        try (var record = RunRecorder.begin(home(), ID, DAY, at(0))) {
            record.stage(Stage.CONFORM);
        }
        Run died = new Runs(home()).latest().orElseThrow();
        assertThat(died.state()).isEqualTo(State.DIED);
        assertThat(died.stages()).as("how far it came").hasSize(1);
    }

    @Test
    void aRecordThatCannotBeReadIsListedButHidesNoOther() throws IOException {
        String before = "20260514T070000-00000a";
        try (var record = RunRecorder.begin(home(), before, DAY, at(0))) {
            record.nothing("The inbox is empty.");
        }
        damaged(ID);
        var runs = new Runs(home());
        assertThat(runs.ids()).containsExactly(ID, before);
        assertThat(runs.find(ID)).isEmpty();
        assertThat(runs.latest()).as("the newest that can be read").map(Run::id).hasValue(before);
        assertThat(Runs.began(ID)).isEqualTo(START);
        Files.writeString(home().runs().resolve(ID).resolve("night.json"), NIGHT);
        assertThat(runs.find(ID)).as("no release left it out: it is damaged").isEmpty();
    }

    private void damaged(String id) throws IOException {
        Files.createDirectories(home().runs().resolve(id));
        Files.writeString(home().runs().resolve(id).resolve("run.json"), "{\"id\":");
    }

    @Test
    void whatIsNoIdOfARunIsNoRun() throws IOException {
        damaged("20261399T256199-00000a");
        assertThat(new Runs(home()).ids()).isEmpty();
        assertThat(new Runs(home()).find("../" + ID)).isEmpty();
    }

    @Test
    void aNightOfAnEarlierReleaseIsKnownByItsDate() throws IOException {
        Files.createDirectories(home().runs().resolve(ID));
        Files.writeString(home().runs().resolve(ID).resolve("night.json"), NIGHT);
        Run run = new Runs(home()).latest().orElseThrow();
        assertThat(run.state()).isEqualTo(State.ONLY_KNOWN);
        assertThat(run.date()).isEqualTo(DAY);
    }

    @Test
    void aRunThatFailsOrDiesAfterItPublishedKeepsItsPublication() {
        try (var record = RunRecorder.begin(home(), ID, DAY, at(0))) {
            record.inForce("p");
            assertThat(new Runs(home()).find(ID).orElseThrow().publication())
                    .as("written at once")
                    .isEqualTo("p");
            record.failed("The disk is full.");
        }
        Run failed = new Runs(home()).find(ID).orElseThrow();
        assertThat(failed.state()).isEqualTo(State.FAILED);
        assertThat(failed.publication()).isEqualTo("p");
        assertThat(failed.words()).isEqualTo("The disk is full.");
        try (var record = RunRecorder.begin(home(), "20260516T070000-00000a", DAY, at(0))) {
            record.inForce("q");
        }
        Run died = new Runs(home()).latest().orElseThrow();
        assertThat(died.state()).isEqualTo(State.DIED);
        assertThat(died.publication()).isEqualTo("q");
    }

    private List<String> fourRuns() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            ids.add(0, "2026051" + i + "T070000-00000a");
            try (var record = RunRecorder.begin(home(), ids.get(0), DAY, at(0))) {
                record.nothing("The inbox is empty.");
            }
        }
        return ids;
    }

    @Test
    void onlyTheLatestRecordsAreKeptAndWhatTheLakeKeepsOfOthersIsNoRun() throws IOException {
        List<String> ids = fourRuns();
        Path published = home().runs().resolve(ids.get(2)).resolve("night.json");
        Files.writeString(published, NIGHT);
        var runs = new Runs(home(), 2);
        Files.writeString(home().runs().resolve(ids.get(3)).resolve(Runs.LINEAGE), "{}\n");
        runs.prune();
        assertThat(runs.ids()).isEqualTo(ids.subList(0, 2));
        assertThat(published).exists();
        assertThat(published.resolveSibling("run.json")).doesNotExist();
        assertThat(home().runs().resolve(ids.get(3))).doesNotExist();
    }

    @Test
    void anOldRunThatCannotBeRemovedKeepsNoOtherFromBeingRemoved() throws IOException {
        List<String> ids = fourRuns();
        Path inTheWay = home().runs().resolve(ids.get(2)).resolve("alive");
        Files.writeString(Files.createDirectories(inTheWay).resolve("somebody's"), "");
        new Runs(home(), 2).prune();
        assertThat(inTheWay).exists();
        assertThat(home().runs().resolve(ids.get(3))).doesNotExist();
        assertThat(new Runs(home()).ids()).isEqualTo(ids.subList(0, 2));
    }

    /** A run that took in files for some time, then computed for some time, and ended. */
    private static Run former(String id, long landing, long computing) {
        return new Run(
                id,
                DAY,
                false,
                START,
                START.plusSeconds(landing + computing),
                START.plusSeconds(landing + computing),
                State.PUBLISHED,
                "",
                id,
                List.of(new StageTime(Stage.LAND, START), new StageTime(Stage.PUBLISH, START.plusSeconds(landing))),
                List.of(),
                List.of(),
                List.of());
    }

    private static Run running(Stage stage) {
        return new Run(
                ID,
                DAY,
                false,
                START,
                START,
                null,
                State.RUNNING,
                "",
                "",
                List.of(new StageTime(stage, START)),
                List.of(),
                List.of(),
                List.of());
    }

    @Test
    void theEndIsExpectedAsTheMiddleOfFormerNightsHadIt() {
        List<Run> former = List.of(former("a", 10, 100), former("b", 20, 300), former("c", 900, 200));
        var early = Expectation.of(running(Stage.LAND), former, START.plusSeconds(5))
                .orElseThrow();
        assertThat(Duration.between(START, early.end())).isEqualTo(Duration.ofSeconds(20 + 200));
        assertThat(early.late()).isFalse();
        assertThat(early.nights()).isEqualTo(3);
        var over = Expectation.of(running(Stage.LAND), former, START.plusSeconds(60))
                .orElseThrow();
        assertThat(Duration.between(START, over.end())).isEqualTo(Duration.ofSeconds(60 + 200));
        assertThat(over.late()).as("one of them took 900 s").isFalse();
        var late = Expectation.of(running(Stage.PUBLISH), former, START.plusSeconds(301))
                .orElseThrow();
        assertThat(late.late()).isTrue();
        assertThat(late.end()).isEqualTo(START.plusSeconds(301));
        assertThat(Expectation.of(running(Stage.LAND), List.of(), START)).isEmpty();
    }

    @Test
    void nightsThatFoundNothingAndRefreshesAreNoMeasureOfANight() {
        try (var record = RunRecorder.begin(home(), "20260514T070000-00000a", DAY, at(0))) {
            record.published("p", true);
        }
        try (var record = RunRecorder.begin(home(), "20260514T080000-00000a", DAY, at(0))) {
            record.nothing("The inbox is empty.");
        }
        var hourly = new RunRecorder.Kind(DAY, true);
        try (var record = RunRecorder.begin(home(), "20260514T090000-00000a", hourly, at(0))) {
            record.published("q", false);
        }
        assertThat(new Runs(home()).publishedBefore(running(Stage.LAND), 5))
                .extracting(Run::id)
                .containsExactly("20260514T070000-00000a");
    }
}
