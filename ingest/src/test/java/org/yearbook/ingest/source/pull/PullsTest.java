package org.yearbook.ingest.source.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The framework, with a kind of source that writes what a test tells it to. */
class PullsTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    @TempDir
    Path folder;

    private SourceHome home;
    private final List<PullContext> contexts = new ArrayList<>();
    private Pulling pulling = context -> new PullOutcome.Nothing(Map.of(), List.of());

    private interface Pulling {
        PullOutcome pull(PullContext context) throws PullFailure, IOException;
    }

    /** What {@code kind: written} means here. */
    private final class Written implements SourceKind, Source {

        @Override
        public String name() {
            return "written";
        }

        @Override
        public Source read(SourceSettings settings) {
            return this;
        }

        @Override
        public PullOutcome pull(PullContext context) throws PullFailure {
            contexts.add(context);
            try {
                return pulling.pull(context);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void check(PullContext context, Consumer<String> tell) {
            tell.accept("here");
        }
    }

    @BeforeEach
    void open() {
        home = new SourceHome(folder).kinds(new Written()).sources("- {name: one, kind: written}");
    }

    private Pulls pulls() {
        return home.pulls();
    }

    private PullResult pull(LocalDate date) {
        return pulls().due(date).get(0);
    }

    private static PullOutcome file(PullContext context, String name, String text, boolean full) throws IOException {
        Path file = Files.writeString(context.work().resolve(name), text);
        return new PullOutcome.Brought(List.of(file), full, Map.of("seen", text), List.of());
    }

    @Test
    void theStateThatAnEarlierReleaseLeftIsRead() throws IOException {
        Path states = Files.createDirectories(folder.resolve("earlier").resolve("sources"));
        Files.writeString(
                states.resolve("sis.json"),
                "{\"failure\":null,\"fullNext\":false,\"lastFull\":\"2026-05-01\",\"lastPull\":\"2026-05-15\","
                        + "\"marks\":{\"a\":\"b\"},\"waiting\":[]}");
        PullState read = new PullStates(folder.resolve("earlier")).read("sis");
        assertThat(read.lastPull()).hasToString("2026-05-15");
        assertThat(read.marks()).containsEntry("a", "b");
        assertThat(read.brought()).isNull();
    }

    @Test
    void whatWasBroughtLiesInTheInboxAndIsRemembered() throws IOException {
        pulling = context -> file(context, "a.csv", "one", true);
        PullResult result = pull(MONDAY);
        assertThat(result.items()).containsExactly("a.csv");
        assertThat(home.inbox()).containsExactly("a.csv");
        PullState state = home.state("one");
        assertThat(state.lastPull()).isEqualTo(MONDAY);
        assertThat(state.lastFull()).isEqualTo(MONDAY);
        assertThat(state.marks()).containsEntry("seen", "one");
        assertThat(state.waiting()).containsExactly("a.csv");
        assertThat(home.home().inbox().resolve(".pulling/one")).doesNotExist();
        assertThat(contexts.get(0).full()).isTrue();
        home.takeAll();
        pull(MONDAY.plusDays(1));
        assertThat(contexts.get(1).full()).isFalse();
        assertThat(contexts.get(1).before().marks()).containsEntry("seen", "one");
    }

    @Test
    void aFailedPullLeavesNothingAndForgetsNothing() {
        pulling = context -> file(context, "a.csv", "one", true);
        pull(MONDAY);
        home.takeAll();
        pulling = context -> {
            file(context, "half.csv", "half", true);
            throw new PullFailure("It broke.", "Wait.");
        };
        PullResult result = pull(MONDAY.plusDays(1));
        assertThat(result.failure()).isNotNull();
        assertThat(home.inbox()).isEmpty();
        assertThat(home.state("one").lastPull()).isEqualTo(MONDAY);
        assertThat(home.state("one").marks()).containsEntry("seen", "one");
        assertThat(home.state("one").failure()).isEqualTo("It broke.");
        pulling = context -> new PullOutcome.Nothing(Map.of("seen", "two"), List.of());
        PullResult well = pull(MONDAY.plusDays(2));
        assertThat(well.recovered()).isTrue();
        assertThat(home.state("one").failure()).isNull();
    }

    @Test
    void aFaultOfTheProgramFailsThatSourceAlone() {
        home.sources("- {name: one, kind: written}\n- {name: two, kind: written}");
        pulling = context -> {
            if (context.source().equals("one")) {
                throw new IllegalStateException("a name of a student");
            }
            return file(context, "b.csv", "two", true);
        };
        List<PullResult> results = pulls().due(MONDAY);
        assertThat(results).extracting(PullResult::source).containsExactly("one", "two");
        assertThat(results.get(0).failure()).isNotNull();
        assertThat(results.get(0).failure().reason())
                .contains("IllegalStateException")
                .doesNotContain("student");
        assertThat(results.get(1).items()).containsExactly("b.csv");
    }

    @Test
    void onlyWhatIsDueIsPulled() {
        home.sources("- {name: one, kind: written, every: weekly}\n- {name: two, kind: written, paused: true}");
        assertThat(pulls().due(MONDAY)).extracting(PullResult::source).containsExactly("one");
        assertThat(pulls().due(MONDAY.plusDays(6))).isEmpty();
        assertThat(pulls().due(MONDAY.plusDays(7))).hasSize(1);
    }

    @Test
    void aWeeklySourceThatFailedIsTriedAgainTheNextNight() {
        home.sources("- {name: one, kind: written, every: weekly}");
        pulling = context -> {
            throw new PullFailure("It broke.", "Wait.");
        };
        pulls().due(MONDAY);
        assertThat(pulls().due(MONDAY.plusDays(1))).hasSize(1);
    }

    @Test
    void aLaterFileOfOurOwnTakesThePlaceOfOneThatNobodyTook() throws IOException {
        pulling = context -> file(context, "a.csv", "one", true);
        pull(MONDAY);
        pulling = context -> file(context, "a.csv", "two", true);
        assertThat(pull(MONDAY.plusDays(1)).failure()).isNull();
        assertThat(Files.readString(home.home().inbox().resolve("a.csv"))).isEqualTo("two");
    }

    @Test
    void aFileThatSomebodyElsePutThereIsNeverOverwritten() throws IOException {
        Files.writeString(home.home().inbox().resolve("a.csv"), "by hand");
        pulling = context -> file(context, "a.csv", "one", true);
        PullResult result = pull(MONDAY);
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().reason()).contains("lies in the inbox already");
        assertThat(Files.readString(home.home().inbox().resolve("a.csv"))).isEqualTo("by hand");
    }

    @Test
    void foldersOfOnePullNeverTakeEachOthersName() throws IOException {
        Files.createDirectories(home.home().inbox().resolve("roster"));
        pulling = context -> {
            List<Path> folders = new ArrayList<>();
            for (String name : List.of("roster", "roster-2")) {
                Path bundle = Files.createDirectories(context.work().resolve(name));
                Files.writeString(bundle.resolve("of.csv"), name);
                folders.add(bundle);
            }
            return new PullOutcome.Brought(folders, true, Map.of(), List.of());
        };
        PullResult result = pull(MONDAY);
        assertThat(result.failure()).isNull();
        assertThat(result.items()).containsExactly("roster-2", "roster-2-2");
        assertThat(home.home().inbox().resolve("roster-2").resolve("of.csv")).hasContent("roster");
        assertThat(home.home().inbox().resolve("roster-2-2").resolve("of.csv")).hasContent("roster-2");
    }

    @Test
    void aStateThatCannotBeReadMeansEverythingAgain() throws IOException {
        pulling = context -> file(context, "a.csv", "one", true);
        pull(MONDAY);
        home.takeAll();
        Files.writeString(home.home().state().resolve("sources/one.json"), "{\"lastPull\": \"20");
        assertThat(pull(MONDAY.plusDays(1)).failure()).isNull();
        assertThat(contexts.get(1).full()).isTrue();
    }

    @Test
    void theWorkOfAPullThatWasKilledIsSwept() throws IOException {
        Path left = Files.createDirectories(home.home().inbox().resolve(".pulling/one"));
        Files.writeString(left.resolve("half.csv"), "half");
        pulling = context -> {
            assertThat(context.work()).isEmptyDirectory();
            return new PullOutcome.Nothing(Map.of(), List.of());
        };
        assertThat(pull(MONDAY).failure()).isNull();
    }

    @Test
    void whatABrokenOffPullLeftInTheInboxIsKnownAsOurs() throws IOException {
        pulling = context -> file(context, "b.csv", "one", true);
        pull(MONDAY);
        Path inTheWay = home.home().inbox().resolve("b.csv");
        Files.delete(inTheWay);
        Files.writeString(Files.createDirectories(inTheWay).resolve("something"), "by hand");
        pulling = context -> new PullOutcome.Brought(
                List.of(
                        Files.writeString(context.work().resolve("a.csv"), "two"),
                        Files.writeString(context.work().resolve("b.csv"), "two")),
                true,
                Map.of(),
                List.of());
        assertThat(pull(MONDAY.plusDays(1)).failure()).isNotNull();
        assertThat(home.inbox()).as("the first had been moved").contains("a.csv");
        assertThat(home.state("one").waiting()).contains("a.csv");
        assertThat(home.state("one").lastPull()).isEqualTo(MONDAY);
        Files.delete(inTheWay.resolve("something"));
        Files.delete(inTheWay);
        PullResult third = pull(MONDAY.plusDays(2));
        assertThat(third.failure()).isNull();
        assertThat(third.items()).containsExactly("a.csv", "b.csv");
    }

    @Test
    void whatCannotBeRememberedFailsItsSourceAndNotTheNight() throws IOException {
        Files.writeString(home.home().state().resolve("sources"), "no folder can be made here");
        pulling = context -> file(context, "a.csv", "one", true);
        PullResult result = pull(MONDAY);
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().reason()).contains("could not be written to disk");
        assertThat(home.inbox()).as("what is not remembered is not put there").isEmpty();
    }

    @Test
    void thatSomethingLandedNeedNotBeRememberedSinceItIsBroughtAgain() throws IOException {
        pulling = context -> file(context, "a.csv", "one", true);
        pull(MONDAY);
        Path inTheWay = Files.createDirectories(home.home().state().resolve("sources/one.json.tmp"));
        Files.writeString(inTheWay.resolve("something"), "full");
        home.takeAll();
        Files.delete(inTheWay.resolve("something"));
        Files.delete(inTheWay);
        pull(MONDAY.plusDays(1));
        assertThat(contexts.get(1).full()).isTrue();
    }

    @Test
    void whoeverAsksForEverythingGetsItAfterSomethingWasHeldBackToo() throws IOException {
        pulling = context -> file(context, "a.csv", "one", true);
        pull(MONDAY);
        home.holdAll();
        pull(MONDAY.plusDays(1));
        assertThat(contexts.get(1).full()).isTrue();
        assertThat(contexts.get(1).again())
                .as("what was held back is not brought again by itself")
                .isFalse();
        home.holdAll();
        pulls().pull(home.read(), MONDAY.plusDays(2), true);
        assertThat(contexts.get(2).again()).isTrue();
    }
}
