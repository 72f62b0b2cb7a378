package org.yearbook.dashboard.page.boards;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yearbook.dashboard.glance.Findings;
import org.yearbook.dashboard.page.boards.BoardPage.SchoolRow;
import org.yearbook.dashboard.page.boards.BoardPage.StandOut;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.warehouse.answer.Comparison;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Standing;

/** Finds the schools that miss the most goals of a board, and those that meet all of them. */
final class SchoolsThatStandOut {

    /** Schools that stand on the page; the others open below. */
    private static final int FIRST = 6;

    private final Map<String, List<Held>> bySchool = new HashMap<>();

    /** One number of a school against its goal; {@code miss} is how far it is from it, as a part of the goal. */
    private record Held(Metric metric, BigDecimal value, Goal goal, Standing standing, BigDecimal miss) {}

    void add(Metric metric, Comparison schools) {
        for (Comparison.Row row : schools.rows()) {
            BigDecimal value = row.point().value();
            if (value == null || row.goal().isEmpty() || !judged(row.standing())) {
                continue;
            }
            Goal goal = row.goal().get();
            BigDecimal away = goal.value().subtract(value).abs();
            BigDecimal miss = row.standing() == Standing.MET
                    ? BigDecimal.ZERO
                    : goal.value().signum() == 0
                            ? BigDecimal.ONE
                            : away.divide(goal.value().abs(), MathContext.DECIMAL32);
            bySchool.computeIfAbsent(row.id(), id -> new ArrayList<>())
                    .add(new Held(metric, value, goal, row.standing(), miss));
        }
    }

    private static boolean judged(Standing standing) {
        return standing == Standing.MET || standing == Standing.NEAR || standing == Standing.NOT_MET;
    }

    /** Where a school's own page is, for whoever may open it. */
    interface Pages {
        String link(Organization school);
    }

    /** A school before it is put in order. */
    private record Ranked(SchoolRow row, long missed, int goals, BigDecimal miss) {}

    /**
     * {@return the schools, those that miss the most goals first, and of these the one furthest from one}
     *
     * @param chosen the school that the page speaks of, if it speaks of one
     */
    StandOut of(List<Organization> schools, Organization chosen, Pages pages) {
        List<Ranked> ranked = schools.stream()
                .filter(school -> bySchool.containsKey(school.id()))
                .map(school -> ranked(school, school.id().equals(chosen.id()), pages.link(school)))
                .sorted(Comparator.comparing(Ranked::missed, Comparator.reverseOrder())
                        .thenComparing(Ranked::miss, Comparator.reverseOrder())
                        .thenComparing(row -> row.row().name()))
                .toList();
        List<SchoolRow> rows = ranked.stream().map(Ranked::row).toList();
        int first = rows.size() <= FIRST + 2 ? rows.size() : FIRST;
        return new StandOut(finding(ranked), rows.subList(0, first), rows.subList(first, rows.size()));
    }

    private Ranked ranked(Organization school, boolean own, String link) {
        List<Held> numbers = bySchool.getOrDefault(school.id(), List.of());
        long missed = numbers.stream()
                .filter(number -> number.standing() != Standing.MET)
                .count();
        Held furthest = numbers.stream().max(Comparator.comparing(Held::miss)).orElseThrow();
        Standing worst = numbers.stream()
                .map(Held::standing)
                .max(Comparator.comparingInt(Standing::ordinal))
                .orElse(Standing.MET);
        return new Ranked(
                new SchoolRow(
                        school.name(),
                        link,
                        (numbers.size() - missed) + " of " + numbers.size() + " met",
                        Standings.of(worst),
                        missed == 0 ? "" : words(furthest),
                        own),
                missed,
                numbers.size(),
                furthest.miss());
    }

    private static String words(Held number) {
        Metric metric = number.metric();
        return metric.label() + " "
                + Numbers.against(
                        metric.unit(), number.value(), Optional.of(number.goal().value()))
                + Findings.against(metric, number.value(), Optional.of(number.goal()));
    }

    private static String finding(List<Ranked> ranked) {
        if (ranked.isEmpty()) {
            return "No goal is set for schools here";
        }
        long met = ranked.stream().filter(school -> school.missed() == 0).count();
        if (met == ranked.size()) {
            return ranked.size() == 1 ? "The school meets every goal" : "All " + met + " schools meet every goal";
        }
        String schools = ranked.size() == 1
                ? "The school does not meet every goal"
                : (met == 0 ? "None" : String.valueOf(met)) + " of " + ranked.size() + " schools "
                        + (met < 2 ? "meets" : "meet") + " every goal";
        return ranked.size() == 1 ? schools : schools + "; " + worst(ranked, ranked.size() - met);
    }

    /**
     * {@return who misses the most goals} How far a school is from one decides nothing here, since that can be measured
     * in many ways.
     */
    private static String worst(List<Ranked> ranked, long missing) {
        Ranked first = ranked.get(0);
        long same = ranked.stream()
                .filter(school -> school.missed() == first.missed())
                .count();
        if (same == ranked.size()) {
            return "each misses " + first.missed();
        }
        return same > 1
                ? same + " of them miss " + (same == missing ? "" : "the most, ") + first.missed() + " each"
                : first.row().name() + " misses " + (missing == 1 ? "" : "the most, ") + first.missed() + " of "
                        + first.goals();
    }
}
