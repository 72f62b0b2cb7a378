package org.yearbook.warehouse.metric;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.yearbook.definitions.Dataset;
import org.yearbook.definitions.Measure;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;

/**
 * Fills {@code month_value}: the numbers that are made of days, month by month, for everybody at each place. A formula
 * that adds days up is told of each month alone, as attendance is; one that asks which students missed too much is told
 * from the first day of the year to the end of each month, so that its last month is the year's number. A definition
 * that reads anything of the year as a whole has no months.
 */
final class MonthEvaluation {

    private static final String DATASET = "agg_student_year";
    private static final String ALONE = "student_in_month";
    private static final String SO_FAR = "student_to_month";

    /** What changes from month to month, and what tells who somebody is; all else speaks of the year. */
    private static final Set<String> COLUMNS = Set.of(
            "student_key",
            "grade_level",
            "race_ethnicity",
            "race_ethnicity_1997",
            "sex",
            "el",
            "swd",
            "econ_disadvantaged",
            "homeless",
            "foster",
            "migrant",
            "military",
            "enrolled_units",
            "absent_units",
            "present_units",
            "present_by_rule_units");

    private static final Set<String> NEEDED = Set.of("fact_student_attendance", DATASET, "dim_organization");

    private final Duck duck;
    private final DSLContext sql;

    MonthEvaluation(Duck duck) {
        this.duck = duck;
        this.sql = Evaluation.readable(duck);
    }

    /** {@return how many values there are now} */
    long run(List<ReadyVersion> versions) {
        if (!present().containsAll(NEEDED)) {
            return 0;
        }
        duck.run(Script.named("month-tables"));
        versions.stream().filter(MonthEvaluation::hasMonths).forEach(this::fill);
        duck.run(Script.named("month-values"));
        return sql.fetchCount(DSL.table(DSL.name("month_value")));
    }

    private List<String> present() {
        return sql.fetch("""
                        select table_name from duckdb_tables()
                        where database_name = current_database() and schema_name = current_schema()""").map(row -> row.get(0, String.class));
    }

    static boolean hasMonths(ReadyVersion version) {
        Map<String, Set<String>> needs = version.needs();
        return needs.keySet().equals(Set.of(DATASET))
                && needs.getOrDefault(DATASET, Set.of()).stream()
                        .allMatch(column -> COLUMNS.contains(column) || Dataset.KEYS.contains(column))
                && version.measures().values().stream()
                        .anyMatch(measure -> measure.columns().stream().anyMatch(column -> column.endsWith("_units")));
    }

    /** Sums of days alone are the month's; a count of students by their days is one of the time so far. */
    private static boolean addsDays(ReadyVersion version) {
        return version.version().formula().numerator().agg() == Measure.Agg.SUM;
    }

    private void fill(ReadyVersion version) {
        boolean alone = addsDays(version);
        var decimal = SQLDataType.DECIMAL(18, 4);
        ReadyMeasure denominator = version.denominator();
        ReadyMeasure people = version.people();
        Field<String> year = column("school_year");
        SchoolYear to = version.version().to();
        Condition years = to == null ? DSL.noCondition() : year.le(DSL.inline(to.toString()));
        sql.insertInto(DSL.table(DSL.name("month_cell")))
                .select(DSL.select(
                                DSL.inline(version.metric().id()),
                                DSL.inline(version.version().authority()),
                                DSL.inline(version.version().number()),
                                DSL.inline(version.ratio()),
                                DSL.inline(alone ? "month" : "so_far"),
                                year,
                                column("month"),
                                column("organization_id"),
                                column("organization_type"),
                                version.numerator().aggregate().cast(decimal),
                                (denominator == null ? DSL.inline((Integer) null) : denominator.aggregate())
                                        .cast(decimal),
                                (people == null ? DSL.inline((Long) null) : people.aggregate())
                                        .cast(SQLDataType.BIGINT),
                                version.known().aggregate())
                        .from(DSL.table(DSL.name(alone ? ALONE : SO_FAR)))
                        .where(years)
                        .groupBy(year, column("month"), column("organization_id"), column("organization_type")))
                .execute();
    }

    private static Field<String> column(String name) {
        return DSL.field(DSL.name(name), SQLDataType.VARCHAR);
    }
}
