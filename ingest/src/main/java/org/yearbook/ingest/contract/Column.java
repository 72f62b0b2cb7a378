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
        @Nullable String codeSet,
        Map<String, String> codes,
        @Nullable String rule,
        Classification classification,
        Adjustment adjustment,
        String description,
        Map<String, String> decided) {

    public Column {
        physicalNames = List.copyOf(physicalNames);
        formats = List.copyOf(formats);
        codes = Collections.unmodifiableMap(new LinkedHashMap<>(codes));
        decided = Map.copyOf(decided);
    }

    /** A column that a header names. */
    public Column(
            String name,
            List<String> physicalNames,
            LogicalType type,
            List<String> formats,
            boolean required,
            boolean unique,
            @Nullable String codeSet,
            Map<String, String> codes,
            @Nullable String rule,
            Classification classification,
            String description) {
        this(
                name,
                physicalNames,
                null,
                null,
                type,
                formats,
                required,
                unique,
                codeSet,
                codes,
                rule,
                classification,
                Adjustment.NONE,
                description,
                Map.of());
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

    /** {@return whether it holds a person's name, which is never changed without a person's say} */
    public boolean personName() {
        return classification == Classification.DIRECT_IDENTIFIER
                && name.endsWith("_name")
                && !name.contains("account");
    }
}
