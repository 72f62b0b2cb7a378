package org.yearbook.warehouse.publish;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Record;
import org.yearbook.warehouse.engine.Duck;

/** Looks at the three files before anybody may read them, and refuses them when a promise is broken. */
final class Inspection {

    /** Facts that hold every row of a lake table, no more and no less. */
    private static final Map<String, String> WHOLE = Map.ofEntries(
            Map.entry("fact_student_attendance", "student_attendance"),
            Map.entry("fact_student_program", "student_program"),
            Map.entry("fact_discipline_incident", "discipline_incident"),
            Map.entry("fact_assessment_result", "assessment_result"),
            Map.entry("fact_staff_assignment", "staff_assignment"),
            Map.entry("fact_staff_absence", "staff_absence"),
            Map.entry("fact_account_event", "account_event"),
            Map.entry("fact_license_contract", "license_contract"),
            Map.entry("fact_app_usage_day", "app_usage_day"),
            Map.entry("fact_course_result", "course_result"),
            Map.entry("fact_position", "position"),
            Map.entry("fact_credential", "credential"),
            Map.entry("fact_onboarding_task", "onboarding_task"),
            Map.entry("fact_workflow_item", "workflow_item"),
            Map.entry("fact_training", "training"),
            Map.entry("fact_expenditure", "expenditure"),
            Map.entry("dim_calendar_day", "calendar_day"),
            Map.entry("dim_attendance_code", "attendance_code"),
            Map.entry("dim_account", "account"),
            Map.entry("quality_issue", "quality_issue"),
            Map.entry("delivery", "delivery"),
            Map.entry("row_account", "delivery"),
            Map.entry("person_link", "person_link"),
            Map.entry("person_candidate", "person_candidate"),
            Map.entry("person_decision", "person_decision"),
            Map.entry("person_change", "person_change"));

    /** Tables whose rows are one for each combination of these columns. */
    private static final Map<String, String> UNIQUE = Map.ofEntries(
            Map.entry("dim_organization", "organization_id"),
            Map.entry("dim_school_year", "school_year"),
            Map.entry("dim_student", "school_year, student_key"),
            Map.entry("dim_student_need", "school_year, student_key"),
            Map.entry("dim_staff", "staff_key"),
            Map.entry("dim_application", "application_id"),
            Map.entry("agg_student_year", "school_year, organization_id, student_key"),
            Map.entry("agg_discipline_year", "school_year, organization_id, student_key"),
            Map.entry("agg_instruction_year", "school_year, organization_id"),
            Map.entry("agg_graduation_cohort", "school_year, organization_id, years, student_key"),
            Map.entry("agg_graduate_4_year", "school_year, organization_id, student_key"),
            Map.entry("agg_graduate_5_year", "school_year, organization_id, student_key"),
            Map.entry("agg_graduate_6_year", "school_year, organization_id, student_key"),
            Map.entry("agg_assessment_year", "school_year, organization_id, student_key, test, subject"),
            Map.entry(
                    "agg_assessment_standard",
                    "school_year, organization_id, student_key, test, subject_name, standard_from"),
            Map.entry("agg_ninth_grade", "school_year, organization_id, student_key"),
            Map.entry("dim_course", "school_year, course_code"),
            Map.entry("agg_teacher_year", "school_year, organization_id, staff_key"),
            Map.entry("agg_staff_year", "school_year, organization_id, staff_key"),
            Map.entry("agg_staff_return", "school_year, organization_id, staff_key"),
            Map.entry("agg_staff_window", "school_year, organization_id, window_name, staff_key"),
            Map.entry("agg_staff_start", "organization_id, staff_key"),
            Map.entry("agg_staff_exit", "organization_id, staff_key"),
            Map.entry("agg_position_year", "school_year, organization_id, position_number"),
            Map.entry("agg_organization_year", "school_year, organization_id"),
            Map.entry("agg_onboarding_task", "school_year, organization_id, task_number"),
            Map.entry("agg_form", "school_year, organization_id, form_number"),
            Map.entry("agg_app_user_year", "school_year, application_id, user_kind, user_key"),
            Map.entry("agg_app_cost_year", "school_year, application_id"),
            Map.entry("agg_app_year", "school_year, application_id"),
            Map.entry("agg_account_year", "school_year, account_key"),
            Map.entry("agg_app_access_year", "school_year, application_id"),
            Map.entry("agg_source_year", "school_year, source"),
            Map.entry("agg_quality_year", "school_year, organization_id, entity"),
            Map.entry("agg_app_account_year", "school_year, application_id, account_key"),
            Map.entry("entity_source", "entity, source"),
            Map.entry("person", "person_key"),
            Map.entry("person_link", "source, record_kind, record_number"),
            Map.entry("person_candidate", "candidate_key"));

