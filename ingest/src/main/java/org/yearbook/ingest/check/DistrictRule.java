package org.yearbook.ingest.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Nearest;
import org.yearbook.definitions.YamlMap;
import org.yearbook.ingest.check.Operator.Demand;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.contract.QualityRule;
import org.yearbook.warehouse.engine.Duck;

/**
 * One rule of a district's own, read from YAML: about single rows, or across them when it counts, compares rows, or is
 * a query over several entities.
 *
 * @param entry what the book says of it
 * @param entity whose rows it judges
 * @param row the rule about single rows; null when it looks across
 * @param across the rule across; null when it looks at single rows
 */
record DistrictRule(
        BookEntry entry,
        String entity,
        @Nullable QualityRule row,
        @Nullable AcrossRule across) {

    private static final List<String> SEVERITIES = List.of(Rule.BLOCK, "major", "minor", "warning");
    private static final String QUERY = "query";
    private static final String ACROSS = "across";

    /** {@return the rule that {@code yaml} is; nothing when it is too wrong to go on, which is a fault} */
    static Optional<DistrictRule> read(YamlMap yaml, Contracts contracts) {
        Set<String> entities = EntityShape.entities(contracts);
        BookEntry entry = entry(yaml);
        String entity = yaml.text("entity");
        if (!entities.contains(entity)) {
            yaml.fault("entity", "no contract fills '" + entity + "'." + Nearest.proposal(entity, entities));
            return Optional.empty();
        }
        return new Reading(yaml, entry, entity, contracts).rule();
    }

    private static BookEntry entry(YamlMap yaml) {
        String clerkText = yaml.text("clerkText");
        return new BookEntry(
                BookEntry.id(yaml),
                yaml.text("name"),
                BookEntry.dimension(yaml),
                yaml.has("fixKind") ? BookEntry.fixKind(yaml) : FixKind.SOURCE,
                yaml.text("authority", "The district"),
                Effective.read(yaml),
                yaml.text("description", clerkText));
    }

    /** One rule while it is read. */
    private record Reading(YamlMap yaml, BookEntry entry, String entity, EntityShape shape, Contracts contracts) {

        Reading(YamlMap yaml, BookEntry entry, String entity, Contracts contracts) {
            this(yaml, entry, entity, EntityShape.of(contracts, entity), contracts);
        }

        Optional<DistrictRule> rule() {
            String field = field();
            String type = yaml.text("type", "sql");
            Optional<Demand> demand = Operator.read(yaml);
            boolean percent = percent();
            Optional<DistrictRule> rule = Optional.empty();
            if (type.equals("library")) {
                rule = library(field, demand, percent);
            } else if (!type.equals("sql")) {
                yaml.fault("type", "'type' is sql or library, not '" + type + "'");
            } else if (yaml.has(ACROSS) == yaml.has(QUERY)) {
                yaml.fault("type", "a rule of type sql needs either 'query' or 'across'");
            } else if (yaml.has(ACROSS)) {
                demand.ifPresent(given -> yaml.fault(ACROSS, "'across' selects the bad records; it has no 'mustBe'"));
                rule = Optional.of(across(field, yaml.text(ACROSS), needs()));
            } else {
                rule = Optional.of(ofRows(field, yaml.text(QUERY), demand.orElse(Demand.NONE_AT_ALL), percent));
            }
            yaml.textOrNull("suggest");
            yaml.finish();
            return rule;
        }

        private @Nullable String field() {
            String field = yaml.textOrNull("field");
            if (field != null && !shape.fields().contains(field)) {
                yaml.fault(
                        "field",
                        "'" + field + "' is none of the fields of " + entity + "."
                                + Nearest.proposal(field, shape.fields()));
            }
            return field;
        }

        private boolean percent() {
            String unit = yaml.text("unit", "rows");
            if (!unit.equals("rows") && !unit.equals("percent")) {
                yaml.fault("unit", "'unit' is rows or percent, not '" + unit + "'");
            }
            return unit.equals("percent");
        }

        private String severity(boolean across) {
            String severity = yaml.text("severity", "major");
            if (!SEVERITIES.contains(severity)) {
                yaml.fault(
                        "severity",
                        "'severity' is one of " + String.join(", ", SEVERITIES) + "."
                                + Nearest.proposal(severity, SEVERITIES));
            } else if (across && severity.equals(Rule.BLOCK)) {
                yaml.fault("severity", "only a rule about single rows can block; this one may be major");
            }
            return severity;
        }

        private List<String> needs() {
            List<String> needs = yaml.texts("needs", List.of(entity));
            Set<String> known = EntityShape.entities(contracts);
            needs.stream()
                    .filter(need -> !known.contains(need))
                    .forEach(need ->
                            yaml.fault("needs", "no contract fills '" + need + "'." + Nearest.proposal(need, known)));
            if (!needs.contains(entity)) {
                yaml.fault("needs", "'needs' must name '" + entity + "', whose rows are judged");
            }
            return needs.stream().filter(known::contains).toList();
        }

        private Optional<DistrictRule> library(@Nullable String field, Optional<Demand> demand, boolean percent) {
            Optional<LibraryMetric> metric = LibraryMetric.read(yaml, field, shape);
            if (metric.isEmpty()) {
                return Optional.empty();
            }
            if (metric.get().kind() == LibraryMetric.Kind.ROW_COUNT) {
                if (demand.isEmpty() || percent) {
                    yaml.fault("metric", "'rowCount' needs a number of rows, like mustBeGreaterThan: 100");
                }
                return Optional.of(across(
                        field,
                        new MetricQuery(entity, shape).rowCount(demand.orElse(Demand.NONE_AT_ALL)),
                        List.of(entity)));
            }
            Demand wanted = demand.orElse(Demand.NONE_AT_ALL);
            if (metric.get().ofOneRow()) {
                return field == null
                        ? Optional.empty()
                        : Optional.of(ofRows(field, metric.get().good(field), wanted, percent));
            }
            if (field == null && metric.get().properties().isEmpty()) {
                return Optional.empty();
            }
            String bad = metric.get().twice(field);
            return Optional.of(
                    across(field, new MetricQuery(entity, shape).rows(field, bad, wanted, percent), List.of(entity)));
        }

        /** Where one bad row is one too many, rows are judged one by one; else they are counted first. */
        private DistrictRule ofRows(@Nullable String field, String good, Demand wanted, boolean percent) {
            if (!wanted.noneAtAll()) {
                String bad = "not coalesce(try(" + good + "), true)";
                return across(field, new MetricQuery(entity, shape).rows(field, bad, wanted, percent), List.of(entity));
            }
            var rule = new QualityRule(
                    entry.id(),
                    field,
                    good,
                    yaml.textOrNull("suggest"),
                    severity(false),
                    yaml.text("clerkText"),
                    yaml.text("fixText"),
                    yaml.text("ownerRole", "data steward"));
            return new DistrictRule(entry, entity, rule, null);
        }

        private DistrictRule across(@Nullable String field, String query, List<String> needs) {
            var rule = new AcrossRule(
                    entry.id(),
                    entity,
                    needs,
                    List.of(),
                    severity(true),
                    field == null ? "" : field,
                    yaml.text("clerkText"),
                    yaml.text("fixText"),
                    yaml.text("ownerRole", "data steward"),
                    query,
                    List.of());
            return new DistrictRule(entry, entity, null, rule);
        }
    }

    /** Has DuckDB read the rule over tables without rows, so that a slip is told before the night. */
    void check(YamlMap yaml, Contracts contracts) {
        String key = yaml.has(ACROSS) ? ACROSS : yaml.has(QUERY) ? QUERY : "metric";
        List<String> functions = across == null ? RuleFunctions.ofRows() : RuleFunctions.of(LocalDate.EPOCH);
        DryReading.refusal(functions, duck -> ask(duck, contracts))
                .ifPresent(words -> yaml.fault(key, "this cannot be run: " + words));
    }

    private void ask(Duck duck, Contracts contracts) {
        if (across != null) {
            across.needs()
                    .forEach(need -> duck.run(EntityShape.of(contracts, need).conformed()));
            KnownPeople.views(Map.of(), Set.copyOf(across.needs())).forEach(duck::run);
            duck.run(
                    "explain select school_year, record_key, raw_value, suggested_value, school_id, source, source_file,"
                            + " source_row from (" + across.query() + ") q");
        }
        if (row != null) {
            duck.run(EntityShape.of(contracts, entity).typed("typed"));
            String suggest = row.suggest() == null ? Rule.NOTHING : "try(" + row.suggest() + ")";
            duck.run("explain select " + suggest + " from typed where not coalesce(try(" + row.query() + "), true)");
        }
    }
}
