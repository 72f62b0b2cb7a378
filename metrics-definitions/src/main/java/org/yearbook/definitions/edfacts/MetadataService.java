package org.yearbook.definitions.edfacts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.Place;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.YamlMap;

/**
 * Reads what the metadata service of EDFacts (EMDR) publishes of a school year: two JSON files, of category sets with
 * their permitted values ({@code ESS_Metadata.json}) and of record layouts ({@code ESS_Layout.json}). Their keys are
 * those that the program Generate of the CEDS exchange reads. A layout does not say which list a field's codes are of:
 * that is taken over from the specification known before, by the name of the field.
 */
final class MetadataService {

    private static final String TOTAL = "EUT";
    private static final int LONGEST_TOKEN = 9;

    private final FileSpecifications known;
    private final List<Fault> faults = new ArrayList<>();

    MetadataService(FileSpecifications known) {
        this.known = known;
    }

    /**
     * What was read.
     *
     * @param specifications the files that both parts tell of, in the years that they are of
     * @param codes by list
     */
    record Read(List<FileSpecification> specifications, Map<String, List<Dated<Map<String, String>>>> codes) {}

    /** One permitted group of a category set, as one row of the service has it. */
    private record Value(
            String id,
            String name,
            String token,
            SchoolYear year,
            String table,
            String set,
            int order,
            String list,
            String code,
            String meaning,
            Set<Level> levels) {}

    private record Column(String id, Level level, String fileType, int order, RecordField field) {}

    /** @throws DefinitionException that names every fault, with its line */
    Read read(String metadata, String layout) {
        List<Value> values = rows("ESS_Metadata.json", metadata, "DataSetYearVersionDetails").stream()
                .map(this::value)
                .flatMap(Optional::stream)
                .toList();
        List<Column> columns = rows("ESS_Layout.json", layout, "DataSetYearVersionFSLayoutDetails").stream()
                .map(this::column)
                .flatMap(Optional::stream)
                .toList();
        if (!faults.isEmpty()) {
            throw new DefinitionException("The files of the metadata service", faults);
        }
        Map<String, List<Value>> byId =
                values.stream().collect(Collectors.groupingBy(Value::id, TreeMap::new, Collectors.toList()));
        List<FileSpecification> specifications = new ArrayList<>();
        byId.forEach((id, of) -> specification(
                        id,
                        of,
                        columns.stream()
                                .filter(column -> column.id().equals(id))
                                .toList())
                .ifPresent(specifications::add));
        return new Read(specifications, codes(values));
    }

    private List<YamlMap> rows(String file, String json, String key) {
        // JSON is YAML as well.
        return YamlMap.read(file, json, faults).map(map -> map.maps(key)).orElse(List.of());
    }

    private Optional<Value> value(YamlMap row) {
        String id = id(row);
        SchoolYear year = new SchoolYear(row.number("YearValue", 2000, 2100));
        String element = row.text("DEAbbr");
        String set = element.equals(TOTAL)
                ? "TOT"
                : element.matches("\\d+") ? "ST" + Integer.parseInt(element) : "CS" + element;
        Set<Level> levels = new LinkedHashSet<>();
        for (Level level : Level.values()) {
            if (row.text("IsDatacollEnabled" + level, "").matches("(?i)1|y|yes|true")) {
                levels.add(level);
            }
        }
        return known.find(id)
                .map(specification -> new Value(
                        id,
                        row.text("FileSpecName", specification.name()),
                        token(row.text("ElectronicFileDesc", specification.token())),
                        year,
                        row.text("TableName"),
                        set,
                        row.has("CategoryOrderNum")
                                        && !row.text("CategoryOrderNum", "").isEmpty()
                                ? row.number("CategoryOrderNum", 0, 1000)
                                : 0,
                        row.text("CategoryAbbr", ""),
                        row.text("PVBusinessAbbr", ""),
                        row.text("PVName", ""),
                        levels));
    }

    /** Names of files have room for nine characters of it; Generate takes the first nine. */
    private static String token(String told) {
        return told.substring(0, Math.min(told.length(), LONGEST_TOKEN));
    }

    private Optional<Column> column(YamlMap row) {
        String name = row.text("ColName");
        String level = row.text("EULevelAbbr");
        boolean ours = level.equals(Level.LEA.name()) || level.equals(Level.SCH.name());
        String id = id(row);
        if (!ours
                || row.text("ColTypeAbbr", "").equals("HDR")
                || name.contains("Carriage")
                || known.find(id).isEmpty()) {
            return Optional.empty();
        }
        String type = row.text("ColDataTypeAbbr", "");
        RecordField.Kind kind = type.startsWith("Decimal")
                ? RecordField.Kind.DECIMAL
                : type.equals("Number") ? RecordField.Kind.NUMBER : RecordField.Kind.TEXT;
        var field = new RecordField(
                name.startsWith("Filler") ? "Filler" : name,
                row.number("ColLen", 1, 1000),
                kind,
                row.text("ColOptionalityAbbr", "").equals("M"),
                codes(id, Level.valueOf(level), name));
        return Optional.of(
                new Column(id, Level.valueOf(level), row.text("FileType"), row.number("ColSeqNum", 1, 1000), field));
    }

