package org.yearbook.warehouse.why;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.explain.Question;
import org.yearbook.warehouse.explain.Question.Side;

/**
 * What can be compared of one number: the same year on two nights, two years on the current night, or one year under
 * two versions. A number that the asker may not see is null.
 *
 * @param schoolYear the year that nights and versions are told of; empty when no night has a number
 * @param nights the publications that are kept, latest first
 * @param years under the version then in force, latest first
 * @param versions of the school year, oldest first
 * @param groups of which there is a number in the school year
 */
public record Choices(
        String schoolYear, List<Night> nights, List<Year> years, List<Version> versions, List<Group> groups) {

    public Choices {
        nights = List.copyOf(nights);
        years = List.copyOf(years);
        versions = List.copyOf(versions);
        groups = List.copyOf(groups);
    }

    /** One publication; no value when it has no such number. */
    public record Night(
            String publication, LocalDate asOf, @Nullable BigDecimal value) {}

    /** One school year. */
    public record Year(String schoolYear, @Nullable BigDecimal value) {}

    /** One version of the definition. */
    public record Version(int version, @Nullable BigDecimal value) {}

    /** A group of people. */
    public record Group(String dimension, String value) {}

    /** {@return what to compare when nobody says: the last two nights that differ, else the last two years} */
    public Optional<Question> usual(String metric, String authority, String organization, Group group) {
        for (int i = 0; i + 1 < nights.size(); i++) {
            BigDecimal now = nights.get(i).value();
            BigDecimal then = nights.get(i + 1).value();
            if (now != null && then != null && now.compareTo(then) != 0) {
                return Optional.of(question(
                        metric,
                        authority,
                        organization,
                        group,
                        new Side(nights.get(i + 1).publication(), schoolYear, null),
                        new Side(nights.get(i).publication(), schoolYear, null)));
            }
        }
        List<Year> known = years.stream().filter(year -> year.value() != null).toList();
        if (known.size() > 1) {
            return Optional.of(question(
                    metric,
                    authority,
                    organization,
                    group,
                    Side.year(known.get(1).schoolYear()),
                    Side.year(known.get(0).schoolYear())));
        }
        return nights.size() < 2
                        || nights.get(0).value() == null
                        || nights.get(1).value() == null
                ? Optional.empty()
                : Optional.of(question(
                        metric,
                        authority,
                        organization,
                        group,
                        new Side(nights.get(1).publication(), schoolYear, null),
                        new Side(nights.get(0).publication(), schoolYear, null)));
    }

    private static Question question(
            String metric, String authority, String organization, Group group, Side from, Side to) {
        return new Question(metric, authority, organization, group.dimension(), group.value(), from, to);
    }
}
