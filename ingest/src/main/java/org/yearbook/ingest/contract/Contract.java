package org.yearbook.ingest.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a source promises about one kind of file, and which entity its rows become. Grain: one file kind.
 *
 * @param id for example {@code sis-attendance}
 * @param name as people say it
 * @param version of the contract
 * @param source source system, for example {@code SIS}
 * @param entity the entity that a row becomes
 * @param files names under which the file comes
 * @param format how it is written
 * @param schoolYear how a row's school year is found
 * @param load what a new file does to earlier ones
 * @param maxChangePercent how many percent of the rows may vanish between two deliveries before the file is held back
 * @param latencyDays how many days old the data may be before it counts as late; 0 when nothing is promised
 * @param latencyField the date field by which that is told; null when only the file's arrival tells
 * @param columns in the order in which the source should deliver them
 * @param key fields that name a row within a school year
 * @param references field to what it points at
 * @param ownerRole who answers for the data at the source
 * @param quality further rules
 * @param fingerprint changes whenever the contract's text changes
 */
public record Contract(
        String id,
        String name,
        String version,
        String source,
        String entity,
        List<FileName> files,
        FileFormat format,
        YearRule schoolYear,
        Load load,
        int maxChangePercent,
        int latencyDays,
        @Nullable String latencyField,
        List<Column> columns,
        List<String> key,
        Map<String, Reference> references,
        String ownerRole,
        List<QualityRule> quality,
        String fingerprint) {

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern VARIED = Pattern.compile("[\\s\\p{Z}\\p{Cf}_\\-.'\"]");

    public Contract {
        files = List.copyOf(files);
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        references = Map.copyOf(references);
        quality = List.copyOf(quality);
    }

    /** {@return the same contract, with what people decided about values of its fields: field, raw text, standard} */
    Contract decided(Map<String, Map<String, String>> values) {
        List<Column> own = columns.stream()
                .map(column -> values.containsKey(column.name()) && !column.personName()
                        ? column.decided(values.getOrDefault(column.name(), Map.of()))
                        : column)
                .toList();
        if (own.equals(columns)) {
            return this;
        }
        return new Contract(
                id,
                name,
                version,
                source,
                entity,
                files,
                format,
                schoolYear,
                load,
                maxChangePercent,
                latencyDays,
                latencyField,
                own,
                key,
                references,
                ownerRole,
                quality,
                fingerprint + ":" + ContractFile.fingerprint(sorted(values)));
    }

    private static String sorted(Map<String, Map<String, String>> values) {
        Map<String, Map<String, String>> sorted = new TreeMap<>();
        values.forEach((field, decided) -> sorted.put(field, new TreeMap<>(decided)));
        return sorted.toString();
    }

    /** {@return whether a text may be the id of a contract: small letters, digits, hyphens between them} */
    public static boolean mayBeId(String text) {
        return ID.matcher(text).matches();
    }

    /** {@return the column that fills a field} */
    public Optional<Column> column(String field) {
        return columns.stream().filter(column -> column.name().equals(field)).findFirst();
    }

    /** {@return the columns that the file itself must tell} */
    public List<Column> delivered() {
        return columns.stream().filter(column -> column.constant() == null).toList();
    }

    /** {@return the columns whose value the file does not tell} */
    public List<Column> constants() {
        return columns.stream().filter(column -> column.constant() != null).toList();
    }

    /** {@return how a delivered header fits; case, spaces, underscores, hyphens and dots make no difference} */
    public ColumnMatch match(List<String> delivered) {
        Map<String, String> byPlainName = new LinkedHashMap<>();
        delivered.forEach(name -> byPlainName.putIfAbsent(plain(name), name));
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> missingRequired = new ArrayList<>();
        List<String> missingOptional = new ArrayList<>();
        for (Column column : columns) {
            Optional<String> found = column.physicalNames().stream()
                    .map(name -> Optional.ofNullable(byPlainName.get(plain(name))))
                    .flatMap(Optional::stream)
                    .findFirst();
            if (found.isPresent()) {
                fields.put(column.name(), found.get());
            } else if (column.constant() == null && column.classification() != Classification.SECRET) {
                (column.required() ? missingRequired : missingOptional).add(column.name());
            }
        }
        List<String> extra =
                delivered.stream().filter(name -> !fields.containsValue(name)).toList();
        return new ColumnMatch(fields, missingRequired, missingOptional, extra, orderDiffers(fields, delivered));
    }

    /** {@return the header names under which passwords and tokens are delivered; they are never landed} */
    public List<String> secrets(List<String> delivered) {
        Map<String, String> fields = match(delivered).fields();
        List<String> secrets = new ArrayList<>(delivered.stream()
                .filter(name -> plain(name).contains("password") || plain(name).contains("passwd"))
                .toList());
        columns.stream()
                .filter(column -> column.classification() == Classification.SECRET)
                .map(column -> fields.get(column.name()))
                .filter(name -> name != null && !secrets.contains(name))
                .forEach(secrets::add);
        return Collections.unmodifiableList(secrets);
    }

    private static boolean orderDiffers(Map<String, String> fields, List<String> delivered) {
        int last = -1;
        for (String name : fields.values()) {
            int at = delivered.indexOf(name);
            if (at < last) {
                return true;
            }
            last = at;
        }
        return false;
    }

    /** {@return a header name without what people vary: case, spaces, underscores, hyphens, dots, quotes} */
    static String plain(String name) {
        return VARIED.matcher(name).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