    private static final Set<String> PUBLIC_TABLES = Set.of(
            "publication",
            "dim_school_year",
            "dim_organization",
            "metric_definition",
            "metric_goal",
            "metric_threshold",
            "metric_missing_input",
            "metric_value",
            "freshness");

    private static final Set<String> INTERNAL_TABLES = Set.of(
            "quality_issue",
            "quality_tally",
            "quality_checked",
            "quality_owner",
            "quality_night",
            "agg_quality_year",
            "value_field",
            "value_in_use",
            "value_seen",
            "standardization_fact",
            "delivery",
            "row_account",
            "record_line",
            "absence_line",
            "entity_source",
            "closed_year",
            "closed_year_difference",
            "closed_year_difference_person",
            "school_year_readiness",
            "run_step",
            "dim_account",
            "dim_student_need",
            "person",
            "person_link",
            "person_candidate",
            "person_decision",
            "person_change");

    /** Columns that say, or lead back to, who somebody is. */
    private static final Set<String> IDENTIFYING = Set.of(
            "student_number",
            "employee_id",
            "user_id",
            "identifier_number",
            "account_name",
            "username",
            "user_ids",
            "sourced_id",
            "given_name",
            "family_name",
            "middle_name",
            "display_name",
            "legal_first_name",
            "legal_last_name",
            "former_last_name",
            "preferred_first_name",
            "birth_date",
            "state_student_id",
            "preferred_given_name",
            "night_time_residence",
            "lunch_status",
            "lunch_status_until",
            "directly_certified",
            "unaccompanied_youth",
            "primary_disability",
            "idea_environment",
            "administration",
            "interim_removal",
            "interim_removal_reason",
            "inexperienced",
            "emergency_credential",
            "out_of_field",
            "contact_id",
            "street",
            "email",
            "phone",
            "sms",
            "record_key",
            "raw_value",
            "source_file",
            "source_row",
            "comment",
            "note",
            "actor",
            "number",
            "person_number",
            "record_number",
            "left_number",
            "left_name",
            "right_number",
            "right_name",
            "evidence",
            "position_id",
            "incumbent_name",
            "annual_salary_cents",
            "annual_benefit_cents",
            "credential_id",
            "task_id",
            "task",
            "assigned_to");

    private final LakeNight night;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Map<String, Long>> rows = new TreeMap<>();

    Inspection(LakeNight night) {
        this.night = night;
    }

