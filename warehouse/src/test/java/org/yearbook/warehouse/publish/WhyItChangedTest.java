package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.OverTimeException;
import org.yearbook.warehouse.explain.Cause;
import org.yearbook.warehouse.explain.ExplainException;
import org.yearbook.warehouse.explain.Explainer;
import org.yearbook.warehouse.explain.Explanation;
import org.yearbook.warehouse.explain.Fraction;
import org.yearbook.warehouse.explain.Question;
import org.yearbook.warehouse.explain.Question.Side;

/**
 * Moves that can be worked by hand. The district counts a student as chronically absent when absent for a tenth or more
 * of at least ten days.
 */
class WhyItChangedTest {

    private static final String DISTRICT = "3100042";
    private static final String FIRST = "2025-11-14";
    private static final String SECOND = "2025-11-21";

    @TempDir
    Path root;

    /** A day of attendance of one student. */
    record Day(String student, int day, boolean absent) {}

    @Test
    void aCorrectedDayIsCorrectedDataAndNothingElse() {
        Publication before = night(FIRST, days(0, 1, 4));
        Publication after = night(SECOND, days(0, 0, 4));
        Explanation why = why(before, after);
        // Of four students, two had missed a day of ten; one of them was there after all.
        assertThat(text(why, Cause.CORRECTED)).isEqualTo("-1/4");
        assertThat(why.whole()).isEqualTo(fraction("-0.25"));
        assertThat(onlyPart(why)).isEqualTo(Cause.CORRECTED);
        Explanation.Part part = part(why, Cause.CORRECTED);
        assertThat(part.counts()).isEqualTo(new Explanation.Counts(0, 1, 0, 0, 0));
        assertThat(part.records()).hasSize(1);
        assertThat(part.records().get(0).before()).containsEntry("absent_units", "2520");
        assertThat(part.records().get(0).after()).containsEntry("absent_units", "0");
        assertThat(part.records().get(0).person()).isEqualTo(new Explanation.Named("student", "S1", ""));
        assertThat(why.movers().byParts()).isEqualTo(Map.of(1L << why.parts().indexOf(part), 1L));
    }

    private List<Day> days(int first, int second, int students) {
        var days = new ArrayList<Day>();
        for (int student = 0; student < students; student++) {
            for (int day = 1; day <= 10; day++) {
                boolean absent = day == 3 && (student == 0 ? first == 0 : student == 1 && second == 1);
                days.add(new Day("S" + student, day, absent));
            }
        }
        return days;
    }

    @Test
    void aWithdrawnStudentIsCorrectedData() {
        Publication before = night(FIRST, days(0, 1, 4));
        Publication after = night(SECOND, days(0, 1, 3));
        Explanation why = why(before, after);
        // 2 of 4 become 2 of 3; the published values are rounded, which is told apart.
        assertThat(text(why, Cause.CORRECTED)).isEqualTo("1/6");
        assertThat(why.change(Cause.ROUNDING))
                .isEqualTo(fraction("0.666667")
                        .minus(new Fraction(java.math.BigInteger.TWO, java.math.BigInteger.valueOf(3))));
        assertThat(part(why, Cause.CORRECTED).counts()).isEqualTo(new Explanation.Counts(0, 0, 0, 1, 0));
    }

    @Test
    void daysUpToTheEarlierNightThatCameLaterAreNewlyArrived() {
        List<Day> late = days(0, 0, 4);
        late.removeIf(day -> day.student().equals("S3"));
        Publication before = night(FIRST, late);
        Publication after = night(SECOND, days(0, 0, 4));
        Explanation why = why(before, after);
        assertThat(text(why, Cause.ARRIVED)).isEqualTo("-1/12");
        assertThat(why.change(Cause.CORRECTED)).isEqualTo(Fraction.ZERO);
        assertThat(why.change(Cause.REAL)).isEqualTo(Fraction.ZERO);
    }

    @Test
    void daysAfterTheEarlierNightAreWhatHappenedSince() {
        List<Day> days = days(0, 0, 4);
        Publication before = night(FIRST, days);
        var more = new ArrayList<>(days);
        more.add(new Day("S1", 18, true));
        more.add(new Day("S1", 19, true));
        Publication after = night(SECOND, more);
        Explanation why = why(before, after);
        assertThat(text(why, Cause.REAL)).isEqualTo("1/4");
        assertThat(onlyPart(why)).isEqualTo(Cause.REAL);
        assertThat(part(why, Cause.REAL).counts()).isEqualTo(new Explanation.Counts(1, 0, 0, 0, 0));
    }

    @Test
    void twoVersionsOfOneNightDifferByTheirDefinitionAlone() {
        Publication night = night(FIRST, days(0, 1, 4));
        Explanation why = explain(new Question(
                "chronic_absence_rate",
                "district",
                DISTRICT,
                "all",
                "all",
                new Side(null, "2025-26", 2),
                new Side(null, "2025-26", 2)));
        assertThat(why.whole()).isEqualTo(Fraction.ZERO);
        assertThat(why.parts()).extracting(Explanation.Part::causes).containsExactly(Set.of(Cause.DEFINITION));
        assertThat(why.to().publication()).isEqualTo(night.id());
    }

