package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A legal name that changes is told for two weeks, from the versions that the nights before kept. */
class ChangedNamesTest {

    private static final String STUDENTS =
            "student_number,state_student_id,family_name,given_name,preferred_given_name,"
                    + "birth_date,sex,race,hispanic_or_latino\n";

    @TempDir
    Path folder;

    private TestHome home;

    @BeforeEach
    void newHome() {
        home = new TestHome(folder.resolve("home"));
    }

    private void night(String date, String given, String preferred) {
        home.deliver(
                "sis-students-2025-26.csv",
                STUDENTS
                        + "1,9001,Cruz," + given + "," + preferred + ",2012-05-05,male,White,Y\n"
                        + "2,9002,Okafor,Ify,,2013-01-20,female,BlackOrAfricanAmerican,N\n");
        assertThat(home.night(date)).as(home.said()).isZero();
    }

    private List<String> told() {
        return home
                .ask(
                        "select record_key || ' ' || raw_value || ' ' || status from quality_issue where rule_id = 'STU-08'")
                .stream()
                .map(row -> row.get(0, String.class))
                .toList();
    }

    @Test
    void aChangeIsToldAndEndsWhenTheNameIsPutBackWithThePreferredOneBesideIt() {
        night("2026-03-02", "Roberto", "");
        assertThat(told()).as("on the first night nothing can have changed").isEmpty();

        night("2026-03-03", "Bob", "");
        assertThat(told()).containsExactly("1 Roberto Cruz became Bob Cruz new");

        night("2026-03-05", "Roberto", "Bob");
        assertThat(told()).containsExactly("1 Roberto Cruz became Bob Cruz resolved");
    }

    @Test
    void aChangeThatStaysIsTheNameAfterTwoWeeks() {
        night("2026-03-02", "Roberto", "");
        night("2026-03-03", "Robin", "");
        night("2026-03-16", "Robin", "Rob");
        assertThat(told()).containsExactly("1 Roberto Cruz became Robin Cruz open");

        night("2026-03-17", "Robin", "");
        assertThat(told()).containsExactly("1 Roberto Cruz became Robin Cruz resolved");
    }
}
