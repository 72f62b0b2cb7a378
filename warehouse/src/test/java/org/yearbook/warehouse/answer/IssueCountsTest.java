package org.yearbook.warehouse.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.answer.IssueDecisions.Decision;
import org.yearbook.warehouse.answer.IssueDecisions.Kind;

/** Counts of issues are those that a count one by one would find, and need no issue to be read. */
class IssueCountsTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 5, 15);
    private static final String PUBLICATION = "20260515T020000-a";
    private static final RecordScope ALL = new RecordScope(new Scope.District(), RecordClass.all());
    private static final RecordScope CLERK =
            new RecordScope(new Scope.Schools(Set.of("0101", "0301")), EnumSet.of(RecordClass.STUDENTS));
    private static final List<IssueFilter> FILTERS = List.of(
            IssueFilter.all(),
            IssueFilter.open(),
            IssueFilter.open().withoutOneCause(),
            IssueFilter.open().withSchool("0301"),
            IssueFilter.all().withSchool("none"),
            IssueFilter.open().withOwner("registrar").withSeverity("major"),
            IssueFilter.all().withStatus("excepted"),
            IssueFilter.all().withStatus("fixed"),
            IssueFilter.all().mine(7));
    /** A second issue about a record that has one of the rule and field already. */
    private static final String TWICE = "insert into quality_issue select * replace ('twice' as issue_key) from"
            + " quality_issue where status <> 'resolved' and rule_id = 'STU-01' order by issue_key limit 1";

    @TempDir
    static Path folder;

    private static SamplePublication counted;
    private static SamplePublication earlier;
    private static SamplePublication whole;
    private static SamplePublication emptied;

    @BeforeAll
    static void publish() {
        counted = SamplePublication.in(folder.resolve("counted")).change(PUBLICATION, TWICE);
        earlier = SamplePublication.in(folder.resolve("earlier"))
                .change(PUBLICATION, TWICE)
                .changeAlone(PUBLICATION, "drop table quality_tally");
        whole = SamplePublication.in(folder.resolve("whole"));
        emptied = SamplePublication.in(folder.resolve("emptied")).changeAlone(PUBLICATION, "delete from quality_issue");
    }

    private static IssueDecisions decided() {
        try (var editions = new Editions(counted.home(), 10, 1)) {
            return editions.ask(answers -> {
                var marks = answers.quality(ALL, IssueDecisions.none(NIGHT)).marks(IssueFilter.open(), 9);
                return new IssueDecisions(
                        NIGHT,
                        List.of(
                                decision(marks.get(0), Kind.ASSIGNED, null),
                                decision(marks.get(2), Kind.WAITING, NIGHT),
                                decision(marks.get(4), Kind.EXCEPTED, NIGHT.plusDays(3)),
                                decision(marks.get(6), Kind.EXCEPTED, NIGHT.minusDays(1)),
                                decision(
                                        new QualityAnswers.Mark(marks.get(8).issueKey(), "other", "", ""),
                                        Kind.EXCEPTED,
                                        NIGHT.plusDays(9))));
            });
        }
    }

    private static Decision decision(QualityAnswers.Mark mark, Kind kind, LocalDate until) {
        return new Decision(mark.issueKey(), kind, 7L, until, NIGHT, mark.value());
    }

    private static List<Object> everything(
            Editions editions, RecordScope scope, IssueDecisions decisions, IssueFilter filter) {
        return editions.ask(answers -> {
            QualityAnswers quality = answers.quality(scope, decisions);
            QualityReport report = answers.qualityReport(scope, decisions);
            return List.of(
                    quality.count(filter),
                    quality.counts(filter),
                    quality.bySchool(filter),
                    quality.byOwner(filter),
                    quality.byRule(filter).stream()
                            .map(group -> group.id() + group.severity() + group.counts())
                            .toList(),
                    report.changes(filter),
                    report.causes(filter, 50).stream()
                            .map(cause -> cause.rule()
                                    + cause.issues()
                                    + cause.records()
                                    + cause.gain()
                                    + cause.examples()
                                    + cause.oneCause())
                            .toList(),
                    report.tallies(filter, NIGHT.minusDays(7)),
                    report.pace(filter).appeared(),
                    report.pace(filter).fixedWithinWeek(),
                    report.pace(filter).medianDaysOpen().map(days -> days.stripTrailingZeros()),
                    report.due(7, NIGHT, NIGHT.plusDays(7)));
        });
    }

    @Test
    void whatWasCountedInTheNightIsWhatIsFoundOneByOne() {
        try (var now = new Editions(counted.home(), 10, 1);
                var before = new Editions(earlier.home(), 10, 1)) {
            for (IssueDecisions decisions : List.of(IssueDecisions.none(NIGHT), decided())) {
                for (RecordScope scope : List.of(ALL, CLERK)) {
                    for (IssueFilter filter : FILTERS) {
                        assertThat(everything(now, scope, decisions, filter))
                                .as("%s", filter)
                                .isEqualTo(everything(before, scope, decisions, filter));
                    }
                }
            }
        }
    }

    @Test
    void theListIsTheSameInTheOrderOfTheNight() {
        try (var now = new Editions(counted.home(), 10, 1);
                var before = new Editions(earlier.home(), 10, 1)) {
            IssueDecisions decided = decided();
            for (IssueFilter filter : FILTERS) {
                assertThat(page(now, filter, decided)).isEqualTo(page(before, filter, decided));
            }
            assertThat(page(now, IssueFilter.open(), decided)).hasSize(20);
        }
    }

    private static List<QualityAnswers.Issue> page(Editions editions, IssueFilter filter, IssueDecisions decisions) {
        return editions.ask(answers -> answers.quality(ALL, decisions).page(filter, 20, 15));
    }

    @Test
    void noIssueIsReadToCountThem() {
        var none = IssueDecisions.none(NIGHT);
        try (var without = new Editions(emptied.home(), 10, 1);
                var with = new Editions(whole.home(), 10, 1)) {
            for (IssueFilter filter : FILTERS.subList(0, 4)) {
                assertThat(everything(without, ALL, none, filter)).isEqualTo(everything(with, ALL, none, filter));
            }
            assertThat(everything(without, ALL, none, IssueFilter.open()).get(0))
                    .isNotEqualTo(0L);
        }
    }
}
