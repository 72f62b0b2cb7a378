package org.yearbook.warehouse.metric;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.yearbook.definitions.Dataset;

/** Which input a number lacks: the records that people know first, and the table behind them in brackets. */
record Lack(Map<String, Dataset> datasets) {

    String table(String name) {
        return with(records(name), "there is no table " + name);
    }

    String column(String name, String column) {
        Dataset dataset = datasets.get(name);
        Dataset.Column known = dataset == null ? null : dataset.byName().get(column);
        String meaning = known == null ? "" : known.description().replaceAll("\\s+", " ");
        return with(
                meaning.isEmpty() ? "" : meaning.substring(0, 1).toLowerCase(Locale.ROOT) + meaning.substring(1),
                "table " + name + " has no column " + column);
    }

    String rows(String name) {
        String records = records(name);
        return records.isEmpty()
                ? "rows of " + name + " for the year, place and group"
                : records + " for the year, place and group (no rows of " + name + ")";
    }

    private String records(String name) {
        Dataset dataset = datasets.get(name);
        return dataset == null || dataset.madeOf().isEmpty()
                ? ""
                : "records of "
                        + dataset.madeOf().stream()
                                .map(entity -> entity.replace('_', ' '))
                                .collect(Collectors.joining(", "));
    }

    private static String with(String words, String technical) {
        return words.isEmpty() ? technical : words + " (" + technical + ")";
    }
}
