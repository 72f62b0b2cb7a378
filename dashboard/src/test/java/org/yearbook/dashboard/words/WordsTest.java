package org.yearbook.dashboard.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yearbook.warehouse.answer.Area;
import org.yearbook.warehouse.answer.Change;
import org.yearbook.warehouse.answer.Definition;
import org.yearbook.warehouse.answer.Direction;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Trend;
import org.yearbook.warehouse.answer.Unit;
import org.yearbook.warehouse.explain.Cause;
import org.yearbook.warehouse.explain.Fraction;

class WordsTest {

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    @Test
    void numbersReadAsAmericansWriteThemWhateverTheLocaleOfTheMachine() {
        assertThat(Numbers.value(Unit.PERCENT, number("0.17449"))).isEqualTo("17.4%");
        assertThat(Numbers.value(Unit.COUNT, number("12345.0000"))).isEqualTo("12,345");
        assertThat(Numbers.value(Unit.CURRENCY, number("51.384"))).isEqualTo("$51.38");
        assertThat(Numbers.value(Unit.CURRENCY, number("445.54"))).isEqualTo("$446");
        assertThat(Numbers.value(Unit.CURRENCY, number("1234567.8"))).isEqualTo("$1,234,568");
        assertThat(Numbers.value(Unit.NUMBER, number("1997.18"))).isEqualTo("1,997");
        assertThat(Numbers.value(Unit.NUMBER, number("15.0"))).isEqualTo("15.0");
        assertThat(Numbers.value(Unit.NUMBER, number("0.25"))).isEqualTo("0.25");
        assertThat(Numbers.counted(number("412.000"))).isEqualTo("412");
        assertThat(Numbers.counted(number("11.5"))).isEqualTo("11.5");
        assertThat(Dates.full(LocalDate.of(2026, 5, 15))).isEqualTo("Friday, May 15, 2026");
    }

    @Test
    void aDifferenceIsAsFineAsTheValueThatItBelongsTo() {
        assertThat(size(Unit.PERCENT, "0.17449", "-0.0104")).isEqualTo("1.0 point");
        assertThat(size(Unit.COUNT, "5171", "-72")).isEqualTo("72");
        assertThat(size(Unit.CURRENCY, "13682.4", "811.32")).isEqualTo("$811");
        assertThat(size(Unit.CURRENCY, "51.38", "-2.1")).isEqualTo("$2.10");
        assertThat(size(Unit.NUMBER, "1997.18", "-24.82")).isEqualTo("25");
        assertThat(size(Unit.NUMBER, "15.0", "0.35")).isEqualTo("0.4");
        assertThat(size(Unit.NUMBER, "0.52", "0.07")).isEqualTo("0.07");
    }

    @Test
    void aDifferenceThatIsThereIsNeverNothing() {
        assertThat(size(Unit.PERCENT, "0.17449", "0.0004")).isEqualTo("less than 0.1 points");
        assertThat(size(Unit.CURRENCY, "13682.4", "-0.3")).isEqualTo("less than $1");
        assertThat(size(Unit.CURRENCY, "51.38", "0.001")).isEqualTo("less than 1 cent");
        assertThat(size(Unit.NUMBER, "15.0", "0.04")).isEqualTo("less than 0.1");
        assertThat(Moves.signed(Unit.NUMBER, number("1997"), Fraction.of(number("-0.2"))))
                .isEqualTo("−less than 1");
        assertThat(Moves.signed(Unit.PERCENT, number("0.17"), Fraction.of(BigDecimal.ZERO)))
                .isEqualTo("0");
    }

    @Test
    void reasonsAreOtherReasonsOnlyBesideOnesThatAreTold() {
        assertThat(Moves.because(Set.of(Cause.CORRECTED, Cause.REAL))).isEqualTo("for other reasons");
        assertThat(Moves.alone(Set.of(Cause.CORRECTED, Cause.REAL))).isEqualTo("for reasons that cannot be told apart");
        assertThat(Moves.alone(Set.of(Cause.CORRECTED))).isEqualTo("because data was corrected");
    }

    @Test
    void aChangeThatNobodySeesIsNotSaidToBeNone() {
        Metric metric = at(true).metric();
        assertThat(Changes.of(metric, number("0.17"), new Change.Plain("2024-25", number("0.0002")))
                        .words())
                .isEqualTo("Nearly unchanged");
        assertThat(Changes.of(metric, number("0.17"), new Change.Plain("2024-25", number("0.000000")))
                        .words())
                .isEqualTo("Unchanged");
        assertThat(Changes.of(metric, number("0.17"), new Change.Plain("2024-25", number("-0.032")))
                        .words())
                .isEqualTo("3.2 points lower");
    }

