package org.yearbook.dashboard.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectTest {

    @ParameterizedTest
    @CsvSource({
        "student, 10023, student, 10023",
        "student_attendance, 10023 · 0601 · 2025-10-20, student, 10023",
        "school_enrollment, 10023 · 0601 · 2025-08-18, student, 10023",
        "discipline_incident, D2025-1 · 10023, student, 10023",
        "staff_assignment, E7 · P1 · 2025-07-01, staff, E7",
        "training, E7 · First aid · 2025-07-01, staff, E7",
        "demographic, stu-10023, roster, stu-10023",
        "roster_user, stu-10023, roster, stu-10023",
        "account, jdoe, account, jdoe",
        "app_usage, A1 · 2025-10 · student · 77, app_student, 77",
        "app_usage_day, 2025-10-02 · staff · 78 · A1, app_staff, 78",
        "course, crs-1, course, crs-1",
        "student, line 44, student, line 44",
        "a_district's_own, 10023 · 5, a_district's_own, 10023 · 5"
    })
    void aRecordIsAboutThePersonThatItsKeyNames(String entity, String key, String kind, String number) {
        assertThat(Subject.of(entity, key)).isEqualTo(new Subject(kind, number));
    }

    @Test
    void whatMayBeANameIsKeptAsAFingerprintAlone() {
        assertThat(new Subject("student", "10023").kept().number()).isEqualTo("10023");
        assertThat(new Subject("account", "jane.doe").kept().number()).matches("#[0-9a-f]{40}");
        assertThat(new Subject("a_district's_own", "Jane Doe").kept().number()).matches("#[0-9a-f]{40}");
    }
}
