package org.yearbook.warehouse.suppress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jooq.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/**
 * The ladder against the adjusted cohort graduation rates of all public schools, as the U.S. Department of Education
 * published them. Skipped, and said so, where the files are not at hand.
 */
class FederalLadderInteropTest {

    private static final Path FILES = Path.of("..", "..", "shared", "samples", "edfacts", "acgr");

    private static final List<String> WHOLE = List.of("ladder", "published");

    @BeforeEach
    void filesAreThere() {
        assumeTrue(
                Files.isDirectory(FILES),
                "SKIPPED: the published graduation rates are not here, so nothing is said of them: " + FILES);
    }

    @ParameterizedTest
    @CsvSource({"EDFacts-ACGR-school-SY2011-12.csv, 146000", "EDFacts-ACGR-school-SY2014-15.csv, 157000"})
    void everyPublishedRangeIsOneThatTheLadderHasForItsNumberOfStudents(String file, int rates) {
        try (Duck duck = Duck.inMemory(new Limits(1, 512, null))) {
            published(duck, FILES.resolve(file));
            ladder(duck);
            assertThat(count(duck, "from published")).isGreaterThan(rates);
            assertThat(count(duck, "from otherwise"))
                    .as("rates of everybody, of 201 to 300 students, that were given the range of a group")
                    .isEqualTo(count(duck, """
                            from otherwise where everybody and people between 201 and 300
                              and exists (from ladder l where not l.everybody and l.people = otherwise.people
                                            and l.shown = otherwise.shown)"""))
                    .isLessThan(40);
            assertThat(duck.sql()
                            .fetch("select distinct shown from ladder where not regexp_full_match(shown, '[0-9]+')"
                                    + " except select shown from published"))
                    .as("ranges that nothing published has")
                    .isEmpty();
            assertThat(WHOLE.stream()
                            .map(table -> duck.sql()
                                    .fetchSingle("select min(shown::int), max(shown::int) from " + table
                                            + " where regexp_full_match(shown, '[0-9]+')")
                                    .intoList()))
                    .as("whole percents, from the lowest to the highest")
                    .containsExactly(List.of(2, 98), List.of(2, 98));
        }
    }

    // One row for each cohort with a published rate: a pair of columns for everybody and each group.
    private static void published(Duck duck, Path file) {
        duck.run("create table raw as from read_csv(" + Duck.literal(file)
                + ", all_varchar = true, header = true, encoding = 'latin-1')");
        String pairs = duck
                .sql()
                .fetch(
                        "select column_name from duckdb_columns() where table_name = 'raw' and column_name like '%_COHORT_%'")
                .getValues(0, String.class)
                .stream()
                .map(column -> "select " + column.startsWith("ALL") + " as everybody, " + column + " as cohort, "
                        + column.replace("COHORT", "RATE") + " as shown from raw")
                .collect(Collectors.joining(" union all "));
        duck.run("create table published as select everybody, cohort::bigint as people, shown from (" + pairs
                + ") where regexp_full_match(cohort, '[0-9]+')");
    }

    // Every range that some number of graduates would be given.
    private static void ladder(Duck duck) {
        var ranges = new LinkedHashSet<List<?>>();
        for (Record row : duck.sql().fetch("select distinct everybody, people from published")) {
            long people = row.get(1, Long.class);
            for (boolean everybody : new boolean[] {true, false}) {
                LongStream.rangeClosed(0, people)
                        .mapToObj(hits -> FederalLadder.range(people, hits, everybody))
                        .forEach(range -> ranges.add(List.of(everybody, people, range)));
            }
        }
        duck.run("create table ladder(everybody boolean, people bigint, shown varchar)");
        duck.append("memory", "ladder", List.copyOf(ranges));
        duck.run("""
                create table otherwise as from published p
                where not exists (from ladder l where l.everybody = p.everybody and l.people = p.people
                                    and l.shown = p.shown)""");
    }

    private static int count(Duck duck, String from) {
        return duck.sql().fetchSingle("select count(*) " + from).get(0, Integer.class);
    }
}
