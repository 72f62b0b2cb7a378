package org.yearbook.warehouse.suppress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * An attacker who writes down everything that is published of one table as a linear program, and asks for the least and
 * the most that a hidden number can be. Groups add up to everybody, schools to the district; a hidden group has
 * somebody in it; what is counted is no more than the people.
 */
final class Ranges {

    /** Between which numbers a hidden one lies; {@code part} is people, hits or misses. */
    record Range(Number secret, String part, double low, double high) {

        double width() {
            return high - low;
        }
    }

    private static final double FAR = 100_000;

    private final ExpressionsBasedModel model = new ExpressionsBasedModel();
    private final Map<String, Variable> people = new TreeMap<>();
    private final Map<String, Variable> hits = new TreeMap<>();

    private Ranges(List<Number> series) {
        model.options.sparse = true;
        for (Number number : series) {
            Variable all = model.addVariable("p " + number.cell());
            Variable hit = model.addVariable("h " + number.cell());
            if (number.people() == null || number.numerator() == null) {
                all.lower(1).upper(FAR);
                hit.lower(0).upper(FAR);
                Expression within = model.addExpression("w " + number.cell());
                within.set(all, 1).set(hit, -1).lower(0);
            } else {
                all.level(number.people());
                hit.level(number.numerator());
            }
            people.put(number.cell(), all);
            hits.put(number.cell(), hit);
        }
        sums(
                series,
                number -> number.dimension().equals("all")
                        ? ""
                        : number.organization() + " all all|" + number.dimension());
        sums(
                series,
                number -> number.organization().equals(Microdata.DISTRICT)
                        ? ""
                        : Microdata.DISTRICT + " " + number.dimension() + " " + number.group() + "|schools");
    }

    private void sums(List<Number> series, Function<Number, String> relation) {
        Map<String, List<Number>> parts =
                series.stream().collect(Collectors.groupingBy(relation, TreeMap::new, Collectors.toList()));
        parts.remove("");
        parts.forEach((name, numbers) -> {
            String total = name.substring(0, name.indexOf('|'));
            if (people.containsKey(total)) {
                sum(name, people, total, numbers);
                sum(name + " hits", hits, total, numbers);
            }
        });
    }

    private void sum(String name, Map<String, Variable> variables, String total, List<Number> parts) {
        Expression sum = model.addExpression(name).level(0);
        sum.set(variables.get(total), 1);
        parts.forEach(part -> sum.set(variables.get(part.cell()), -1));
    }

    /** {@return for each hidden number that tells too much by itself, what the attacker comes to} */
    static List<Range> of(List<Number> published, List<Number> truth, int smallest) {
        Map<String, Number> real = new HashMap<>();
        truth.forEach(number -> real.put(number.series() + number.cell(), number));
        var ranges = new ArrayList<Range>();
        published.stream()
                .collect(Collectors.groupingBy(Number::series))
                .values()
                .forEach(series -> {
                    var attacker = new Ranges(series);
                    for (Number number : series) {
                        Number secret = real.get(number.series() + number.cell());
                        if (number.hidden() && secret != null) {
                            attacker.ask(secret, smallest, ranges);
                        }
                    }
                });
        return ranges;
    }

    private void ask(Number secret, int smallest, List<Range> ranges) {
        long all = Attacker.known(secret.people());
        long hit = Attacker.known(secret.numerator());
        if (all < smallest) {
            ranges.add(range(secret, "people", Map.of(people.get(secret.cell()), 1)));
        } else if (secret.denominator() != null && hit < 3) {
            ranges.add(range(secret, "hits", Map.of(hits.get(secret.cell()), 1)));
        } else if (secret.denominator() != null && all - hit < 3) {
            ranges.add(range(secret, "misses", Map.of(people.get(secret.cell()), 1, hits.get(secret.cell()), -1)));
        }
    }

    private Range range(Number secret, String part, Map<Variable, Integer> objective) {
        Expression asked = model.addExpression("asked").weight(1);
        objective.forEach(asked::set);
        double low = value(model.minimise());
        double high = value(model.maximise());
        model.removeExpression("asked");
        return new Range(secret, part, low, high);
    }

    private static double value(Optimisation.Result result) {
        if (!result.getState().isFeasible()) {
            throw new IllegalStateException("the published numbers contradict each other: " + result.getState());
        }
        return result.getValue();
    }
}
