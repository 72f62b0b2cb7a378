package org.yearbook.warehouse.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.answer.ValueAnswers.AtSchool;
import org.yearbook.warehouse.answer.ValueAnswers.FieldUse;

class ValueAnswersTest {

    private static final RecordScope ALL = new RecordScope(new Scope.District(), RecordClass.all());

    @TempDir
    Path folder;

    @Test
    void aValueCountsAsWrittenInTheSourceAndAsKept() {
        var sample = SamplePublication.in(folder);
        try (var editions = new Editions(sample.home(), 10, 2)) {
            FieldUse grades = editions.ask(answers -> answers.values(ALL).field("school_enrollment", "grade_level"))
                    .orElseThrow();
            assertThat(grades.codeSet()).isEqualTo("grade-level");
            assertThat(grades.values())
                    .extracting(value -> value.text() + "=" + value.standard() + " " + value.rows())
                    // 115 rows are kept as KG, and 23 of them were written K or Kinder
                    .containsExactly(
                            "09=09 320", "KG=KG 92", "01=01 70", "K=KG 14", "Kinder=KG 9", "Kindergarden=null 2");
            assertThat(grades.rows()).isEqualTo(507);
            assertThat(grades.standardRows()).isEqualTo(482);
            List<AtSchool> schools =
                    editions.ask(answers -> answers.values(ALL).schools("school_enrollment", "grade_level"));
            assertThat(schools).contains(new AtSchool("KG", "Abraham Lincoln Elementary School", 60));
            List<FieldUse> fields = editions.ask(answers -> answers.values(ALL).fields());
            assertThat(fields)
                    .extracting(FieldUse::field)
                    .doesNotContain("phone")
                    .contains("job_title", "behavior");
        }
    }

    @Test
    void fieldsOfOtherKindsAndValuesOfOtherSchoolsAreNotTold() {
        var sample = SamplePublication.in(folder);
        try (var editions = new Editions(sample.home(), 10, 2)) {
            var clerk = new RecordScope(
                    new Scope.Schools(Set.of("0101")), EnumSet.of(RecordClass.STUDENTS, RecordClass.SCHOOLS));
            List<FieldUse> fields =
                    editions.ask(answers -> answers.values(clerk).fields());
            Optional<FieldUse> jobs =
                    editions.ask(answers -> answers.values(clerk).field("staff_assignment", "job_title"));
            assertThat(fields).extracting(FieldUse::field).containsExactlyInAnyOrder("grade_level", "attendance_code");
            assertThat(jobs).isEmpty();
            assertThat(fields.stream().flatMap(field -> field.values().stream()))
                    .extracting(ValueAnswers.Written::text)
                    .doesNotContain("09", "U", "Kinder");
        }
    }
}