    @Test
    void publicationsOfAnOlderReleaseHaveOnePartForAllData() {
        Publication before = night(FIRST, days(0, 1, 4));
        Publication after = night(SECOND, days(0, 0, 4));
        for (Publication old : List.of(before, after)) {
            try (Duck duck = Duck.write(old.file(Audience.INTERNAL), TestLake.LIMITS)) {
                duck.run("alter table fact_student_attendance drop column derived");
            }
        }
        Explanation why = why(before, after);
        assertThat(why.parts())
                .extracting(Explanation.Part::causes)
                .containsExactly(Set.of(Cause.DEFINITION), Set.of(Cause.CORRECTED, Cause.ARRIVED, Cause.REAL));
        assertThat(why.parts().get(1).change()).isEqualTo(fraction("-0.25"));
        assertThat(why.notes())
                .anyMatch(note -> note.contains("cannot count the number again from what the two nights keep"));
    }

    @Test
    void aSourceThatDeliversAgainIsTheSameSource() {
        Publication before = delivered(FIRST, "SIS, a.csv, 2025-11-14", "HR, b.csv, 2025-11-10");
        Publication after =
                delivered(SECOND, "SIS, a.csv, 2025-11-14", "SIS, c.csv, 2025-11-21", "HR, b.csv, 2025-11-10");
        Explanation why = explain(new Question(
                "sources_fresh", "district", DISTRICT, "all", "all", Side.night(before.id()), Side.night(after.id())));
        // Both had delivered within a week, one of them has not since.
        assertThat(why.whole()).isEqualTo(fraction("-0.5"));
        Explanation.Part part = why.parts().stream()
                .filter(one -> one.change().signum() != 0)
                .findFirst()
                .orElseThrow();
        assertThat(part.counts()).isEqualTo(new Explanation.Counts(0, 1, 0, 0, 0));
        assertThat(part.records()).hasSize(1);
        assertThat(part.records().get(0).identity()).isEqualTo(Map.of("source", "HR"));
        assertThat(why.notes())
                .as("why causes stay together, and which, each once")
                .containsExactly(
                        "The records behind this number (deliveries) are not kept from one night to the next.",
                        "These cannot be told apart, so they are one part: corrected data, newly arrived data,"
                                + " what happened since.");
    }

    private Publication delivered(String asOf, String... files) {
        String[] lines = new String[files.length];
        for (int i = 0; i < files.length; i++) {
            lines[i] = "d" + i + ", " + files[i] + ", loaded, 1";
        }
        return TestLake.in(root, asOf)
                .rows("calendar_day", "school_year, calendar_date date", "2025-26, 2025-09-01")
                .rows("delivery", "delivery_id, source, file, arrived date, status, promised_days integer", lines)
                .publish();
    }

    @Test
    void aPublicationThatIsGoneIsNamed() {
        Publication night = night(FIRST, days(0, 1, 4));
        assertThatThrownBy(() -> explain(question(Side.night("20240101T000000-gone"), Side.night(night.id()))))
                .isInstanceOf(ExplainException.class)
                .hasMessageContaining("20240101T000000-gone is not kept: only those of the last 7 nights are")
                .hasMessageContaining(night.id());
    }

    @Test
    void aQuestionIsStoppedWhenItsTimeIsOver() {
        Publication before = night(FIRST, days(0, 1, 4));
        Publication after = night(SECOND, days(0, 0, 4));
        TestLake lake = TestLake.in(root, FIRST);
        var explainer = new Explainer(lake.home(), lake.district(), TestLake.LIMITS);
        Question question = question(Side.night(before.id()), Side.night(after.id()));
        assertThatThrownBy(() -> explainer.explain(question, 0, Duration.ofMillis(1)))
                .isInstanceOf(OverTimeException.class);
        assertThat(explainer.explain(question, 0, Duration.ofMinutes(1)).whole())
                .isEqualTo(fraction("-0.25"));
    }

    private Publication night(String asOf, List<Day> days) {
        TestLake lake = TestLake.in(root, asOf);
        String[] lines = days.stream()
                .map(day -> "2025-26,%s,0101,2025-11-%02d,%s,2520,%d"
                        .formatted(day.student(), day.day(), day.absent() ? "A" : "", day.absent() ? 2520 : 0))
                .toArray(String[]::new);
        lake.rows(
                "student_attendance",
                "school_year, student_number, school_number, attendance_date date, attendance_code,"
                        + " member_units integer, absent_units integer",
                lines);
        return lake.publish();
    }

    private Explanation why(Publication before, Publication after) {
        return explain(question(Side.night(before.id()), Side.night(after.id())));
    }

    private static Question question(Side from, Side to) {
        return new Question("chronic_absence_rate", "district", DISTRICT, "all", "all", from, to);
    }

    private Explanation explain(Question question) {
        TestLake lake = TestLake.in(root, FIRST);
        return new Explainer(lake.home(), lake.district(), TestLake.LIMITS).explain(question, 100);
    }

    private static Explanation.Part part(Explanation why, Cause cause) {
        return why.parts().stream()
                .filter(part -> part.causes().equals(Set.of(cause)))
                .findFirst()
                .orElseThrow();
    }

    private static Cause onlyPart(Explanation why) {
        var moved =
                why.parts().stream().filter(part -> part.change().signum() != 0).toList();
        assertThat(moved).as(why.parts().toString()).hasSize(1);
        return moved.get(0).causes().iterator().next();
    }

    private static String text(Explanation why, Cause cause) {
        return why.change(cause).toString();
    }

    private static Fraction fraction(String decimal) {
        return Fraction.of(new BigDecimal(decimal));
    }
}
