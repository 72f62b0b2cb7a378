package org.yearbook.ingest.contract;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.Nearest;
import org.yearbook.definitions.YamlMap;
import org.yearbook.warehouse.fingerprint.Sha256;

/** Reads one contract from YAML. It stops at nothing: all faults of a file are found in one reading. */
final class ContractFile {

    /** What the nights write into the lake about deliveries, issues and people. */
    private static final Set<String> OWN_TABLES = Set.of(
            "delivery",
            "person_candidate",
            "person_change",
            "person_decision",
            "person_link",
            "quality_issue",
            "quality_rule",
            "quality_rule_night",
            "row_count",
            "standardization_fact");

    /** How many digits of a fingerprint are kept. */
    private static final int PRINT = 16;

    private final YamlMap yaml;

    private ContractFile(YamlMap yaml) {
        this.yaml = yaml;
    }

    /** {@return the contract in {@code text}, unless there are faults, which are added to {@code faults}} */
    static Optional<Contract> read(String file, String text, List<Fault> faults) {
        List<Fault> own = new ArrayList<>();
        Optional<Contract> contract =
                YamlMap.read(file, text, own).map(yaml -> new ContractFile(yaml).contract(fingerprint(text)));
        faults.addAll(own);
        return own.isEmpty() ? contract : Optional.empty();
    }

    private Contract contract(String fingerprint) {
        FileFormat format = new FormatKeys(yaml).read();
        List<Column> columns = columns(format);
        var contract = new Contract(
                id(),
                yaml.text("name"),
                yaml.text("version", "1"),
                yaml.text("source"),
                entity(),
                yaml.texts("files", List.of()).stream().map(FileName::new).toList(),
                format,
                year(columns),
                yaml.choiceIfGiven("load", Load.SNAPSHOT),
                yaml.number("maxChangePercent", 50, 1, 100),
                latencyDays(),
                latencyField(columns),
                columns,
                fields("key", columns),
                references(columns),
                yaml.text("ownerRole", "data steward"),
                quality(columns),
                fingerprint);
        yaml.text("description", "");
        if (contract.files().isEmpty()) {
            yaml.fault("files", "'files' is missing: the names under which the file comes, like \"hr-staff*.csv\"");
        }
        yaml.finish();
        return contract;
    }

    private String id() {
        String id = yaml.text("id");
        if (!Contract.mayBeId(id)) {
            yaml.fault("id", "'id' must be small letters, digits and hyphens, like sis-attendance, not '" + id + "'");
        }
        return id;
    }

    private String entity() {
        String entity = yaml.text("entity");
        if (!entity.matches("[a-z][a-z0-9_]*")) {
            yaml.fault("entity", "'entity' must be small letters, digits and underscores, like student_attendance");
        }
        if (OWN_TABLES.contains(entity) || entity.startsWith("history_")) {
            yaml.fault("entity", "'" + entity + "' is a table that Yearbook itself writes; name the entity otherwise");
        }
        return entity;
    }

    private YearRule year(List<Column> columns) {
        Optional<YamlMap> given = yaml.map("schoolYear");
        if (given.isEmpty()) {
            yaml.fault(
                    "schoolYear", "'schoolYear' is missing: how a row's school year is found, like {from: fileName}");
            return new YearRule.None();
        }
        YamlMap rule = given.get();
        String from = rule.text("from");
        YearRule year = switch (from) {
            case "bundle" -> new YearRule.Bundle();
            case "fileName" -> new YearRule.FileName();
            case "none" -> new YearRule.None();
            case "date" -> new YearRule.DateColumn(field(rule, columns));
            case "year" -> new YearRule.YearColumn(field(rule, columns), endingOf(rule));
            default -> {
                List<String> known = List.of("bundle", "fileName", "none", "date", "year");
                rule.fault(
                        "from",
                        "'from' cannot be '" + from + "'; it is one of " + String.join(", ", known) + "."
                                + Nearest.proposal(from, known));
                // What goes with a word that is right is not told as wrong, too.
                rule.has("column");
                rule.has("namedBy");
                yield new YearRule.None();
            }
        };
        rule.finish();
        return year;
    }

    private static boolean endingOf(YamlMap rule) {
        String named = rule.text("namedBy", "end");
        if (!named.equals("end") && !named.equals("start")) {
            rule.fault("namedBy", "'namedBy' is end (2026 means 2025-26) or start (2025 means 2025-26)");
        }
        return named.equals("end");
    }

    private static String field(YamlMap rule, List<Column> columns) {
        String field = rule.text("column");
        checkField(rule, "column", field, columns);
        return field;
    }

    private static boolean checkField(YamlMap where, String key, String field, List<Column> columns) {
        List<String> names = columns.stream().map(Column::name).toList();
        if (names.contains(field)) {
            return true;
        }
        where.fault(key, "'" + field + "' is none of the properties." + Nearest.proposal(field, names));
        return false;
    }

