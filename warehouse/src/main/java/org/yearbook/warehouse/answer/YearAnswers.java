package org.yearbook.warehouse.answer;

import static org.yearbook.warehouse.answer.Columns.SCHOOL_YEAR;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Questions about school years: which are closed, and what a new one has. Older publications know neither. */
public final class YearAnswers {

    private static final Table<?> CLOSED = DSL.table(DSL.name("closed_year"));
    private static final Table<?> READINESS = DSL.table(DSL.name("school_year_readiness"));

    private final DSLContext sql;
    private final Known known;

    YearAnswers(DSLContext sql, Known known) {
        this.sql = sql;
        this.known = known;
    }

    /**
     * A closed year.
     *
     * @param numbers how many numbers today's data would change
     * @param records how many records are otherwise today
     */
    public record Closed(
            String schoolYear, long state, String by, LocalDate on, String reason, long numbers, long records) {}

    /**
     * How much was delivered of one thing that a new year needs.
     *
     * @param expected null when nobody can tell
     */
    public record Delivered(
            String item, long found, @Nullable Long expected, String detail) {}

    /** {@return every school year with data, latest first} */
    public List<String> all() {
        return known.rows(
                sql,
                sql.select(SCHOOL_YEAR).from(Columns.DIM_SCHOOL_YEAR).orderBy(SCHOOL_YEAR.desc()),
                row -> row.value1());
    }

    /** A school year by the calendar. */
    public record Span(String schoolYear, LocalDate starts, LocalDate ends) {}

    /** {@return every school year with data by its first and last day, latest first} */
    public List<Span> spans() {
        return known.rows(
                sql,
                sql.select(SCHOOL_YEAR, Columns.date("starts"), Columns.date("ends"))
                        .from(Columns.DIM_SCHOOL_YEAR)
                        .where(Columns.date("starts").isNotNull())
                        .and(Columns.date("ends").isNotNull())
                        .orderBy(SCHOOL_YEAR.desc()),
                row -> new Span(
                        Cells.word(row, "school_year"),
                        Objects.requireNonNull(Cells.day(row, "starts")),
                        Objects.requireNonNull(Cells.day(row, "ends"))));
    }

    /** {@return the closed years, latest first} */
    public List<Closed> closed() {
        if (!there("closed_year")) {
            return List.of();
        }
        return known.rows(
                sql,
                sql.select(
                                DSL.asterisk(),
                                DSL.field(DSL.name("closed_at"))
                                        .cast(SQLDataType.LOCALDATE)
                                        .as("closed_on"))
                        .from(CLOSED)
                        .orderBy(SCHOOL_YEAR.desc()),
                row -> new Closed(
                        Cells.word(row, "school_year"),
                        Cells.whole(row, "state"),
                        Cells.word(row, "closed_by"),
                        Objects.requireNonNull(Cells.day(row, "closed_on")),
                        Cells.word(row, "reason"),
                        Cells.whole(row, "number_differences"),
                        Cells.whole(row, "record_differences")));
    }

    /** {@return the closed years of which a metric has numbers, latest first} */
    public List<Closed> closed(String metric) {
        List<String> years = known.rows(
                sql,
                sql.selectDistinct(SCHOOL_YEAR).from(Columns.METRIC_VALUE).where(Columns.METRIC.eq(metric)),
                row -> row.value1());
        return closed().stream()
                .filter(year -> years.contains(year.schoolYear()))
                .toList();
    }

    /** {@return what was delivered of a year that it needs} */
    public List<Delivered> delivered(String schoolYear) {
        if (!there("school_year_readiness")) {
            return List.of();
        }
        return known.rows(
                sql,
                sql.selectFrom(READINESS).where(SCHOOL_YEAR.eq(schoolYear)),
                row -> new Delivered(
                        Cells.word(row, "item"),
                        Cells.whole(row, "found"),
                        row.get("expected", Long.class),
                        Cells.word(row, "detail")));
    }

    private boolean there(String table) {
        return known.has(table, sql);
    }
}
