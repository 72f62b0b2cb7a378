package org.yearbook.warehouse.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Example;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.MetricVersion;

/**
 * Definitions with their formulas parsed and, as far as asked for, tried.
 *
 * @param versions all that are without fault, drafts included
 * @param examples by metric and version, as {@link ReadyVersion#name()} has it
 * @param faults of the files, the formulas, the queries and the examples
 */
record DefinitionCheck(List<ReadyVersion> versions, Map<String, Score> examples, List<Fault> faults) {

    /** How many expectations of a version came out. */
    record Score(int met, int all) {

        Score add(boolean good) {
            return new Score(met + (good ? 1 : 0), all + 1);
        }
    }

    private record Untried(Definitions definitions, DefinitionCheck check) {}

    /** The definitions of a release are the same ones each time, and their formulas take as long to parse. */
    private static volatile @Nullable Untried last;

    /** Parses all formulas; runs the queries and the examples of the metrics that are to be tried. */
    static DefinitionCheck of(Definitions definitions, Predicate<Metric> tried) {
        if (definitions.metrics().stream().anyMatch(tried)) {
            return parsed(definitions, tried);
        }
        Untried known = last;
        if (known == null || known.definitions() != definitions) {
            known = new Untried(definitions, parsed(definitions, metric -> false));
            last = known;
        }
        return known.check();
    }

    private static DefinitionCheck parsed(Definitions definitions, Predicate<Metric> tried) {
        var reader = new FormulaReader(definitions.datasets());
        List<ReadyVersion> versions = new ArrayList<>();
        for (Metric metric : definitions.metrics()) {
            for (MetricVersion version : metric.versions()) {
                reader.read(metric, version).ifPresent(versions::add);
            }
        }
        List<Fault> faults = new ArrayList<>(definitions.faults());
        faults.addAll(reader.faults());
        Map<String, Score> scores = new LinkedHashMap<>();
        if (definitions.metrics().stream().anyMatch(tried)) {
            try (var trial = new Trial(definitions.datasets())) {
                versions.removeIf(version -> {
                    List<Fault> refused = tried.test(version.metric()) ? trial.bind(version) : List.of();
                    faults.addAll(refused);
                    return !refused.isEmpty();
                });
                for (Example example : definitions.examples()) {
                    if (definitions.find(example.metric()).filter(tried).isPresent()) {
                        faults.addAll(run(trial, example, versions, scores));
                    }
                }
            }
        }
        return new DefinitionCheck(List.copyOf(versions), scores, List.copyOf(faults));
    }

    private static List<Fault> run(
            Trial trial, Example example, List<ReadyVersion> versions, Map<String, Score> scores) {
        List<ReadyVersion> spoken = versions.stream()
                .filter(version -> version.metric().id().equals(example.metric()))
                .toList();
        List<Fault> faults = trial.run(example, spoken);
        for (Example.Expectation expected : example.expect()) {
            String name = example.metric() + ", " + expected.authority() + " " + expected.version();
            boolean good = faults.stream()
                    .noneMatch(fault -> fault.place().equals(expected.place())
                            || fault.place().equals(example.place()));
            scores.put(
                    name,
                    Optional.ofNullable(scores.get(name))
                            .orElse(new Score(0, 0))
                            .add(good));
        }
        return faults;
    }

    /** {@return this, when there is nothing to correct} */
    DefinitionCheck sound() {
        if (!faults.isEmpty()) {
            throw new DefinitionException(faults);
        }
        return this;
    }
}
