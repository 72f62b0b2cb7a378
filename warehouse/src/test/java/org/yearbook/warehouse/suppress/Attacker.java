package org.yearbook.warehouse.suppress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has the published table and wants a hidden number. Knows that groups add up to everybody and schools to
 * the district, that an absent row is zero, that no count is negative, and even which hidden numbers are equal under
 * two versions. Written without a look at how the numbers are protected.
 */
final class Attacker {

    private static final double TINY = 1e-7;

    private final Map<String, Map<String, Number>> published = new LinkedHashMap<>();
    private final Map<String, Integer> unknowns;
    private final List<double[]> equations = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    private Attacker(List<Number> numbers, Map<String, Integer> unknowns) {
        numbers.forEach(number -> published
                .computeIfAbsent(number.series(), series -> new TreeMap<>())
                .put(number.cell(), number));
        this.unknowns = unknowns;
    }

    /**
     * {@return every hidden number that comes out exactly}
     *
     * @param truth tells which hidden numbers are equal, and nothing else
     */
    static List<Number> solved(List<Number> published, List<Number> truth) {
        var solved = new ArrayList<Number>();
        for (String metric : published.stream().map(Number::metric).distinct().toList()) {
            List<Number> own = published.stream()
                    .filter(number -> number.metric().equals(metric))
                    .toList();
            solved.addAll(solve(own, truth, number -> known(number.people())));
            if (own.stream().anyMatch(number -> number.denominator() != null)) {
                solved.addAll(solve(own, truth, number -> known(number.numerator())));
            }
        }
        return solved;
    }

    static long known(@Nullable Long value) {
        if (value == null) {
            throw new IllegalArgumentException("hidden");
        }
        return value;
    }

    private static List<Number> solve(List<Number> published, List<Number> truth, ToLongFunction<Number> value) {
        Map<String, Integer> unknowns = new LinkedHashMap<>();
        Map<String, Integer> equal = new HashMap<>();
        Map<String, Number> real = new HashMap<>();
        truth.forEach(number -> real.put(number.series() + number.cell(), number));
        int count = 0;
        for (Number number : published) {
            if (number.hidden()) {
                Number secret = real.get(number.series() + number.cell());
                String same = number.cell() + " " + secret.people() + " " + secret.numerator();
                Integer known = equal.get(same);
                if (known == null) {
                    known = count++;
                    equal.put(same, known);
                }
                unknowns.put(number.series() + number.cell(), known);
            }
        }
        var attacker = new Attacker(published, unknowns);
        attacker.state(count, value);
        var solved = new ArrayList<Number>();
        boolean[] found = attacker.exact(count);
        unknowns.forEach((name, place) -> {
            if (found[place]) {
                solved.add(real.get(name));
            }
        });
        return solved;
    }

    // coefficients of the unknowns, then the constant they add up to
    private void state(int count, ToLongFunction<Number> value) {
        state(count, value, false);
    }

    private void state(int count, ToLongFunction<Number> value, boolean knownToo) {
        published.forEach((series, cells) -> {
            Map<String, List<Number>> groups = new TreeMap<>();
            Map<String, List<Number>> schools = new TreeMap<>();
            cells.values().forEach(number -> {
                if (!number.dimension().equals("all")) {
                    groups.computeIfAbsent(
                                    number.organization() + " all all|" + number.dimension(), key -> new ArrayList<>())
                            .add(number);
                }
                if (!number.organization().equals(Microdata.DISTRICT)) {
                    schools.computeIfAbsent(
                                    Microdata.DISTRICT + " " + number.dimension() + " " + number.group() + "|schools",
                                    key -> new ArrayList<>())
                            .add(number);
                }
            });
            groups.forEach((key, parts) -> equation(series, cells, key, parts, count, value, knownToo));
            schools.forEach((key, parts) -> equation(series, cells, key, parts, count, value, knownToo));
        });
    }

    private void equation(
            String series,
            Map<String, Number> cells,
            String key,
            List<Number> parts,
            int count,
            ToLongFunction<Number> value,
            boolean knownToo) {
        Number total = cells.get(key.substring(0, key.indexOf('|')));
        if (total == null) {
            return;
        }
        double[] equation = new double[count + 1];
        put(equation, total, 1, value);
        parts.forEach(part -> put(equation, part, -1, value));
        boolean totalHidden = knownToo && total.hidden();
        if (!totalHidden && (knownToo || Arrays.stream(equation, 0, count).anyMatch(c -> c != 0))) {
            equations.add(equation);
            names.add(series + " " + key);
        }
    }

    private void put(double[] equation, Number number, int sign, ToLongFunction<Number> value) {
        Integer unknown = unknowns.get(number.series() + number.cell());
        if (unknown == null) {
            equation[equation.length - 1] -= sign * value.applyAsLong(number);
        } else {
            equation[unknown] += sign;
        }
    }

