package org.yearbook.dashboard.page.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.yearbook.definitions.CodeSets;
import org.yearbook.warehouse.answer.ValueAnswers.FieldUse;
import org.yearbook.warehouse.answer.ValueAnswers.Written;

class KeptFieldsTest {

    private static FieldUse titles(Written... values) {
        return new FieldUse("staff_assignment", "job_title", "staff", "", List.of(values));
    }

    private static Written written(String value, long rows) {
        return new Written(value, value, "", rows, 1);
    }

    @Test
    void aFieldWhoseValuesAreTheSameIsNotComparedAgain() {
        var fields = new KeptFields();
        CodeSets codes = CodeSets.shipped();
        FieldReader first = fields.of(titles(written("Teacher", 22), written("TEACHER", 3)), codes, List.of());
        assertThat(first.groups()).hasSize(1);
        assertThat(fields.of(titles(written("Teacher", 22), written("TEACHER", 3)), codes, List.of()))
                .isSameAs(first);
        FieldReader other = fields.of(titles(written("Teacher", 22), written("Nurse", 3)), codes, List.of());
        assertThat(other.groups()).isEmpty();
    }
}
