package org.yearbook.warehouse.year;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jooq.impl.DSL;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.metric.Contents;
import org.yearbook.warehouse.metric.KeptTable;
import org.yearbook.warehouse.metric.KnownContents;

/**
 * How today's data differs from a closed year, as the night before found it: it holds while both say what they said. A
 * home holds more closed years each summer, and of nearly all of them nothing moves any more.
 */
final class KeptDifferences {

    /** What a number says, but for the day that it was computed for. */
    private static final Set<String> NUMBER = Set.of(
            "metric",
            "authority",
            "version",
            "policy",
            "organization_id",
            "organization_type",
            "group_dimension",
            "group_value",
            "numerator",
            "denominator",
            "n",
            "value",
            "status");

    private static final String YEAR = "closed_year";
    private static final String NUMBERS = "closed_year_difference";
    private static final String RECORDS = "closed_year_difference_person";
    private static final List<String> TABLES = List.of(YEAR, NUMBERS, RECORDS);

    /**
     * What tonight's differences are found by.
     *
     * @param columns of each table that metrics may read
     * @param reads the tables behind each definition
     * @param program says how numbers are computed
     */
    record Today(Map<String, Set<String>> columns, Map<String, Set<String>> reads, String program) {

        Today {
            columns = Map.copyOf(columns);
            reads = Map.copyOf(reads);
        }
    }

    private final Duck duck;
    private final KeptTable kept;
    private final Today today;
    private final Contents contents;

    KeptDifferences(Duck duck, KeptTable kept, KnownContents known, Today today) {
        this.duck = duck;
        this.kept = kept;
        this.today = today;
        this.contents = new Contents(duck, known);
    }

    /**
     * Fills {@code recomputed_value} with what today's program makes of the frozen rows, and leaves it to the next
     * night.
     *
     * @param compute fills {@code frozen.metric_value}
     */
    void recompute(ClosedYear year, Runnable compute) {
        ClosedYear.State state = year.current();
        String question = Duck.literal(contents.hash(List.of(
                year.year().toString(),
                state.files().toString(),
                state.source().asOf().toString(),
                today.program())));
        KeptTable table = named("recomputed_value", year.year());
        duck.run("create or replace temp table recomputed_value as select *, '' as question from metric_value limit 0");
        table.read(duck, "recomputed_value");
        duck.run("delete from recomputed_value where question <> " + question);
        if (duck.sql().fetchCount(DSL.table("recomputed_value")) == 0) {
            compute.run();
            duck.run("insert into recomputed_value by name select *, " + question + " as question"
                    + " from frozen.metric_value where school_year = "
                    + Duck.literal(year.year().toString()) + " and group_value is not null");
        }
        table.write(duck, "from recomputed_value");
    }

    /**
     * Fills the tables of differences with those of a year, and leaves them to the next night.
     *
     * @param find fills them anew
     */
    void tell(ClosedYear year, Runnable find) {
        String question = Duck.literal(question(year));
        if (!recall(year.year(), question)) {
            find.run();
        }
        String ofYear = " where school_year = " + Duck.literal(year.year().toString());
        TABLES.forEach(table ->
                named(table, year.year()).write(duck, "select *, " + question + " as question from " + table + ofYear));
    }

    private KeptTable named(String table, SchoolYear year) {
        return kept.named(table + "-of-" + year);
    }

    /** All of it or nothing: a file that is not as it was written is as if it was not there. */
    private boolean recall(SchoolYear year, String question) {
        for (String table : TABLES) {
            duck.run("create or replace temp table kept_" + table + " as select *, '' as question from " + table
                    + " limit 0");
            named(table, year).read(duck, "kept_" + table);
            duck.run("delete from kept_" + table + " where question <> " + question);
        }
        boolean whole = Boolean.TRUE.equals(duck.sql()
                .fetchSingle("select count(*) = 1 and sum(number_differences) = (select count(*) from kept_" + NUMBERS
                        + ") and sum(record_differences) = (select count(distinct (dataset, organization_id, entity_key))"
                        + " from kept_" + RECORDS + ") from kept_" + YEAR)
                .get(0, Boolean.class));
        for (String table : TABLES) {
            if (whole) {
                duck.run("insert into " + table + " select * exclude (question) from kept_" + table);
            }
            duck.run("drop table kept_" + table);
        }
        return whole;
    }

    /**
     * {@return a hash of all that the differences come from} The open database has the year's shown and own numbers.
     */
    private String question(ClosedYear year) {
        String name = year.year().toString();
        List<String> texts = new ArrayList<>(List.of(
                RecordDifferences.PROGRAM,
                YearScript.text("year-tables"),
                YearScript.text("closed-values"),
                name,
                year.current().toString(),
                new TreeMap<>(today.reads()).toString()));
        for (String table : List.of("shown_value", "now_value", "recomputed_value")) {
            texts.add(table + " " + new Contents(duck).of(table, NUMBER).get(name));
        }
        new TreeMap<>(today.columns()).forEach((table, columns) -> {
            List<String> compared =
                    columns.stream().filter(RecordDifferences::isCompared).toList();
            texts.add(table + " " + compared + " "
                    + (compared.isEmpty() ? "" : contents.of(table, compared).get(name)));
        });
        return contents.hash(texts);
    }
}
