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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    private record File(List<Number> seen, List<Number> anew, List<Number> truth) {}

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
    void betweenTwoReleasesEachSeriesIsSeenAsItWasReleasedLast() {
        List<List<Number>> truth = Microdata.nights(4, 4, 0.5);
        File first = night(truth.get(0), 0, RULES, true);
        File second = night(truth.get(1), 1, RULES, true);
        assertThat(second.seen()).isNotEqualTo(first.seen());
        List<Number> one = truth.get(2).stream()
                .filter(number -> number.metric().equals("enrollment"))
                .toList();
        File third = night(one, 2, RULES, true);
        List<Number> others = second.seen().stream()
                .filter(number -> !number.metric().equals("enrollment"))
                .toList();
        assertThat(others).isNotEmpty();
        List<Number> fourth = night(truth.get(3), 3, RULES, false).seen();
        assertThat(fourth).containsAll(others);
        assertThat(fourth)
                .filteredOn(number -> number.metric().equals("enrollment"))
                .containsExactlyInAnyOrderElementsOf(third.seen());
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

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 6})
    void aStricterRuleHidesWhatWasShownUnderALaxerOneAndNothingElse(long seed) {
        List<List<Number>> truth = Microdata.nights(seed, 2, 0.01);
        File first = night(truth.get(0), 0, RULES, true);
        Rules stricter = Rules.of(20, 5);
        File second = night(truth.get(1), 1, stricter, true);
        assertThat(second.seen()).noneMatch(number -> number.people() != null && number.people() < 20);
        List<String> alone = shown(SuppressionTest.hide(truth.get(1), stricter));
        assertThat(shown(second.seen()))
                .containsAll(shown(first.seen().stream()
                        .filter(number -> number.people() != null && number.people() >= 20)
                        .filter(number -> alone.contains(number.series() + number.cell()))
                        .toList()));
    }

    @ParameterizedTest
    @CsvSource({"11, 5", "10, 6", "15, 8"})
    void whereNothingChangedAStricterRuleHidesNoMoreThanItWouldHaveThen(int smallest, int range) {
        List<Number> truth = Microdata.nights(4, 1, 0).get(0);
        Rules stricter = Rules.of(smallest, range);
        List<String> seen = new ArrayList<>(shown(night(truth, 0, RULES, true).seen()));
        seen.retainAll(shown(SuppressionTest.hide(truth, stricter)));
        File second = night(truth, 1, stricter, true);
        assertThat(shown(second.seen())).hasSizeGreaterThan(50).containsExactlyInAnyOrderElementsOf(seen);
        assertThat(shown(second.anew())).containsExactlyInAnyOrderElementsOf(seen);
        assertThat(night(truth, 2, stricter, false).seen()).containsExactlyInAnyOrderElementsOf(second.seen());
        // The rule of before again: what was taken away stays away, and what is there stays.
        assertThat(shown(night(truth, 3, RULES, true).seen())).containsExactlyInAnyOrderElementsOf(seen);
    }

    @Test
    void aFurtherVersionYieldsToTheOneThatIsPublic() {
        List<Number> federal = List.of(
                absent("federal", Microdata.DISTRICT, 80, 300),
                absent("federal", "A", 20, 100),
                absent("federal", "B", 60, 200));
        var both = new ArrayList<>(federal);
        both.add(absent("district", Microdata.DISTRICT, 92, 312));
        both.add(absent("district", "A", 32, 112));
        both.add(absent("district", "B", 60, 200));
        assertThat(night(federal, 0, RULES, true).seen()).noneMatch(Number::hidden);
        // Of the twelve more at A, every one is absent.
        assertThat(night(both, 1, RULES, true).seen())
                .containsAll(federal)
                .filteredOn(number -> number.authority().equals("district") && !number.hidden())
                .containsExactly(absent("district", "B", 60, 200));
    }

    @Test
    void whatTwoVersionsHideIsJudgedTogetherWhenOneIsPublic() {
        List<Number> federal = grades("federal", 20, 60, 5, 40);
        var both = new ArrayList<>(federal);
        both.addAll(grades("district", 40, 60, 9, 55));
        night(federal, 0, RULES, true);
        List<String> seen = shown(night(both, 1, RULES, true).seen());
        // The first grade has fifteen more, all at C; so four of the nineteen more at C are in grade 0.
        assertThat(List.of("C all all", "D grade_level G1").stream()
                        .flatMap(cell -> List.of("federal", "district").stream()
                                .map(authority -> "enrollment " + authority + " 1 in_force 2025-26" + cell))
                        .toList())
                .anyMatch(cell -> !seen.contains(cell));
        assertThat(seen).contains("enrollment federal 1 in_force 2025-26C all all");
    }

    private static List<Number> grades(String authority, long a0, long a1, long c0, long c1) {
        var numbers = new ArrayList<Number>();
        long[][] schools = {{a0, a1}, {c0, c1}, {70, 80}};
        long[] all = new long[2];
        for (int school = 0; school < schools.length; school++) {
            numbers.addAll(grades(authority, List.of("A", "C", "E").get(school), schools[school]));
            all[0] += schools[school][0];
            all[1] += schools[school][1];
        }
        numbers.addAll(grades(authority, Microdata.DISTRICT, all));
        return numbers;
    }

    private static List<Number> grades(String authority, String place, long[] people) {
        return List.of(
                enrolled(authority, place, "all", "all", people[0] + people[1]),
                enrolled(authority, place, "grade_level", "G0", people[0]),
                enrolled(authority, place, "grade_level", "G1", people[1]));
    }

    private static Number enrolled(String authority, String place, String dimension, String group, long people) {
        return new Number(
                "enrollment", 1, authority, "in_force", "2025-26", place, dimension, group, people, null, people);
    }

    private static Number absent(String authority, String place, long absent, long all) {
        return new Number(
                "chronic_absence_rate", 1, authority, "in_force", "2025-26", place, "all", "all", absent, all, all);
    }

    private List<File> files(long seed, Rules rules, double share) {
        var files = new ArrayList<File>();
        for (List<Number> truth : Microdata.nights(seed, 3, share)) {
            files.add(night(truth, files.size(), rules, true));
        }
        return files;
    }

    @Test
    void theSecondPublicationOfANightComesAfterItsFirst() {
        List<List<Number>> truth = Microdata.nights(5, 2, 0.6);
        night(truth.get(0), FIRST, "night-a", RULES, true);
        File second = night(truth.get(1), FIRST, "night-a-002", RULES, true);
        assertThat(shown(second.anew())).isNotEmpty();
        assertThat(night(truth.get(1), 1, RULES, false).seen()).containsExactlyInAnyOrderElementsOf(second.seen());
    }

    private File night(List<Number> truth, int night, Rules rules, boolean release) {
        return night(truth, FIRST.plusDays(night), "night-" + night, rules, release);
    }

    private File night(List<Number> truth, LocalDate date, String publication, Rules rules, boolean release) {
        try (Duck duck = Duck.inMemory(new Limits(1, 256, null))) {
            SuppressionTest.values(duck, truth, date.toString());
            Suppression.share(duck, "metric_value", rules, Releases.in(folder, publication), release, Answers.none());
            if (release) {
                duck.run("copy (select *, 1 as no_more from release_row) to "
                        + Duck.literal(folder.resolve(Releases.fileName(date, publication, "edition")))
                        + " (format parquet)");
            }
            assertThat(columns(duck, "released_value")).isEqualTo(columns(duck, "metric_value"));
            List<Number> anew = new ArrayList<>(SuppressionTest.shown(
                    duck, "from released_value where as_of = date " + Duck.literal(date.toString())));
            SuppressionTest.shown(duck, "from released_value where as_of <> date " + Duck.literal(date.toString()))
                    .stream()
                    .map(SuppressionTest::hidden)
                    .forEach(anew::add);
            return new File(SuppressionTest.shown(duck, "from released_value"), anew, truth);
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
            told.addAll(
                    Attacker.differing(files.get(then).anew(), files.get(then).truth(), SMALLEST));
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