    private boolean[] exact(int count) {
        boolean[] found = new boolean[count];
        List<double[]> all = new ArrayList<>();
        equations.forEach(equation -> all.add(equation.clone()));
        List<double[]> reduced = reduce(count);
        all.addAll(reduced);
        for (double[] row : reduced) {
            int only = only(row, count);
            if (only >= 0) {
                found[only] = true;
            }
        }
        double[] low = new double[count];
        double[] high = new double[count];
        Arrays.fill(high, 1e12);
        for (int round = 0; round < 60; round++) {
            all.forEach(row -> narrow(row, low, high));
        }
        for (int i = 0; i < count; i++) {
            found[i] |= high[i] - low[i] < 0.5;
        }
        return found;
    }

    private static int only(double[] row, int count) {
        int only = -1;
        for (int i = 0; i < count; i++) {
            if (Math.abs(row[i]) > TINY) {
                if (only >= 0) {
                    return -1;
                }
                only = i;
            }
        }
        return only;
    }

    private List<double[]> reduce(int count) {
        List<double[]> rows = new ArrayList<>();
        equations.forEach(equation -> rows.add(equation.clone()));
        int rank = 0;
        for (int column = 0; column < count && rank < rows.size(); column++) {
            int best = rank;
            for (int row = rank; row < rows.size(); row++) {
                if (Math.abs(rows.get(row)[column]) > Math.abs(rows.get(best)[column])) {
                    best = row;
                }
            }
            if (Math.abs(rows.get(best)[column]) > TINY) {
                double[] pivot = rows.set(best, rows.get(rank));
                rows.set(rank, pivot);
                double scale = pivot[column];
                for (int i = 0; i <= count; i++) {
                    pivot[i] /= scale;
                }
                for (int row = 0; row < rows.size(); row++) {
                    double factor = rows.get(row)[column];
                    if (row != rank && Math.abs(factor) > TINY) {
                        for (int i = 0; i <= count; i++) {
                            rows.get(row)[i] -= factor * pivot[i];
                        }
                    }
                }
                rank++;
            }
        }
        return rows.subList(0, rank);
    }

    // sum of c·x = constant, every x in its bounds: each x is what the others leave
    private static void narrow(double[] row, double[] low, double[] high) {
        double constant = row[row.length - 1];
        for (int i = 0; i < low.length; i++) {
            if (Math.abs(row[i]) > TINY) {
                double least = constant;
                double most = constant;
                for (int j = 0; j < low.length; j++) {
                    if (j != i && Math.abs(row[j]) > TINY) {
                        least -= row[j] > 0 ? row[j] * high[j] : row[j] * low[j];
                        most -= row[j] > 0 ? row[j] * low[j] : row[j] * high[j];
                    }
                }
                double from = row[i] > 0 ? least / row[i] : most / row[i];
                double to = row[i] > 0 ? most / row[i] : least / row[i];
                low[i] = Math.max(low[i], Math.ceil(from - 1e-4));
                high[i] = Math.min(high[i], Math.floor(to + 1e-4));
            }
        }
    }

    /** {@return the relations that give away the sum of what they hide: a single cell, or fewer people than allowed} */
    static List<String> givenAway(List<Number> published, int smallest) {
        var attacker = new Attacker(published, numbered(published));
        attacker.state((int) published.stream().filter(Number::hidden).count(), number -> known(number.people()));
        var given = new ArrayList<String>();
        for (int i = 0; i < attacker.equations.size(); i++) {
            double[] equation = attacker.equations.get(i);
            double[] cells = Arrays.copyOf(equation, equation.length - 1);
            long parts = Arrays.stream(cells).filter(c -> c < 0).count();
            boolean total = Arrays.stream(cells).anyMatch(c -> c > 0);
            double sum = -equation[equation.length - 1];
            if (parts + (total ? 1 : 0) == 1 || (!total && sum < smallest)) {
                given.add(attacker.names.get(i) + " hides " + (parts + (total ? 1 : 0)) + " cells of " + sum);
            }
        }
        return given;
    }

    private static Map<String, Integer> numbered(List<Number> published) {
        var numbered = new HashMap<String, Integer>();
        published.stream()
                .filter(Number::hidden)
                .forEach(number -> numbered.put(number.series() + number.cell(), numbered.size()));
        return numbered;
    }

    /**
     * {@return what somebody learns of a few people who has the files of two nights and subtracts one from the other}
     *
     * @param then what the later file says anew; a number that it shows again from before counts as hidden
     */
    static List<String> changes(List<Number> first, List<Number> then, int smallest) {
        var told = new ArrayList<String>();
        for (String one : series(first)) {
            for (String other : series(then)) {
                if (one.split(" ")[0].equals(other.split(" ")[0])) {
                    told.addAll(changes(of(one, first), of(other, then), one.equals(other), smallest));
                }
            }
        }
        return told;
    }

