package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twelve students of one school over October and November. Student 1 misses two of ten days in October and no day in
 * November, student 2 misses two of ten in November alone, student 3 leaves after October without missing a day, and
 * student 4 is on record at two schools on the same ten days of November, absent at one of them.
 */
class MonthsTest {

    @TempDir
    static Path root;

    private static TestLake lake;

    @BeforeAll
    static void publish() {
        lake = TestLake.in(root, "2025-11-28")
                .rows(
                        "organization",
                        "school_year, sourced_id, name, organization_type, identifier",
                        "2025-26, a, Alder Elementary, school, 0101",
                        "2025-26, b, Birch Middle School, school, 0102")
                .table("student_attendance", """
                        with day as (
                            select s, m, d, make_date(2025, m, 1 + d) as attendance_date
                            from range(1, 13) t(s), range(10, 12) u(m), range(10) v(d)
                            where not (s = 3 and m = 11)),
                        place as (
                            select *, '0101' as school_number, (s = 1 and m = 10 and d < 2) or (s = 2 and m = 11 and d < 2) as away
                            from day
                            union all
                            select *, '0102', true from day where s = 4 and m = 11)
                        select '2025-26' as school_year, 'S' || s as student_number, school_number, attendance_date,
                               case when away then 'A' end as attendance_code, 2520 as member_units,
                               case when away then 2520 else 0 end as absent_units
                        from place""");
        lake.publish();
    }

    private static List<String> months(String metric, String place) {
        return lake.lines(
                "select strftime(month, '%m'), strftime(through, '%d'), span, numerator::double, denominator::double, n"
                        + " from month_value where metric = '" + metric + "' and authority = 'district'"
                        + " and policy = 'in_force' and organization_id = '" + place + "' order by month");
    }

    @Test
    void attendanceIsToldOfEachMonthAlone() {
        assertThat(months("average_daily_attendance", "0101"))
                .containsExactly(
                        "10|10|month|" + 118 * 2520.0 + "|" + 120 * 2520.0 + "|12",
                        "11|10|month|" + 108 * 2520.0 + "|" + 110 * 2520.0 + "|11");
    }

    @Test
    void whoMissesTooMuchIsToldFromTheFirstDayOn() {
        // Two of ten days are a fifth in October; two of twenty are still a tenth in November, for both of them.
        assertThat(months("chronic_absence_rate", "0101"))
                .containsExactly("10|10|so_far|1.0|12.0|12", "11|10|so_far|2.0|12.0|12");
    }

    @Test
    void aDayAtTwoSchoolsCountsOnceInTheDistrict() {
        String district = lake.district().leaId();
        assertThat(months("average_daily_attendance", district).get(1))
                .isEqualTo("11|10|month|" + 108 * 2520.0 + "|" + 110 * 2520.0 + "|11");
        assertThat(months("chronic_absence_rate", district).get(1)).isEqualTo("11|10|so_far|2.0|12.0|12");
    }

    @Test
    void theLastMonthSoFarIsTheNumberOfTheYear() {
        assertThat(lake.lines(
                        "select count(*) from month_value m join metric_value v using (metric, version, authority,"
                                + " policy, school_year, organization_id) where v.group_dimension = 'all' and m.span = 'so_far'"
                                + " and m.month = date '2025-11-01' and (m.numerator, m.denominator, m.n, m.value)"
                                + " is distinct from (v.numerator, v.denominator, v.n, v.value)"))
                .containsExactly("0");
        assertThat(lake.lines("select count(*) > 0 from month_value where span = 'so_far'"))
                .containsExactly("true");
    }

    @Test
    void whatIsOfTheWholeYearHasNoMonthsAndNoSharedFileHasAny() {
        for (Audience audience : List.of(Audience.ANALYST, Audience.PUBLIC)) {
            assertThat(lake.lines(audience, "select table_name from duckdb_tables()"))
                    .contains("metric_value")
                    .doesNotContain("month_value");
        }
        assertThat(lake.lines("select distinct metric from month_value order by all"))
                .contains("average_daily_attendance", "chronic_absence_rate")
                .doesNotContain("enrollment", "mobility_rate", "suspension_rate", "average_daily_membership");
    }
}
