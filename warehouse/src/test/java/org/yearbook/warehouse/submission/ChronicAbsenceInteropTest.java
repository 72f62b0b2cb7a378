package org.yearbook.warehouse.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/**
 * FS195, counted over enrollments that were worked by hand outside of this project. Skipped, and said so, where they
 * are not at hand; {@link FortyStudentsTest} counts the file in any case.
 */
class ChronicAbsenceInteropTest {

    private static final Path SAMPLE = Path.of("../../shared/samples/edfacts/handmade-fs195");

    private static final SchoolYear YEAR = SchoolYear.parse("2024-25");

    @BeforeEach
    void enrollmentsAreThere() {
        assumeTrue(
                Files.isDirectory(SAMPLE),
                "SKIPPED: the hand-worked enrollments are not beside the checkout, so FS195 is not held against them: "
                        + SAMPLE);
    }

    @Test
    void theFileIsThatOfTheHandWorkedEnrollments() throws IOException {
        YearFile file =
                FileSpecifications.shipped().file("FS195", Level.SCH, YEAR).orElseThrow();
        try (Duck duck = Duck.inMemory(Limits.small())) {
            tables(duck);
            String population = Populations.of("FS195", YEAR).orElseThrow();
            Populations.prepare(duck, population);
            Counts.lay(duck, population);
            List<Count> counts = new Counts(duck, file).all();
            List<List<String>> records = Records.of(file, counts, Map.of("0010", new Place("47", "00100", "0010")));
            String text = FileText.of(file, "TNSCHCHRONABSEv000001.csv", "195-handmade", records, Form.CSV);
            List<String> expected = Files.readAllLines(SAMPLE.resolve("expected-nonzero.csv"));
            List<String> written = text.lines().toList();
            assertThat(written.get(0)).isEqualTo(expected.get(0) + ",");
            assertThat(written.subList(1, written.size()))
                    .extracting(ChronicAbsenceInteropTest::withoutNumber)
                    .containsExactlyInAnyOrderElementsOf(expected.subList(1, expected.size()).stream()
                            .map(ChronicAbsenceInteropTest::withoutNumber)
                            .toList());
        }
    }

    private static String withoutNumber(String line) {
        return line.substring(line.indexOf(',') + 1);
    }

    /** The tables of a publication, made from the enrollments by plain SQL. */
    private static void tables(Duck duck) {
        duck.run("create table given as select * from read_csv(" + Duck.literal(SAMPLE.resolve("input.csv"))
                + ", comment = '#', header = true, all_varchar = true)");
        duck.run("""
                create table agg_student_year as
                select '2024-25' as school_year, school as organization_id, 'school' as organization_type,
                       hash(student)::ubigint % 1000000007 as student_key, any_value(grade) as grade_level,
                       case any_value(sex) when 'F' then 'female' else 'male' end as sex,
                       any_value(case race when 'WH7' then 'White' when 'BL7' then 'Black or African American'
                                      when 'HI7' then 'Hispanic/Latino' when 'AS7' then 'Asian'
                                      when 'MU7' then 'Two or More Races'
                                      when 'PI7' then 'Native Hawaiian or Other Pacific Islander' end) as race_ethnicity_1997,
                       any_value(idea) = '1' as swd, any_value(el) = '1' as el, any_value(homeless) = '1' as homeless,
                       sum(days_enrolled::bigint) * 2520 as enrolled_units,
                       sum(days_enrolled::bigint - days_absent::bigint) * 2520 as present_by_rule_units
                from given group by student, school""");
        duck.run("""
                create table fact_student_program as
                select distinct '2024-25' as school_year, hash(student)::ubigint % 1000000007 as student_key, 'S504' as program
                from given where s504 = '1'""");
    }
}
