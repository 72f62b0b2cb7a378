package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.answer.RecordClass;
import org.yearbook.warehouse.answer.RecordScope;
import org.yearbook.warehouse.answer.Scope;
import org.yearbook.warehouse.explain.Cause;
import org.yearbook.warehouse.explain.Question;
import org.yearbook.warehouse.explain.Question.Side;
import org.yearbook.warehouse.why.Answer;
import org.yearbook.warehouse.why.Answer.NotTold;
import org.yearbook.warehouse.why.Answer.Told;
import org.yearbook.warehouse.why.Asker;
import org.yearbook.warehouse.why.Choices;
import org.yearbook.warehouse.why.Whys;

/**
 * Three nights of sixty students at three schools. From the first to the second, days of three students were corrected,
 * days of forty came late, and twelve missed a day since; from the second to the third, one more missed a day.
 */
class WhoLearnsWhyTest {

    private static final String DISTRICT = "3100042";
    private static final String METRIC = "chronic_absence_rate";
    private static final Choices.Group EVERYBODY = new Choices.Group("all", "all");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Asker LEADER =
            new Asker(new Scope.District(), new RecordScope(new Scope.District(), RecordClass.all()));
    private static final Asker FINANCE = new Asker(
            new Scope.Schools(Set.of()), new RecordScope(new Scope.District(), EnumSet.of(RecordClass.FINANCE)));
    private static final Asker PRINCIPAL = principal(RecordClass.STUDENTS);

    @TempDir
    static Path root;

    private static Publication first;
    private static Publication second;
    private static Publication third;
    private static Whys whys;

    private static Asker principal(RecordClass kind) {
        var own = new Scope.Schools(Set.of("0101"));
        return new Asker(own, new RecordScope(own, EnumSet.of(kind)));
    }

    @BeforeAll
    static void threeNights() {
        // Students 1 to 3 were marked absent by mistake; 4 to 43 came late, half of them chronically absent.
        first = night("2025-11-14", "s > 43 or s <= 3", "s <= 3 and d < 2", 10);
        second = night("2025-11-21", "true", "(s between 4 and 23 and d < 2) or (s > 48 and d >= 10)", 12);
        third = night("2025-11-28", "true", "(s between 4 and 23 and d < 2) or (s > 47 and d >= 10)", 12);
        TestLake lake = TestLake.in(root, "2025-11-28");
        whys = new Whys(lake.home(), lake.district());
    }

    @AfterAll
    static void stop() {
        whys.close();
    }

    private static Publication night(String asOf, String there, String absent, int days) {
        return TestLake.in(root, asOf)
                .table("student_attendance", """
                        select '2025-26' as school_year, 'S' || s as student_number,
                               case when s > 57 then '0103' when s %% 2 = 0 then '0101' else '0102' end as school_number,
                               date '2025-11-03' + case when d < 10 then d else d + 6 end::integer as attendance_date,
                               case when %s then 'A' end as attendance_code, 2520 as member_units,
                               case when %s then 2520 else 0 end as absent_units
                        from range(1, 61) t(s), range(%d) u(d) where %s""".formatted(absent, absent, days, there))
                .publish();
    }

    private static Answer ask(Asker asker, Side from, Side to, String organization, Choices.Group group) {
        return whys.ask(
                asker,
                new Question(METRIC, "district", organization, group.dimension(), group.value(), from, to),
                "district",
                PATIENCE);
    }

    private static Told told(Asker asker, Side from, Side to, String organization) {
        return (Told) ask(asker, from, to, organization, EVERYBODY);
    }

    private static Told weekOne(Asker asker) {
        return told(asker, Side.night(first.id()), Side.night(second.id()), DISTRICT);
    }

