package org.yearbook.dashboard.page.school;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yearbook.dashboard.words.Groups;
import org.yearbook.dashboard.words.Levels;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Precision;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.warehouse.answer.Change;
import org.yearbook.warehouse.answer.Direction;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Policy;
import org.yearbook.warehouse.answer.SchoolNumber;
import org.yearbook.warehouse.answer.SchoolView;
import org.yearbook.warehouse.answer.Similar;
import org.yearbook.warehouse.answer.Standing;

/** What is known of a school, in sentences. */
final class SchoolWords {

    private SchoolWords() {}

    /** {@return Kindergarten to grade 5; empty for none} */
    static String grades(List<String> codes) {
        List<String> sorted = codes.stream()
                .sorted(Comparator.comparingInt((String code) -> Groups.rank("grade_level", code))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        if (sorted.isEmpty()) {
            return "";
        }
        String first = Groups.value("grade_level", sorted.get(0));
        String last = Groups.value("grade_level", sorted.get(sorted.size() - 1));
        if (first.equals(last)) {
            return first;
        }
        return first.startsWith("Grade ") && last.startsWith("Grade ")
                ? "Grades " + first.substring(6) + " to " + last.substring(6)
                : first + " to " + last.replace("Grade ", "grade ");
    }

    /** {@return how many goals are met, and which number is furthest from its goal} */
    static String finding(SchoolView view, List<Standing> standings) {
        if (view.numbers().stream().noneMatch(SchoolWords::shown)) {
            return view.year().isEmpty()
                    ? "This publication has no number for this school."
                    : "There is no number for " + view.year() + ".";
        }
        return Standings.headline(standings)
                + furthest(view.numbers())
                        .map(number -> " Furthest from its goal, in proportion to it: "
                                + number.metric().label() + ", " + gap(number, alone(number), "the goal of ") + ".")
                        .orElse("");
    }

    /** {@return whether the year has a number, or one that is hidden} */
    static boolean shown(SchoolNumber number) {
        return number.point().value() != null || number.point().status() == Point.Status.SUPPRESSED;
    }

    private static Optional<SchoolNumber> furthest(List<SchoolNumber> numbers) {
        return numbers.stream()
                .filter(number -> number.standing() == Standing.NOT_MET || number.standing() == Standing.NEAR)
                .max(Comparator.comparing(SchoolWords::miss));
    }

    /** How far a number is from its goal, as a part of the goal, so that rates and dollars can be set side by side. */
    private static BigDecimal miss(SchoolNumber number) {
        BigDecimal goal = number.goal().map(Goal::value).orElse(BigDecimal.ONE);
        BigDecimal value = number.point().value();
        BigDecimal miss = goal.subtract(value == null ? goal : value).abs();
        return goal.signum() == 0 ? miss : miss.divide(goal.abs(), MathContext.DECIMAL32);
    }

    private static Precision alone(SchoolNumber number) {
        return Precision.of(
                number.metric().unit(),
                Optional.ofNullable(number.point().value()).stream().toList());
    }

    /** {@return 4.2 points above 13%; empty without a value or a goal; what comes before the goal is said too} */
    static String gap(SchoolNumber number, Precision precision, String before) {
        Metric metric = number.metric();
        BigDecimal value = number.point().value();
        if (value == null || number.goal().isEmpty() || metric.direction() == Direction.NEITHER) {
            return "";
        }
        BigDecimal aim = number.goal().get().value();
        BigDecimal gap = value.subtract(aim);
        String goal = before + Numbers.goal(metric.unit(), aim);
        if (gap.signum() == 0) {
            return "exactly " + goal;
        }
        if (precision.invisible(gap)) {
            return "just " + (gap.signum() > 0 ? "above " : "below ") + goal;
        }
        return precision.size(gap) + (gap.signum() > 0 ? " above " : " below ") + goal;
    }

    /** {@return how a change over two definitions was taken; empty where both years have one} */
    static String changeNote(SchoolNumber number) {
        Metric metric = number.metric();
        if (number.change() instanceof Change.Restated change) {
            BigDecimal reported = number.trend().reported(change.since()).value();
            return "Both years under this year's new definition"
                    + (reported == null
                            ? ""
                            : "; " + change.since() + " was reported as " + Numbers.value(metric.unit(), reported)
                                    + " under the one before");
        }
        if (number.change() instanceof Change.NotComparable change) {
            return "The definition changed, and " + change.since()
                    + " cannot be counted the new way; it was reported as "
                    + Numbers.value(metric.unit(), change.reportedThen());
        }
        return "";
    }

    /** {@return each year with its value, and where the definition changed} */
    static String years(SchoolNumber number) {
        List<Point> told =
                number.line().stream().filter(point -> point.value() != null).toList();
        var words = new ArrayList<String>();
        for (int i = 0; i < told.size(); i++) {
            Point point = told.get(i);
            BigDecimal value = point.value();
            if (value != null) {
                boolean fresh = i > 0 && told.get(i - 1).version() != point.version();
                words.add((fresh ? "then a new definition, " : "") + point.schoolYear() + " "
                        + Numbers.value(number.metric().unit(), value));
            }
        }
        return String.join(", ", words);
    }

    /** {@return which numbers the year lacks, and why; empty when none} */
    static String absent(SchoolView view, Policy policy) {
        String labels = view.numbers().stream()
                .filter(number -> !shown(number))
                .map(number -> number.metric().label())
                .sorted()
                .collect(Collectors.joining(", "));
        if (labels.isEmpty()) {
            return "";
        }
        return (policy == Policy.RESTATED
                        ? "No number under the latest definition for " + view.year() + ": "
                        : "No number for " + view.year() + ": ")
                + labels + ".";
    }

    /** {@return what to know of a school that has nobody on its rolls; empty when it has} */
    static String note(SchoolView view) {
        if (view.year().isEmpty()
                || view.facts().hasStudents()
                || view.lastYear().isEmpty()) {
            return "";
        }
        return view.lastYear().compareTo(view.year()) < 0
                ? "No students are on the rolls for " + view.year() + ". The last school year with students was "
                        + view.lastYear() + "."
                : "No students were on the rolls in " + view.year() + ".";
    }

    /** {@return which schools it is compared with, or why with none} */
    static String alike(SchoolView view) {
        Organization school = view.facts().school();
        return switch (view.similar().found()) {
            case SOME ->
                "Compared with "
                        + view.similar().neighbours().stream()
                                .map(neighbour -> neighbour.facts().school().name())
                                .collect(Collectors.joining(", "));
            case ALONE ->
                "No other " + Levels.words(school.level()).toLowerCase(Locale.US) + " had students in " + view.year()
                        + ", so there is nothing to compare with";
            case NO_LEVEL -> "The school is of no single level, so it is compared with no other";
            case NO_MEMBERS ->
                view.year().isEmpty()
                        ? "Without students there is nothing to compare"
                        : "Nobody was on the rolls on the count day of " + view.year()
                                + ", so there is nothing to compare";
        };
    }

    /** {@return the rule by which similar schools are found; empty where there are none} */
    static String rule(SchoolView view) {
        if (view.similar().neighbours().isEmpty()) {
            return "";
        }
        return "Similar are schools of the same level whose students on the fall count day are nearest in number and in the"
                + " shares of economically disadvantaged students, English learners and students with disabilities: at"
                + " most " + Similar.MOST + ", nearest first. The middle value is given where at least "
                + Similar.FEWEST_FOR_A_MIDDLE + " of them have the number.";
    }
}
