package org.yearbook.warehouse.suppress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An attacker who writes several series down as one linear program: the totals of each; what is known of one series
 * from another, since they speak of the same people; and of a rate in sight, where only a range is told, the least and
 * the most that it can count. Written without a look at how the numbers are protected.
 */
final class JointRanges {

    /** Between which numbers a hidden one lies; {@code part} is people, hits or misses. */
    record Range(Number secret, String part, double low, double high) {

        double width() {
            return high - low;
        }
    }

    /**
     * What everybody knows of two series, cell by cell: a part of the one, such as hits, is no more than a part of the
     * other, or as much.
     */
    record Known(String lesser, String lesserPart, String greater, String greaterPart, boolean equal) {}

    /** What is told of a number in sight instead of what it counts. */
    record Told(long least, long most) {}

    private final Map<String, Number> shown = new LinkedHashMap<>();
    private final Map<String, Number> real = new HashMap<>();
    private final Map<String, Told> told;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<Map<Integer, Double>> rows = new ArrayList<>();
    private final List<Double> right = new ArrayList<>();
    private int used;
    private @Nullable Simplex program;

    /**
     * @param truth the numbers as they are; of those that are hidden only the names are used
     * @param told for series and cell, the range that stands for what it counts
     */
    JointRanges(List<Number> published, List<Number> truth, List<Known> known, Map<String, Told> told) {
        this.told = told;
        published.forEach(number -> shown.put(key(number), number));
        truth.forEach(number -> real.put(key(number), number));
        shown.values().forEach(this::unknown);
        shown.values().stream()
                .map(Number::series)
                .distinct()
                .forEach(series -> totals(shown.values().stream()
                        .filter(number -> number.series().equals(series))
                        .toList()));
        known.forEach(this::know);
        solve();
    }

    static String key(Number number) {
        return number.series() + "|" + number.cell();
    }

    private void unknown(Number number) {
        Told range = told.get(key(number));
        if (number.hidden()) {
            // Somebody is sure to be in a hidden group.
            row(Map.of(column(number, "hits"), 1.0, column(number, "misses"), 1.0, used++, -1.0), 1);
        } else if (range != null) {
            long all = Attacker.known(number.people());
            row(Map.of(column(number, "hits"), 1.0, column(number, "misses"), 1.0), all);
            row(Map.of(column(number, "hits"), 1.0, used++, -1.0), range.least());
            row(Map.of(column(number, "hits"), 1.0, used++, 1.0), range.most());
        }
    }

    private int column(Number number, String part) {
        return columns.computeIfAbsent(key(number) + "|" + part, name -> used++);
    }

    private void row(Map<Integer, Double> row, double sum) {
        rows.add(row);
        right.add(sum);
    }

    private boolean open(Number number) {
        return number.hidden() || told.containsKey(key(number));
    }

    private void totals(List<Number> numbers) {
        Map<String, List<Number>> parts = new TreeMap<>();
        for (Number number : numbers) {
            if (!number.dimension().equals("all")) {
                parts.computeIfAbsent(
                                number.organization() + " all all|" + number.dimension(), name -> new ArrayList<>())
                        .add(number);
            }
            if (!number.organization().equals(Microdata.DISTRICT)) {
                String total = Microdata.DISTRICT + " " + number.dimension() + " " + number.group();
                parts.computeIfAbsent(total + "|schools", name -> new ArrayList<>())
                        .add(number);
            }
        }
        parts.forEach((name, list) -> {
            Number total = shown.get(numbers.get(0).series() + "|" + name.substring(0, name.indexOf('|')));
            if (total != null) {
                List.of("hits", "misses").forEach(part -> {
                    var row = new HashMap<Integer, Double>();
                    double sum = add(row, total, part, 1);
                    for (Number one : list) {
                        sum += add(row, one, part, -1);
                    }
                    if (!row.isEmpty()) {
                        row(row, sum);
                    }
                });
            }
        });
    }

