package org.yearbook.definitions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table that metrics read, one row for each entity.
 *
 * @param grain what one row is
 * @param columns in the order of the table
 * @param key the columns that no two rows share; empty when nothing is said
 * @param madeOf the entities that its rows are made of; empty when nothing is said
 */
public record Dataset(String name, String grain, List<Column> columns, List<String> key, List<String> madeOf) {

    /** What every dataset has: of which year and place a row speaks. */
    public static final List<String> KEYS = List.of("school_year", "organization_id", "organization_type");

    public Dataset {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        madeOf = List.copyOf(madeOf);
    }

    /** {@return the columns by name} */
    public Map<String, Column> byName() {
        var byName = new LinkedHashMap<String, Column>();
        columns.forEach(column -> byName.put(column.name(), column));
        return byName;
    }

    /**
     * One column.
     *
     * @param type its SQL type in small letters
     * @param description what it holds, with its unit
     */
    public record Column(String name, String type, String description) {

        /** {@return whether values are numbers, so that an example may write them as a sum or product} */
        public boolean number() {
            return type.equals("bigint") || type.equals("integer") || type.startsWith("decimal");
        }
    }
}