    private static String size(Unit unit, String value, String difference) {
        return Numbers.size(unit, number(value), number(difference));
    }

    @Test
    void rangesAreSaidInWords() {
        assertThat(List.of("PS", "LT50", "GE50", "LE20", "85-89", "87", "GE99").stream()
                        .map(Ranges::words))
                .containsExactly(
                        "too few to show",
                        "less than 50%",
                        "50% or more",
                        "20% or less",
                        "85 to 89%",
                        "87%",
                        "99% or more");
    }

    private static Trend at(boolean district, Point... points) {
        var metric = new Metric(
                "m", "M", "", Area.OTHER, Unit.PERCENT, Direction.UP, "", BigDecimal.ZERO, List.of(), List.of());
        var place = new Organization("1", "Place", "other", district);
        return new Trend(metric, "district", place, List.of(points), List.of(), List.of());
    }

    private static Point point(String year, Point.Status status) {
        BigDecimal value = status == Point.Status.OK ? BigDecimal.ONE : null;
        return new Point(year, 1, value, null, null, 40, status, status == Point.Status.RANGE ? "85-89" : "");
    }

    @Test
    void whyThereIsNoNumberIsSaidOneWay() {
        Point nothing = point("2025-26", Point.Status.NO_DATA);
        assertThat(Lacks.reason(at(true, nothing), nothing)).isEqualTo("No data for this year");
        assertThat(Lacks.reason(at(false, nothing), nothing)).isEqualTo("Not counted for a single school");
        assertThat(Lacks.reason(at(false, point("2024-25", Point.Status.OK), nothing), nothing))
                .as("a school that has the number in another year")
                .isEqualTo("No data for this year");
        for (Point.Status status : Point.Status.values()) {
            Point point = point("2025-26", status);
            assertThat(Lacks.reason(at(true, point), point).isEmpty())
                    .as(status.name())
                    .isEqualTo(status == Point.Status.OK);
        }
        Point range = point("2025-26", Point.Status.RANGE);
        assertThat(Lacks.reason(at(true, range), range)).isEqualTo("85 to 89%");
    }

    @Test
    void whoDecidedIsSaidWithTheDayAsFarAsItIsKnown() {
        assertThat(Approvals.words(new Definition.Approval("Board", LocalDate.of(2024, 6, 18))))
                .isEqualTo("Board, Jun 18, 2024");
        assertThat(Approvals.words(new Definition.Approval("Board", null))).isEqualTo("Board");
        assertThat(Approvals.words(new Definition.Approval("", LocalDate.of(2024, 6, 18))))
                .isEmpty();
    }

    @Test
    void oneIsNotMany() {
        assertThat(Numbers.of(1, "number", "numbers")).isEqualTo("1 number");
        assertThat(Numbers.of(0, "number", "numbers")).isEqualTo("0 numbers");
        assertThat(Numbers.of(1024, "number", "numbers")).isEqualTo("1,024 numbers");
    }

    @Test
    void gravestComesFirstAndWhatIsNotKnownIsSaidAsItIs() {
        assertThat(Severities.ALL)
                .extracting(Severities::words)
                .containsExactly("Blocking", "Major", "Minor", "Warning");
        assertThat(Severities.words("fatal")).isEqualTo("fatal");
        assertThat(Severities.meaning("fatal")).isEmpty();
    }

    @Test
    void aGoalIsNoLongerThanItWasSet() {
        assertThat(Numbers.goal(Unit.PERCENT, number("0.150000"))).isEqualTo("15%");
        assertThat(Numbers.goal(Unit.PERCENT, number("0.375"))).isEqualTo("37.5%");
        assertThat(Numbers.goal(Unit.CURRENCY, number("42.000000"))).isEqualTo("$42");
        assertThat(Numbers.goalWithSide(Unit.PERCENT, Direction.DOWN, number("0.15")))
                .isEqualTo("15% or lower");
    }

    @Test
    void aValueThatMissesItsGoalByLittleNeverReadsLikeTheGoal() {
        var goal = Optional.of(number("0.94"));
        assertThat(Numbers.against(Unit.PERCENT, number("0.93973"), goal)).isEqualTo("93.97%");
        assertThat(Numbers.against(Unit.PERCENT, number("0.94"), goal)).isEqualTo("94.0%");
        assertThat(Numbers.against(Unit.PERCENT, number("0.931"), goal)).isEqualTo("93.1%");
        assertThat(Numbers.against(Unit.PERCENT, number("0.939987"), goal)).isEqualTo("93.999%");
        assertThat(Numbers.against(Unit.NUMBER, number("15.04"), Optional.of(number("15"))))
                .isEqualTo("15.04");
        assertThat(Numbers.against(Unit.CURRENCY, number("12000.3"), Optional.of(number("12000"))))
                .isEqualTo("$12,000.30");
    }

