package org.yearbook.warehouse.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;

/** Absences of a part of a day, 1/3 to 1/10, that add up to exactly 10 % of 10 to 200 days. */
class PartialDaysTest {

    private static final int[] PARTS = {3, 6, 7, 8, 9, 10};

    @TempDir
    Path home;

    @Test
    void studentsAtExactlyTenPercentAreChronicallyAbsentWhateverThePartsOfDays() {
        try (Duck duck = Duck.inMemory(Limits.small())) {
            duck.run("create table absence (student_key bigint, days bigint, part bigint)");
            int students = 0;
            int lostInFloatingPoint = 0;
            for (int parts : PARTS) {
                for (int days = 10; days <= 200; days += 10) {
                    students++;
                    int absences = days * parts / 10;
                    duck.run("insert into absence select %d, %d, %d from range(%d)"
                            .formatted(students, days, parts, absences));
                    lostInFloatingPoint += sum(absences, 1.0 / parts) / days < 0.1 ? 1 : 0;
                }
            }
            assertThat(students).isEqualTo(120);
            assertThat(lostInFloatingPoint).isEqualTo(65);
            duck.run("""
                    create table agg_student_year as
                    select '2025-26' as school_year, '0101' as organization_id, 'school' as organization_type, student_key,
                           '05' as grade_level, any_value(days) * 2520 as enrolled_units,
                           sum(2520 // part)::bigint as absent_units, 200 * 2520 as instructional_units
                    from absence group by student_key""");
            MetricEngine.load(new DistrictHome(home)).evaluate(duck, LocalDate.of(2026, 6, 1));
            assertThat(duck.sql().fetch("""
                            select authority || ' ' || version, numerator::bigint, denominator::bigint from metric_value
                            where metric = 'chronic_absence_rate' and group_dimension = 'all' order by 1""").map(row -> row.get(0) + ": " + row.get(1) + " of " + row.get(2)))
                    .containsExactly("district 2: 120 of 120", "federal 1: 120 of 120", "state 2: 96 of 96");
            duck.run("update agg_student_year set absent_units = absent_units - 1");
            MetricEngine.load(new DistrictHome(home)).evaluate(duck, LocalDate.of(2026, 6, 1));
            assertThat(duck.sql().fetchSingle("""
                                    select sum(numerator) from metric_value
                                    where metric = 'chronic_absence_rate' and group_dimension = 'all'""").get(0, Long.class))
                    .as("a unit less than 10 %")
                    .isZero();
        }
    }

    private static double sum(int times, double part) {
        double sum = 0;
        for (int i = 0; i < times; i++) {
            sum += part;
        }
        return sum;
    }
}