    @Test
    void whoSeesTheRecordsGetsEveryPartAndWhoIsBehindIt() {
        Told told = weekOne(LEADER);
        assertThat(told.records()).isTrue();
        assertThat(told.apart()).isEmpty();
        Answer.Part corrected = part(told, Set.of(Cause.CORRECTED)).orElseThrow();
        assertThat(corrected.moved()).isEqualTo(3);
        assertThat(corrected.records())
                .extracting(
                        record -> record.person() == null ? "" : record.person().number())
                .containsExactlyInAnyOrder("S1", "S2", "S3");
        assertThat(part(told, Set.of(Cause.ARRIVED)).orElseThrow().moved()).isEqualTo(40);
        assertThat(part(told, Set.of(Cause.REAL)).orElseThrow().moved()).isEqualTo(12);
    }

    /** Three students: neither shown nor to be had as the rest of the move. */
    @Test
    void whoDoesNotSeeThemCannotSubtractThePartOfThree() {
        Told open = weekOne(LEADER);
        Told shared = weekOne(FINANCE);
        assertThat(shared.records()).isFalse();
        assertThat(shared.whole()).isEqualTo(open.whole());
        assertThat(shared.apart()).contains("fewer than 10 people");
        var secret = part(open, Set.of(Cause.CORRECTED)).orElseThrow().change();
        assertThat(secret.signum()).isNotZero();
        List<Answer.Part> parts = shared.parts();
        for (int taken = 0; taken < 1 << parts.size(); taken++) {
            var rest = shared.whole();
            for (int i = 0; i < parts.size(); i++) {
                rest = (taken & (1 << i)) == 0 ? rest : rest.minus(parts.get(i).change());
            }
            assertThat(rest).isNotEqualTo(secret);
        }
        assertThat(part(shared, Set.of(Cause.ARRIVED)))
                .as("the part of forty is told")
                .isPresent();
        assertThat(parts).allSatisfy(part -> {
            assertThat(part.moved()).isNull();
            assertThat(part.counts()).isNull();
            assertThat(part.records()).isEmpty();
        });
    }

    @Test
    void whatOneStudentMovedIsNotSplit() {
        Told shared = told(FINANCE, Side.night(second.id()), Side.night(third.id()), DISTRICT);
        assertThat(shared.parts()).hasSize(1);
        assertThat(shared.apart()).contains("not split").contains("fewer than 10");
    }

    /** Both weeks together less the one would be the other. */
    @Test
    void aLongerTimeIsNotSplitForWhoDoesNotSeeTheRecords() {
        Side from = Side.night(first.id());
        Side to = Side.night(third.id());
        assertThat(told(FINANCE, from, to, DISTRICT).parts()).hasSize(1);
        assertThat(told(FINANCE, from, to, DISTRICT).apart()).contains("neighbouring nights");
        assertThat(told(LEADER, from, to, DISTRICT).parts()).hasSizeGreaterThan(1);
    }

    @Test
    void aPrincipalGetsThePartsOfTheirSchoolAndNoneToSubtractThemFrom() {
        Side from = Side.night(first.id());
        Side to = Side.night(second.id());
        Told own = told(PRINCIPAL, from, to, "0101");
        assertThat(own.records()).isTrue();
        assertThat(part(own, Set.of(Cause.CORRECTED)).orElseThrow().records())
                .extracting(
                        record -> record.person() == null ? "" : record.person().number())
                .containsExactly("S2");
        for (String other : List.of("0102", DISTRICT)) {
            Told elsewhere = told(PRINCIPAL, from, to, other);
            assertThat(elsewhere.records()).isFalse();
            assertThat(elsewhere.parts()).as(other).hasSize(1);
            assertThat(elsewhere.apart()).contains("your own schools alone");
        }
    }

    @Test
    void whoSeesOtherKindsOfRecordsAtTheSchoolGetsNoParts() {
        Told told = told(principal(RecordClass.STAFF), Side.night(first.id()), Side.night(second.id()), "0101");
        assertThat(told.parts()).hasSize(1);
        assertThat(told.records()).isFalse();
    }