    // Adds a part to a row; what is known of it comes to stand on the other side.
    private double add(Map<Integer, Double> row, Number number, String part, int sign) {
        if (part.equals("people") && open(number)) {
            return add(row, number, "hits", sign) + add(row, number, "misses", sign);
        }
        if (open(number)) {
            row.merge(column(number, part), (double) sign, Double::sum);
            return 0;
        }
        return -sign * number.part(part);
    }

    private void know(Known known) {
        for (Number lesser : List.copyOf(shown.values())) {
            Number greater = shown.get(known.greater() + "|" + lesser.cell());
            if (lesser.series().equals(known.lesser()) && greater != null && (open(lesser) || open(greater))) {
                var row = new HashMap<Integer, Double>();
                double sum = add(row, greater, known.greaterPart(), 1) + add(row, lesser, known.lesserPart(), -1);
                if (!known.equal()) {
                    row.put(used++, -1.0);
                }
                row(row, sum);
            }
        }
    }

    private void solve() {
        var a = new double[rows.size()][used];
        for (int i = 0; i < a.length; i++) {
            double[] line = a[i];
            rows.get(i).forEach((column, factor) -> line[column] = factor);
        }
        program = rows.isEmpty()
                ? null
                : new Simplex(a, right.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * {@return what the attacker comes to of each number that tells too much by itself, as far as asked}
     *
     * @param enough an answer as wide as this is not looked into any further
     */
    List<Range> ranges(int smallest, double enough) {
        var ranges = new ArrayList<Range>();
        for (Number number : shown.values()) {
            Number secret = real.get(key(number));
            if (secret == null || !open(number)) {
                continue;
            }
            if (number.hidden() && secret.part("people") < smallest) {
                ranges.add(range(secret, "people", enough));
            }
            for (String part : List.of("hits", "misses")) {
                if (secret.part(part) < 3) {
                    ranges.add(range(secret, part, enough));
                }
            }
        }
        return ranges;
    }

    /**
     * {@return what the attacker comes to of those whom the greater of two series speaks of and the lesser does not, in
     * each cell where they are fewer than {@code smallest}}
     */
    List<Range> differences(String lesser, String greater, int smallest) {
        var ranges = new ArrayList<Range>();
        for (Number more : shown.values()) {
            Number less = shown.get(lesser + "|" + more.cell());
            if (!more.series().equals(greater) || less == null) {
                continue;
            }
            long people = real(more).part("people") - real(less).part("people");
            if (people > 0 && people < smallest) {
                ranges.add(difference(more, less));
            }
        }
        return ranges;
    }

    private Number real(Number number) {
        Number found = real.get(key(number));
        if (found == null) {
            throw new IllegalArgumentException(key(number));
        }
        return found;
    }

    private Range difference(Number more, Number less) {
        var row = new HashMap<Integer, Double>();
        double known = -add(row, more, "people", 1) - add(row, less, "people", -1);
        double[] bounds = new double[2];
        for (int way = 0; way < 2 && program != null; way++) {
            var weights = new double[used];
            int sign = way == 0 ? 1 : -1;
            row.forEach((column, factor) -> weights[column] = sign * factor);
            bounds[way] = sign * program.least(weights);
        }
        return new Range(real(more), "people", known + bounds[0], known + bounds[1]);
    }

    private Range range(Number secret, String part, double enough) {
        Simplex asked = program;
        if (asked == null) {
            throw new IllegalStateException("nothing is hidden");
        }
        List<Integer> parts = part.equals("people")
                ? List.of(column(secret, "hits"), column(secret, "misses"))
                : List.of(column(secret, part));
        double[] bounds = new double[2];
        for (int way = 0; way < 2; way++) {
            var weights = new double[used];
            for (int column : parts) {
                weights[column] = way == 0 ? 1 : -1;
            }
            bounds[way] = (way == 0 ? 1 : -1) * asked.least(weights);
            if (way == 0 && parts.size() == 1 && asked.high(parts.get(0)) - bounds[0] >= enough) {
                return new Range(secret, part, bounds[0] + 0.0, asked.high(parts.get(0)));
            }
        }
        return new Range(secret, part, bounds[0] + 0.0, bounds[1] + 0.0);
    }
}
