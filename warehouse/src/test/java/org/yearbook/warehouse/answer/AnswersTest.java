package org.yearbook.warehouse.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswersTest {

    private static final Scope ALL = new Scope.District();

    private static final IssueDecisions NOTHING = IssueDecisions.none(LocalDate.of(2026, 5, 15));

    @TempDir
    Path folder;

    @Test
    void aChangeAcrossTwoDefinitionsIsTakenUnderTheNewOne() {
        var sample = SamplePublication.in(folder);
        try (var editions = new Editions(sample.home(), 10, 2)) {
            Trend trend = editions.ask(answers -> {
                var metrics = answers.metrics(ALL);
                return metrics.trend(
                        metrics.metric("chronic_absence_rate").orElseThrow(),
                        "district",
                        answers.organizations().get(0));
            });
            assertThat(trend.reported()).extracting(Point::version).containsExactly(1, 1, 1, 2, 2);
            assertThat(trend.breaks()).extracting(Trend.Break::schoolYear).containsExactly("2024-25");
            assertThat(trend.change("2024-25", "2023-24")).isInstanceOfSatisfying(Change.Restated.class, change -> {
                assertThat(change.difference()).isNegative();
                assertThat(change.asReported()).isPositive();
            });
            assertThat(trend.change("2025-26", "2024-25")).isInstanceOf(Change.Plain.class);
            assertThat(trend.change("2021-22", "2020-21")).isEqualTo(new Change.First("2020-21"));
            assertThat(trend.change("2026-27", "2025-26"))
                    .as("a year without a value is no first one")
                    .isEqualTo(new Change.Unknown("2025-26"));
            assertThat(trend.change("2023-24", "2020-21"))
                    .as("others lie before it")
                    .isEqualTo(new Change.Unknown("2020-21"));
        }
    }

    @Test
    void aDayWithSchoolIsOneOnWhichSomeSchoolIsInSession() {
        var sample = SamplePublication.in(folder);
        try (var editions = new Editions(sample.home(), 10, 2)) {
            assertThat(editions.<Optional<Set<LocalDate>>>ask(
                            answers -> answers.nights().schoolDays()))
                    .as("no calendar was delivered")
                    .isEmpty();
            assertThat(editions.<LocalDate>ask(answers -> answers.nights().expected()))
                    .isEqualTo("2026-05-15");
        }
        sample.change(
                "20260515T020000-a",
                "create table dim_calendar_day as select * from (values ('0101', date '2026-05-12', true),"
                        + " ('0102', date '2026-05-12', false), ('0101', date '2026-05-13', false),"
                        + " ('0101', date '2026-05-15', true))"
                        + " t(school_number, calendar_date, in_session)");
        try (var editions = new Editions(sample.home(), 10, 2)) {
            assertThat(editions.<Optional<Set<LocalDate>>>ask(
                            answers -> answers.nights().schoolDays()))
                    .contains(Set.of(LocalDate.parse("2026-05-12"), LocalDate.parse("2026-05-15")));
            assertThat(editions.<LocalDate>ask(answers -> answers.nights().expected()))
                    .as("the day after the last one with school before the night")
                    .isEqualTo("2026-05-13");
        }
    }

    @Test
    void placesOfSchoolsAreToldAndAFileOfAnEarlierReleaseHasNone() {
        var sample = SamplePublication.in(folder);
        try (var editions = new Editions(sample.home(), 10, 2)) {
            Map<String, Place> places = editions.ask(Answers::placesOfSchools);
            assertThat(places).hasSize(7).doesNotContainKeys("0302", "3100042");
            assertThat(places.get("0101")).isEqualTo(new Place(41.9012, -88.3105));
        }
        sample.publish("20260516T020000-b", "2026-05-16", Map.of())
                .change("20260516T020000-b", "alter table dim_organization drop column latitude");
        try (var editions = new Editions(sample.home(), 10, 2)) {
            assertThat(editions.ask(Answers::placesOfSchools)).isEmpty();
        }
    }

    @Test
    void aNumberWhoseInputIsMissingSaysWhich() {
        var sample = SamplePublication.emptyHome(folder).publish("20260515T020000-a", "2026-05-15", Map.of());
        sample.change("20260515T020000-a", """
                update metric_value set value = null, numerator = null, status = 'missing_input'
                where metric = 'chronic_absence_rate' and authority = 'district' and school_year = '2025-26'
                  and organization_id in ('3100042', '0102') and group_dimension = 'all'""");
        sample.change("20260515T020000-a", """
                create table metric_missing_input as select * from (values
                  ('chronic_absence_rate', 'district', 2, 'the days of every student'),
                  ('chronic_absence_rate', 'state', 2, 'something else'))
                  t(metric, authority, version, missing)""");
        try (var editions = new Editions(sample.home(), 100_000, 2)) {
            assertThat(lacks(editions, ALL, "3100042", "2025-26")).contains("the days of every student");
            assertThat(lacks(editions, ALL, "0102", "2025-26")).contains("the days of every student");
            assertThat(lacks(editions, ALL, "3100042", "2024-25")).isEmpty();
            assertThat(lacks(editions, ALL, "0101", "2025-26")).isEmpty();
            // To whom its few are hidden, what is missing is told all the same, and nothing of the few.
            Scope elsewhere = new Scope.Schools(Set.of("0101"));
            assertThat(lacks(editions, elsewhere, "0102", "2025-26")).contains("the days of every student");
            assertThat(point(editions, elsewhere, "0102", "2025-26"))
                    .isEqualTo(new Point("2025-26", 2, null, null, null, 0, Point.Status.MISSING_INPUT));
        }
    }

    private static Optional<String> lacks(Editions editions, Scope scope, String place, String year) {
        Metric metric = editions.ask(
                answers -> answers.metrics(scope).metric("chronic_absence_rate").orElseThrow());
        return metric.lacks("district", point(editions, scope, place, year));
    }

    private static Point point(Editions editions, Scope scope, String place, String year) {
        return editions.ask(answers -> answers.metrics(scope)
                .trend(
                        answers.metrics(scope).metric("chronic_absence_rate").orElseThrow(),
                        "district",
                        answers.organizations().stream()
                                .filter(found -> found.id().equals(place))
                                .findFirst()
                                .orElseThrow())
                .reported(year));
    }

    @Test
    void theNarrowerGoalHolds() {
        var sample = SamplePublication.in(folder);
        try (var editions = new Editions(sample.home(), 10, 2)) {
            Metric metric = editions.ask(answers ->
                    answers.metrics(ALL).metric("chronic_absence_rate").orElseThrow());
            var elementary = new Organization("0101", "x", "elementary", false);
            var middle = new Organization("0201", "x", "middle", false);
            assertThat(metric.goal("district", "2025-26", elementary))
                    .map(Goal::value)
                    .contains(new BigDecimal("0.130000"));
            assertThat(metric.goal("district", "2025-26", middle))
                    .map(Goal::value)
                    .contains(new BigDecimal("0.150000"));
            assertThat(metric.goal("district", "2024-25", middle)).isEmpty();
            assertThat(metric.goal("federal", "2025-26", middle)).isEmpty();
        }
    }

    @Test
    void smallGroupsOutsideTheScopeAreHidden() {
        var sample = SamplePublication.in(folder);
        try (var editions = new Editions(sample.home(), 10, 2)) {
            var clerk = new Scope.Schools(Set.of("0101"));
            assertThat(groupValues(editions, clerk, "0102")).contains(Point.Status.SUPPRESSED);
            assertThat(groupValues(editions, clerk, "0101")).doesNotContain(Point.Status.SUPPRESSED);
            assertThat(groupValues(editions, ALL, "0102")).doesNotContain(Point.Status.SUPPRESSED);
        }
    }

    private static Iterable<Point.Status> groupValues(Editions editions, Scope scope, String school) {
        return editions.ask(answers -> {
            var metrics = answers.metrics(scope);
            return metrics
                    .groups(
                            metrics.metric("chronic_absence_rate").orElseThrow(),
                            "district",
                            "2025-26",
                            new Organization(school, "x", "elementary", false))
                    .get("race_ethnicity")
                    .rows()
                    .stream()
                    .map(row -> row.point().status())
                    .toList();
        });
    }

    @Test
    void issuesStayWithinTheScopeWhateverTheFilterSays() {
        var sample = SamplePublication.in(folder);
        try (var editions = new Editions(sample.home(), 10, 2)) {
            var clerk = records(new Scope.Schools(Set.of("0101")));
            var every = IssueFilter.all();
            long elsewhere = editions.ask(a -> a.quality(clerk, NOTHING).count(every.withSchool("0102")));
            long district = editions.ask(a -> a.quality(clerk, NOTHING).count(every.withSchool("none")));
            long nobody = editions.ask(a ->
                    a.quality(records(new Scope.Schools(Set.of())), NOTHING).count(every));
            List<QualityAnswers.Issue> own =
                    editions.ask(a -> a.quality(clerk, NOTHING).page(every, 500, 0));
            List<QualityAnswers.Group> schools =
                    editions.ask(a -> a.quality(records(ALL), NOTHING).bySchool(every));
            assertThat(elsewhere + district + nobody).isZero();
            assertThat(schools).hasSize(9);
            assertThat(own)
                    .isNotEmpty()
                    .allSatisfy(issue -> assertThat(issue.schoolId()).isEqualTo("0101"));
        }
    }

    @Test
    void theRunningYearIsTheOneInWhichTheNightLies() {
        var sample = SamplePublication.in(folder);
        try (var editions = new Editions(sample.home(), 10, 2)) {
            assertThat(editions.ask(Answers::runningYear)).contains("2025-26");
            sample.publish("20260815T020000-b", "2026-08-15", Map.of());
            assertThat(editions.ask(Answers::runningYear)).isEmpty();
        }
    }

    @Test
    void whatToDoIsReadWhereThePublicationSaysIt() {
        var sample = SamplePublication.in(folder);
        try (var editions = new Editions(sample.home(), 10, 2)) {
            assertThat(advice(editions)).containsExactly("", "");
            sample.publish("20260516T020000-b", "2026-05-16", Map.of())
                    .change("20260516T020000-b", "alter table quality_issue add column what_to_do varchar")
                    .change("20260516T020000-b", "update quality_issue set what_to_do = 'Complete it in HR.'")
                    .change("20260516T020000-b", "alter table delivery add column what_to_do varchar")
                    .change("20260516T020000-b", "update delivery set what_to_do = 'Download it again.'");
            assertThat(advice(editions)).containsExactly("Complete it in HR.", "Download it again.");
            List<NightAnswers.Delivery> files =
                    editions.ask(answers -> answers.nights().deliveries());
            assertThat(files).hasSize(3);
        }
    }

    /** What one issue and one file held back say about what to do. */
    private static List<String> advice(Editions editions) {
        var one = IssueFilter.all().withRule("HR-07");
        return editions.ask(answers -> Stream.concat(
                        answers.quality(records(ALL), NOTHING).page(one, 5, 0).stream()
                                .map(QualityAnswers.Issue::whatToDo),
                        answers.nights().heldBack().stream().map(NightAnswers.Delivery::whatToDo))
                .toList());
    }

    @Test
    void readersMoveToTheNextPublicationWithoutAnError() throws InterruptedException {
        var sample = SamplePublication.in(folder);
        var wrong = new AtomicInteger();
        var asked = new AtomicInteger();
        var stop = new AtomicBoolean();
        try (var editions = new Editions(sample.home(), 10, 4)) {
            var pool = Executors.newFixedThreadPool(4);
            for (int i = 0; i < 4; i++) {
                pool.execute(() -> {
                    while (!stop.get()) {
                        try {
                            editions.ask(answers -> answers.nights().rowAccounts());
                            asked.incrementAndGet();
                        } catch (RuntimeException e) {
                            wrong.incrementAndGet();
                        }
                    }
                });
            }
            for (int i = 1; i <= 3; i++) {
                sample.publish("20260516T02000" + i + "-b", "2026-05-16", Map.of());
            }
            stop.set(true);
            pool.shutdown();
            assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            String publication = editions.ask(answers -> answers.edition().publication());
            assertThat(publication).isEqualTo("20260516T020003-b");
        }
        assertThat(wrong).hasValue(0);
        assertThat(asked).hasPositiveValue();
    }

    @Test
    void beforeTheFirstNightTheAnswerSaysWhatToRun() {
        var sample = SamplePublication.emptyHome(folder);
        try (var editions = new Editions(sample.home(), 10, 2)) {
            assertThatThrownBy(() -> editions.ask(Answers::years))
                    .isInstanceOf(NoPublicationException.class)
                    .hasMessageContaining("yearbook nightly --home");
        }
    }

    private static RecordScope records(Scope places) {
        return new RecordScope(places, RecordClass.all());
    }

    @Test
    void aSourceIsBehindOnlyWhatItPromisesAndNeverWithinAWeek() {
        LocalDate night = LocalDate.of(2026, 5, 15);
        assertThat(new NightAnswers.Freshness("ACT", night.minusDays(200), null, 1, null, night).isBehind(night))
                .as("it promises nothing")
                .isFalse();
        assertThat(new NightAnswers.Freshness("Apps", night.minusDays(35), null, 1, 35, night).isBehind(night))
                .isFalse();
        assertThat(new NightAnswers.Freshness("Apps", night.minusDays(36), null, 1, 35, night).isBehind(night))
                .isTrue();
        assertThat(new NightAnswers.Freshness("SIS", night.minusDays(7), null, 1, 1, night).isBehind(night))
                .isFalse();
    }

    @Test
    void aSourceIsBehindByWhenItCameAndByTheSchoolDaysThatItLacks() {
        LocalDate night = LocalDate.of(2026, 5, 15);
        LocalDate old = night.minusDays(8);
        assertThat(new NightAnswers.Freshness("Apps", old, null, 1, 3, night).isBehind(night))
                .isTrue();
        assertThat(new NightAnswers.Freshness("Apps", night, null, 1, 3, night).isBehind(night))
                .isFalse();
        assertThat(new NightAnswers.Freshness("SIS", night, old, 1, 3, night).isBehind(night))
                .isTrue();
        assertThat(new NightAnswers.Freshness("SIS", night, old, 1, 3, old.plusDays(1)).isBehind(night))
                .as("there was no school since")
                .isFalse();
        assertThat(new NightAnswers.Freshness("Apps", null, null, 1, 3, night).isBehind(night))
                .isFalse();
    }
}
