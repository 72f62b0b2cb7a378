package org.yearbook.warehouse.metric;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /**
     * {@return what a metric without a single number could be made of and nobody delivered; nothing when all of it was}
     */
    Optional<String> everything(String name, boolean rows, Set<String> delivered) {
        Dataset dataset = datasets.get(name);
        List<String> madeOf = dataset == null ? List.of() : dataset.madeOf();
        List<String> missing =
                madeOf.stream().filter(entity -> !delivered.contains(entity)).toList();
        if (missing.isEmpty()) {
            return rows ? Optional.empty() : Optional.of("rows of " + name);
        }
        return Optional.of("any " + records(missing));
    }

    private String records(String name) {
        Dataset dataset = datasets.get(name);
        return dataset == null ? "" : records(dataset.madeOf());
    }

    private static String records(List<String> entities) {
        return entities.isEmpty()
                ? ""
                : entities.stream()
                        .map(entity -> entity.replace('_', ' '))
                        .collect(Collectors.joining(", ", "records of ", ""));
    }

    private static String with(String words, String technical) {
        return words.isEmpty() ? technical : words + " (" + technical + ")";
    }
}
