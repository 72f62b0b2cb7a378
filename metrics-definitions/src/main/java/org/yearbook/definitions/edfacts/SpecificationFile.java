package org.yearbook.definitions.edfacts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yearbook.definitions.Expression;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.YamlMap;

/** Reads the files of a catalogue, strictly. */
final class SpecificationFile {

    private final List<Fault> faults;

    SpecificationFile(List<Fault> faults) {
        this.faults = faults;
    }

    Optional<FileSpecification> specification(String file, String text) {
        return YamlMap.read(file, text, faults).map(this::specification);
    }

    private FileSpecification specification(YamlMap map) {
        String id = map.matching("specification", "FS\\d{3}", "like FS052");
        String name = map.text("name");
        Unit unit = map.choice("unit", Unit.NOTHING);
        YamlMap token = map.required("fileToken").orElse(map);
        String text = token.matching("text", "[A-Z]{1,9}", "up to nine capitals");
        boolean verified = token.choice("verified", List.of("true", "false")).equals("true");
        token.finish();
        Map<Level, OfLevel> levels = new TreeMap<>();
        map.required("levels").ifPresent(all -> {
            for (Level level : Level.values()) {
                all.map(level.name()).ifPresent(one -> levels.put(level, level(one)));
            }
            all.finish();
        });
        map.finish();
        return new FileSpecification(id, name, unit, text, verified, levels);
    }

    private OfLevel level(YamlMap map) {
        List<Dated<RecordLayout>> layouts = new ArrayList<>();
        for (YamlMap layout : map.maps("layouts")) {
            layouts.add(new Dated<>(
                    years(layout), new RecordLayout(layout.text("fileType"), fields(layout.maps("fields")))));
            layout.finish();
        }
        List<Dated<List<CategorySet>>> sets = new ArrayList<>();
        for (YamlMap dated : map.maps("sets")) {
            sets.add(new Dated<>(years(dated), sets(dated.maps("of"))));
            dated.finish();
        }
        if (layouts.isEmpty()) {
            map.fault("layouts", "'layouts' is missing");
        }
        List<ZeroCounts> zeros =
                map.maps("zeros").stream().map(SpecificationFile::zeros).toList();
        map.finish();
        return new OfLevel(layouts, sets, zeros);
    }

    private static ZeroCounts zeros(YamlMap map) {
        List<String> sets = map.texts("sets").stream().map(Expression::sql).toList();
        if (sets.isEmpty()) {
            map.fault("sets", "'sets' must name the sets of which groups of nobody are wanted");
        }
        boolean offered = map.says("grades", "offered");
        Set<String> where =
                map.texts("whereOffered").stream().map(Expression::sql).collect(Collectors.toUnmodifiableSet());
        map.finish();
        return new ZeroCounts(sets, offered, where);
    }

    private static List<RecordField> fields(List<YamlMap> maps) {
        List<RecordField> fields = new ArrayList<>();
        for (YamlMap map : maps) {
            RecordField.Kind kind = RecordField.Kind.TEXT;
            if (map.has("number")) {
                map.choice("number", List.of("true"));
                kind = RecordField.Kind.NUMBER;
            } else if (map.has("decimals")) {
                map.choice("decimals", List.of("2"));
                kind = RecordField.Kind.DECIMAL;
            }
            fields.add(new RecordField(
                    map.text("name"),
                    map.number("width", 1, 500),
                    kind,
                    map.says("required", "true"),
                    map.textOrNull("codes")));
            map.finish();
        }
        return fields;
    }

    private static List<CategorySet> sets(List<YamlMap> maps) {
        List<CategorySet> sets = new ArrayList<>();
        for (YamlMap map : maps) {
            sets.add(new CategorySet(
                    map.matching("code", "CS[A-Z]|ST\\d{1,2}|TOT", "CSA, ST1 or TOT"),
                    map.text("table"),
                    map.texts("categories").stream().map(Expression::sql).toList()));
            map.finish();
        }
        return sets;
    }

    /** {@return the code lists of a file: by name, by years, code to meaning} */
    Map<String, List<Dated<Map<String, String>>>> codeLists(String file, String text) {
        Map<String, List<Dated<Map<String, String>>>> lists = new TreeMap<>();
        YamlMap.read(file, text, faults).ifPresent(map -> {
            for (String name : map.keys()) {
                List<Dated<Map<String, String>>> versions = new ArrayList<>();
                for (YamlMap version : map.maps(name)) {
                    Map<String, String> codes = new LinkedHashMap<>();
                    version.required("codes")
                            .ifPresent(all -> all.pairs().forEach((code, label) -> codes.put(code, label.sql())));
                    versions.add(new Dated<>(years(version), codes));
                    version.finish();
                }
                lists.put(name, versions);
            }
        });
        return lists;
    }

    private static List<SchoolYear> years(YamlMap map) {
        List<SchoolYear> years = new ArrayList<>();
        for (Expression text : map.texts("years")) {
            SchoolYear.named(text.sql())
                    .ifPresentOrElse(
                            years::add,
                            () -> map.fault("years", "'" + text.sql() + "' is no school year; write it like 2025-26"));
        }
        if (years.isEmpty()) {
            map.fault("years", "'years' must name the school years whose source was read");
        }
        return years;
    }
}
