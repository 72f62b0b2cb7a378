package org.yearbook.dashboard.page.card;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.words.Authorities;
import org.yearbook.dashboard.words.Groups;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Ranges;
import org.yearbook.warehouse.answer.Definition;
import org.yearbook.warehouse.answer.Group;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Unit;

/** Values of a card as people read them. */
final class CardWords {

    static final String HIDDEN = "Hidden";
    static final String NONE = "–";

    private CardWords() {}

    /** {@return the value, or what stands in its place} */
    static String value(Unit unit, Optional<Point> point) {
        return point.map(found -> value(unit, found)).orElse(NONE);
    }

    private static String value(Unit unit, Point point) {
        BigDecimal value = point.value();
        return switch (point.status()) {
            case OK -> value == null ? NONE : Numbers.value(unit, value);
            case SUPPRESSED -> HIDDEN;
            case RANGE -> Ranges.words(point.range());
            case MISSING_INPUT -> "Not delivered";
            case NOT_EVALUATED -> "Not computed";
            case NO_DATA -> NONE;
        };
    }

    /** {@return how many are counted; empty when that is not told} */
    static String counted(Point point) {
        return point.status() == Point.Status.OK ? whole(point.numerator()) : "";
    }

    /** {@return out of how many; empty when that is not told} */
    static String of(Point point) {
        return switch (point.status()) {
            case OK -> whole(point.denominator());
            case RANGE -> Numbers.whole(point.n());
            default -> "";
        };
    }

    /** {@return whether a sum of time is told, as attendance has them: nobody counts its units} */
    static boolean ofTime(Point point) {
        BigDecimal denominator = point.denominator();
        return point.status() == Point.Status.OK
                && denominator != null
                && denominator.compareTo(BigDecimal.valueOf(point.n())) != 0;
    }

    private static String whole(@Nullable BigDecimal number) {
        return number == null ? "" : Numbers.counted(number);
    }

    /** {@return a group; whoever is not in a program is told beside those who are} */
    static String group(Group group) {
        if (group.everybody()) {
            return "All";
        }
        return Groups.PROGRAMS.contains(group.dimension()) && !Groups.yes(group.value())
                ? Groups.others(group.dimension())
                : Groups.value(group.dimension(), group.value());
    }

    static String version(Definition definition) {
        String to = definition.to();
        return Authorities.words(definition.authority()) + " definition, version " + definition.version()
                + (to == null ? ", in force since " + definition.from() : ", " + definition.from() + " to " + to);
    }

    /** {@return dimensions in a sentence; empty without any} */
    static String without(List<String> dimensions) {
        return dimensions.isEmpty()
                ? ""
                : "There is no number by "
                        + String.join(
                                ", ",
                                dimensions.stream()
                                        .map(name -> "“" + Groups.dimension(name) + "”")
                                        .toList())
                        + " here.";
    }
}
