package org.yearbook.warehouse.year;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.metric.Contents;
import org.yearbook.warehouse.metric.KeptTable;

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
    private final Contents numbers;

    /** @param contents of the open database */
    KeptDifferences(Duck duck, KeptTable kept, Contents contents, Today today) {
        this.duck = duck;
        this.kept = kept;
        this.today = today;
        this.contents = contents;
        this.numbers = new Contents(duck);
    }

    /** {@return a hash of all that today's program computes the numbers of a closed year from} */
    String computedFrom(ClosedYear year) {
        ClosedYear.State state = year.current();
        return contents.hash(List.of(
                year.year().toString(),
                state.files().toString(),
                state.source().asOf().toString(),
                today.program()));
    }

    /**
     * Fills {@code recomputed_value} with what today's program makes of the frozen rows, and leaves it to the next
     * night.
     *
     * @param compute adds to it those of a year
     */
    void recompute(List<ClosedYear> years, Consumer<ClosedYear> compute) {
        KeptTable table = kept.named("recomputed_value");
        duck.run("create or replace temp table recomputed_value as select *, '' as question from metric_value limit 0");
        table.read(duck, "recomputed_value");
        duck.run("delete from recomputed_value where (school_year, question) not in"
                + " (select (school_year, computed_from) from closed_state)");
        Set<String> known = years("recomputed_value");
        for (ClosedYear year : years) {
            if (!known.contains(year.year().toString())) {
                compute.accept(year);
            }
        }
        table.write(
                duck,
                "select r.* replace (s.computed_from as question) from recomputed_value r"
                        + " join closed_state s using (school_year)");
    }

    /**
     * Fills the tables of differences, and leaves them to the next night.
     *
     * @param find fills them with those of a year
     */
    void tell(List<ClosedYear> years, Consumer<ClosedYear> find) {
        List<List<?>> questions = new ArrayList<>();
        years.forEach(year -> questions.add(List.of(year.year().toString(), question(year))));
        duck.run("create or replace temp table differences_asked (school_year varchar, question varchar)");
        duck.append("temp", "differences_asked", questions);
        Set<String> known = recall();
        for (ClosedYear year : years) {
            if (!known.contains(year.year().toString())) {
                find.accept(year);
            }
        }
        TABLES.forEach(table -> kept.named(table)
                .write(
                        duck,
                        "select t.*, q.question from " + table + " t join differences_asked q using (school_year)"));
    }

    private Set<String> years(String table) {
        return new HashSet<>(
                duck.sql().fetch("select distinct school_year from " + table).map(row -> row.get(0, String.class)));
    }

    /**
     * {@return the years that were found as the night before left them} All of a year or nothing: a file that is not as
     * it was written is as if it was not there.
     */
    private Set<String> recall() {
        for (String table : TABLES) {
            duck.run("create or replace temp table kept_" + table + " as select *, '' as question from " + table
                    + " limit 0");
            kept.named(table).read(duck, "kept_" + table);
            duck.run("delete from kept_" + table
                    + " where (school_year, question) not in (select (school_year, question) from differences_asked)");
        }
        duck.run("create or replace temp table kept_whole as select y.school_year from kept_closed_year y"
                + " left join (select school_year, count(*) as n from kept_" + NUMBERS + " group by all) v"
                + " using (school_year)"
                + " left join (select school_year, count(distinct (dataset, organization_id, entity_key)) as n"
                + " from kept_" + RECORDS + " group by all) r using (school_year)"
                + " where y.number_differences = coalesce(v.n, 0) and y.record_differences = coalesce(r.n, 0)"
                + " group by y.school_year having count(*) = 1");
        for (String table : TABLES) {
            duck.run("insert into " + table + " select * exclude (question) from kept_" + table
                    + " where school_year in (select school_year from kept_whole)");
            duck.run("drop table kept_" + table);
        }
        return years("kept_whole");
    }

    /** {@return a hash of all that the differences of a year come from} */
    private String question(ClosedYear year) {
        String name = year.year().toString();
        List<String> texts = new ArrayList<>(List.of(
                RecordDifferences.PROGRAM,
                YearScript.text("year-tables"),
                YearScript.text("shown-values"),
                YearScript.text("closed-values"),
                name,
                year.current().toString(),
                computedFrom(year),
                new TreeMap<>(today.reads()).toString(),
                "now " + numbers.of("now_value", NUMBER).get(name)));
        new TreeMap<>(today.columns()).forEach((table, columns) -> {
            List<String> compared =
                    columns.stream().filter(RecordDifferences::isCompared).toList();
            texts.add(table + " " + compared + " "
                    + (compared.isEmpty() ? "" : contents.of(table, compared).get(name)));
        });
        return contents.hash(texts);
    }
}