    private static List<String> changes(
            Map<String, Number> first, Map<String, Number> then, boolean same, int smallest) {
        var cells = new LinkedHashMap<String, Number>(first);
        cells.putAll(then);
        var differences = new ArrayList<Number>();
        cells.forEach((name, number) -> {
            Number before = first.get(name);
            Number after = then.get(name);
            if (same || (before != null && after != null)) {
                boolean hidden = (before != null && before.hidden()) || (after != null && after.hidden());
                differences.add(difference(number, hidden, before, after));
            }
        });
        var people = new Attacker(differences, numbered(differences));
        var hits = new Attacker(differences, numbered(differences));
        int count = (int) differences.stream().filter(Number::hidden).count();
        people.state(count, number -> known(number.people()), true);
        hits.state(count, number -> known(number.numerator()), true);
        var told = new ArrayList<String>();
        differences.stream()
                .filter(number -> !number.hidden()
                        && tells(
                                known(number.people()),
                                known(number.numerator()),
                                number.denominator() != null,
                                same,
                                smallest))
                .forEach(number -> told.add("changed: " + number));
        for (int i = 0; i < people.equations.size(); i++) {
            long all = Math.round(people.equations.get(i)[count]);
            long hit = Math.round(hits.equations.get(i)[count]);
            boolean rate = !differences.get(0).metric().equals("enrollment");
            if (tells(all, hit, rate, same, smallest)) {
                told.add("rest of " + people.names.get(i) + ": " + all + ", " + hit);
            }
        }
        return told;
    }

    private static boolean tells(long people, long hits, boolean rate, boolean same, int smallest) {
        return isOfFew(people, hits, rate, smallest) || (!same && tellsOfFew(people, hits, rate, smallest));
    }

    // Who is counted no longer changes one number; who moves between counted and not counted changes two.
    private static boolean isOfFew(long people, long hits, boolean rate, int smallest) {
        long rest = people - hits;
        long least = !rate
                ? Math.abs(people)
                : Math.max(
                        Math.abs(people),
                        hits * rest > 0 ? Math.abs(people) : Math.max(Math.abs(hits), Math.abs(rest)));
        return least > 0 && least < smallest;
    }

    private static Number difference(Number like, boolean hidden, @Nullable Number before, @Nullable Number after) {
        Long people = hidden ? null : value(after, true) - value(before, true);
        Long hits = hidden ? null : value(after, false) - value(before, false);
        boolean count = like.metric().equals("enrollment");
        return new Number(
                like.metric(),
                0,
                "",
                "",
                like.year(),
                like.organization(),
                like.dimension(),
                like.group(),
                hits,
                count ? null : people,
                people);
    }

    private static long value(@Nullable Number number, boolean people) {
        return number == null ? 0 : known(people ? number.people() : number.numerator());
    }

    private static List<String> series(List<Number> numbers) {
        return numbers.stream().map(Number::series).distinct().toList();
    }

    private static Map<String, Number> of(String series, List<Number> numbers) {
        var own = new LinkedHashMap<String, Number>();
        numbers.stream()
                .filter(number -> number.series().equals(series))
                .forEach(number -> own.put(number.cell(), number));
        return own;
    }

    /** {@return the cells where two versions in sight differ by few people, or tell of few under both} */
    static List<String> differing(List<Number> published, List<Number> truth, int smallest) {
        var differing = new ArrayList<String>();
        for (Number one : published) {
            for (Number other : published) {
                if (!one.hidden()
                        && !other.hidden()
                        && one.metric().equals(other.metric())
                        && one.cell().equals(other.cell())
                        && !one.series().equals(other.series())
                        && within(other.series(), one.series(), truth)
                        && tellsOfFew(one, other, smallest)) {
                    differing.add(one + " less " + other);
                }
            }
        }
        return differing;
    }

    /** {@return whether the difference of two numbers speaks of fewer people than it may} */
    static boolean tellsOfFew(Number one, Number other, int smallest) {
        return tellsOfFew(
                known(one.people()) - known(other.people()),
                known(one.numerator()) - known(other.numerator()),
                one.denominator() != null,
                smallest);
    }

    // People who are in one and not in the other, of whom nearly all, or nearly nobody, are counted.
    private static boolean tellsOfFew(long people, long hits, boolean rate, int smallest) {
        if (people == 0) {
            return Math.abs(hits) > 0 && Math.abs(hits) < 3;
        }
        long counted = people > 0 ? hits : -hits;
        long others = Math.abs(people) - counted;
        boolean nearlyAll = (counted >= 0 && counted < 3) || (others >= 0 && others < 3);
        return Math.abs(people) < smallest || (rate && nearlyAll);
    }

    private static boolean within(String one, String other, List<Number> truth) {
        Map<String, Long> people = new HashMap<>();
        truth.stream()
                .filter(number -> number.series().equals(other))
                .forEach(number -> people.put(number.cell(), known(number.people())));
        return truth.stream()
                .filter(number -> number.series().equals(one))
                .allMatch(number -> known(number.people()) <= people.getOrDefault(number.cell(), 0L));
    }
}
