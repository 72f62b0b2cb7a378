package org.yearbook.warehouse.why;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.yearbook.warehouse.answer.RecordClass;

/**
 * Of which kinds the records behind a number are, by the tables and columns that it is made of. Whoever lacks one of
 * them sees no records of the number: a list of the suspended is one of discipline, though it is made of students.
 */
final class RecordKinds {

    private static final Set<String> DISCIPLINE = Set.of(
            "out_of_school_suspensions", "in_school_suspensions", "suspended_days", "out_of_school_days", "expulsions");
    private static final Set<String> PROTECTED = Set.of("homeless", "econ_disadvantaged", "foster");
    private static final Set<String> MONEY = Set.of(
            "expenditures",
            "federal_personnel",
            "federal_non_personnel",
            "state_local_personnel",
            "state_local_non_personnel");

    private static final Map<String, Set<RecordClass>> BY_TABLE = Map.ofEntries(
            Map.entry("agg_student_year", Set.of(RecordClass.STUDENTS)),
            Map.entry("agg_discipline_year", Set.of(RecordClass.STUDENTS, RecordClass.DISCIPLINE)),
            Map.entry("agg_instruction_year", Set.of(RecordClass.SCHOOLS)),
            Map.entry("agg_graduation_cohort", Set.of(RecordClass.STUDENTS)),
            Map.entry("agg_graduate_4_year", Set.of(RecordClass.STUDENTS)),
            Map.entry("agg_graduate_5_year", Set.of(RecordClass.STUDENTS)),
            Map.entry("agg_graduate_6_year", Set.of(RecordClass.STUDENTS)),
            Map.entry("agg_assessment_year", Set.of(RecordClass.STUDENTS)),
            Map.entry("agg_assessment_standard", Set.of(RecordClass.STUDENTS)),
            Map.entry("agg_ninth_grade", Set.of(RecordClass.STUDENTS)),
            Map.entry("agg_course_result", Set.of(RecordClass.STUDENTS)),
            Map.entry("agg_teacher_year", Set.of(RecordClass.STAFF)),
            Map.entry("agg_staff_exit", Set.of(RecordClass.STAFF, RecordClass.TECHNOLOGY)),
            Map.entry("agg_staff_year", Set.of(RecordClass.STAFF)),
            Map.entry("agg_staff_return", Set.of(RecordClass.STAFF)),
            Map.entry("agg_staff_window", Set.of(RecordClass.STAFF)),
            Map.entry("agg_staff_start", Set.of(RecordClass.STAFF, RecordClass.TECHNOLOGY)),
            Map.entry("agg_onboarding_task", Set.of(RecordClass.STAFF)),
            Map.entry("agg_position_year", Set.of(RecordClass.STAFF)),
            Map.entry("agg_organization_year", Set.of()),
            Map.entry("agg_form", Set.of(RecordClass.FORMS)),
            Map.entry("agg_app_user_year", Set.of(RecordClass.TECHNOLOGY, RecordClass.STUDENTS, RecordClass.STAFF)),
            Map.entry("agg_app_cost_year", Set.of(RecordClass.FINANCE)),
            Map.entry("agg_app_year", Set.of(RecordClass.TECHNOLOGY)),
            Map.entry("agg_app_account_year", Set.of(RecordClass.TECHNOLOGY)),
            Map.entry("agg_account_year", Set.of(RecordClass.TECHNOLOGY)),
            Map.entry("agg_app_access_year", Set.of(RecordClass.TECHNOLOGY)),
            Map.entry("agg_source_year", Set.of(RecordClass.FILES)),
            Map.entry("agg_quality_year", Set.of(RecordClass.FILES)));

    private RecordKinds() {}

    /**
     * {@return the kinds that somebody has to see}
     *
     * @param reads columns by table; none when nobody can tell any more what the number was made of
     */
    static Set<RecordClass> of(Map<String, Set<String>> reads) {
        Set<RecordClass> kinds = EnumSet.noneOf(RecordClass.class);
        reads.forEach((table, columns) -> {
            kinds.addAll(BY_TABLE.getOrDefault(table, Set.of(RecordClass.OTHER)));
            columns.forEach(column -> {
                if (DISCIPLINE.contains(column)) {
                    kinds.add(RecordClass.DISCIPLINE);
                }
                if (PROTECTED.contains(column)) {
                    kinds.add(RecordClass.PROTECTED);
                }
                if (MONEY.contains(column)) {
                    kinds.add(RecordClass.FINANCE);
                }
                if (table.equals("agg_organization_year") && !MONEY.contains(column)) {
                    kinds.add(RecordClass.SCHOOLS);
                }
            });
        });
        if (kinds.isEmpty()) {
            kinds.add(RecordClass.OTHER);
        }
        return kinds;
    }
}