    /** {@return how many rows the files hold}; a broken promise is a {@link PublicationException} naming all of them */
    long inspect(Duck internal, Path analyst, Path open) {
        internal.run("attach " + Duck.literal(analyst) + " as analyst (read_only)");
        internal.run("attach " + Duck.literal(open) + " as open (read_only)");
        rows.put("internal", countRows(internal, "internal"));
        rows.put("analyst", countRows(internal, "analyst"));
        rows.put("public", countRows(internal, "open"));
        Map<String, Long> whole = rows.getOrDefault("internal", Map.of());
        WHOLE.forEach((fact, entity) -> compare(fact, whole.getOrDefault(fact, -1L) - derived(internal, fact), entity));
        months(internal);
        UNIQUE.forEach((table, key) -> {
            if (whole.getOrDefault(table, 1L) > 0) {
                unique(internal, table, key);
            }
        });
        changes(internal);
        tables();
        identifiers(internal);
        List.of("internal", "analyst", "open").forEach(database -> views(internal, database));
        internal.run("detach analyst");
        internal.run("detach open");
        if (!faults.isEmpty()) {
            throw new PublicationException("The new publication is not sound, so the last one stays in force:\n  - "
                    + String.join("\n  - ", faults));
        }
        return rows.values().stream()
                .flatMap(tables -> tables.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The lake counts changes month by month, the publication by school year: none may be lost in between. */
    private void changes(Duck internal) {
        LakeNight.Table lake = night.tables().get("standardization_fact");
        if (lake == null || lake.files().isEmpty()) {
            return;
        }
        long counted = total(internal, LakeViews.parquet(lake));
        long published = total(internal, "standardization_fact");
        if (counted != published) {
            faults.add(
                    "standardization_fact tells of " + published + " changed values, but the night counted " + counted);
        }
    }

    private static long total(Duck duck, String from) {
        return duck.sql()
                .fetchSingle("select coalesce(sum(rows), 0)::bigint from " + from)
                .get(0, Long.class);
    }

    /** {@return rows by table by audience, once inspected} */
    Map<String, Map<String, Long>> rows() {
        return rows;
    }

    private static Map<String, Long> countRows(Duck duck, String database) {
        var counts = new TreeMap<String, Long>();
        List<String> tables = duck.sql()
                .fetch("select table_name from duckdb_tables() where database_name = ? and not internal", database)
                .map(row -> row.get(0, String.class));
        // One statement: a hundred of them take longer to plan than to count.
        String all = tables.stream()
                .map(table -> "select " + Duck.literal(table) + " as name, count(*) as rows from " + database + "."
                        + Catalogue.quoted(table))
                .collect(Collectors.joining(" union all "));
        if (!all.isEmpty()) {
            duck.sql()
                    .fetch(all)
                    .forEach(row -> counts.put(row.get("name", String.class), row.get("rows", Long.class)));
        }
        return counts;
    }

    // Usage by month stands beside what was added up from days, and activity beside what was one row for four services.
    private void months(Duck duck) {
        compare("fact_app_usage (by month)", count(duck, "fact_app_usage where origin = 'month'"), "app_usage");
        compare(
                "fact_app_activity (as delivered)",
                count(duck, "fact_app_activity where origin = 'app_activity'"),
                "app_activity");
        compare(
                "fact_app_activity (of Exchange)",
                count(duck, "fact_app_activity where origin = 'productivity_usage' and application_id = 'exchange'"),
                "productivity_usage");
    }

    private static long count(Duck duck, String rows) {
        return duck.sql().fetchSingle("select count(*) from internal." + rows).get(0, Long.class);
    }

    private void compare(String fact, long published, String entity) {
        LakeNight.Table table = night.tables().get(entity);
        long delivered = table == null ? 0 : table.rows();
        if (delivered != published) {
            faults.add(fact + " has " + published + " rows, but the lake's " + entity + " has " + delivered);
        }
    }

    /** Days that were not delivered but follow from what was. */
    private static long derived(Duck internal, String fact) {
        return fact.equals("fact_student_attendance")
                ? internal.sql()
                        .fetchSingle("select count(*) from internal.fact_student_attendance where derived")
                        .get(0, Long.class)
                : 0;
    }

    private void unique(Duck duck, String table, String key) {
        boolean repeated = duck.sql()
                .fetchSingle("select count(*) > count(distinct (" + key + ")) or count(*) filter (where ("
                        + key.replace(", ", ") is null or (") + ") is null) > 0 from internal." + table)
                .get(0, Boolean.class);
        if (repeated) {
            faults.add(table + " should have one row for each " + key + ", and has more or an empty one");
        }
    }

    private void tables() {
        require(
                "internal",
                Stream.concat(
                                Stream.concat(WHOLE.keySet().stream(), UNIQUE.keySet().stream()),
                                Stream.concat(PUBLIC_TABLES.stream(), INTERNAL_TABLES.stream()))
                        .collect(Collectors.toSet()));
        require("analyst", PUBLIC_TABLES);
        require("public", PUBLIC_TABLES);
        Set<String> found = rows.getOrDefault("public", Map.of()).keySet();
        found.stream()
                .filter(table -> !PUBLIC_TABLES.contains(table))
                .forEach(table -> faults.add("the public file holds " + table + ", which is not public"));
        rows.getOrDefault("analyst", Map.of()).keySet().stream()
                .filter(table -> INTERNAL_TABLES.contains(table) || table.startsWith("source_"))
                .forEach(table -> faults.add("the analysts' file holds " + table + ", which is internal"));
    }

    private void require(String audience, Set<String> tables) {
        Set<String> found = rows.getOrDefault(audience, Map.of()).keySet();
        tables.stream()
                .filter(table -> !found.contains(table))
                .sorted()
                .forEach(table -> faults.add("the " + audience + " file lacks " + table));
    }

    /** Each metric has its view, and there is no other. */
    private void views(Duck duck, String database) {
        for (Record row : duck.sql()
                .fetch(
                        "select coalesce(v.view_name, m.name) as name, m.name is null as stray from (select view_name"
                                + " from duckdb_views() where database_name = ? and not internal) v full join"
                                + " (select distinct '" + MetricViews.PREFIX + "' || metric as name from " + database
                                + ".metric_definition) m on m.name = v.view_name"
                                + " where m.name is null or v.view_name is null",
                        database)) {
            faults.add("the " + database + " file " + (row.get("stray", Boolean.class) ? "has" : "lacks") + " the view "
                    + row.get("name", String.class));
        }
    }

    private void identifiers(Duck duck) {
        for (Record row : duck.sql()
                .fetch("select database_name, table_name, column_name from duckdb_columns()"
                        + " where database_name in ('analyst', 'open') and not internal order by all")) {
            String column = row.get("column_name", String.class);
            if (IDENTIFYING.contains(column)) {
                faults.add(row.get("table_name", String.class) + "." + column + " identifies people, and lies in the "
                        + row.get("database_name", String.class) + " file");
            }
        }
    }
}
