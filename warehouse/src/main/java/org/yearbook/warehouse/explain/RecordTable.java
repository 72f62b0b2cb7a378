package org.yearbook.warehouse.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of a publication whose records two nights are compared by.
 *
 * @param words what its records are called
 * @param key the columns that make a record the same on both nights; several rows of one key are told apart by their
 *     order
 * @param begins the first day that a record speaks of, as SQL over its row; null when it bears no date
 * @param ends the last such day; the same as {@code begins} for most
 * @param later a date that a record gets when something ends, with what is only known from then on
 * @param columns those that numbers are made of; empty for all
 * @param snapshot whether a newer list takes the place of an older one: what is no longer on it was not withdrawn
 * @param large whether only the records of the school year asked for are compared, which is all that a year's number
 *     reads
 */
record RecordTable(
        String name,
        String words,
        List<String> key,
        @Nullable String begins,
        @Nullable String ends,
        List<String> later,
        List<String> columns,
        boolean snapshot,
        boolean large) {

    RecordTable {
        key = List.copyOf(key);
        later = List.copyOf(later);
        columns = List.copyOf(columns);
    }

    private static RecordTable dated(String name, String words, String day, List<String> later, String... key) {
        return new RecordTable(name, words, List.of(key), day, day, later, List.of(), false, false);
    }

    private static RecordTable undated(String name, String words, List<String> columns, String... key) {
        return new RecordTable(name, words, List.of(key), null, null, List.of(), columns, false, false);
    }

    private static RecordTable list(String name, String words, String day, List<String> columns, String... key) {
        return new RecordTable(name, words, List.of(key), day, day, List.of(), columns, true, false);
    }

    /** Every table that a publication makes numbers from. */
    static final List<RecordTable> ALL = List.of(
            new RecordTable(
                    "fact_student_attendance",
                    "days of attendance",
                    List.of("school_year", "student_key", "school_number", "attendance_date"),
                    "attendance_date",
                    "attendance_date",
                    List.of(),
                    List.of(),
                    false,
                    true),
            new RecordTable(
                    "fact_student_enrollment",
                    "stays of students at schools",
                    List.of("school_year", "student_key", "school_number", "entry_date"),
                    "entry_date",
                    "entry_date",
                    List.of("exit_date", "exit_code"),
                    // No number of a metric asks which of a student's schools is the primary one.
                    List.of(
                            "school_year",
                            "student_key",
                            "school_number",
                            "grade_level",
                            "entry_date",
                            "entry_code",
                            "exit_date",
                            "exit_code",
                            "no_show",
                            "origin"),
                    false,
                    false),
            undated(
                    "dim_student",
                    "grades and groups of students",
                    List.of(
                            "school_year",
                            "student_key",
                            "grade_level",
                            "race_ethnicity",
                            "race_ethnicity_1997",
                            "sex",
                            "el",
                            "swd",
                            "econ_disadvantaged",
                            "homeless",
                            "foster",
                            "migrant",
                            "military"),
                    "school_year",
                    "student_key"),
            dated(
                    "fact_discipline_incident",
                    "incidents",
                    "incident_date",
                    List.of("action_begin_date", "action", "action_days"),
                    "school_year",
                    "incident_key",
                    "student_key"),
            dated(
                    "fact_assessment_result",
                    "test results",
                    "test_date",
                    List.of(),
                    "school_year",
                    "student_key",
                    "test",
                    "subject",
                    "test_date"),
            undated("dim_course", "courses of the catalog", List.of(), "school_year", "course_code"),
            undated("dim_cut_score", "cut scores", List.of(), "test", "edition", "subject", "grade_level", "level"),
            undated(
                    "fact_course_result",
                    "course results",
                    List.of(),
                    "school_year",
                    "student_key",
                    "school_number",
                    "course_code",
                    "term"),
            dated(
                    "fact_staff_assignment",
                    "positions held",
                    "begin_date",
                    List.of("end_date"),
                    "staff_key",
                    "position_key",
                    "begin_date"),
            new RecordTable(
                    "dim_staff",
                    "dates of hire and of leaving",
                    List.of("staff_key"),
                    "hire_date",
                    "hire_date",
                    List.of("separation_date", "status"),
                    List.of("staff_key", "hire_date", "separation_date", "status"),
                    false,
                    false),
            dated("fact_staff_absence", "absences of staff", "absence_date", List.of(), "staff_key", "absence_date"),
            new RecordTable(
                    "dim_account",
                    "accounts",
                    List.of("account_key"),
                    "created_at::date",
                    "created_at::date",
                    List.of(),
                    List.of("account_key", "staff_key", "created_at"),
                    false,
                    false),
            dated(
                    "fact_account_event",
                    "events of accounts",
                    "occurred_at::date",
                    List.of(),
                    "account_key",
                    "occurred_at",
                    "action"),
            undated("dim_application", "the inventory of applications", List.of(), "application_id"),
            dated(
                    "fact_license_contract",
                    "contracts",
                    "begin_date",
                    List.of("end_date"),
                    "school_year",
                    "contract_id",
                    "application_id"),
            new RecordTable(
                    "fact_app_usage",
                    "months of use of applications",
                    List.of("school_year", "application_id", "month", "user_kind", "user_key", "origin"),
                    "try_cast(month || '-01' as date)",
                    "last_day(try_cast(month || '-01' as date))",
                    List.of(),
                    List.of(),
                    false,
                    false),
            list(
                    "fact_app_activity",
                    "accounts in reports of services",
                    "report_date",
                    List.of(
                            "school_year",
                            "application_id",
                            "account_key",
                            "report_date",
                            "last_activity_on",
                            "licensed",
                            "deleted"),
                    "school_year",
                    "application_id",
                    "account_key",
                    "report_date"),
            dated(
                    "fact_workflow_item",
                    "forms",
                    "submitted_at::date",
                    List.of("completed_at::date", "completed_at", "status"),
                    "school_year",
                    "form_key",
                    "form_name",
                    "submitted_at"),
            dated(
                    "fact_training",
                    "courses of staff",
                    "completed_on",
                    List.of(),
                    "school_year",
                    "staff_key",
                    "course",
                    "completed_on"),
            undated(
                    "fact_expenditure",
                    "expenditures",
                    List.of(),
                    "school_year",
                    "school_number",
                    "fund_source",
                    "kind"),
            list(
                    "fact_position",
                    "positions of the roster",
                    "as_of",
                    List.of(
                            "school_year",
                            "position_key",
                            "department_id",
                            "department",
                            "job_code",
                            "job_title",
                            "fte",
                            "staff_key",
                            "vacant",
                            "as_of"),
                    "school_year",
                    "position_key"),
            new RecordTable(
                    "fact_credential",
                    "licenses and certifications",
                    List.of("staff_key", "credential_key", "credential_name"),
                    "issued_on",
                    "issued_on",
                    List.of(),
                    List.of(
                            "staff_key",
                            "credential_key",
                            "credential_type",
                            "credential_name",
                            "subject",
                            "issued_on",
                            "expires_on"),
                    false,
                    false),
            new RecordTable(
                    "fact_onboarding_task",
                    "tasks of joining and leaving",
                    List.of("school_year", "task_key", "staff_key", "due_on"),
                    "due_on",
                    "due_on",
                    List.of("completed_on", "status"),
                    List.of(
                            "school_year",
                            "task_key",
                            "staff_key",
                            "kind",
                            "system",
                            "due_on",
                            "completed_on",
                            "status"),
                    false,
                    false),
            dated(
                    "dim_calendar_day",
                    "days of the school calendars",
                    "calendar_date",
                    List.of(),
                    "school_year",
                    "school_number",
                    "calendar_date"),
            undated(
                    "dim_school_year",
                    "school years",
                    List.of("school_year", "starts", "ends", "count_day"),
                    "school_year"),
            undated(
                    "dim_organization",
                    "schools",
                    List.of("organization_id", "organization_type", "parent_id", "school_level"),
                    "organization_id"));
}