    @Test
    void aNumberOfFewIsNotToldAtAll() {
        assertThat(ask(FINANCE, Side.night(first.id()), Side.night(second.id()), "0103", EVERYBODY))
                .isInstanceOfSatisfying(
                        NotTold.class, told -> assertThat(told.sentence()).contains("fewer than 10 people"));
        assertThat(whys.choices(FINANCE, METRIC, "district", "0103", "", EVERYBODY)
                        .nights())
                .extracting(Choices.Night::value)
                .containsOnlyNulls();
        assertThat(whys.choices(LEADER, METRIC, "district", "0103", "", EVERYBODY)
                        .nights())
                .extracting(Choices.Night::value)
                .doesNotContainNull();
    }

    @Test
    void aGroupIsNotSplitForWhoDoesNotSeeTheRecords() {
        Choices seen = whys.choices(FINANCE, METRIC, "district", DISTRICT, "", EVERYBODY);
        assertThat(seen.groups()).isNotEmpty();
        Answer own = ask(
                FINANCE,
                Side.night(first.id()),
                Side.night(second.id()),
                DISTRICT,
                new Choices.Group("grade_level", "Not reported"));
        assertThat(own)
                .isInstanceOfSatisfying(
                        Told.class, told -> assertThat(told.apart()).contains("everybody together"));
    }

    @Test
    void theListHasEverybodyBehindTheMoveForWhoMaySeeThem() {
        var question = new Question(
                METRIC, "district", DISTRICT, "all", "all", Side.night(first.id()), Side.night(second.id()));
        var told = new ArrayList<Set<Cause>>();
        assertThat(whys.list(LEADER, question, (causes, record) -> told.add(causes)))
                .isEmpty();
        assertThat(told).hasSize(3 + 40 + 12);
        var hidden = new ArrayList<Set<Cause>>();
        assertThat(whys.list(FINANCE, question, (causes, record) -> hidden.add(causes)))
                .get()
                .isInstanceOf(NotTold.class);
        assertThat(hidden).isEmpty();
    }

    @Test
    void withoutPatienceTheAnswerComesLater() {
        var question =
                new Question(METRIC, "district", "0102", "all", "all", Side.night(second.id()), Side.night(third.id()));
        assertThat(whys.ask(LEADER, question, "district", Duration.ZERO)).isInstanceOf(Answer.Waiting.class);
        assertThat(whys.ask(LEADER, question, "district", PATIENCE)).isInstanceOf(Told.class);
        assertThat(whys.ask(LEADER, question, "district", Duration.ofMillis(200)))
                .as("known by now")
                .isInstanceOf(Told.class);
    }

    @Test
    void theUsualQuestionIsAboutTheLastTwoNightsThatDiffer() {
        Choices choices = whys.choices(LEADER, METRIC, "district", DISTRICT, "", EVERYBODY);
        assertThat(choices.schoolYear()).isEqualTo("2025-26");
        assertThat(choices.nights())
                .extracting(Choices.Night::publication)
                .containsExactly(third.id(), second.id(), first.id());
        Question usual = choices.usual(METRIC, "district", DISTRICT, EVERYBODY).orElseThrow();
        assertThat(usual.from().publication()).isEqualTo(second.id());
        assertThat(usual.to().publication()).isEqualTo(third.id());
    }

    @Test
    void aNumberThatIsNotThereIsSaid() {
        assertThat(ask(LEADER, Side.night("20200101T000000-x"), Side.night(second.id()), DISTRICT, EVERYBODY))
                .isInstanceOfSatisfying(
                        NotTold.class, told -> assertThat(told.sentence()).contains("20200101T000000-x is not kept"));
    }

    private static Optional<Answer.Part> part(Told told, Set<Cause> causes) {
        return told.parts().stream()
                .filter(part -> part.causes().equals(causes))
                .findFirst();
    }
}
