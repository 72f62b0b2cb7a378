package org.yearbook.ingest.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** The truth against the same metrics counted by SQL over the clean delivered files. */
class MetricTruthTest {

    @TempDir
    static Path folder;

    private static Duck duck;

    @BeforeAll
    static void recount() throws IOException {
        Path out = SimulatedDistrict.write(folder.resolve("out"), 1500, 6, "none", 1);
        Path night = out.resolve("night-001");
        Path roster = SimulatedDistrict.unpack(night, folder.resolve("roster"));
        duck = Duck.inMemory(new Limits(2, 2_048, null));
        variable("night", night.toString());
        variable("roster", roster.toString());
        variable("home", out.resolve(Simulation.HOME).toString());
        variable("truth", out.resolve("truth/metric_value.csv").toString());
        variable("as_of", asOf(out));
        try (InputStream file = MetricTruthTest.class.getResourceAsStream("/simulate/recount.sql")) {
            String script = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            for (String statement : script.split(";\\s*\\n", -1)) {
                if (!statement.isBlank()) {
                    duck.run(statement);
                }
            }
        }
    }

    @Test
    void everyMetricValueIsWhatSqlCountsInTheCleanFiles() {
        var differences = duck.sql().fetch("select * from difference order by all limit 20");
        assertThat(differences.format()).isEqualTo(differences.format(0));
        assertThat(differences).isEmpty();
    }

    @Test
    void everyMetricIsThereUnderEveryVersion() {
        assertThat(duck.sql().fetchOne("select count(distinct (metric, authority, version)) from truth"))
                .satisfies(row -> assertThat(row.get(0, Integer.class)).isEqualTo(45));
    }

    @Test
    void studentsAtExactlyTenPercentTellTheVersionsApart() {
        Integer exact = duck.sql()
                .fetchOne("select count(*) from student_place where place = 'district' and absent * 10 = enrolled "
                        + "and enrolled > 100 * 2520")
                .get(0, Integer.class);
        assertThat(exact).isGreaterThan(20);
    }

    @Test
    void theStateRaisedItsCutScoresAndSomeLieBetween() {
        assertThat(duck.sql().fetchOne("""
                select count(*) from truth a join truth b using (metric, school_year, place)
                where a.metric like 'proficiency%' and a.authority = 'state' and b.authority = 'state'
                  and a.version = 1 and b.version = 2 and a.denominator = b.denominator
                  and place = 'district' and a.policy = 'in_force' and b.policy = 'restated'
                  and a.numerator > b.numerator and b.numerator > 0""").get(0, Integer.class)).isEqualTo(8);
    }

    @Test
    void partOfTheDayIsAbsentInThirdsAndSixths() {
        Integer partial = duck.sql()
                .fetchOne("select count(*) from days where absent_units > 0 and absent_units * 2 < member_units")
                .get(0, Integer.class);
        assertThat(partial).isGreaterThan(1000);
    }

    private static void variable(String name, String value) {
        duck.run("set variable " + name + " = " + Duck.literal(value));
    }

    private static String asOf(Path out) throws IOException {
        var nights = SimulatedDistrict.rows(java.nio.file.Files.readAllBytes(out.resolve("truth/nights.csv")));
        return nights.get(nights.size() - 1).get(1);
    }
}
