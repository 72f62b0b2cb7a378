package org.yearbook.dashboard.flight;

import java.nio.ByteBuffer;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.arrow.flight.sql.FlightSqlColumnMetadata;
import org.apache.arrow.flight.sql.FlightSqlProducer.Schemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetCrossReference;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetDbSchemas;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetTables;
import org.apache.arrow.flight.sql.impl.FlightSql.CommandGetXdbcTypeInfo;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.guide.Guide;
import org.yearbook.warehouse.guide.Join;
import org.yearbook.warehouse.guide.TableGuide;
import org.yearbook.warehouse.publish.Audience;

/**
 * What tools ask to draw their trees and diagrams. An audience is a catalog with one schema; keys are those by which
 * the guide says that tables belong together, which the engine does not enforce.
 */
final class Listings {

    static final String SCHEMA = "main";
    private static final String TABLE = "TABLE";
    private static final String VIEW = "VIEW";
    private static final int NO_ACTION = DatabaseMetaData.importedKeyNoAction;

    private final String catalog;
    private final Guide guide;

    Listings(Audience audience, Guide guide) {
        this.catalog = audience.label();
        this.guide = guide;
    }

    MetadataRows catalogs() {
        return new MetadataRows(Schemas.GET_CATALOGS_SCHEMA, List.of(row(catalog)));
    }

    MetadataRows schemas(CommandGetDbSchemas asked) {
        boolean wanted = here(asked.hasCatalog() ? asked.getCatalog() : catalog)
                && like(asked.hasDbSchemaFilterPattern() ? asked.getDbSchemaFilterPattern() : "%")
                        .test(SCHEMA);
        return new MetadataRows(Schemas.GET_SCHEMAS_SCHEMA, wanted ? List.of(row(catalog, SCHEMA)) : List.of());
    }

    static MetadataRows tableTypes() {
        return new MetadataRows(Schemas.GET_TABLE_TYPES_SCHEMA, List.of(row(TABLE), row(VIEW)));
    }

    MetadataRows tables(CommandGetTables asked) {
        boolean schemas = asked.getIncludeSchema();
        Predicate<String> named = like(asked.hasTableNameFilterPattern() ? asked.getTableNameFilterPattern() : "%");
        List<String> types = asked.getTableTypesList();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (TableGuide table : isHere(asked) ? sorted() : List.<TableGuide>of()) {
            String type = table.view() ? VIEW : TABLE;
            if (named.test(table.name()) && (types.isEmpty() || types.contains(type))) {
                rows.add(
                        schemas
                                ? row(catalog, SCHEMA, table.name(), type, bytes(schema(table)))
                                : row(catalog, SCHEMA, table.name(), type));
            }
        }
        return new MetadataRows(schemas ? Schemas.GET_TABLES_SCHEMA : Schemas.GET_TABLES_SCHEMA_NO_SCHEMA, rows);
    }

    private boolean isHere(CommandGetTables asked) {
        return here(asked.hasCatalog() ? asked.getCatalog() : catalog)
                && like(asked.hasDbSchemaFilterPattern() ? asked.getDbSchemaFilterPattern() : "%")
                        .test(SCHEMA);
    }

    // By type and name, as the protocol has it.
    private List<TableGuide> sorted() {
        return guide.tables().stream()
                .sorted((one, other) -> one.view() == other.view()
                        ? one.name().compareTo(other.name())
                        : Boolean.compare(one.view(), other.view()))
                .toList();
    }

    private Schema schema(TableGuide table) {
        List<Field> fields = new ArrayList<>();
        for (TableGuide.Column column : table.columns()) {
            var about = new FlightSqlColumnMetadata.Builder()
                    .catalogName(catalog)
                    .schemaName(SCHEMA)
                    .tableName(table.name())
                    .typeName(column.type())
                    .isReadOnly(true)
                    .isSearchable(true)
                    .remarks(column.about());
            if (ArrowTypes.exact(column.type()).orElse(null) instanceof ArrowType.Decimal decimal) {
                about.precision(decimal.getPrecision()).scale(decimal.getScale());
            }
            fields.add(
                    ArrowTypes.field(column.name(), column.type(), about.build().getMetadataMap()));
        }
        return new Schema(fields);
    }

    private static byte[] bytes(Schema schema) {
        ByteBuffer buffer = ByteBuffer.wrap(schema.serializeAsMessage());
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** {@return the columns that name one row of a table, as other tables lead to it} */
    MetadataRows primaryKeys(Optional<String> of, String table) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (here(of.orElse(catalog))) {
            joins().filter(join -> named(join.to(), table)).findFirst().ifPresent(join -> {
                for (int i = 0; i < join.key().size(); i++) {
                    rows.add(row(catalog, SCHEMA, join.to(), join.key().get(i), i + 1, "key of " + join.to()));
                }
            });
        }
        return new MetadataRows(Schemas.GET_PRIMARY_KEYS_SCHEMA, rows);
    }

    MetadataRows importedKeys(Optional<String> of, String table) {
        return keys(Schemas.GET_IMPORTED_KEYS_SCHEMA, of, join -> named(join.table(), table));
    }

    MetadataRows exportedKeys(Optional<String> of, String table) {
        return keys(Schemas.GET_EXPORTED_KEYS_SCHEMA, of, join -> named(join.to(), table));
    }

