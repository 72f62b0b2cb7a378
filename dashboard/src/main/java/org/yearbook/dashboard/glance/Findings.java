package org.yearbook.dashboard.glance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.yearbook.dashboard.words.Changes;
import org.yearbook.dashboard.words.Lacks;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Change;
import org.yearbook.warehouse.answer.Comparison;
import org.yearbook.warehouse.answer.Direction;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Standing;
import org.yearbook.warehouse.answer.Trend;

/** What the numbers say, in one sentence each. */
public final class Findings {

    private Findings() {}

    /** {@return how the number moved, and where it stands against the goal} */
    public static String trend(Trend trend, String year, String yearBefore) {
        Metric metric = trend.metric();
        Point point = trend.reported(year);
        BigDecimal value = point.value();
        String lacks = Lacks.words(trend, point);
        if (trend.reported().isEmpty() && !trend.organization().district() && lacks.isEmpty()) {
            return metric.label() + " is counted for the whole district, not for single schools";
        }
        if (value == null) {
            if (trend.reported().isEmpty() && !lacks.isEmpty()) {
                return metric.label() + " has no number yet";
            }
            if (!lacks.isEmpty()) {
                return metric.label() + " in " + year + ": " + lacks;
            }
            return point.status() == Point.Status.SUPPRESSED
                    ? metric.label() + " in " + year + " speaks of too few people to be shown"
                    : metric.label() + " has no value for " + year;
        }
        return moved(metric, trend.change(year, yearBefore), value, year) + against(metric, value, trend.goal(year));
    }

    private static String moved(Metric metric, Change change, BigDecimal now, String year) {
        String value = Numbers.value(metric.unit(), now);
        if (change instanceof Change.Plain plain) {
            return metric.label() + " " + to(Changes.verb(metric, now, plain.difference()), value);
        }
        if (change instanceof Change.Restated restated) {
            return metric.label() + " " + to(Changes.verb(metric, now, restated.difference()), value)
                    + " once both years are counted the new way";
        }
        return metric.label() + " is " + value + " in " + year;
    }

    private static String to(String verb, String value) {
        return verb + (verb.startsWith("held") ? " at " : " to ") + value;
    }

    /** {@return where a value stands against its goal, as it goes on after the value; empty without a goal} */
    public static String against(Metric metric, BigDecimal value, Optional<Goal> goal) {
        if (goal.isEmpty() || metric.direction() == Direction.NEITHER) {
            return "";
        }
        BigDecimal gap = value.subtract(goal.get().value());
        String aim = Numbers.goal(metric.unit(), goal.get().value());
        if (metric.direction().judge(gap.signum()) >= 0) {
            return ", meeting the goal of " + aim;
        }
        if (Numbers.invisible(metric.unit(), value, gap)) {
            return ", just short of the goal of " + aim;
        }
        return ", " + Numbers.size(metric.unit(), value, gap) + (gap.signum() > 0 ? " above" : " below")
                + " the goal of " + aim;
    }

    /** {@return what each change of definition did to the last year before it} */
    public static List<String> effects(Trend trend) {
        Metric metric = trend.metric();
        var effects = new ArrayList<String>();
        for (Trend.Break found : trend.breaks()) {
            String before = trend.reported().stream()
                    .map(Point::schoolYear)
                    .filter(year -> year.compareTo(found.schoolYear()) < 0)
                    .max(Comparator.naturalOrder())
                    .orElse("");
            BigDecimal then = trend.reported(before).value();
            BigDecimal now = trend.under(found.after().version(), before)
                    .map(Point::value)
                    .orElse(null);
            String why = "The definition changed from " + found.schoolYear() + ". "
                    + found.after().text().rationale();
            if (then == null || now == null) {
                effects.add(why.strip());
                continue;
            }
            BigDecimal effect = now.subtract(then);
            String size = effect.signum() == 0
                    ? "the same"
                    : Numbers.size(metric.unit(), now, effect) + (effect.signum() > 0 ? " higher" : " lower");
            effects.add(why.strip() + " Counted the new way, " + before + " reads "
                    + Numbers.value(metric.unit(), now) + " instead of " + Numbers.value(metric.unit(), then) + ": "
                    + size + " from the definition alone.");
        }
        return effects;
    }

    /** {@return how many schools meet their goal, and who is furthest from it} */
    public static String schools(Metric metric, Comparison schools) {
        List<Comparison.Row> valued = valued(schools.rows());
        if (valued.isEmpty()) {
            return metric.label() + " by school";
        }
        List<Comparison.Row> judged = valued.stream()
                .filter(row -> row.standing() == Standing.MET
                        || row.standing() == Standing.NEAR
                        || row.standing() == Standing.NOT_MET)
                .toList();
        if (judged.isEmpty()) {
            return extremes(metric, valued, false);
        }
        long met = judged.stream().filter(row -> row.standing() == Standing.MET).count();
        if (met == judged.size()) {
            return judged.size() == 1 ? "The school meets its goal" : "All " + met + " schools meet their goal";
        }
        if (judged.size() == 1) {
            return judged.get(0).label() + " does not meet its goal";
        }
        String furthest = judged.stream()
                .filter(row -> row.standing() != Standing.MET)
                .max(Comparator.comparing(Findings::miss))
                .map(Comparison.Row::label)
                .orElse("");
        return (met == 0 ? "None" : String.valueOf(met)) + " of " + judged.size() + " schools "
                + (met < 2 ? "meets its" : "meet their") + " goal; " + furthest + " is furthest from it";
    }

    private static BigDecimal miss(Comparison.Row row) {
        BigDecimal value = row.point().value();
        return value == null
                ? BigDecimal.ZERO
                : row.goal().map(goal -> goal.value().subtract(value).abs()).orElse(BigDecimal.ZERO);
    }

    /** {@return the highest and the lowest group; groups too small to compare are left out} */
    public static String groups(Metric metric, String dimension, List<Comparison.Row> rows, int few) {
        List<Comparison.Row> valued =
                valued(rows).stream().filter(row -> row.point().n() >= few).toList();
        return valued.size() < 2
                ? metric.label() + " by group"
                : extremes(metric, valued, "race_ethnicity".equals(dimension));
    }

    private static String extremes(Metric metric, List<Comparison.Row> rows, boolean race) {
        Comparator<Comparison.Row> byValue = Comparator.comparing(Findings::value);
        Comparison.Row high = rows.stream().max(byValue).orElseThrow();
        Comparison.Row low = rows.stream().min(byValue).orElseThrow();
        return metric.label() + " is highest for " + named(metric, high, race) + ", lowest for "
                + named(metric, low, race);
    }

    private static String named(Metric metric, Comparison.Row row, boolean race) {
        String who = inSentence(row.label());
        if (race) {
            who = row.label().startsWith("Two or ")
                    ? "students of two or more races"
                    : row.label().endsWith(" alone") ? "students who are " + who : who + " students";
        }
        return who + " (" + Numbers.value(metric.unit(), value(row)) + ")";
    }

    // "Grade 12" and "Kindergarten" begin small inside a sentence, names and peoples do not.
    private static String inSentence(String label) {
        boolean common = label.startsWith("Grade ")
                || label.startsWith("Kinder")
                || label.startsWith("Pre-")
                || label.startsWith("Students ")
                || label.startsWith("Economically ");
        return common ? label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1) : label;
    }

    private static BigDecimal value(Comparison.Row row) {
        BigDecimal value = row.point().value();
        return value == null ? BigDecimal.ZERO : value;
    }

    private static List<Comparison.Row> valued(List<Comparison.Row> rows) {
        return rows.stream().filter(row -> row.point().value() != null).toList();
    }
}
