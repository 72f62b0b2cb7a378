package org.yearbook.warehouse.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yearbook.definitions.Dataset;
import org.yearbook.definitions.Measure;
import org.yearbook.definitions.Metric.Unit;
import tools.jackson.databind.json.JsonMapper;

/**
 * Definitions as Apache Ossie has them, once the Open Semantic Interchange: core specification 0.2.0.dev0,
 * {@code core-spec/spec.md} of {@code apache/ossie}. One document holds one model, those of a school year.
 */
final class Ossie {

    static final String SPECIFICATION = "0.2.0.dev0";

    /** Under which name everything stands that the specification has no word for. */
    static final String VENDOR = "YEARBOOK";

    private static final String INSTEAD = "in custom_extensions of the metric";

    private final Exported exported;

    Ossie(Exported exported) {
        this.exported = exported;
    }

    /**
     * {@return the document}
     *
     * @param list whether the model stands in the list {@code semantic_model}, as the specification had it until the
     *     middle of 2026, and not at the top
     */
    Map<String, Object> document(boolean list) {
        var document = new LinkedHashMap<String, Object>();
        document.put("version", SPECIFICATION);
        if (list) {
            document.put("semantic_model", List.of(model()));
        } else {
            document.putAll(model());
        }
        return document;
    }

    List<Loss> losses() {
        List<Loss> losses = Loss.common(exported, INSTEAD);
        losses.add(new Loss("Groups by which a metric is told: every column can be one; " + INSTEAD + ".", List.of()));
        losses.add(new Loss(
                "Relationships: none are stated. The tables are already joined, and share students, not rows.",
                List.of()));
        return losses;
    }

    private Map<String, Object> model() {
        var model = new LinkedHashMap<String, Object>();
        model.put("name", "yearbook_" + exported.year().toString().replace('-', '_'));
        model.put(
                "description",
                "Metrics of a school district as defined in the school year " + exported.year()
                        + ". Exported by Yearbook.");
        model.put(
                "ai_context",
                Map.of(
                        "instructions",
                        "Every table has rows of each school and rows of the district as a whole: always fix school_year, and"
                                + " either organization_id or organization_type. The definitions hold for "
                                + exported.year()
                                + "; numbers of other years are told under them only where restated. Numbers about few people"
                                + " are not to be shared."));
        model.put("datasets", exported.datasets().stream().map(this::dataset).toList());
        model.put("metrics", exported.metrics().stream().map(this::metric).toList());
        return model;
    }

    private Map<String, Object> dataset(Dataset dataset) {
        Set<String> dimensions = exported.dimensions(dataset);
        var told = new LinkedHashMap<String, Object>();
        told.put("name", dataset.name());
        told.put("source", database(dataset) + ".main." + dataset.name());
        if (!dataset.key().isEmpty()) {
            told.put("primary_key", dataset.key());
        }
        told.put("description", dataset.grain());
        List<Map<String, Object>> fields = new ArrayList<>();
        for (Dataset.Column column : dataset.columns()) {
            var field = new LinkedHashMap<String, Object>();
            field.put("name", column.name());
            field.put("expression", expression(column.name()));
            if (column.name().equals("school_year")) {
                field.put("dimension", Map.of("is_time", true));
            } else if (dimensions.contains(column.name()) || Dataset.KEYS.contains(column.name())) {
                field.put("dimension", Map.of("is_time", false));
            }
            field.put("description", column.description());
            field.put("datatype", datatype(column));
            fields.add(field);
        }
        told.put("fields", fields);
        if (!dataset.madeOf().isEmpty()) {
            told.put("custom_extensions", extension(Map.of("made_of", dataset.madeOf())));
        }
        return told;
    }

    private static String database(Dataset dataset) {
        return Exported.INTERNAL.contains(dataset.name()) ? "internal" : "analyst";
    }

    private Map<String, Object> metric(Exported.One one) {
        var told = new LinkedHashMap<String, Object>();
        told.put("name", one.name());
        told.put("expression", expression(formula(one)));
        told.put("description", one.description());
        told.put("datatype", one.metric().unit() == Unit.COUNT ? "Integer" : "Decimal");
        var context = new LinkedHashMap<String, Object>();
        context.put(
                "instructions",
                "Definition " + one.version().name() + ", in force "
                        + one.version().years() + ".");
        context.put("synonyms", List.of(one.metric().label()));
        told.put("ai_context", context);
        told.put("custom_extensions", extension(exported.meaning(one)));
        return told;
    }

    /** A share stands as (what is counted) / (out of what), which converters know it by. */
    private String formula(Exported.One one) {
        Measure numerator = one.formula().numerator();
        Measure denominator = one.formula().denominator();
        String counted = exported.sql().aggregate(numerator, numerator.dataset());
        if (denominator == null) {
            return counted;
        }
        // Where whole numbers are divided, many databases drop what is behind the point.
        return "(CAST(" + counted + " AS DECIMAL(18, 4))) / (NULLIF("
                + exported.sql().aggregate(denominator, denominator.dataset()) + ", 0))";
    }

    private static Map<String, Object> expression(String sql) {
        return Map.of("dialects", List.of(dialect(sql)));
    }

    private static Map<String, Object> dialect(String sql) {
        var dialect = new LinkedHashMap<String, Object>();
        dialect.put("dialect", "ANSI_SQL");
        dialect.put("expression", sql);
        return dialect;
    }

    private static List<Map<String, Object>> extension(Map<String, ?> meaning) {
        var extension = new LinkedHashMap<String, Object>();
        extension.put("vendor_name", VENDOR);
        extension.put("data", JsonMapper.shared().writeValueAsString(meaning));
        return List.of(extension);
    }

    private static String datatype(Dataset.Column column) {
        return switch (column.type()) {
            case "boolean" -> "Boolean";
            case "integer", "bigint" -> "Integer";
            case "date" -> "Date";
            case "varchar" -> "String";
            default -> "Decimal";
        };
    }
}
