package org.yearbook.ingest.standardize;

import java.util.Map;
import org.jooq.Field;
import org.yearbook.ingest.contract.Column;

/**
 * One field of an entity, as delivered and as the warehouse keeps it.
 *
 * @param column what the contract says
 * @param raw the delivered text
 * @param standard the typed, standard value; null where the text cannot be understood
 * @param how what makes it standard, told in the standardization report; empty for plain text
 * @param spellings what may be written, in small letters, to the code that it stands for; empty where anything may be
 */
public record StandardColumn(
        Column column, Field<String> raw, Field<?> standard, String how, Map<String, String> spellings) {

    public StandardColumn {
        spellings = Map.copyOf(spellings);
    }

    /** A column in which anything may be written. */
    public StandardColumn(Column column, Field<String> raw, Field<?> standard, String how) {
        this(column, raw, standard, how, Map.of());
    }

    /** {@return the field's name} */
    public String name() {
        return column.name();
    }

    /** {@return the name under which the delivered text stands beside the standard value} */
    public String rawName() {
        return rawName(column.name());
    }

    /** {@return the name of a field's delivered text} */
    public static String rawName(String field) {
        return "raw_" + field;
    }
}