    private static List<String> column(Unit unit, String... values) {
        List<BigDecimal> numbers = Stream.of(values).map(BigDecimal::new).toList();
        Precision precision = Precision.of(unit, numbers);
        return numbers.stream().map(precision::value).toList();
    }

    @Test
    void theValuesOfOneColumnAreAllAsFine() {
        assertThat(column(Unit.CURRENCY, "13682.4", "811.32", "0")).containsExactly("$13,682", "$811", "$0");
        assertThat(column(Unit.CURRENCY, "51.384", "8.3")).containsExactly("$51.38", "$8.30");
        assertThat(column(Unit.CURRENCY, "51.384", "811.3")).containsExactly("$51", "$811");
        assertThat(column(Unit.CURRENCY, "13682.4", "0.4"))
                .as("what is there never reads as nothing")
                .containsExactly("$13,682.40", "$0.40");
        assertThat(column(Unit.NUMBER, "1997.18", "301.25")).containsExactly("1,997", "301");
        assertThat(column(Unit.NUMBER, "1.13", "0.04", "0")).containsExactly("1.13", "0.04", "0.00");
        assertThat(column(Unit.NUMBER, "15.04", "0")).containsExactly("15.0", "0.0");
        assertThat(column(Unit.PERCENT, "0.17449", "1")).containsExactly("17.4%", "100.0%");
        assertThat(column(Unit.COUNT, "5171", "3")).containsExactly("5,171", "3");
        assertThat(Precision.among(Unit.CURRENCY, number("45.54"), List.of(number("13682"), number("45.54")))
                        .value(number("45.54")))
                .isEqualTo("$46");
        assertThat(Precision.among(Unit.NUMBER, number("15.04"), List.of(number("13682")))
                        .value(number("15.04")))
                .as("dollars are no measure for others")
                .isEqualTo("15.0");
        Precision whole = Precision.of(Unit.CURRENCY, List.of(number("13682.4"), number("811.32")));
        assertThat(whole.size(number("-37.12"))).isEqualTo("$37");
        assertThat(whole.size(number("0.3"))).isEqualTo("less than $1");
        assertThat(whole.against(number("811.32"), Optional.of(number("811"))))
                .as("a value that misses its goal by little is told finer")
                .isEqualTo("$811.32");
    }

    @Test
    void aShareThatIsNearlyNothingOrNearlyAllNeverReadsAsThat() {
        assertThat(column(Unit.PERCENT, "0.000417", "0", "1", "0.99968", "0.5"))
                .containsExactly("0.04%", "0.0%", "100.0%", "99.97%", "50.0%");
        assertThat(column(Unit.PERCENT, "0.0000004")).as("but not for ever").containsExactly("0.0000%");
        assertThat(column(Unit.NUMBER, "0.004", "0")).containsExactly("0.004", "0.00");
    }

    @Test
    void groupsAreCalledAsPeopleCallThem() {
        assertThat(Groups.value("race_ethnicity", "HispanicOrLatinoEthnicity")).isEqualTo("Hispanic/Latino");
        assertThat(Groups.value("race_ethnicity", "Hispanic/Latino")).isEqualTo("Hispanic/Latino");
        assertThat(Groups.value("race_ethnicity", "DemographicRaceTwoOrMoreRaces"))
                .isEqualTo("Two or More Races");
        assertThat(Groups.value("race_ethnicity", "Not reported")).isEqualTo("Not reported");
        assertThat(Groups.value("grade_level", "KG")).isEqualTo("Kindergarten");
        assertThat(Groups.value("grade_level", "09")).isEqualTo("Grade 9");
        assertThat(Groups.value("el", "true")).isEqualTo("English learners");
        assertThat(Groups.value("swd", "false")).isEqualTo("All others");
        assertThat(Groups.PROGRAMS)
                .extracting(Groups::others)
                .as("those outside a program, where several programs stand in one list")
                .containsExactly(
                        "Not English learners",
                        "Students without disabilities",
                        "Not economically disadvantaged",
                        "Not experiencing homelessness",
                        "Not in foster care",
                        "Not migratory students",
                        "Not military-connected");
        assertThat(Groups.value("gifted_program", "true")).isEqualTo("Gifted program");
        assertThat(List.of("10", "KG", "PK", "02").stream()
                        .sorted(java.util.Comparator.comparingInt(grade -> Groups.rank("grade_level", grade))))
                .containsExactly("PK", "KG", "02", "10");
    }
}
