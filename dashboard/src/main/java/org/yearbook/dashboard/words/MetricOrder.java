package org.yearbook.dashboard.words;

import java.util.Comparator;
import java.util.List;
import org.yearbook.warehouse.answer.Metric;

/** In which order people are shown numbers. */
public final class MetricOrder {

    /** Area by area; within an area as listed here, and what a district adds after that by name. */
    public static final Comparator<Metric> IN_ORDER = Comparator.comparing(Metric::area)
            .thenComparingInt(MetricOrder::rank)
            .thenComparing(Metric::label);

    private static final List<String> ORDER = List.of(
            "enrollment",
            "average_daily_attendance",
            "chronic_absence_rate",
            "suspension_rate",
            "in_school_suspension_rate",
            "mobility_rate",
            "early_literacy",
            "proficiency_rate_reading",
            "proficiency_rate_math",
            "course_failure_rate",
            "teacher_retention_rate",
            "staff_turnover",
            "position_vacancy_rate",
            "student_teacher_ratio",
            "staff_absence_rate",
            "teachers_often_absent",
            "teacher_credential_coverage",
            "account_ready_on_day_one",
            "onboarding_on_time",
            "account_removal_on_time",
            "offboarding_on_time",
            "forms_digital_share",
            "forms_done_in_a_week",
            "form_turnaround_days",
            "unapproved_app_use",
            "privacy_agreement_coverage",
            "cost_per_active_app_user",
            "unused_licence_share",
            "licensed_accounts_in_use",
            "it_training_hours",
            "certification_coverage",
            "per_pupil_expenditure",
            "per_pupil_state_local_personnel",
            "per_pupil_state_local_other",
            "per_pupil_federal_personnel",
            "per_pupil_federal_other");

    private MetricOrder() {}

    private static int rank(Metric metric) {
        int rank = ORDER.indexOf(metric.id());
        return rank < 0 ? ORDER.size() : rank;
    }
}
