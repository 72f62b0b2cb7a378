package org.yearbook.warehouse.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

    private static final Logger LOG = LoggerFactory.getLogger(MonthEvaluation.class);

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

    private static final List<String> DAYS =
            List.of("school_year", "student_key", "school_number", "attendance_date", "member_units", "absent_units");

    private static final List<String> PROGRAM = List.of("month-tables", "month-values");

    private static final int YEARS = 3;

    private static final Set<String> NEEDED = Set.of("fact_student_attendance", DATASET, "dim_organization");

    private final Duck duck;
    private final DSLContext sql;
    private final KeptTable kept;
    private final KnownContents known;

    /**
     * @param kept where values are kept from night to night
     * @param known what tables are known to hold
     */
    MonthEvaluation(Duck duck, KeptTable kept, KnownContents known) {
        this.duck = duck;
        this.kept = kept;
        this.known = known;
        this.sql = Evaluation.readable(duck);
    }

    /** {@return how many values there are now} */
    long run(List<ReadyVersion> versions) {
        if (!present().containsAll(NEEDED)) {
            return 0;
        }
        duck.run(Script.named("month-kept"));
        List<ReadyVersion> told =
                versions.stream().filter(MonthEvaluation::hasMonths).toList();
        ask(told);
        kept.read(duck, "kept_month");
        duck.run("create or replace temp table month_year as"
                + " select school_year from month_question anti join kept_month using (question)");
        boolean answered = !sql.fetchExists(DSL.table(DSL.name("month_year"))) || compute(told);
        duck.run(Script.named("month-kept-values"));
        if (answered) {
            kept.write(duck, "select v.*, q.question from month_value v join month_question q using (school_year)");
        }
        duck.run("drop table month_year; drop table kept_month; drop table month_question");
        return sql.fetchCount(DSL.table(DSL.name("month_value")));
    }

    /** {@return whether every version was answered} */
    private boolean compute(List<ReadyVersion> versions) {
        duck.run(Script.named("month-tables"));
        boolean answered = true;
        for (ReadyVersion version : versions) {
            answered &= fill(version);
        }
        duck.run(Script.named("month-values"));
        return answered;
    }

    /** Tells, of the latest three school years that have days on record, all that their numbers depend on. */
    private void ask(List<ReadyVersion> versions) {
        var contents = new Contents(duck, known);
        Map<String, String> days = contents.of("fact_student_attendance", DAYS);
        var columns = new TreeSet<>(Dataset.KEYS);
        versions.forEach(version -> columns.addAll(version.needs().getOrDefault(DATASET, Set.of())));
        Map<String, String> students = contents.of(DATASET, columns);
        List<String> always =
                new ArrayList<>(PROGRAM.stream().map(Script::named).toList());
        versions.forEach(version -> {
            always.add(version.version().hash() + " " + version.version().from());
            always.add(sql.renderInlined(cells(version)));
        });
        sql.fetch("select organization_id from dim_organization where organization_type = 'district' order by all")
                .forEach(row -> always.add("district " + row.get(0)));
        List<List<?>> questions = new ArrayList<>();
        days.keySet().stream()
                .sorted(Comparator.reverseOrder())
                .filter(year -> !year.equals(Contents.NO_YEAR))
                .limit(YEARS)
                .forEach(year -> {
                    List<String> all = new ArrayList<>(always);
                    all.addAll(List.of(year, days.getOrDefault(year, ""), students.getOrDefault(year, "nobody")));
                    questions.add(List.of(year, contents.hash(all)));
                });
        duck.append("temp", "month_question", questions);
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

    /** A definition whose query is refused has no months, as it has no number of the year; the others have theirs. */
    private boolean fill(ReadyVersion version) {
        try {
            sql.insertInto(DSL.table(DSL.name("month_cell")))
                    .select(cells(version))
                    .execute();
            return true;
        } catch (DataAccessException e) {
            LOG.warn("{} was refused month by month: {}", version.name(), Evaluation.kind(e));
            return false;
        }
    }

    private static Select<?> cells(ReadyVersion version) {
        boolean alone = addsDays(version);
        var decimal = SQLDataType.DECIMAL(18, 4);
        ReadyMeasure denominator = version.denominator();
        ReadyMeasure people = version.people();
        Field<String> year = column("school_year");
        SchoolYear to = version.version().to();
        Condition years = to == null ? DSL.noCondition() : year.le(DSL.inline(to.toString()));
        return DSL.select(
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
                        (denominator == null ? DSL.inline((Integer) null) : denominator.aggregate()).cast(decimal),
                        (people == null ? DSL.inline((Long) null) : people.aggregate()).cast(SQLDataType.BIGINT),
                        version.known().aggregate())
                .from(DSL.table(DSL.name(alone ? ALONE : SO_FAR)))
                .where(years)
                .groupBy(year, column("month"), column("organization_id"), column("organization_type"));
    }

    private static Field<String> column(String name) {
        return DSL.field(DSL.name(name), SQLDataType.VARCHAR);
    }
}
