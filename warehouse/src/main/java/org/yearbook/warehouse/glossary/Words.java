package org.yearbook.warehouse.glossary;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Expression;
import org.yearbook.definitions.Goal;
import org.yearbook.definitions.Measure;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.Metric.Unit;
import org.yearbook.definitions.MetricVersion;
import org.yearbook.definitions.MetricVersion.Comparability;

/** What the words of a definition file mean to somebody who does not know them. */
public final class Words {

    private static final Pattern ONLY = Pattern.compile("grade_level in \\(([^)]*)\\)");
    private static final Pattern ALL_BUT = Pattern.compile("grade_level not in \\(([^)]*)\\)");
    private static final Pattern ONE = Pattern.compile("grade_level = '([^']*)'");

    private Words() {}

    /** {@return what a value counts in} */
    public static String unit(Unit unit) {
        return switch (unit) {
            case PERCENT -> "a share, told in percent";
            case COUNT -> "a count";
            case CURRENCY -> "an amount in dollars";
            case NUMBER -> "a plain number";
        };
    }

    /** {@return which way the number should move} */
    public static String direction(Metric.Direction direction) {
        return switch (direction) {
            case UP -> "higher is better";
            case DOWN -> "lower is better";
            case NEITHER -> "neither higher nor lower is better";
        };
    }

    /** {@return how exactly a value is kept} */
    public static String rounding(Unit unit, MetricVersion version) {
        if (version.formula().denominator() == null) {
            return "None: it is counted or added up exactly.";
        }
        return "What is counted, and out of what, are kept exactly. The one is divided by the other in whole numbers and"
                + " rounded once, half up, at the sixth place after the point"
                + (unit == Unit.PERCENT ? ": a ten-thousandth of a percent." : ".");
    }

    /** {@return when shared files hide it} */
    public static String smallest(MetricVersion version, @Nullable Integer minimum) {
        Measure people = version.formula().people();
        if (people == null) {
            return "It speaks of things and not of people, so it is never hidden.";
        }
        String least = minimum == null ? "minimum_group_size of district.yaml (10 by default)" : minimum.toString();
        return "Files for analysts and the public hide it where it speaks of fewer people than " + least
                + ", where nearly everybody or nearly nobody is counted, and where such a number could be worked out"
                + " from it.";
    }

    /** {@return what a measure takes from which rows, such as: one for each row with a student_key} */
    public static String measure(Measure measure) {
        String value = plain(measure.expr().sql());
        return switch (measure.agg()) {
            case COUNT -> "one for each row with a value in " + value;
            case COUNT_DISTINCT -> "how many different values there are in " + value;
            case SUM -> "the sum of " + value;
        };
    }

    /** {@return whom or what grades it speaks of; empty when its rows have none} */
    public static String grades(Measure measure, boolean hasGrades) {
        Expression filter = measure.filter();
        String sql = filter == null ? "" : plain(filter.sql());
        if (!sql.contains("grade_level")) {
            return hasGrades ? "Every grade that the schools have." : "";
        }
        String without = sql.contains("grade_level is null or") ? ", and those without a grade on record" : "";
        Matcher only = ONLY.matcher(sql);
        if (only.find()) {
            return "Grades " + list(only.group(1)) + without + ".";
        }
        Matcher allBut = ALL_BUT.matcher(sql);
        if (allBut.find()) {
            return "Every grade but " + list(allBut.group(1)) + without + ".";
        }
        Matcher one = ONE.matcher(sql);
        return one.find() ? "Grade " + one.group(1) + without + "." : "By the condition on grade_level above.";
    }

    private static String list(String quoted) {
        return quoted.replace("'", "");
    }

    /** {@return a value in its unit} */
    public static String value(Unit unit, BigDecimal value) {
        return switch (unit) {
            case PERCENT -> shortened(value.movePointRight(2), 2) + "%";
            case CURRENCY -> "$" + shortened(value, 2);
            case COUNT, NUMBER -> shortened(value, 4);
        };
    }

    /** {@return the move from one value to another, in its unit} */
    public static String move(Unit unit, BigDecimal from, BigDecimal to) {
        BigDecimal change = to.subtract(from);
        String sign = change.signum() > 0 ? "+" : "";
        return unit == Unit.PERCENT
                ? sign + shortened(change.movePointRight(2), 2) + " points"
                : sign + value(unit, change);
    }

    /** {@return a distance between two values, in their unit} */
    public static String distance(Unit unit, BigDecimal margin) {
        return unit == Unit.PERCENT ? shortened(margin.movePointRight(2), 2) + " points" : value(unit, margin);
    }

    private static String shortened(BigDecimal value, int places) {
        BigDecimal rounded = value.setScale(Math.min(places, Math.max(0, value.scale())), RoundingMode.HALF_UP);
        BigDecimal stripped = rounded.stripTrailingZeros();
        return String.format(Locale.US, "%,." + Math.max(0, stripped.scale()) + "f", stripped);
    }

    /** {@return for whom a goal is, such as: each elementary school} */
    public static String whose(Goal goal) {
        List<String> words = new ArrayList<>();
        String id = goal.organizationId();
        if (id != null) {
            words.add("number " + id);
        }
        String level = goal.schoolLevel();
        String type = goal.organizationType();
        if (level != null) {
            words.add("each " + level + " school");
        } else if (type != null) {
            words.add(type.equals("district") ? "the district" : "each " + type);
        }
        return words.isEmpty() ? "the district and each school" : String.join(", ", words);
    }

    /** {@return what a version says of the numbers before it} */
    public static String comparable(MetricVersion version) {
        return comparable(version.comparability());
    }

    private static String comparable(Comparability comparability) {
        return switch (comparability) {
            case BREAK -> "cannot be compared with the version before";
            case COMPARABLE -> "may be compared with the version before";
            case RESTATED -> "is compared by restating earlier years under it";
        };
    }

    /** {@return a text in one line} */
    public static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    /** {@return with a capital letter in front} */
    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
