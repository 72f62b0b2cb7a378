package org.yearbook.ingest.standardize;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;

/** jOOQ as the pen that writes a task's SQL; nothing here is connected to a database. */
public final class SqlText {

    private static final DSLContext PEN = DSL.using(
            SQLDialect.DUCKDB, new Settings().withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_QUOTED));

    private SqlText() {}

    /** {@return the part as DuckDB reads it, values written out} */
    public static String of(QueryPart part) {
        return PEN.renderInlined(part);
    }

    /** {@return a column by its name, quoted} */
    public static Field<String> column(String name) {
        return DSL.field(DSL.quotedName(name), SQLDataType.VARCHAR);
    }

    /** {@return a quoted name} */
    public static String name(String name) {
        return of(DSL.quotedName(name));
    }

    /** {@return a text literal, or {@code null}} */
    public static String literal(@Nullable String text) {
        return text == null ? "null" : Duck.literal(text);
    }

    /** {@return {@code ['a', 'b']}} */
    public static String list(Collection<String> texts) {
        return texts.stream().map(Duck::literal).collect(Collectors.joining(", ", "[", "]"));
    }

    /** {@return a DuckDB map from text to text; without braces, which jOOQ would take for its own} */
    public static String map(Map<String, String> pairs) {
        return "map(" + list(pairs.keySet()) + ", " + list(pairs.values()) + ")";
    }
}
