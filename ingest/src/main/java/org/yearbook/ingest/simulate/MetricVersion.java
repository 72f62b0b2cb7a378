package org.yearbook.ingest.simulate;

import java.util.List;
import java.util.stream.Stream;
import org.yearbook.definitions.SchoolYear;

/**
 * The versions of the metrics whose truth is known, restated here on purpose: truth that read the product's definitions
 * would agree with their mistakes.
 */
enum MetricVersion {
    ENROLLMENT_1("enrollment", "district", 1, 2015, 2023),
    ENROLLMENT_2("enrollment", "district", 2, 2024, 9999),
    ATTENDANCE_1("average_daily_attendance", "district", 1, 2015, 2022),
    ATTENDANCE_2("average_daily_attendance", "district", 2, 2023, 9999),
    ABSENCE_DISTRICT_1("chronic_absence_rate", "district", 1, 2015, 2023),
    ABSENCE_DISTRICT_2("chronic_absence_rate", "district", 2, 2024, 9999),
    ABSENCE_STATE_1("chronic_absence_rate", "state", 1, 2015, 2022),
    ABSENCE_STATE_2("chronic_absence_rate", "state", 2, 2023, 9999),
    ABSENCE_FEDERAL_1("chronic_absence_rate", "federal", 1, 2015, 9999),
    RETENTION_1("teacher_retention_rate", "district", 1, 2015, 2023),
    RETENTION_2("teacher_retention_rate", "district", 2, 2024, 9999),
    REMOVAL_1("account_removal_on_time", "district", 1, 2015, 2024),
    REMOVAL_2("account_removal_on_time", "district", 2, 2025, 9999),
    APP_COST_1("cost_per_active_app_user", "district", 1, 2015, 2023),
    APP_COST_2("cost_per_active_app_user", "district", 2, 2024, 9999),
    SUSPENSION_STATE("suspension_rate", "state", 1, 2015, 9999),
    SUSPENSION_FEDERAL("suspension_rate", "federal", 1, 2015, 9999),
    SUSPENSION_IN_SCHOOL("in_school_suspension_rate", "federal", 1, 2015, 9999),
    MOBILITY_DISTRICT("mobility_rate", "district", 1, 2015, 9999),
    MOBILITY_STATE("mobility_rate", "state", 1, 2017, 9999),
    MATH("proficiency_rate_math", "federal", 1, 2015, 9999),
    READING("proficiency_rate_reading", "federal", 1, 2015, 9999),
    MATH_STATE_1("proficiency_rate_math", "state", 1, 2015, 2023),
    MATH_STATE_2("proficiency_rate_math", "state", 2, 2024, 9999),
    READING_STATE_1("proficiency_rate_reading", "state", 1, 2015, 2023),
    READING_STATE_2("proficiency_rate_reading", "state", 2, 2024, 9999),
    COURSE_FAILURE("course_failure_rate", "district", 1, 2015, 9999),
    ON_TRACK_DISTRICT("ninth_grade_on_track", "district", 1, 2015, 9999),
    ON_TRACK_STATE("ninth_grade_on_track", "state", 1, 2015, 9999),
    EARLY_LITERACY("early_literacy", "district", 1, 2015, 9999),
    TURNOVER("staff_turnover", "district", 1, 2015, 9999),
    ABSENCE_OF_STAFF("staff_absence_rate", "district", 1, 2015, 9999),
    OFTEN_ABSENT("teachers_often_absent", "federal", 1, 2015, 9999),
    FORMS_DIGITAL("forms_digital_share", "district", 1, 2015, 9999),
    FORMS_DAYS("form_turnaround_days", "district", 1, 2015, 9999),
    FORMS_IN_A_WEEK("forms_done_in_a_week", "district", 1, 2015, 9999),
    TRAINING_HOURS("it_training_hours", "district", 1, 2015, 9999),
    APPS_UNAPPROVED("unapproved_app_use", "district", 1, 2015, 9999),
    APPS_WITH_AGREEMENT("privacy_agreement_coverage", "district", 1, 2015, 9999),
    LICENSES_UNUSED("unused_licence_share", "district", 1, 2015, 9999),
    SPENDING("per_pupil_expenditure", "federal", 1, 2015, 9999),
    SPENDING_FEDERAL_PERSONNEL("per_pupil_federal_personnel", "federal", 1, 2015, 9999),
    SPENDING_FEDERAL_OTHER("per_pupil_federal_other", "federal", 1, 2015, 9999),
    SPENDING_LOCAL_PERSONNEL("per_pupil_state_local_personnel", "federal", 1, 2015, 9999),
    SPENDING_LOCAL_OTHER("per_pupil_state_local_other", "federal", 1, 2015, 9999);

    static final List<MetricVersion> ABSENCE = Stream.of(values())
            .filter(version -> version.metric.equals("chronic_absence_rate"))
            .toList();

    final String metric;
    final String authority;
    final int number;
    private final int from;
    private final int to;

    MetricVersion(String metric, String authority, int number, int from, int to) {
        this.metric = metric;
        this.authority = authority;
        this.number = number;
        this.from = from;
        this.to = to;
    }

    boolean inForce(SchoolYear year) {
        return year.startYear() >= from && year.startYear() <= to;
    }

    /** {@return whether the year is told again under this version, which came later} */
    boolean restates(SchoolYear year) {
        return year.startYear() < from;
    }
}
