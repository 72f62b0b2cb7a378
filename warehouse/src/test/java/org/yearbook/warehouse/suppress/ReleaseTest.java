package org.yearbook.warehouse.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** Somebody who kept every public file, and subtracts. */
class ReleaseTest {

    private static final int SMALLEST = 10;
    private static final Rules RULES = Rules.of(SMALLEST, 5);
    private static final LocalDate FIRST = LocalDate.of(2026, 6, 1);

    @TempDir
    Path folder;

    /** A night's file: every row as it is seen, and what it says of that night itself. */
    private record File(List<Number> seen, List<Number> anew) {}

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void threeReleasesTellNothingMoreThanEachByItselfAndWhatWasShownStaysInSight(long seed) {
        List<File> files = files(seed, RULES, List.of(0.02, 0.05, 0.4).get((int) seed % 3));
        assertThat(told(files)).isEmpty();
        assertThat(shown(files.get(1).seen())).containsAll(shown(files.get(0).seen()));
    }

    @Test
    void withoutALookAtEarlierReleasesTheirDifferencesTellOfAFew() {
        assertThat(told(files(3, RULES.without(Rules.Step.RELEASES), 0.02))).isNotEmpty();
    }

    @Test
    void whatChangesByEnoughPeopleIsShownAnew() {
        List<File> files = files(5, RULES, 0.6);
        assertThat(files.get(1).anew()).anyMatch(number -> !number.hidden());
    }

    @Test
    void betweenTwoReleasesEveryNightShowsTheSame() {
        List<List<Number>> truth = Microdata.nights(4, 2, 0.5);
        File first = night(truth.get(0), 0, RULES, true);
        File second = night(truth.get(1), 1, RULES, false);
        assertThat(second.seen()).containsExactlyInAnyOrderElementsOf(first.seen());
    }

    @Test
    void betweenTwoReleasesWhatIsMissingStaysAndWhatIsNewWaits() {
        List<List<Number>> truth = Microdata.nights(4, 1, 0);
        List<Number> enrollment = truth.get(0).stream()
                .filter(number -> number.metric().equals("enrollment"))
                .toList();
        List<Number> absence = truth.get(0).stream()
                .filter(number -> number.authority().equals("state"))
                .toList();
        File first = night(enrollment, 0, RULES, true);
        assertThat(first.seen()).anyMatch(number -> !number.hidden());
        List<Number> second = night(absence, 1, RULES, false).seen();
        assertThat(second).containsAll(first.seen());
        assertThat(second)
                .filteredOn(number -> number.authority().equals("state"))
                .isNotEmpty()
                .allMatch(Number::hidden);
        assertThat(night(absence, 2, RULES, true).seen())
                .anyMatch(number -> !number.hidden())
                .noneMatch(number -> number.metric().equals("enrollment"));
    }

    @Test
    void whereNothingChangedWhatWasSeenIsOfTheNewRelease() {
        List<Number> truth = Microdata.nights(4, 1, 0).get(0);
        File first = night(truth, 0, RULES, true);
        File second = night(truth, 1, RULES, true);
        assertThat(second.anew()).containsExactlyInAnyOrderElementsOf(first.anew());
    }

    @Test
    void aStricterRuleHidesWhatWasShownUnderALaxerOne() {
        List<List<Number>> truth = Microdata.nights(4, 2, 0.01);
        night(truth.get(0), 0, RULES, true);
        File second = night(truth.get(1), 1, Rules.of(20, 5), true);
        assertThat(second.seen()).noneMatch(number -> number.people() != null && number.people() < 20);
    }

    private List<File> files(long seed, Rules rules, double share) {
        var files = new ArrayList<File>();
        for (List<Number> truth : Microdata.nights(seed, 3, share)) {
            files.add(night(truth, files.size(), rules, true));
        }
        return files;
    }

    private File night(List<Number> truth, int night, Rules rules, boolean release) {
        LocalDate date = FIRST.plusDays(night);
        try (Duck duck = Duck.inMemory(new Limits(1, 256, null))) {
            SuppressionTest.values(duck, truth, date.toString());
            Suppression.share(duck, "metric_value", rules, Releases.in(folder, "night-" + night), release);
            if (release) {
                duck.run("copy (select *, 1 as no_more from release_row) to "
                        + Duck.literal(folder.resolve(Releases.fileName(date, "night-" + night, "edition")))
                        + " (format parquet)");
            }
            assertThat(columns(duck, "released_value")).isEqualTo(columns(duck, "metric_value"));
            List<Number> anew = new ArrayList<>(SuppressionTest.shown(
                    duck, "from released_value where as_of = date " + Duck.literal(date.toString())));
            SuppressionTest.shown(duck, "from released_value where as_of <> date " + Duck.literal(date.toString()))
                    .stream()
                    .map(SuppressionTest::hidden)
                    .forEach(anew::add);
            return new File(SuppressionTest.shown(duck, "from released_value"), anew);
        }
    }

    private static List<String> columns(Duck duck, String table) {
        return duck.sql()
                .fetch("select column_name from duckdb_columns() where table_name = ? order by column_index", table)
                .getValues(0, String.class);
    }

    private static List<String> told(List<File> files) {
        var told = new ArrayList<String>();
        for (int then = 1; then < files.size(); then++) {
            for (int first = 0; first < then; first++) {
                told.addAll(Attacker.changes(
                        files.get(first).anew(), files.get(then).anew(), SMALLEST));
            }
        }
        return told;
    }

    private static List<String> shown(List<Number> numbers) {
        return numbers.stream()
                .filter(number -> !number.hidden())
                .map(number -> number.series() + number.cell())
                .toList();
    }
}