    private static String id(YamlMap row) {
        String number = row.text("FileSpecNum").replaceAll("\\D", "");
        return "FS" + "0".repeat(Math.max(0, 3 - number.length())) + number;
    }

    /** {@return the list that a field's codes are of, in the specification known before} */
    private @Nullable String codes(String id, Level level, String name) {
        OfLevel of = known.find(id)
                .map(specification -> specification.levels().get(level))
                .orElse(null);
        if (of == null || of.layouts().isEmpty()) {
            return null;
        }
        RecordLayout last = of.layouts().get(of.layouts().size() - 1).content();
        return last.named(name).map(at -> last.fields().get(at).codes()).orElse(null);
    }

    private Optional<FileSpecification> specification(String id, List<Value> values, List<Column> columns) {
        FileSpecification before = known.find(id).orElse(null);
        if (before == null || columns.isEmpty()) {
            return Optional.empty();
        }
        SchoolYear year = values.get(0).year();
        Map<Level, OfLevel> levels = new TreeMap<>();
        for (Level level : Level.values()) {
            List<Column> of = columns.stream()
                    .filter(column -> column.level() == level)
                    .sorted(Comparator.comparingInt(Column::order))
                    .toList();
            List<CategorySet> sets = sets(values.stream()
                    .filter(value -> value.levels().contains(level))
                    .toList());
            // A file without sets would say that nobody is counted. Where the service names none, what held before
            // holds.
            if (!of.isEmpty() && (before.unit() == Unit.NOTHING || !sets.isEmpty())) {
                var layout = new RecordLayout(
                        of.get(0).fileType(), of.stream().map(Column::field).toList());
                lacking(id, level, layout, sets);
                OfLevel earlier = before.levels().get(level);
                levels.put(
                        level,
                        new OfLevel(
                                List.of(new Dated<>(List.of(year), layout)),
                                List.of(new Dated<>(List.of(year), sets)),
                                earlier == null ? List.of() : earlier.zeros()));
            }
        }
        Value one = values.get(0);
        if (!faults.isEmpty()) {
            throw new DefinitionException("The files of the metadata service", faults);
        }
        return Optional.of(new FileSpecification(id, one.name(), before.unit(), one.token(), true, levels));
    }

    private void lacking(String id, Level level, RecordLayout layout, List<CategorySet> sets) {
        sets.stream()
                .flatMap(set -> set.categories().stream())
                .distinct()
                .filter(list -> layout.holding(list).isEmpty())
                .forEach(list -> faults.add(new Fault(
                        new Place("ESS_Layout.json", 1),
                        id + " " + level + " has no field that is known to hold codes of " + list)));
    }

    private static List<CategorySet> sets(Collection<Value> values) {
        Map<List<String>, Map<String, Integer>> categories = new LinkedHashMap<>();
        for (Value value : values) {
            Map<String, Integer> of =
                    categories.computeIfAbsent(List.of(value.set(), value.table()), key -> new LinkedHashMap<>());
            if (!value.list().isEmpty()) {
                of.putIfAbsent(value.list(), value.order());
            }
        }
        List<CategorySet> sets = new ArrayList<>();
        categories.forEach((key, of) -> sets.add(new CategorySet(
                key.get(0),
                key.get(1),
                of.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .toList())));
        return sets;
    }

    private static Map<String, List<Dated<Map<String, String>>>> codes(List<Value> values) {
        Map<String, Map<SchoolYear, Map<String, String>>> byList = new TreeMap<>();
        for (Value value : values) {
            if (!value.list().isEmpty() && !value.code().isEmpty()) {
                byList.computeIfAbsent(value.list(), list -> new TreeMap<>())
                        .computeIfAbsent(value.year(), year -> new LinkedHashMap<>())
                        .put(value.code(), value.meaning());
            }
        }
        Map<String, List<Dated<Map<String, String>>>> codes = new TreeMap<>();
        byList.forEach((list, years) -> {
            List<Dated<Map<String, String>>> dated = new ArrayList<>();
            years.forEach((year, of) -> dated.add(new Dated<>(List.of(year), of)));
            codes.put(list, dated);
        });
        return codes;
    }
}
