package org.yearbook.definitions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Example.Cell;
import org.yearbook.definitions.Example.Expectation;
import org.yearbook.definitions.Example.Row;

/** Reads the worked examples of one metric. */
final class ExampleFile {

    private final Map<String, Dataset> datasets;

    private ExampleFile(Map<String, Dataset> datasets) {
        this.datasets = datasets;
    }

    static List<Example> read(String file, String text, Map<String, Dataset> datasets, List<Fault> faults) {
        List<Example> examples = new ArrayList<>();
        YamlMap.read(file, text, faults).ifPresent(yaml -> {
            var reader = new ExampleFile(datasets);
            String metric = yaml.text("metric");
            List<YamlMap> given = yaml.maps("examples");
            if (given.isEmpty()) {
                yaml.fault("examples", "'examples' is missing");
            }
            given.forEach(example -> examples.add(reader.example(metric, example)));
            yaml.finish();
        });
        return examples;
    }

    private Example example(String metric, YamlMap yaml) {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        yaml.required("given").ifPresent(given -> {
            for (String name : given.keys()) {
                Dataset dataset = datasets.get(name);
                if (dataset == null) {
                    given.fault(
                            name,
                            "'" + name + "' is none of the datasets." + Nearest.proposal(name, datasets.keySet()));
                }
                given.map(name).ifPresent(table -> rows.put(name, rows(table, dataset)));
            }
        });
        List<Expectation> expect =
                yaml.maps("expect").stream().map(ExampleFile::expectation).toList();
        if (expect.isEmpty()) {
            yaml.fault("expect", "'expect' is missing: what each version must make of the rows");
        }
        var example = new Example(metric, yaml.text("name"), yaml.text("why", ""), rows, expect, yaml.place());
        yaml.finish();
        return example;
    }

    private static List<Row> rows(YamlMap table, @Nullable Dataset dataset) {
        Map<String, Expression> every =
                table.map("every").map(cells -> checked(cells, dataset)).orElse(Map.of());
        List<Row> rows = new ArrayList<>();
        for (YamlMap given : table.maps("rows")) {
            Map<String, Expression> cells = new LinkedHashMap<>(every);
            cells.putAll(checked(given, dataset));
            rows.add(new Row(cells, given.place()));
        }
        table.finish();
        return rows;
    }

    private static Map<String, Expression> checked(YamlMap cells, @Nullable Dataset dataset) {
        if (dataset != null) {
            var known = dataset.byName().keySet();
            cells.keys().stream()
                    .filter(name -> !known.contains(name))
                    .forEach(name -> cells.fault(
                            name,
                            "'" + name + "' is no column of " + dataset.name() + "." + Nearest.proposal(name, known)));
        }
        return cells.pairs();
    }

    private static Expectation expectation(YamlMap yaml) {
        String authority = yaml.text("authority");
        int version = yaml.number("version", 1, 999);
        var group = yaml.map("group").map(YamlMap::pairs).orElse(Map.of());
        if (group.size() > 1) {
            yaml.fault("group", "'group' names one dimension, like {grade_level: KG}");
        }
        var cell = group.entrySet().stream()
                .findFirst()
                .map(entry -> cell(yaml, entry.getKey(), entry.getValue().sql()))
                .orElse(cell(yaml, "all", "all"));
        boolean none = yaml.has("none");
        if (none && !yaml.text("none").equals("true")) {
            yaml.fault("none", "'none' can only be true: there must be no number");
        }
        Expression numerator = none ? null : yaml.expression("numerator");
        var expectation = new Expectation(
                authority,
                version,
                cell,
                numerator,
                yaml.expressionOrNull("denominator"),
                yaml.expressionOrNull("value"),
                yaml.expressionOrNull("n"),
                yaml.place());
        yaml.finish();
        return expectation;
    }

    private static Cell cell(YamlMap yaml, String dimension, String group) {
        return new Cell(yaml.textOrNull("school_year"), yaml.textOrNull("organization_id"), dimension, group);
    }
}