    private int latencyDays() {
        int days = 0;
        for (YamlMap sla : yaml.maps("slaProperties")) {
            String property = sla.text("property");
            if (!property.equals("latency")) {
                sla.fault("property", "only 'latency' is read, not '" + property + "'");
            }
            days = sla.number("value", 1, 1, 3660);
            sla.has("element");
            if (!sla.text("unit", "d").equals("d")) {
                sla.fault("unit", "'unit' must be d, days");
            }
            sla.finish();
        }
        return days;
    }

    private @Nullable String latencyField(List<Column> columns) {
        for (YamlMap sla : yaml.maps("slaProperties")) {
            String field = sla.textOrNull("element");
            if (field != null) {
                checkField(sla, "element", field, columns);
                return field;
            }
        }
        return null;
    }

    private List<Column> columns(FileFormat format) {
        List<Column> columns = new ArrayList<>();
        Map<String, String> takenBy = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (YamlMap property : yaml.maps("properties")) {
            Column column = column(property);
            if (!names.add(column.name())) {
                property.fault("name", "property '" + column.name() + "' is given twice");
            }
            for (String alias : column.physicalNames()) {
                String other = takenBy.put(Contract.plain(alias), column.name());
                if (other != null && !other.equals(column.name())) {
                    property.fault("physicalName", "'" + alias + "' already stands for '" + other + "'");
                }
            }
            FormatKeys.fit(format, property, column);
            property.finish();
            columns.add(column);
        }
        if (columns.isEmpty()) {
            yaml.fault("properties", "'properties' is missing: the columns of the file");
        }
        return columns;
    }

    private static Column column(YamlMap property) {
        String name = property.text("name");
        if (!name.matches("[a-z][a-z0-9_]*")) {
            property.fault("name", "'name' must be small letters, digits and underscores, not '" + name + "'");
        }
        List<String> formats = property.texts("formats", List.of());
        formats.forEach(format -> checkFormat(property, format));
        Map<String, String> codes = new LinkedHashMap<>();
        property.map("codes").ifPresent(all -> all.pairs().forEach((code, label) -> codes.put(code, label.sql())));
        property.texts("values", List.of()).forEach(value -> codes.putIfAbsent(value, value));
        LogicalType type = property.choiceIfGiven("logicalType", LogicalType.TEXT);
        return new Column(
                name,
                property.texts("physicalName", List.of(name)),
                FormatKeys.positions(property),
                property.textOrNull("constant"),
                type,
                formats,
                property.flag("required"),
                property.flag("unique"),
                property.flag("seldom"),
                property.textOrNull("codeSet"),
                codes,
                property.textOrNull("rule"),
                property.choiceIfGiven("classification", Classification.NONE),
                Adjustment.read(property, type),
                property.text("description", ""),
                Map.of());
    }

    private static void checkFormat(YamlMap property, String format) {
        try {
            var unused = DateTimeFormatter.ofPattern(format, Locale.ROOT);
        } catch (IllegalArgumentException e) {
            property.fault("formats", "'" + format + "' is not a date pattern; write it like yyyy-MM-dd or M/d/yyyy");
        }
    }

    private List<String> fields(String key, List<Column> columns) {
        List<String> fields = yaml.texts(key, List.of());
        return fields.stream()
                .filter(field -> checkField(yaml, key, field, columns))
                .toList();
    }

    private Map<String, Reference> references(List<Column> columns) {
        Map<String, Reference> references = new LinkedHashMap<>();
        yaml.map("references")
                .ifPresent(given -> given.pairs().forEach((field, target) -> {
                    checkField(given, field, field, columns);
                    String[] parts = target.sql().split("\\.", -1);
                    if (parts.length == 2) {
                        references.put(field, new Reference(parts[0], parts[1]));
                    } else {
                        given.fault(field, "'" + field + "' must point at entity.field, like organization.identifier");
                    }
                }));
        return references;
    }

    private List<QualityRule> quality(List<Column> columns) {
        List<QualityRule> rules = new ArrayList<>();
        for (YamlMap rule : yaml.maps("quality")) {
            String field = rule.textOrNull("field");
            if (field != null) {
                checkField(rule, "field", field, columns);
            }
            String severity = rule.text("severity", "major");
            List<String> known = List.of("block", "major", "minor", "warning");
            if (!known.contains(severity)) {
                rule.fault("severity", "'severity' is one of " + String.join(", ", known));
            }
            rules.add(new QualityRule(
                    rule.text("id"),
                    field,
                    rule.text("query"),
                    rule.textOrNull("suggest"),
                    severity,
                    rule.text("clerkText"),
                    rule.text("fixText"),
                    rule.text("ownerRole", "data steward")));
            rule.finish();
        }
        return rules;
    }

    /** {@return a text that is the same again only when another is} */
    static String fingerprint(String text) {
        return Sha256.of(text).substring(0, PRINT);
    }
}
