package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An issue of a student's row lies with the school of the student's latest stay. */
class SchoolOfIssuesTest {

    private static final String STAYS =
            "student_number,school_number,grade_level,entry_date,entry_code,exit_date,exit_code\n";

    @TempDir
    Path folder;

    @Test
    void aStayThatBeginsOnAnotherDayMovesTheIssuesOfRowsThatDidNotChange() {
        var home = new TestHome(folder.resolve("home"));
        home.deliver("sis-enrollments-2025-26.csv", STAYS + "1,10,09,2025-08-20,,,\n1,20,09,2025-10-02,,,\n");
        home.deliver(
                "sis-programs-2025-26.csv", "student_number,program,begin_date,end_date\n1,EL,2025-09-01,2025-08-01\n");
        assertThat(home.night("2026-05-01")).as(home.said()).isZero();
        assertThat(school(home)).isEqualTo("20");

        home.deliver("sis-enrollments-2025-26.csv", STAYS + "1,10,09,2025-11-20,,,\n1,20,09,2025-10-02,,,\n");
        assertThat(home.night("2026-05-02")).as(home.said()).isZero();
        assertThat(school(home)).isEqualTo("10");
    }

    private static String school(TestHome home) {
        return home.ask("select school_id from quality_issue where entity = 'student_program' and rule_id = 'GEN-05'")
                .get(0)
                .get(0, String.class);
    }
}
