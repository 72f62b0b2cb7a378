package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.MetricVersion;
import org.yearbook.warehouse.explain.Cause;
import org.yearbook.warehouse.explain.Explainer;
import org.yearbook.warehouse.explain.Explanation;
import org.yearbook.warehouse.explain.Fraction;
import org.yearbook.warehouse.explain.Question;
import org.yearbook.warehouse.explain.Question.Side;

/**
 * Random districts: whatever changes between two nights, the parts come to the whole, each in its own place. More of
 * them with {@code -Dyearbook.long=true}.
 */
class WhyItAddsUpTest {

    private static final long SEED = 20261126;
    private static final boolean MANY = Boolean.getBoolean("yearbook.long");
    private static final int DISTRICTS = MANY ? 24 : 3;
    private static final Set<Cause> CHANGES = EnumSet.of(Cause.DEFINITION, Cause.CORRECTED, Cause.ARRIVED, Cause.REAL);

    private static final String METRIC = """
            metric: often_absent
            label: Often absent
            description: Students absent for a good part of their days.
            unit: percent
            desired_direction: down
            owner: Attendance Office
            dimensions: []
            versions:
            """;

    private static final String VERSION = """
              - version: %d
                authority: district
                status: active
                effective: {from_school_year: %s, to_school_year: %s}
                rationale: The board asked.
                comparability: break
                citation: {kind: own, text: Minutes}
                text: {rule: Students absent for a part of their days., numerator: Such students, denominator: Students}
                numerator: {dataset: agg_student_year, agg: count, expr: student_key, filter: absent_units * %d >= enrolled_units}
                denominator: {dataset: agg_student_year, agg: count, expr: student_key}
                people: {dataset: agg_student_year, agg: count, expr: student_key}
                approved: {by: Board, on: 2020-05-12}
            """;

    @TempDir
    Path root;

    /** The day that a record speaks of, and whose it is. */
    private record Day(int student, int day) implements Comparable<Day> {

        @Override
        public int compareTo(Day other) {
            int byStudent = Integer.compare(student, other.student);
            return byStudent == 0 ? Integer.compare(day, other.day) : byStudent;
        }
    }

    @Test
    void partsComeToTheWholeWhateverChanges() throws IOException {
        var random = new Random(SEED);
        for (int i = 0; i < DISTRICTS; i++) {
            Set<Cause> changes = EnumSet.noneOf(Cause.class);
            CHANGES.stream().filter(cause -> random.nextBoolean()).forEach(changes::add);
            Explanation why = move(root.resolve("district-" + i), random, changes);
            Fraction sum = why.parts().stream().map(Explanation.Part::change).reduce(Fraction.ZERO, Fraction::plus);
            assertThat(sum)
                    .isEqualTo(Fraction.of(why.to().cell().value())
                            .minus(Fraction.of(why.from().cell().value())));
            for (Explanation.Part part : why.parts()) {
                if (part.change().signum() != 0) {
                    assertThat(part.causes())
                            .as("district %d, changed %s: %s", i, changes, why.parts())
                            .hasSize(1);
                    assertThat(changes.contains(part.causes().iterator().next())
                                    || part.causes().equals(Set.of(Cause.ROUNDING)))
                            .as("district %d, changed %s: %s", i, changes, why.parts())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void aChangeOfOneKindShowsInItsOwnPartAlone() throws IOException {
        var random = new Random(SEED + 1);
        for (Cause only : CHANGES) {
            int moved = 0;
            for (int i = 0; i < 3 && (MANY || moved == 0); i++) {
                Explanation why = move(root.resolve(only + "-" + i), random, EnumSet.of(only));
                for (Explanation.Part part : why.parts()) {
                    boolean own = part.causes().equals(Set.of(only));
                    moved += own && part.change().signum() != 0 ? 1 : 0;
                    assertThat(own
                                    || part.causes().equals(Set.of(Cause.ROUNDING))
                                    || part.change().signum() == 0)
                            .as("only %s changed: %s", only, why.parts())
                            .isTrue();
                }
            }
            assertThat(moved)
                    .as("some of the changes of %s move the number", only)
                    .isPositive();
        }
    }

    private Explanation move(Path place, Random random, Set<Cause> changes) throws IOException {
        Files.createDirectories(place);
        TreeMap<Day, Boolean> before = new TreeMap<>();
        TreeMap<Day, Boolean> after = new TreeMap<>();
        int students = 10 + random.nextInt(20);
        for (int student = 0; student < students; student++) {
            for (int day = 3; day <= 20; day++) {
                boolean absent = random.nextInt(7) == 0;
                boolean late = random.nextInt(5) == 0 && changes.contains(Cause.ARRIVED);
                if (day <= 14 && !late) {
                    before.put(new Day(student, day), absent);
                }
                if (day <= 14 || changes.contains(Cause.REAL)) {
                    after.put(new Day(student, day), absent);
                }
            }
        }
        if (changes.contains(Cause.CORRECTED)) {
            correct(before, after, random);
        }
        define(place, 10, 0);
        Publication first = night(place, "2025-11-14", before);
        if (changes.contains(Cause.DEFINITION)) {
            define(place, 10, 4 + random.nextInt(3));
        }
        Publication second = night(place, "2025-11-21", after);
        TestLake lake = TestLake.in(place, "2025-11-21");
        return new Explainer(lake.home(), lake.district(), TestLake.LIMITS)
                .explain(
                        new Question(
                                "often_absent",
                                "district",
                                "3100042",
                                "all",
                                "all",
                                Side.night(first.id()),
                                Side.night(second.id())),
                        3);
    }

    /** Turns some of the days that the earlier night had, and withdraws others. */
    private static void correct(TreeMap<Day, Boolean> before, TreeMap<Day, Boolean> after, Random random) {
        for (Day day : List.copyOf(before.keySet())) {
            int chance = random.nextInt(10);
            if (chance == 0) {
                after.remove(day);
            } else if (chance <= 2) {
                after.computeIfPresent(day, (ignored, absent) -> !absent);
            }
        }
    }

    private static void define(Path place, int tenth, int other) throws IOException {
        Path metrics = Files.createDirectories(place.resolve("metrics"));
        String text = METRIC
                + (other == 0
                        ? VERSION.formatted(1, "2020-21", "null", tenth)
                        : VERSION.formatted(1, "2020-21", "2024-25", tenth)
                                + VERSION.formatted(2, "2025-26", "null", other));
        Files.writeString(metrics.resolve("often_absent.yaml"), text);
        Files.deleteIfExists(metrics.resolve("approved.txt"));
        var definitions = Definitions.readWith(metrics);
        var metric = definitions.find("often_absent").orElseThrow();
        var lines = new ArrayList<String>();
        for (MetricVersion version : metric.versions()) {
            definitions.approvalToRecord(metric, version).ifPresent(lines::add);
        }
        Files.write(metrics.resolve("approved.txt"), lines);
    }

    private static Publication night(Path place, String asOf, TreeMap<Day, Boolean> days) {
        TestLake lake = TestLake.in(place, asOf);
        String[] lines = days.entrySet().stream()
                .map(day -> "2025-26,S%d,0101,2025-11-%02d,,2520,%d"
                        .formatted(day.getKey().student(), day.getKey().day(), day.getValue() ? 2520 : 0))
                .toArray(String[]::new);
        lake.rows(
                "student_attendance",
                "school_year, student_number, school_number, attendance_date date, attendance_code,"
                        + " member_units integer, absent_units integer",
                lines);
        return lake.publish();
    }
}
