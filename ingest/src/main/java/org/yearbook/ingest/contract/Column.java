package org.yearbook.ingest.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One column of a delivered file.
 *
 * @param name the field of the entity that it fills
 * @param physicalNames header names under which it is delivered, the preferred one first; in JSON and XML the ways to
 *     it, as {@link FieldPath}
 * @param positions where it stands in a line of fixed width; null in every other kind of file
 * @param constant the value that every row has, because the file does not say it; null when the file does
 * @param type what the text stands for
 * @param formats patterns of {@link java.time.format.DateTimeFormatter} in the order in which they are tried; empty
 *     means the type's usual ones
 * @param required whether the header must have it and every row must fill it
 * @param unique whether no two rows of one school year may share a value
 * @param seldom whether few systems have it: that a file lacks it is not told
 * @param codeSet the code set that holds its values; null when free
 * @param codes delivered value to standard value; for {@code attendance_code} the portion of the day absent
 * @param rule the catalogue's id for faults of this column, for example {@code STU-12}; null for the general ones. A
 *     column with a rule of its own also reports values that had to be respelled
 * @param classification how close it comes to a person
 * @param adjustment what is done to its number or date
 * @param description for people; may be empty
 * @param decided delivered text to standard value, as people decided for this district; empty for most
 */
public record Column(
        String name,
        List<String> physicalNames,
        @Nullable Positions positions,
        @Nullable String constant,
        LogicalType type,
        List<String> formats,
        boolean required,
        boolean unique,
        boolean seldom,
        @Nullable String codeSet,
        Map<String, String> codes,
        @Nullable String rule,
        Classification classification,
        Adjustment adjustment,
        String description,
        Map<String, String> decided) {

    private static final List<String> USUAL_DATES = List.of("yyyy-MM-dd", "M/d/yyyy", "yyyyMMdd");
    private static final List<String> USUAL_TIMES = List.of(
            "yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX]",
            "yyyy-MM-dd'T'HH:mm:ss[.SSS]X",
            "yyyy-MM-dd HH:mm:ss[.SSS]",
            "yyyy-MM-dd'T'HH:mm",
            "yyyy-MM-dd",
            "M/d/yyyy h:mm:ss a",
            "M/d/yyyy H:mm[:ss]",
            "M/d/yyyy");
    private static final List<String> USUAL_MONTHS = List.of("yyyy-MM", "M/yyyy", "yyyy-MM-dd", "M/d/yyyy");

    public Column {
        physicalNames = List.copyOf(physicalNames);
        formats = List.copyOf(formats);
        codes = Collections.unmodifiableMap(new LinkedHashMap<>(codes));
        decided = Map.copyOf(decided);
    }

    /** {@return the same column, with what people decided about its values} */
    Column decided(Map<String, String> values) {
        return new Column(
                name,
                physicalNames,
                positions,
                constant,
                type,
                formats,
                required,
                unique,
                seldom,
                codeSet,
                codes,
                rule,
                classification,
                adjustment,
                description,
                values);
    }

    /** {@return the name under which it is delivered by preference} */
    public String physicalName() {
        return physicalNames.get(0);
    }

    /**
     * {@return whether it is delivered under that name; case, spaces, underscores, hyphens and dots make no difference}
     */
    public boolean goesBy(String header) {
        String plain = Contract.plain(header);
        return physicalNames.stream().anyMatch(name -> Contract.plain(name).equals(plain));
    }

    /** {@return the date patterns in the order in which they are tried; none when it is about no days} */
    public List<String> patterns() {
        if (!formats.isEmpty()) {
            return formats;
        }
        return switch (type) {
            case DATE -> USUAL_DATES;
            case TIMESTAMP -> USUAL_TIMES;
            case MONTH -> USUAL_MONTHS;
            default -> List.of();
        };
    }

    /** {@return whether it holds a person's name, which is never changed without a person's say} */
    public boolean personName() {
        return classification == Classification.DIRECT_IDENTIFIER
                && name.endsWith("_name")
                && !name.contains("account");
    }
}
