package org.yearbook.warehouse.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yearbook.definitions.Definitions;
import org.yearbook.warehouse.answer.RecordClass;

class RecordKindsTest {

    @Test
    void everyShippedTableIsOfAKind() {
        var tables = Definitions.shipped().datasets().keySet();
        assertThat(tables).hasSizeGreaterThan(20);
        tables.forEach(table -> assertThat(RecordKinds.of(Map.of(table, Set.of("school_year"))))
                .as(table)
                .isNotEmpty()
                .doesNotContain(RecordClass.OTHER));
    }

    @Test
    void whatIsReadOfAStudentDecidesWhoSeesTheList() {
        assertThat(RecordKinds.of(Map.of("agg_student_year", Set.of("absent_units", "grade_level"))))
                .containsExactly(RecordClass.STUDENTS);
        assertThat(RecordKinds.of(Map.of("agg_student_year", Set.of("suspended_days"))))
                .containsExactlyInAnyOrder(RecordClass.STUDENTS, RecordClass.DISCIPLINE);
        assertThat(RecordKinds.of(Map.of("agg_student_year", Set.of("absent_units", "homeless"))))
                .containsExactlyInAnyOrder(RecordClass.STUDENTS, RecordClass.PROTECTED);
        assertThat(RecordKinds.of(Map.of("agg_organization_year", Set.of("expenditures"))))
                .containsExactly(RecordClass.FINANCE);
    }

    @Test
    void whatNobodyKnowsIsForThoseWhoSeeEverything() {
        assertThat(RecordKinds.of(Map.of())).containsExactly(RecordClass.OTHER);
        assertThat(RecordKinds.of(Map.of("source_buses", Set.of("route")))).containsExactly(RecordClass.OTHER);
        assertThat(RecordKinds.of(Map.of("source_buses", Set.of("homeless"))))
                .containsExactlyInAnyOrder(RecordClass.OTHER, RecordClass.PROTECTED);
    }
}
