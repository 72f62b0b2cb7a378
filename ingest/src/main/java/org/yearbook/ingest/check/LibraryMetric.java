package org.yearbook.ingest.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Nearest;
import org.yearbook.definitions.YamlMap;
import org.yearbook.ingest.standardize.SqlText;

/**
 * A metric of the Open Data Contract Standard's library, as a rule asks for it.
 *
 * @param kind which of them
 * @param valid the values that are valid
 * @param pattern what a valid value looks like as a whole; null when only a list says
 * @param missing texts that stand for nothing
 * @param properties the fields that together must not be there twice
 */
record LibraryMetric(
        Kind kind, List<String> valid, @Nullable String pattern, List<String> missing, List<String> properties) {

    LibraryMetric {
        valid = List.copyOf(valid);
        missing = List.copyOf(missing);
        properties = List.copyOf(properties);
    }

    enum Kind {
        NULL_VALUES("nullValues"),
        MISSING_VALUES("missingValues"),
        INVALID_VALUES("invalidValues"),
        DUPLICATE_VALUES("duplicateValues"),
        ROW_COUNT("rowCount");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** {@return whether each row can be judged by itself} */
    boolean ofOneRow() {
        return kind != Kind.DUPLICATE_VALUES && kind != Kind.ROW_COUNT;
    }

    /** {@return the metric that a rule names; nothing when it names none that is known} */
    static Optional<LibraryMetric> read(YamlMap rule, @Nullable String field, EntityShape shape) {
        String word = rule.text("metric");
        List<String> words = Arrays.stream(Kind.values()).map(kind -> kind.word).toList();
        if (!words.contains(word)) {
            rule.fault(
                    "metric",
                    "'metric' cannot be '" + word + "'; it is one of " + String.join(", ", words) + "."
                            + Nearest.proposal(word, words));
            rule.has("arguments");
            return Optional.empty();
        }
        Kind kind = Kind.values()[words.indexOf(word)];
        Optional<YamlMap> arguments = rule.map("arguments");
        var metric = new LibraryMetric(
                kind,
                list(arguments, kind == Kind.INVALID_VALUES, "validValues"),
                kind == Kind.INVALID_VALUES
                        ? arguments.map(given -> given.textOrNull("pattern")).orElse(null)
                        : null,
                list(arguments, kind == Kind.MISSING_VALUES, "missingValues"),
                list(arguments, kind == Kind.DUPLICATE_VALUES, "properties"));
        arguments.ifPresent(YamlMap::finish);
        metric.check(rule, field, shape);
        return Optional.of(metric);
    }

    private static List<String> list(Optional<YamlMap> arguments, boolean asked, String key) {
        return asked ? arguments.map(given -> given.texts(key, List.of())).orElse(List.of()) : List.of();
    }

    private void check(YamlMap rule, @Nullable String field, EntityShape shape) {
        if (kind == Kind.INVALID_VALUES && valid.isEmpty() && pattern == null) {
            rule.fault("metric", "'invalidValues' needs arguments: validValues, a pattern, or both");
        }
        if (field == null && kind != Kind.ROW_COUNT && properties.isEmpty()) {
            rule.fault("metric", "'" + kind.word + "' needs a 'field'");
        }
        properties.stream()
                .filter(one -> !shape.fields().contains(one))
                .forEach(one -> rule.fault(
                        "arguments", "'" + one + "' is none of the fields." + Nearest.proposal(one, shape.fields())));
    }

    /** {@return a condition in SQL that every good row fulfils, for the metrics of one row} */
    String good(String field) {
        String name = SqlText.name(field);
        String text = "cast(" + name + " as varchar)";
        return switch (kind) {
            case NULL_VALUES -> name + " is not null";
            case MISSING_VALUES ->
                missing.isEmpty()
                        ? name + " is not null"
                        : "(" + name + " is not null and " + text + " not in (" + literals(missing) + "))";
            case INVALID_VALUES -> {
                String listed = valid.isEmpty() ? "" : " and " + text + " in (" + literals(valid) + ")";
                String shaped =
                        pattern == null ? "" : " and regexp_full_match(" + text + ", " + SqlText.literal(pattern) + ")";
                yield "(" + name + " is null or (true" + listed + shaped + "))";
            }
            case DUPLICATE_VALUES, ROW_COUNT -> throw new IllegalStateException(kind + " is not of one row");
        };
    }

    /** {@return a condition in SQL that every row fulfils whose values another row of the school year has, too} */
    String twice(@Nullable String field) {
        List<String> names = (properties.isEmpty() && field != null ? List.of(field) : properties)
                .stream().map(SqlText::name).toList();
        String filled = names.stream().map(name -> name + " is not null").collect(Collectors.joining(" and "));
        return "(" + filled + " and count(*) over (partition by school_year, " + String.join(", ", names) + ") > 1)";
    }

    private static String literals(List<String> values) {
        return values.stream().map(SqlText::literal).collect(Collectors.joining(", "));
    }
}
