package org.yearbook.ingest.standardize;

import org.jooq.Field;
import org.yearbook.ingest.contract.Column;

/**
 * One field of an entity, as delivered and as the warehouse keeps it.
 *
 * @param column what the contract says
 * @param raw the delivered text
 * @param standard the typed, standard value; null where the text cannot be understood
 * @param how what makes it standard, told in the standardization report; empty for plain text
 */
public record StandardColumn(Column column, Field<String> raw, Field<?> standard, String how) {

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