    MetadataRows crossReference(CommandGetCrossReference asked) {
        boolean wanted = !asked.hasFkCatalog() || here(asked.getFkCatalog());
        return keys(
                Schemas.GET_CROSS_REFERENCE_SCHEMA,
                asked.hasPkCatalog() ? Optional.of(asked.getPkCatalog()) : Optional.empty(),
                join -> wanted && named(join.to(), asked.getPkTable()) && named(join.table(), asked.getFkTable()));
    }

    private MetadataRows keys(Schema schema, Optional<String> of, Predicate<Join> which) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (here(of.orElse(catalog))) {
            joins().filter(which).forEach(join -> {
                for (int i = 0; i < join.key().size(); i++) {
                    rows.add(row(
                            catalog,
                            SCHEMA,
                            join.to(),
                            join.key().get(i),
                            catalog,
                            SCHEMA,
                            join.table(),
                            join.columns().get(i),
                            i + 1,
                            join.table() + " to " + join.to() + " by " + String.join(", ", join.columns()),
                            "key of " + join.to(),
                            NO_ACTION,
                            NO_ACTION));
                }
            });
        }
        return new MetadataRows(schema, rows);
    }

    private java.util.stream.Stream<Join> joins() {
        return guide.tables().stream().flatMap(table -> table.joins().stream());
    }

    private boolean here(String asked) {
        return named(catalog, asked);
    }

    /** The stock JDBC driver has tools believe that names are kept in capitals. */
    private static boolean named(String name, String asked) {
        return name.equalsIgnoreCase(asked);
    }

    /** {@return what a pattern of LIKE finds; a backslash stands before a sign that is meant} */
    static Predicate<String> like(String pattern) {
        List<String> parts = parts(pattern);
        int last = parts.size() - 1;
        var regex = new StringBuilder(parts.get(0));
        for (int i = 1; i < last; i++) {
            // What stands between two % is found where it comes first, and no other place is ever tried: otherwise a
            // pattern of many % takes years.
            if (!parts.get(i).isEmpty()) {
                regex.append("(?>.*?").append(parts.get(i)).append(')');
            }
        }
        if (last > 0) {
            regex.append(".*").append(parts.get(last));
        }
        Pattern found = Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        return text -> found.matcher(text).matches();
    }

    /** What stands before, between and after the % of a pattern, each as a regular expression. */
    private static List<String> parts(String pattern) {
        List<String> parts = new ArrayList<>();
        var part = new StringBuilder();
        boolean literal = false;
        for (int place = 0; place < pattern.length(); place++) {
            char sign = pattern.charAt(place);
            if (!literal && sign == '\\') {
                literal = true;
                continue;
            }
            if (!literal && sign == '%') {
                parts.add(part.toString());
                part.setLength(0);
            } else if (!literal && sign == '_') {
                part.append('.');
            } else {
                part.append(Pattern.quote(String.valueOf(sign)));
            }
            literal = false;
        }
        parts.add(part.toString());
        return parts;
    }

    private record TypeInfo(String name, int jdbc, @Nullable Integer size, String quote, boolean number) {}

    private static final List<TypeInfo> TYPES = List.of(
            new TypeInfo("BOOLEAN", Types.BOOLEAN, 1, "", false),
            new TypeInfo("TINYINT", Types.TINYINT, 3, "", true),
            new TypeInfo("SMALLINT", Types.SMALLINT, 5, "", true),
            new TypeInfo("INTEGER", Types.INTEGER, 10, "", true),
            new TypeInfo("BIGINT", Types.BIGINT, 19, "", true),
            new TypeInfo("FLOAT", Types.REAL, 7, "", true),
            new TypeInfo("DOUBLE", Types.DOUBLE, 15, "", true),
            new TypeInfo("DECIMAL", Types.DECIMAL, 38, "", true),
            new TypeInfo("VARCHAR", Types.VARCHAR, null, "'", false),
            new TypeInfo("BLOB", Types.VARBINARY, null, "'", false),
            new TypeInfo("DATE", Types.DATE, 10, "'", false),
            new TypeInfo("TIME", Types.TIME, 15, "'", false),
            new TypeInfo("TIMESTAMP", Types.TIMESTAMP, 26, "'", false));

    /** {@return the types of columns, by the numbers that ODBC and JDBC have for them} */
    static MetadataRows types(CommandGetXdbcTypeInfo asked) {
        return new MetadataRows(
                Schemas.GET_TYPE_INFO_SCHEMA,
                TYPES.stream()
                        .filter(type -> !asked.hasDataType() || asked.getDataType() == type.jdbc())
                        .map(Listings::typeInfo)
                        .toList());
    }

    private static List<@Nullable Object> typeInfo(TypeInfo type) {
        String quote = type.quote().isEmpty() ? null : type.quote();
        boolean decimal = type.jdbc() == Types.DECIMAL;
        return row(
                type.name(),
                type.jdbc(),
                type.size(),
                quote,
                quote,
                null,
                DatabaseMetaData.typeNullable,
                type.jdbc() == Types.VARCHAR,
                DatabaseMetaData.typeSearchable,
                type.number() ? Boolean.FALSE : null,
                decimal,
                type.number() ? Boolean.FALSE : null,
                type.name(),
                decimal ? Integer.valueOf(0) : null,
                decimal ? Integer.valueOf(38) : null,
                type.jdbc(),
                null,
                type.number() ? Integer.valueOf(10) : null,
                null);
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(
                IntStream.range(0, values.length).mapToObj(i -> values[i]).toArray());
    }
}
