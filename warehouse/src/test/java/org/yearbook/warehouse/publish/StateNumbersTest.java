package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state's numbers of students: for the internal file alone. */
class StateNumbersTest {

    private static final String COLUMN =
            "select distinct table_name from duckdb_columns() where column_name = 'state_student_id' and not internal"
                    + " and schema_name = 'main' and database_name not in ('temp', 'system') order by 1";

    @TempDir
    Path root;

    @Test
    void aStudentHasTheStatesNumberOfTheYearWhereTheSystemDeliversOne() {
        TestLake lake = TestLake.in(root, "2026-06-01")
                .rows(
                        "student_attendance",
                        "school_year, student_number, school_number, attendance_date date, attendance_code,"
                                + " member_units integer, absent_units integer",
                        "2024-25, 1, 0101, 2024-09-30, P, 2520, 0",
                        "2025-26, 1, 0101, 2025-09-30, P, 2520, 0",
                        "2025-26, 2, 0101, 2025-09-30, P, 2520, 0",
                        "2025-26, 3, 0101, 2025-09-30, P, 2520, 0")
                .table(
                        "student",
                        "select * from (values ('2024-25', '1', 'OLD1'), ('2025-26', '1', ' 1987001 '),"
                                + " ('2025-26', '2', ' ')) t(school_year, student_number, state_student_id)");
        lake.publish();
        assertThat(lake.lines("select school_year, student_number, state_student_id from dim_student order by all"))
                .containsExactly("2024-25|1|OLD1", "2025-26|1|1987001", "2025-26|2|", "2025-26|3|");
        assertThat(lake.lines(COLUMN)).containsExactly("dim_student", "source_student");
        assertThat(lake.lines(Audience.ANALYST, COLUMN)).isEmpty();
        assertThat(lake.lines(Audience.PUBLIC, COLUMN)).isEmpty();
    }
}
