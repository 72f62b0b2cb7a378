package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntityTablesTest {

    @TempDir
    Path root;

    @Test
    void anEmptyLakePublishesTheDistrictAndNothingElse() {
        var lake = TestLake.in(root, "2026-06-01");
        lake.publish();
        assertThat(lake.lines("select organization_id, name from dim_organization"))
                .containsExactly("3100042|Cedar Valley School District");
        assertThat(lake.lines("from dim_school_year")).isEmpty();
        assertThat(lake.lines("from metric_value")).isEmpty();
    }

    @Test
    void attendanceAloneMakesSchoolsStudentsAndDays() {
        var lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "student_attendance",
                        "school_year, student_number, school_number, attendance_date date, attendance_code, member_units integer, absent_units integer",
                        "2025-26, 1, 0101, 2025-09-30, P, 2520, 0",
                        "2025-26, 1, 0101, 2025-10-01, A, 2520, 2520",
                        "2025-26, 2, 0101, 2025-09-30, H, 2520, 1260",
                        "2025-26, 2, 0102, 2025-10-02, P, 2520, 0");
        lake.publish();
        assertThat(lake.lines("select organization_id, name from dim_organization order by 1"))
                .containsExactly("0101|0101", "0102|0102", "3100042|Cedar Valley School District");
        assertThat(lake.lines("select organization_id, student_number, enrolled_units, absent_units, present_units,"
                        + " present_by_rule_units, instructional_units, on_count_day from agg_student_year"
                        + " join dim_student using (school_year, student_key) order by all"))
                .containsExactly(
                        "0101|1|5040|2520|2520|2520|5040|true",
                        "0101|2|2520|1260|1260|0|5040|false",
                        "0102|2|2520|0|2520|2520|2520|false",
                        "3100042|1|5040|2520|2520|2520|5040|true",
                        "3100042|2|5040|1260|3780|2520|5040|false");
    }
}
