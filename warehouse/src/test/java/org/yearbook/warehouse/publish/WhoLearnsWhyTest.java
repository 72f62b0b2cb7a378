package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
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

/** What each gets of one move: who sees every record, those of one school, or none of the kind. */
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

    private static ThreeNights nights;
    private static Whys whys;

    private static Asker principal(RecordClass kind) {
        return principal("0101", kind);
    }

    private static Asker principal(String school, RecordClass kind) {
        var own = new Scope.Schools(Set.of(school));
        return new Asker(own, new RecordScope(own, EnumSet.of(kind)));
    }

    @BeforeAll
    static void threeNights() {
        nights = ThreeNights.in(root);
        whys = new Whys(nights.home(), nights.district());
    }

    @AfterAll
    static void stop() {
        whys.close();
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
        return told(asker, Side.night(nights.id(1)), Side.night(nights.id(2)), DISTRICT);
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
        Told shared = told(FINANCE, Side.night(nights.id(2)), Side.night(nights.id(3)), DISTRICT);
        assertThat(shared.parts()).hasSize(1);
        assertThat(shared.apart()).contains("not split").contains("fewer than 10");
    }

    /** Both weeks together less the one would be the other. */
    @Test
    void aLongerTimeIsNotSplitForWhoDoesNotSeeTheRecords() {
        Side from = Side.night(nights.id(1));
        Side to = Side.night(nights.id(3));
        assertThat(told(FINANCE, from, to, DISTRICT).parts()).hasSize(1);
        assertThat(told(FINANCE, from, to, DISTRICT).apart()).contains("neighboring nights");
        assertThat(told(LEADER, from, to, DISTRICT).parts()).hasSizeGreaterThan(1);
    }

    @Test
    void aPrincipalGetsThePartsOfTheirSchoolAndNoneToSubtractThemFrom() {
        Side from = Side.night(nights.id(1));
        Side to = Side.night(nights.id(2));
        Told own = told(PRINCIPAL, from, to, "0101");
        assertThat(own.records()).isTrue();
        assertThat(part(own, Set.of(Cause.CORRECTED)).orElseThrow().records())
                .extracting(
                        record -> record.person() == null ? "" : record.person().number())
                .containsExactly("S2");
        Told elsewhere = told(principal("0102", RecordClass.STUDENTS), to, Side.night(nights.id(3)), DISTRICT);
        assertThat(elsewhere.records()).isFalse();
        assertThat(elsewhere.parts()).hasSize(1);
        assertThat(elsewhere.apart()).contains("your own schools alone");
    }

    /** The third school has three students, and the first is hidden with it: 60 less the others would be they. */
    @Test
    void whoKnowsASchoolThatIsHiddenDoesNotSeeTheDistrict() {
        assertThat(ask(PRINCIPAL, Side.night(nights.id(3)), Side.night(nights.id(3)), DISTRICT, EVERYBODY))
                .isInstanceOfSatisfying(
                        NotTold.class, told -> assertThat(told.sentence()).contains("let them be worked out"));
        assertThat(whys.choices(PRINCIPAL, METRIC, "district", DISTRICT, "", EVERYBODY)
                        .nights())
                .extracting(Choices.Night::value)
                .containsOnlyNulls();
    }

    /** One student moved the number of the second school. */
    @Test
    void nightsOfASchoolAreNotComparedByWhoDoesNotLookAfterIt() {
        for (Asker asker : List.of(PRINCIPAL, FINANCE)) {
            assertThat(ask(asker, Side.night(nights.id(2)), Side.night(nights.id(3)), "0102", EVERYBODY))
                    .isInstanceOfSatisfying(
                            NotTold.class,
                            told -> assertThat(told.sentence())
                                    .contains("Nights are compared for the whole district alone"));
            assertThat(ask(asker, Side.night(nights.id(2)), Side.night(nights.id(2)), "0102", EVERYBODY))
                    .as("an earlier night by itself, to be held against tonight")
                    .isInstanceOf(NotTold.class);
            assertThat(ask(asker, Side.night(nights.id(3)), Side.night(nights.id(3)), "0102", EVERYBODY))
                    .as("tonight")
                    .isInstanceOf(Told.class);
            assertThat(whys.choices(asker, METRIC, "district", "0102", "", EVERYBODY)
                            .nights())
                    .extracting(Choices.Night::value)
                    .containsOnlyNulls();
        }
        assertThat(whys.choices(FINANCE, METRIC, "district", DISTRICT, "", EVERYBODY)
                        .nights())
                .extracting(Choices.Night::value)
                .doesNotContainNull();
    }

    @Test
    void whoSeesAllSchoolsButOneCouldSubtractThemFromTheNightsOfTheDistrict() {
        var own = new Scope.Schools(Set.of("0101", "0102"));
        var most = new Asker(own, new RecordScope(new Scope.District(), EnumSet.of(RecordClass.FINANCE)));
        assertThat(ask(most, Side.night(nights.id(1)), Side.night(nights.id(2)), DISTRICT, EVERYBODY))
                .isInstanceOf(NotTold.class);
        assertThat(ask(most, Side.night(nights.id(3)), Side.night(nights.id(3)), DISTRICT, EVERYBODY))
                .isInstanceOf(NotTold.class);
        assertThat(whys.choices(most, METRIC, "district", DISTRICT, "", EVERYBODY)
                        .nights())
                .extracting(Choices.Night::value)
                .containsOnlyNulls();
    }

    @Test
    void whoSeesOtherKindsOfRecordsAtTheSchoolGetsNoParts() {
        Told told = told(principal(RecordClass.STAFF), Side.night(nights.id(1)), Side.night(nights.id(2)), "0101");
        assertThat(told.parts()).hasSize(1);
        assertThat(told.records()).isFalse();
    }

    @Test
    void aNumberOfFewIsNotToldAtAll() {
        assertThat(ask(FINANCE, Side.night(nights.id(1)), Side.night(nights.id(2)), "0103", EVERYBODY))
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
        Choices.Group group = seen.groups().get(0);
        assertThat(ask(FINANCE, Side.night(nights.id(2)), Side.night(nights.id(3)), DISTRICT, group))
                .isInstanceOf(NotTold.class);
        Answer versions = ask(FINANCE, new Side(null, "2025-26", 2), new Side(null, "2025-26", 2), DISTRICT, group);
        assertThat(versions).isInstanceOfSatisfying(Told.class, told -> {
            assertThat(told.parts()).hasSize(1);
            assertThat(told.apart()).contains("everybody together");
        });
    }

    @Test
    void theListHasEverybodyBehindTheMoveForWhoMaySeeThem() {
        var question = new Question(
                METRIC, "district", DISTRICT, "all", "all", Side.night(nights.id(1)), Side.night(nights.id(2)));
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
        var question = new Question(
                METRIC, "district", "0102", "all", "all", Side.night(nights.id(2)), Side.night(nights.id(3)));
        assertThat(whys.ask(LEADER, question, "district", Duration.ZERO)).isInstanceOf(Answer.Waiting.class);
        assertThat(whys.ask(LEADER, question, "district", PATIENCE)).isInstanceOf(Told.class);
        assertThat(whys.ask(LEADER, question, "district", Duration.ofMillis(200)))
                .as("known by now")
                .isInstanceOf(Told.class);
    }

    @Test
    void tooManyQuestionsAtOnceAreAskedToComeAgain() throws InterruptedException {
        var open = new CountDownLatch(1);
        var busy = new ArrayList<Thread>();
        var question = new Question(
                METRIC, "district", DISTRICT, "all", "all", Side.night(nights.id(1)), Side.night(nights.id(2)));
        for (int i = 0; i < 10; i++) {
            var thread = new Thread(() -> whys.list(LEADER, question, (causes, record) -> await(open)));
            thread.start();
            busy.add(thread);
        }
        Answer answer = new Answer.Waiting();
        var other = new Question(METRIC, "state", DISTRICT, "all", "all", question.from(), question.to());
        for (int i = 0; i < 200 && answer instanceof Answer.Waiting; i++) {
            // Each new question takes a place in the line until there is none.
            answer = whys.ask(
                    LEADER,
                    new Question(METRIC, "state", DISTRICT, "none", "x" + i, other.from(), other.to()),
                    "district",
                    Duration.ofMillis(20));
        }
        assertThat(answer).isInstanceOfSatisfying(NotTold.class, told -> {
            assertThat(told.later()).isTrue();
            assertThat(told.sentence()).contains("Many questions");
        });
        open.countDown();
        for (Thread thread : busy) {
            thread.join();
        }
        assertThat(whys.ask(LEADER, other, "district", PATIENCE)).isNotInstanceOf(Answer.Waiting.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theUsualQuestionIsAboutTheLastTwoNightsThatDiffer() {
        Choices choices = whys.choices(LEADER, METRIC, "district", DISTRICT, "", EVERYBODY);
        assertThat(choices.schoolYear()).isEqualTo("2025-26");
        assertThat(choices.nights())
                .extracting(Choices.Night::publication)
                .containsExactly(nights.id(3), nights.id(2), nights.id(1));
        Question usual = choices.usual(METRIC, "district", DISTRICT, EVERYBODY).orElseThrow();
        assertThat(usual.from().publication()).isEqualTo(nights.id(2));
        assertThat(usual.to().publication()).isEqualTo(nights.id(3));
    }

    @Test
    void aNumberThatIsNotThereIsSaid() {
        assertThat(ask(LEADER, Side.night("20200101T000000-x"), Side.night(nights.id(2)), DISTRICT, EVERYBODY))
                .isInstanceOfSatisfying(
                        NotTold.class, told -> assertThat(told.sentence()).contains("20200101T000000-x is not kept"));
    }

    private static Optional<Answer.Part> part(Told told, Set<Cause> causes) {
        return told.parts().stream()
                .filter(part -> part.causes().equals(causes))
                .findFirst();
    }
}
