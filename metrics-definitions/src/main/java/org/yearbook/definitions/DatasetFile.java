package org.yearbook.definitions;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.yearbook.definitions.Dataset.Column;

/** Reads {@code datasets.yaml}: the tables that metrics may read, column by column. */
final class DatasetFile {

    static final String FILE = "datasets.yaml";

    private static final String NAME = "[a-z][a-z0-9_]*";
    private static final String TYPE = "varchar|boolean|integer|bigint|date|decimal\\(\\d{1,2},\\d{1,2}\\)";

    private DatasetFile() {}

    static List<Dataset> read(String file, String text, List<Fault> faults) {
        List<Dataset> datasets = new ArrayList<>();
        YamlMap.read(file, text, faults).ifPresent(yaml -> {
            yaml.maps("datasets").forEach(given -> datasets.add(dataset(given)));
            yaml.finish();
        });
        return datasets;
    }

    private static Dataset dataset(YamlMap yaml) {
        String name = yaml.matching("dataset", NAME, "small letters, digits and underscores, like agg_student_year");
        List<Column> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlMap given : yaml.maps("columns")) {
            var column = new Column(
                    given.matching("name", NAME, "small letters, digits and underscores, like grade_level"),
                    given.matching("type", TYPE, "varchar, boolean, integer, bigint, date or decimal(18,2)"),
                    given.text("description"));
            if (!names.add(column.name())) {
                given.fault("name", "column '" + column.name() + "' is given twice");
            }
            given.finish();
            columns.add(column);
        }
        Dataset.KEYS.stream()
                .filter(key -> !names.contains(key))
                .forEach(key -> yaml.fault("columns", "every dataset needs the column '" + key + "'"));
        List<String> key = words(yaml, "key");
        key.stream()
                .filter(column -> !names.contains(column))
                .forEach(column -> yaml.fault(
                        "key", "key '" + column + "' is no column of " + name + "." + Nearest.proposal(column, names)));
        var dataset = new Dataset(name, yaml.text("grain"), columns, key, words(yaml, "made_of"));
        yaml.finish();
        return dataset;
    }

    private static List<String> words(YamlMap yaml, String key) {
        return yaml.has(key) ? yaml.texts(key).stream().map(Expression::sql).toList() : List.of();
    }
}
