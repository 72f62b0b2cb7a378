package org.yearbook.warehouse.spool;

import java.util.Locale;
import java.util.Set;
import org.yearbook.warehouse.query.AnswerColumn;

/**
 * A column of a kept answer.
 *
 * @param name its label, the only one of that name: a second one has a number behind it
 * @param type as the engine calls it, also of lists of single values; what has other parts is kept as the text of JSON
 */
public record SpoolColumn(String name, String type) {

    private static final Set<String> WHOLE = Set.of(
            "TINYINT",
            "SMALLINT",
            "INTEGER",
            "BIGINT",
            "HUGEINT",
            "UTINYINT",
            "USMALLINT",
            "UINTEGER",
            "UBIGINT",
            "UHUGEINT");
    private static final Set<String> REAL = Set.of("FLOAT", "DOUBLE");
    private static final Set<String> OTHER =
            Set.of("BOOLEAN", "DATE", "TIME", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "UUID");

    static SpoolColumn of(AnswerColumn column, String name) {
        return new SpoolColumn(name, type(column.type().toUpperCase(Locale.ROOT)));
    }

    private static String type(String type) {
        int list = type.indexOf('[');
        if (list > 0 && type.substring(list).matches("(\\[\\d*])+")) {
            String single = type.substring(0, list);
            // A list of what is not known by its type is kept as JSON, and not as a list of some texts.
            return single.equals("VARCHAR") || !single(single).equals("VARCHAR")
                    ? single(single) + type.substring(list)
                    : "VARCHAR";
        }
        return single(type);
    }

    private static String single(String type) {
        boolean decimal = type.matches("DECIMAL\\(\\d+, ?\\d+\\)");
        if (decimal || WHOLE.contains(type) || REAL.contains(type) || OTHER.contains(type)) {
            return type;
        }
        // Of moments the answer tells microseconds.
        return type.startsWith("TIMESTAMP_") ? "TIMESTAMP" : "VARCHAR";
    }

    /** {@return whether it holds numbers} */
    public boolean number() {
        return WHOLE.contains(type) || REAL.contains(type) || (type.startsWith("DECIMAL") && !list());
    }

    /** {@return whether it holds numbers that are not exact} */
    public boolean real() {
        return REAL.contains(type);
    }

    /** {@return whether it holds lists, or lists of lists, of single values} */
    public boolean list() {
        return type.endsWith("]");
    }

    /** {@return whether it holds days or moments, or lists of them} */
    boolean moment() {
        return type.startsWith("DATE") || type.startsWith("TIMESTAMP");
    }

    /** {@return whether it holds days} */
    public boolean day() {
        return type.equals("DATE");
    }
}
