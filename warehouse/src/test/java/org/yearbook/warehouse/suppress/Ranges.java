package org.yearbook.warehouse.suppress;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An attacker who writes down everything that is published of one table as a linear program, and asks for the least and
 * the most that a hidden number can be. Groups add up to everybody, schools to the district, and it is known how many
 * people no part lists; a hidden group has somebody in it; people are those who are counted and those who are not.
 */
final class Ranges {

    /** Between which numbers a hidden one lies; {@code part} is people, hits or misses. */
    record Range(Number secret, String part, double low, double high) {

        double width() {
            return high - low;
        }
    }

    private static final List<String> PARTS = List.of("people", "hits", "misses");

    private record Equation(List<String> cells, List<Integer> signs) {}

    private final Map<String, Number> real;
    private final List<Number> hidden;
    private final Map<String, Integer> place = new HashMap<>();
    private final Simplex program;

    private Ranges(List<Number> hidden, Map<String, Number> real, List<Equation> equations) {
        this.hidden = hidden;
        this.real = real;
        hidden.forEach(number -> place.put(number.cell(), place.size()));
        var rows = new ArrayList<double[]>();
        var right = new ArrayList<Double>();
        for (Equation equation : equations) {
            for (String part : List.of("hits", "misses")) {
                var row = new double[3 * hidden.size()];
                double sum = 0;
                for (int i = 0; i < equation.cells().size(); i++) {
                    String cell = equation.cells().get(i);
                    int sign = equation.signs().get(i);
                    row[column(cell, part)] = sign;
                    sum += sign * value(cell, part);
                }
                rows.add(row);
                right.add(sum);
            }
        }
        // everybody of a hidden group, but the one that is sure to be there
        for (Number number : hidden) {
            var row = new double[3 * hidden.size()];
            row[column(number.cell(), "hits")] = 1;
            row[column(number.cell(), "misses")] = 1;
            row[column(number.cell(), "people")] = -1;
            rows.add(row);
            right.add(1.0);
        }
        program = new Simplex(
                rows.toArray(double[][]::new),
                right.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private int column(String cell, String part) {
        Integer found = place.get(cell);
        if (found == null) {
            throw new IllegalArgumentException(cell);
        }
        return 3 * found + PARTS.indexOf(part);
    }

    private long value(String cell, String part) {
        Number number = real.get(cell);
        return number == null ? 0 : number.part(part);
    }

    /**
     * {@return for each hidden number that tells too much by itself, what the attacker comes to, as far as asked}
     *
     * @param enough an answer as wide as this is not looked into any further
     */
    static List<Range> of(List<Number> published, List<Number> truth, int smallest, double enough) {
        var ranges = new ArrayList<Range>();
        published.stream()
                .collect(Collectors.groupingBy(Number::series, LinkedHashMap::new, Collectors.toList()))
                .forEach((series, numbers) -> {
                    Map<String, Number> real = truth.stream()
                            .filter(number -> number.series().equals(series))
                            .collect(Collectors.toMap(Number::cell, number -> number));
                    parts(numbers).forEach(part -> {
                        List<Number> hidden = numbers.stream()
                                .filter(number -> part.contains(number.cell()))
                                .toList();
                        new Ranges(hidden, real, equations(numbers, part)).ask(smallest, enough, ranges);
                    });
                });
        return ranges;
    }

    // Hidden cells that have to do with each other, by any number of equations.
    private static List<List<String>> parts(List<Number> numbers) {
        List<String> hidden =
                numbers.stream().filter(Number::hidden).map(Number::cell).toList();
        List<Equation> equations = equations(numbers, hidden);
        var parts = new ArrayList<List<String>>();
        var seen = new ArrayList<String>();
        for (String cell : hidden) {
            if (!seen.contains(cell)) {
                var part = new ArrayList<String>();
                var open = new ArrayDeque<String>();
                open.add(cell);
                seen.add(cell);
                while (!open.isEmpty()) {
                    String one = open.remove();
                    part.add(one);
                    equations.stream()
                            .filter(equation -> equation.cells().contains(one))
                            .flatMap(equation -> equation.cells().stream())
                            .filter(other -> !seen.contains(other))
                            .forEach(other -> {
                                if (!seen.contains(other)) {
                                    seen.add(other);
                                    open.add(other);
                                }
                            });
                }
                parts.add(part);
            }
        }
        return parts;
    }

    private static List<Equation> equations(List<Number> numbers, List<String> hidden) {
        Map<String, Equation> equations = new TreeMap<>();
        List<String> stated = numbers.stream().map(Number::cell).toList();
        for (Number number : numbers) {
            if (!number.dimension().equals("all")) {
                add(equations, number.organization() + " all all", number.dimension(), number, hidden, stated);
            }
            if (!number.organization().equals(Microdata.DISTRICT)) {
                String total = Microdata.DISTRICT + " " + number.dimension() + " " + number.group();
                add(equations, total, "schools", number, hidden, stated);
            }
        }
        return equations.values().stream()
                .filter(equation -> !equation.cells().isEmpty())
                .toList();
    }

    private static void add(
            Map<String, Equation> equations,
            String total,
            String name,
            Number part,
            List<String> hidden,
            List<String> stated) {
        if (!stated.contains(total)) {
            return;
        }
        Equation equation = equations.computeIfAbsent(total + "|" + name, key -> {
            var one = new Equation(new ArrayList<>(), new ArrayList<>());
            if (hidden.contains(total)) {
                one.cells().add(total);
                one.signs().add(1);
            }
            return one;
        });
        if (hidden.contains(part.cell())) {
            equation.cells().add(part.cell());
            equation.signs().add(-1);
        }
    }

    private void ask(int smallest, double enough, List<Range> ranges) {
        for (Number number : hidden) {
            Number secret = real.get(number.cell());
            if (secret == null) {
                continue;
            }
            if (secret.part("people") < smallest) {
                ranges.add(range(secret, "people", enough));
            }
            for (String part : List.of("hits", "misses")) {
                if (secret.denominator() != null && secret.part(part) < 3) {
                    ranges.add(range(secret, part, enough));
                }
            }
        }
    }

    private Range range(Number secret, String part, double enough) {
        int column = column(secret.cell(), part);
        for (int sign : new int[] {1, -1}) {
            if (program.high(column) - program.low(column) < enough) {
                var weights = new double[3 * hidden.size()];
                weights[column] = sign;
                program.minimise(weights);
            }
        }
        int sure = part.equals("people") ? 1 : 0;
        return new Range(secret, part, program.low(column) + sure, program.high(column) + sure);
    }
}
