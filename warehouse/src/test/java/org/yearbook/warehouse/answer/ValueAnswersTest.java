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
import org.yearbook.warehouse.answer.ValueAnswers.Debt;
import org.yearbook.warehouse.answer.ValueAnswers.FieldUse;
import org.yearbook.warehouse.answer.ValueAnswers.Fresh;
import org.yearbook.warehouse.answer.ValueAnswers.Owed;

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

    @Test
    void whatIsMappedIsStillOwedByTheSchoolThatWritesIt() {
        var sample = SamplePublication.in(folder);
        var clerk = new RecordScope(new Scope.Schools(Set.of("0102")), EnumSet.of(RecordClass.STUDENTS));
        try (var editions = new Editions(sample.home(), 10, 2)) {
            List<Debt> debts = editions.ask(answers -> answers.values(ALL).debts());
            assertThat(debts)
                    .extracting(debt ->
                            debt.school().isEmpty() + " " + debt.mapped() + " " + debt.unknown() + " " + debt.wrong())
                    .containsExactly("false 14 0 14", "false 9 0 9", "true 0 8 8");
            List<Owed> grades = editions.ask(answers -> answers.values(ALL).owed("school_enrollment", "grade_level"));
            assertThat(grades)
                    .extracting(owed -> owed.value() + " > " + owed.standard() + " " + owed.rows())
                    .containsExactly("K > KG 14", "Kinder > KG 9", "Kindergarden > null 2");
            List<Owed> own = editions.ask(answers -> answers.values(clerk).owed("school_enrollment", "grade_level"));
            assertThat(own).extracting(Owed::value).containsExactly("Kinder");
            List<Debt> ownDebts = editions.ask(answers -> answers.values(clerk).debts());
            assertThat(ownDebts).extracting(Debt::mapped).containsExactly(9L);
            List<Fresh> ownFresh = editions.ask(answers -> answers.values(clerk).fresh());
            assertThat(ownFresh).isEmpty();
        }
    }

    @Test
    void aValueThatNobodyWroteTheNightBeforeIsNew() {
        var sample = SamplePublication.in(folder);
        try (var editions = new Editions(sample.home(), 10, 2)) {
            List<Fresh> fresh = editions.ask(answers -> answers.values(ALL).fresh());
            assertThat(fresh)
                    .containsExactly(
                            new Fresh("school_enrollment", "grade_level", "Kindergarden", 2),
                            new Fresh("staff_assignment", "job_title", "Techer", 1));
        }
    }
}
