package org.yearbook.warehouse.suppress;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Record;
import org.yearbook.warehouse.engine.Duck;

/**
 * Rates as ranges that become narrower with the number of people, the lowest and the highest open at their end: as the
 * U.S. Department of Education publishes adjusted cohort graduation rates of schools (EDFacts, read from the files of
 * 2011-12 and 2014-15). Five people and fewer have no range. A range is told of the rate in whole percent.
 *
 * <p>It makes coarser what is in sight already, and brings nothing back: what the reader is told follows from the exact
 * numbers that could have been shown, so it tells nothing more than they do.
 */
public final class FederalLadder {

    /** What stands for a rate of five people or fewer. */
    static final String TOO_FEW = "PS";

    private static final long TOO_FEW_PEOPLE = 5;
    private static final int LAST_STEP = 5;

    /** Up to how many people a range is how many percent wide; above the last one, whole percents are told. */
    private record Rung(long groups, long everybody, int width) {}

    // Whole percents begin sooner for everybody at a place than for a group of them.
    private static final List<Rung> RUNGS =
            List.of(new Rung(15, 15, 50), new Rung(30, 30, 20), new Rung(60, 60, 10), new Rung(300, 200, LAST_STEP));

    private FederalLadder() {}

    /**
     * {@return the range of a rate, such as 85-89, GE95, LT50 or, of many people, 93}
     *
     * @param people whom the rate speaks of
     * @param hits how many of them it counts, 0 to {@code people}
     * @param everybody whether it is of everybody at a place, not of a group
     */
    static String range(long people, long hits, boolean everybody) {
        if (hits < 0 || hits > people) {
            throw new IllegalArgumentException("Not a rate of people");
        }
        if (people <= TOO_FEW_PEOPLE) {
            return TOO_FEW;
        }
        int percent = (int) ((200 * hits + people) / (2 * people));
        for (Rung rung : RUNGS) {
            if (people <= (everybody ? rung.everybody() : rung.groups())) {
                return range(percent, rung.width());
            }
        }
        return percent <= 1 ? "LE1" : percent >= 99 ? "GE99" : String.valueOf(percent);
    }

    private static String range(int percent, int width) {
        if (width == 50) {
            return percent >= 50 ? "GE50" : "LT50";
        }
        if (percent <= width) {
            return "LE" + width;
        }
        if (percent >= 100 - width) {
            return "GE" + (100 - width);
        }
        int from = percent / width * width;
        return Math.max(from, width + 1) + "-" + (from + width - 1);
    }

    /**
     * Makes the temporary table {@code public_value}: {@code released_value} with one column more, {@code value_range}.
     * The rates in sight of the chosen metrics lose numerator and value and have a range instead; their status is
     * {@code range}.
     *
     * @param metrics whose rates are shown so
     * @throws LadderException when one of them shows something else than a share of people
     */
    public static void climb(Duck duck, Set<String> metrics) {
        String chosen = metrics.isEmpty()
                ? "false"
                : "metric in (" + metrics.stream().sorted().map(Duck::literal).collect(Collectors.joining(", ")) + ")";
        String shown = chosen + " and status = 'ok' and n is distinct from 0";
        refuse(duck, shown);
        duck.run("create temp table rate_range(people bigint, hits bigint, everybody boolean, value_range varchar)");
        List<List<?>> ranges = new ArrayList<>();
        for (Record row : duck.sql()
                .fetch("select distinct n, numerator::bigint, group_dimension = 'all'" + " from released_value where "
                        + shown)) {
            long people = row.get(0, Long.class);
            long hits = row.get(1, Long.class);
            boolean everybody = row.get(2, Boolean.class);
            ranges.add(List.of(people, hits, everybody, range(people, hits, everybody)));
        }
        duck.append("temp", "rate_range", ranges);
        duck.run("""
                create temp table public_value as
                select v.* replace (if(r.value_range is null, v.numerator, null) as numerator,
                                    if(r.value_range is null, v."value", null) as "value",
                                    if(r.value_range is null, v.status, 'range') as status),
                       r.value_range
                from (select *, row_number() over () as place from released_value) v
                left join rate_range r
                    on %s and r.people = v.n and r.hits = v.numerator
                       and r.everybody = (v.group_dimension = 'all')
                order by v.place""".formatted(shown));
        duck.run("alter table public_value drop column place");
    }

    private static void refuse(Duck duck, String shown) {
        List<String> others = duck.sql()
                .fetch("select distinct metric from released_value where " + shown
                        + " and coalesce(denominator <> n or numerator < 0 or numerator > denominator"
                        + " or numerator <> round(numerator), true) order by 1")
                .getValues(0, String.class);
        if (!others.isEmpty()) {
            throw new LadderException(others);
        }
    }
}
