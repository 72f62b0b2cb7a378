package org.yearbook.warehouse.metric;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;

/**
 * A version of a metric as a publication keeps it, with the query that computed its numbers. It reads them again from
 * any tables of the same names, so a number can be told under a definition of another night, even one that is no longer
 * among the definitions.
 *
 * @param fromYear its first school year
 * @param sql its query: one row for each school year, place and group
 */
public record StoredVersion(String metric, String authority, int version, String fromYear, String hash, String sql) {

    private static final String DEFINITION = "metric_definition";

    /**
     * Which number of a version.
     *
     * @param dimension {@code all} for everybody
     * @param group {@code all} for everybody
     */
    public record Place(String schoolYear, String organization, String dimension, String group) {}

    /**
     * What a number is made of.
     *
     * @param denominator null for a count
     * @param people how many people it speaks of; null when it speaks of things
     * @param value as it is published, rounded at the sixth place
     */
    public record Cell(
            BigDecimal numerator,
            @Nullable BigDecimal denominator,
            @Nullable Long people,
            BigDecimal value) {}

    /**
     * {@return the version that a publication has}
     *
     * @param database under which name it is attached
     */
    public static Optional<StoredVersion> find(
            Duck duck, String database, String metric, String authority, int version) {
        return duck
                .sql()
                .fetch(
                        "select * from " + database + ".metric_definition where metric = ? and authority = ?"
                                + " and version = ?",
                        metric,
                        authority,
                        version)
                .stream()
                .findFirst()
                .map(found -> new StoredVersion(
                        metric,
                        authority,
                        version,
                        String.valueOf(found.get("from_school_year")),
                        String.valueOf(found.get("definition_hash")),
                        String.valueOf(found.get("sql_text"))));
    }

    /**
     * {@return the number, over the tables of a schema; empty when there is none} A table or column that is not there
     * is an {@link org.jooq.exception.DataAccessException}.
     *
     * @param schema a database, or a schema of one, that the tables lie in
     */
    public Optional<Cell> read(Duck duck, String schema, Place place) {
        duck.run("use " + schema);
        List<Record> rows;
        try {
            rows = List.copyOf(duck.sql()
                    .fetch(
                            "select * from (" + sql + ") where school_year = ? and organization_id = ?"
                                    + " and group_dimension = ? and group_value = ?",
                            place.schoolYear(),
                            place.organization(),
                            place.dimension(),
                            place.group()));
        } finally {
            duck.run("use memory");
        }
        return rows.stream().findFirst().flatMap(cell -> valued(duck, cell));
    }

    /** The rules by which cells become values are those of the night. */
    private Optional<Cell> valued(Duck duck, Record cell) {
        DSLContext on = duck.sql();
        duck.run(Script.named("metric-tables"));
        on.execute(
                "insert into " + DEFINITION + " (metric, authority, version, from_school_year, definition_hash)"
                        + " values (?, ?, ?, ?, ?)",
                metric,
                authority,
                version,
                fromYear,
                hash);
        boolean ratio = cell.indexOf("denominator") >= 0;
        on.execute(
                "insert into metric_cell values (?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as decimal(18, 4)),"
                        + " cast(? as decimal(18, 4)), cast(? as bigint), ?)",
                metric,
                authority,
                version,
                ratio,
                cell.get("school_year"),
                cell.get("organization_id"),
                cell.get("organization_type"),
                cell.get("group_dimension"),
                cell.get("group_value"),
                cell.get("numerator"),
                ratio ? cell.get("denominator") : null,
                cell.indexOf("n") < 0 ? null : cell.get("n") == null ? Long.valueOf(0) : cell.get("n"),
                cell.get("known"));
        on.execute(Script.named("metric-values"), "1970-01-01");
        return on.fetch("select numerator, denominator, n, value from metric_value where status = 'ok'").stream()
                .findFirst()
                .map(StoredVersion::cell);
    }

    private static Cell cell(Record row) {
        return new Cell(
                row.get("numerator", BigDecimal.class),
                row.get("denominator", BigDecimal.class),
                row.get("n", Long.class),
                row.get("value", BigDecimal.class));
    }

    /**
     * {@return the number as a publication tells it, under this version}
     *
     * @param database under which name it is attached
     */
    public Optional<Cell> published(Duck duck, String database, Place place) {
        return duck
                .sql()
                .fetch(
                        "select numerator, denominator, n, value from " + database + ".metric_value where metric = ?"
                                + " and authority = ? and version = ? and school_year = ? and organization_id = ?"
                                + " and group_dimension = ? and group_value = ? and status = 'ok'",
                        metric,
                        authority,
                        version,
                        place.schoolYear(),
                        place.organization(),
                        place.dimension(),
                        place.group())
                .stream()
                .findFirst()
                .map(StoredVersion::cell);
    }
}
