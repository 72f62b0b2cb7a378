package org.yearbook.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/**
 * What becomes of a delivery.
 *
 * @param counts its rows
 * @param schoolYears those that its rows belong to
 * @param rules the rules that found something, and how often
 * @param rows some conformed rows
 */
record ExpectedDelivery(Counts counts, List<String> schoolYears, Map<String, Integer> rules, List<Row> rows) {

    record Counts(long delivered, long loaded, long quarantined, long duplicate) {}

    /**
     * A conformed row, values as text.
     *
     * @param where what it is known by
     * @param is what else it says; null where nothing is known
     */
    record Row(Map<String, @Nullable String> where, Map<String, @Nullable String> is) {

        void isIn(List<Path> files) {
            String asked = is.keySet().stream()
                    .map(field -> "cast(" + SqlText.name(field) + " as varchar) as " + SqlText.name(field))
                    .collect(Collectors.joining(", "));
            String known = where.entrySet().stream()
                    .map(field -> "cast(" + SqlText.name(field.getKey()) + " as varchar) is not distinct from "
                            + SqlText.literal(field.getValue()))
                    .collect(Collectors.joining(" and "));
            try (var duck = Duck.inMemory(Limits.small())) {
                var found = duck.sql()
                        .fetch("select " + asked + " from read_parquet(" + Duck.fileList(files)
                                + ", union_by_name = true) where " + known)
                        .intoMaps();
                assertThat(found).as("rows where %s", where).hasSize(1);
                assertThat(new TreeMap<>(found.get(0)))
                        .as("the row where %s", where)
                        .isEqualTo(new TreeMap<>(is));
            }
        }
    }

    static ExpectedDelivery read(Path file) {
        try {
            var yaml = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
            var rules = new TreeMap<String, Integer>();
            ((Map<?, ?>) yaml.get("rules")).forEach((rule, times) -> rules.put(String.valueOf(rule), (Integer) times));
            return new ExpectedDelivery(
                    new Counts(
                            number(yaml, "delivered"),
                            number(yaml, "loaded"),
                            number(yaml, "quarantined"),
                            number(yaml, "duplicate")),
                    ((List<?>) yaml.get("schoolYears"))
                            .stream().map(String::valueOf).toList(),
                    rules,
                    ((List<?>) yaml.get("rows"))
                            .stream().map(row -> row((Map<?, ?>) row)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Row row(Map<?, ?> yaml) {
        return new Row(texts((Map<?, ?>) yaml.get("where")), texts((Map<?, ?>) yaml.get("is")));
    }

    private static Map<String, @Nullable String> texts(Map<?, ?> yaml) {
        var texts = new LinkedHashMap<String, @Nullable String>();
        yaml.forEach((field, value) -> texts.put(String.valueOf(field), value == null ? null : String.valueOf(value)));
        return texts;
    }

    private static long number(Map<?, ?> yaml, String key) {
        return ((Number) yaml.get(key)).longValue();
    }
}
