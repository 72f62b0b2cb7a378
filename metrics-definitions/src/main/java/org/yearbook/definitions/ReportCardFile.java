package org.yearbook.definitions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yearbook.definitions.StatutoryElement.Cell;

/** Reads {@code report-card.yaml}. */
final class ReportCardFile {

    private static final String ID = "[a-z][a-z0-9-]*";

    private final Map<String, Set<String>> known;
    private final Set<String> ids = new HashSet<>();

    private ReportCardFile(Map<String, Set<String>> known) {
        this.known = known;
    }

    static List<StatutoryElement> read(String file, String text, Map<String, Set<String>> metrics, List<Fault> faults) {
        List<StatutoryElement> elements = new ArrayList<>();
        YamlMap.read(file, text, faults).ifPresent(yaml -> {
            var reader = new ReportCardFile(metrics);
            yaml.maps("report_card").forEach(given -> elements.add(reader.element(given)));
            if (elements.isEmpty()) {
                yaml.fault("report_card", "'report_card' lists no element");
            }
            yaml.finish();
        });
        return elements;
    }

    private StatutoryElement element(YamlMap yaml) {
        String id = yaml.matching("element", ID, "small letters, digits and hyphens, like per-pupil-spending");
        if (!ids.add(id)) {
            yaml.fault("element", "element '" + id + "' is given twice");
        }
        List<String> metrics = metrics(yaml);
        var element = new StatutoryElement(
                id,
                yaml.text("paragraph"),
                yaml.text("title"),
                yaml.text("about"),
                metrics,
                groups(yaml, metrics),
                yaml.has("year")
                        && yaml.choice("year", List.of("same", "preceding")).equals("preceding"),
                grid(yaml, metrics),
                yaml.has("missing") ? yaml.text("missing") : "");
        if (metrics.isEmpty() && !yaml.has("missing")) {
            yaml.fault(
                    "element",
                    "element '" + id
                            + "' has neither 'metrics' that answer it nor 'missing', which says why there is none");
        }
        yaml.finish();
        return element;
    }

    private List<String> metrics(YamlMap yaml) {
        List<String> metrics = words(yaml, "metrics");
        for (String metric : metrics) {
            if (!known.containsKey(metric)) {
                yaml.fault(
                        "metrics", "there is no metric '" + metric + "'." + Nearest.proposal(metric, known.keySet()));
            }
        }
        return metrics;
    }

    /** Of a metric that is unknown it is not known what it is told by either, and that is told already. */
    private List<String> groups(YamlMap yaml, List<String> metrics) {
        List<String> groups = words(yaml, "groups");
        Set<String> told = metrics.stream()
                .flatMap(metric -> known.getOrDefault(metric, Set.of()).stream())
                .collect(Collectors.toSet());
        if (known.keySet().containsAll(metrics)) {
            groups.stream()
                    .filter(group -> !told.contains(group))
                    .forEach(group -> yaml.fault(
                            "groups",
                            "none of the metrics of this element is told by '" + group + "'."
                                    + Nearest.proposal(group, told)));
        }
        return groups;
    }

    private static List<Cell> grid(YamlMap yaml, List<String> metrics) {
        List<Cell> cells = new ArrayList<>();
        Set<List<String>> taken = new HashSet<>();
        for (YamlMap given : yaml.maps("grid")) {
            var cell = new Cell(given.text("row"), given.text("column"), given.text("metric"));
            if (!cell.metric().isBlank() && !metrics.contains(cell.metric())) {
                given.fault(
                        "metric",
                        "'" + cell.metric() + "' is none of the metrics of this element."
                                + Nearest.proposal(cell.metric(), metrics));
            }
            if (!taken.add(List.of(cell.row(), cell.column()))) {
                given.fault("row", "the place '" + cell.row() + "', '" + cell.column() + "' is taken twice");
            }
            given.finish();
            cells.add(cell);
        }
        return cells;
    }

    private static List<String> words(YamlMap yaml, String key) {
        if (!yaml.has(key)) {
            return List.of();
        }
        List<String> words = yaml.texts(key).stream().map(Expression::sql).toList();
        Set<String> seen = new HashSet<>();
        words.stream()
                .filter(word -> !seen.add(word))
                .forEach(word -> yaml.fault(key, "'" + word + "' stands here twice"));
        return words;
    }
}
