package org.yearbook.warehouse.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.answer.IssueDecisions.Decision;
import org.yearbook.warehouse.answer.IssueDecisions.Kind;
import org.yearbook.warehouse.answer.QualityAnswers.Issue;
import org.yearbook.warehouse.answer.QualityAnswers.Mark;

class QualityAnswersTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 5, 15);
    private static final RecordScope ALL = new RecordScope(new Scope.District(), RecordClass.all());
    private static final String PUBLICATION = "20260515T020000-a";

    @TempDir
    Path folder;

    private SamplePublication sample;
    private Editions editions;

    @BeforeEach
    void open() {
        sample = SamplePublication.in(folder)
                .change(PUBLICATION, "delete from quality_issue")
                .change(PUBLICATION, """
                        insert into quality_issue(issue_key, rule_id, severity, entity, school_year, record_key, field,
                          raw_value, school_id, owner_role, source, file, row_number, status, first_seen, last_seen,
                          message, resolved_on, reopened_on, record_class, one_cause) values
                        ('a', 'STU-04', 'major', 'demographic', '2025-26', '1', 'birth_date', '2031-01-01', '0101',
                         'registrar', 'SIS', 'd.csv', 2, 'open', date '2026-05-01', date '2026-05-15', 'Not yet born.',
                         null, null, 'students', false),
                        ('b', 'STU-12', 'minor', 'demographic', '2025-26', '2', 'sex', 'Fem', '0102', 'SIS administrator',
                         'SIS', 'd.csv', 3, 'new', date '2026-05-15', date '2026-05-15', 'Not a code.', null, null,
                         'students', false),
                        ('c', 'HR-07', 'warning', 'staff', 'all', 'E1', 'fte', '1.4', null, 'HR specialist', 'HR', 'h.csv',
                         4, 'reopened', date '2026-03-01', date '2026-05-15', 'Over 1.2.', null, date '2026-05-15',
                         'staff', false),
                        ('d', 'STU-04', 'major', 'demographic', '2025-26', '4', 'birth_date', '1890-01-01', '0101',
                         'registrar', 'SIS', 'd.csv', 5, 'resolved', date '2026-05-02', date '2026-05-07', 'Too old.',
                         date '2026-05-08', null, 'students', false),
                        ('e', 'OR-01', 'warning', 'course', '2025-26', '5', 'status', 'active', null,
                         'SIS administrator', 'SIS', 'c.csv', 6, 'open', date '2026-04-01', date '2026-05-15', 'Blank.',
                         null, null, 'schools', true)""");
        editions = new Editions(sample.home(), 10, 2);
    }

    @AfterEach
    void close() {
        editions.close();
    }

    private <T> T ask(RecordScope scope, IssueDecisions decisions, Function<QualityAnswers, T> question) {
        return editions.ask(answers -> question.apply(answers.quality(scope, decisions)));
    }

    private <T> T report(RecordScope scope, Function<QualityReport, T> question) {
        return editions.ask(answers -> question.apply(answers.qualityReport(scope, IssueDecisions.none(NIGHT))));
    }

    private Issue issue(String key, LocalDate today, Decision... decisions) {
        return ask(ALL, new IssueDecisions(today, List.of(decisions)), quality -> quality.one(key))
                .orElseThrow();
    }

    private String valueOf(String key) {
        return ask(ALL, IssueDecisions.none(NIGHT), quality -> quality.marks(List.of(key)))
                .get(0)
                .value();
    }

    private Decision decision(String key, Kind kind, @Nullable String until, String asOf) {
        return new Decision(
                key, kind, 7L, until == null ? null : LocalDate.parse(until), LocalDate.parse(asOf), valueOf(key));
    }

    @Test
    void whatPeopleDecidedIsTheStateOfAnOpenIssueAndOfNoFixedOne() {
        assertThat(issue("a", NIGHT).state()).isEqualTo("open");
        assertThat(issue("b", NIGHT).state()).isEqualTo("new");
        assertThat(issue("c", NIGHT).state()).isEqualTo("reopened");
        assertThat(issue("d", NIGHT, decision("d", Kind.ASSIGNED, null, "2026-05-03"))
                        .state())
                .isEqualTo("fixed");
        Issue assigned = issue("a", NIGHT, decision("a", Kind.ASSIGNED, null, "2026-05-03"));
        assertThat(assigned.state()).isEqualTo("assigned");
        assertThat(assigned.assignee()).isEqualTo(7);
        assertThat(issue("a", NIGHT, decision("a", Kind.WAITING, "2026-05-01", "2026-05-03"))
                        .state())
                .isEqualTo("waiting");
    }

    @Test
    void anExceptionHoldsThroughItsLastDayAndOpensTheIssueAgainOnTheNext() {
        Decision exception = decision("a", Kind.EXCEPTED, "2026-06-30", "2026-05-03");
        assertThat(issue("a", LocalDate.of(2026, 6, 30), exception).state()).isEqualTo("excepted");
        Issue later = issue("a", LocalDate.of(2026, 7, 1), exception);
        assertThat(later.state()).isEqualTo("reopened");
        assertThat(later.ended()).isEqualTo("expired");
    }

    @Test
    void anExceptedIssueWhoseRecordChangedItsValueIsOpenAgain() {
        Decision exception = decision("a", Kind.EXCEPTED, "2026-06-30", "2026-05-03");
        editions.close();
        sample.change(PUBLICATION, "update quality_issue set raw_value = '2032-01-01' where issue_key = 'a'");
        editions = new Editions(sample.home(), 10, 2);
        Issue changed = issue("a", NIGHT, exception);
        assertThat(changed.state()).isEqualTo("reopened");
        assertThat(changed.ended()).isEqualTo("changed");
    }

    @Test
    void whatWasDecidedBeforeAnIssueWasFixedDoesNotHoldWhenItComesBack() {
        assertThat(issue("c", NIGHT, decision("c", Kind.EXCEPTED, "2026-12-31", "2026-03-05"))
                        .state())
                .isEqualTo("reopened");
        assertThat(issue("c", NIGHT, decision("c", Kind.ASSIGNED, null, "2026-05-15"))
                        .state())
                .isEqualTo("assigned");
    }

    @Test
    void filtersKnowTheStatesOfBoth() {
        var decided = new IssueDecisions(
                NIGHT,
                List.of(
                        decision("a", Kind.EXCEPTED, "2026-06-30", "2026-05-03"),
                        decision("b", Kind.ASSIGNED, null, "2026-05-15")));
        assertThat(keys(decided, IssueFilter.open())).containsExactly("b", "c", "e");
        assertThat(keys(decided, IssueFilter.all().withStatus("excepted"))).containsExactly("a");
        assertThat(keys(decided, IssueFilter.all().withStatus("fixed"))).containsExactly("d");
        assertThat(keys(decided, IssueFilter.all().mine(7))).containsExactly("b");
        assertThat(keys(decided, IssueFilter.all().mine(8))).isEmpty();
        assertThat(keys(decided, IssueFilter.open().withoutOneCause())).containsExactly("b", "c");
        assertThat(keys(decided, IssueFilter.open().withOwner("HR specialist"))).containsExactly("c");
        assertThat(keys(IssueDecisions.none(NIGHT), IssueFilter.open())).containsExactly("a", "b", "c", "e");
    }

    private List<String> keys(IssueDecisions decisions, IssueFilter filter) {
        return ask(ALL, decisions, quality -> quality.marks(filter, 100)).stream()
                .map(Mark::issueKey)
                .toList();
    }

    @Test
    void kindsOfRecordsOutsideTheScopeAreInNoAnswer() {
        var students = new RecordScope(new Scope.District(), EnumSet.of(RecordClass.STUDENTS));
        var nothing = new RecordScope(new Scope.District(), Set.of());
        var every = IssueFilter.all();
        var none = IssueDecisions.none(NIGHT);
        List<Issue> seen = ask(students, none, quality -> quality.page(every, 100, 0));
        Optional<Issue> staff = ask(students, none, quality -> quality.one("c"));
        List<Mark> marks = ask(students, none, quality -> quality.marks(List.of("a", "c", "e")));
        List<QualityAnswers.Group> owners = ask(students, none, quality -> quality.byOwner(every));
        long blind = ask(nothing, none, quality -> quality.count(every));
        Map<String, Score> scores = report(students, report -> report.ownerScores(every));
        assertThat(seen).extracting(Issue::key).containsExactlyInAnyOrder("a", "b", "d");
        assertThat(staff).isEmpty();
        assertThat(marks).extracting(Mark::issueKey).containsExactly("a");
        assertThat(owners)
                .extracting(QualityAnswers.Group::id)
                .containsExactlyInAnyOrder("registrar", "SIS administrator");
        assertThat(blind).isZero();
        assertThat(scores).containsKey("registrar").doesNotContainKeys("HR specialist", "technology");
    }

    @Test
    void aPublicationThatNamesNoKindsShowsNothingToWhoeverMayNotSeeAll() {
        editions.close();
        sample.change(PUBLICATION, "alter table quality_issue drop column record_class")
                .change(PUBLICATION, "alter table quality_issue drop column one_cause")
                .change(PUBLICATION, "drop table quality_night");
        editions = new Editions(sample.home(), 10, 2);
        var students = new RecordScope(new Scope.District(), EnumSet.of(RecordClass.STUDENTS));
        var none = IssueDecisions.none(NIGHT);
        long hidden = ask(students, none, quality -> quality.count(IssueFilter.all()));
        long every = ask(ALL, none, quality -> quality.count(IssueFilter.all()));
        List<Score> scores = report(ALL, report -> report.scores(IssueFilter.all()));
        List<QualityReport.Cause> causes = report(ALL, report -> report.causes(IssueFilter.open(), 9));
        assertThat(hidden).isZero();
        assertThat(every).isEqualTo(5);
        assertThat(scores).isEmpty();
        assertThat(causes).hasSize(4);
    }

    @Test
    void whatChangedInTheNightIsNewBackOrFixed() {
        List<QualityReport.Change> changes = report(ALL, report -> report.changes(IssueFilter.all()));
        assertThat(changes)
                .extracting(change -> change.rule() + " " + change.fresh() + change.back() + change.fixed())
                .containsExactly("STU-12 100", "HR-07 010");
    }

    @Test
    void causesComeByWhatTheyWouldMend() {
        List<QualityReport.Cause> causes = report(ALL, report -> report.causes(IssueFilter.open(), 9));
        assertThat(causes).extracting(QualityReport.Cause::rule).containsExactly("STU-04", "STU-12", "HR-07", "OR-01");
        assertThat(causes)
                .filteredOn(QualityReport.Cause::oneCause)
                .extracting(QualityReport.Cause::rule)
                .containsExactly("OR-01");
        assertThat(causes.get(0).examples())
                .as("a birth date is no word of a list")
                .isEmpty();
    }

    @Test
    void thePaceCountsDaysSinceAnIssueAppearedOrCameBack() {
        QualityReport.Pace pace = report(ALL, report -> report.pace(IssueFilter.all()));
        // open for 14, 0, 0 and 44 days
        assertThat(pace.medianDaysOpen().orElseThrow()).isEqualByComparingTo("7");
        // a, d and e appeared more than a week ago; d was gone after six days
        assertThat(pace.appeared()).isEqualTo(3);
        assertThat(pace.fixedWithinWeek()).isEqualTo(1);
    }

    @Test
    void aScoreWeighsRowsByTheirGravestIssueAndIsNeverRoundedUpToAllRight() {
        var score = new Score(NIGHT, List.of(new Score.Kind("staff", 1000, 2, 3, 10, 20, 40)));
        assertThat(score.value().orElseThrow()).isEqualByComparingTo("98.8");
        assertThat(score.right()).isEqualTo(965);
        var almost = new Score(NIGHT, List.of(new Score.Kind("student_attendance", 20_000_000, 0, 0, 0, 1, 1)));
        assertThat(almost.value().orElseThrow()).isLessThan(BigDecimal.valueOf(100));
        assertThat(new Score(NIGHT, List.of(new Score.Kind("staff", 0, 0, 0, 0, 0, 0))).value())
                .isEmpty();
    }

    @Test
    void manyGoodRowsOfOneKindDoNotHideBadOnesOfAnother() {
        var enrollment = new Score.Kind("school_enrollment", 100, 0, 10, 0, 0, 10);
        var few = new Score(NIGHT, List.of(enrollment, new Score.Kind("student_attendance", 1000, 0, 0, 0, 0, 0)));
        var many =
                new Score(NIGHT, List.of(enrollment, new Score.Kind("student_attendance", 9_000_000, 0, 0, 0, 0, 0)));
        assertThat(few.value().orElseThrow()).isEqualByComparingTo("95");
        assertThat(many.value()).isEqualTo(few.value());
        assertThat(few.gain("school_enrollment", "major", 4)).isEqualByComparingTo("2");
        assertThat(few.gain("school_enrollment", "minor", 4)).isEqualByComparingTo("1");
    }

    @Test
    void scoresAreThoseOfThePlaceTheOwnerAndTheKindsAndEndTonight() {
        var clerk = new RecordScope(new Scope.Schools(Set.of("0101")), EnumSet.of(RecordClass.STUDENTS));
        List<Score> own = report(clerk, report -> report.scores(IssueFilter.all()));
        assertThat(own).hasSize(30).extracting(Score::night).isSorted().endsWith(NIGHT);
        assertThat(own.get(29).checked()).isEqualTo(412 * 164);
        List<Score> other =
                report(clerk, report -> report.scores(IssueFilter.all().withSchool("0102")));
        Map<String, Score> schools = report(clerk, report -> report.schoolScores(IssueFilter.all()));
        assertThat(other).isEmpty();
        assertThat(schools).containsOnlyKeys("0101");
        Score registrar = report(clerk, report -> report.score(IssueFilter.all().withOwner("registrar")))
                .orElseThrow();
        assertThat(registrar.checked()).isLessThan(412 * 164).isPositive();
    }
}
