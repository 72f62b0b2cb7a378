package org.yearbook.warehouse.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.engine.ReadingLimits;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.metric.MetricEngine;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.LakeNight;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.publish.Publisher;

class QueryDeskTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T08:00:00Z"), ZoneOffset.UTC);
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String ENDLESS = "select count(*) from range(100000000000) a, range(100000) b";

    @TempDir
    static Path root;

    private static DistrictHome home = new DistrictHome(Path.of(""));
    private static Publication first = new Publication("", "", LocalDate.EPOCH, Path.of(""));
    private static Publication second = first;
    private static FairQueue queue = new FairQueue(1, 1, 1);
    private static final Written WRITTEN = new Written();

    /** Keeps what was written down; full when told so. */
    private static final class Written implements QuestionAudit {
        private final List<Entry> entries = new CopyOnWriteArrayList<>();
        private volatile boolean full;

        @Override
        public void begins(Entry entry) {
            if (full) {
                throw new QueryException("What is asked cannot be written down.");
            }
            entries.add(entry);
        }

        @Override
        public void ends(Entry entry) {
            entries.add(entry);
        }
    }

    /** As many numbers take more than half of the memory that one question has here. */
    private static final int LARGE = 5_000_000;

    @BeforeAll
    static void publish() throws IOException {
        home = new DistrictHome(root);
        Files.writeString(home.settings(), "name: Cedar Valley\nlea_id: \"3100042\"\nstate: IL\n");
        first = night("20260601T020000-a");
        second = night("20260602T020000-b");
        queue.close();
        queue = new FairQueue(2, 1, 3);
    }

    private static Publication night(String id) {
        var night = new LakeNight(id, LocalDate.of(2026, 6, 1), CLOCK.instant(), Map.of());
        return new Publisher(home, DistrictFile.read(home), MetricEngine.load(home), new Limits(1, 256, null), CLOCK)
                .publish(night, List.of(), step -> {});
    }

    @AfterAll
    static void close() {
        queue.close();
    }

    private static QueryDesk desk(long megabytes) {
        return QueryDesk.open(home, Audience.ANALYST, new ReadingLimits(2, megabytes, 32), queue, WRITTEN, CLOCK);
    }

    private static Asked asked(String who, String statement, @Nullable Object... parameters) {
        return new Asked(
                new Asker(who, "test"),
                statement,
                Arrays.asList(parameters),
                new QuestionLimits(1000, 1 << 20, LONG, false));
    }

    private static Asked within(QuestionLimits limits, String statement) {
        return new Asked(new Asker("ana", "test"), statement, List.of(), limits);
    }

    private static List<String> rows(QueryDesk desk, Asked asked) throws InterruptedException {
        var rows = new ArrayList<String>();
        QuestionState end = desk.ask(asked, answer -> {
                    while (answer.next()) {
                        rows.add(
                                answer.row().stream().map(Values::text).toList().toString());
                    }
                })
                .await();
        assertThat(end).as(end.toString()).isInstanceOf(QuestionState.Done.class);
        return rows;
    }

    @Test
    void parametersAreValuesAndNeverText() throws InterruptedException {
        try (QueryDesk desk = desk(128)) {
            assertThat(rows(desk, asked("ana", "select ?::varchar as a, $1 is null", "'; drop table x; --")))
                    .containsExactly("['; drop table x; --, false]");
            assertThat(rows(desk, asked("ana", "select $2::int + 1, $1::date", LocalDate.of(2026, 6, 1), 41)))
                    .containsExactly("[42, 2026-06-01]");
            QuestionState end =
                    desk.ask(asked("ana", "select ?::int"), answer -> {}).await();
            assertThat(end).extracting(Object::toString).asString().contains("1 parameters, and 0 values");
            assertThatThrownBy(() -> desk.ask(asked("ana", "select 'a' like ?", "%a%a%a%a%a%b"), answer -> {}))
                    .hasMessageContaining("wildcards");
        }
    }

    @Test
    void aQuestionWhoseThreadHasNotBegunIsNotOverItsTime() {
        try (QueryDesk desk = desk(128)) {
            var question = new RunningQuestion(desk, queue, asked("ana", "select 1"), answer -> {});
            question.look();
            assertThat(question.stopping()).isFalse();
        }
    }

    @Test
    void aStatementIsDescribedWithoutBeingRun() {
        try (QueryDesk desk = desk(128)) {
            Described described = desk.describe(
                    "select ?::decimal(9, 2) as money, [1, 2] as l, count(*) as n from range(5)" + " where range > $2");
            assertThat(described.parameters()).isEqualTo(2);
            assertThat(described.parameterTypes()).hasSize(2);
            assertThat(desk.describe("select 1 where 'x' = ?::varchar and 3::bigint < ?::bigint")
                            .parameterTypes())
                    .containsExactly("VARCHAR", "BIGINT");
            assertThat(described.columns())
                    .extracting(column ->
                            column.name() + " " + column.type() + " " + column.precision() + " " + column.scale())
                    .containsExactly("money DECIMAL(9,2) 9 2", "l INTEGER[] 0 0", "n BIGINT 0 0");
            assertThatThrownBy(() -> desk.describe("drop table x")).isInstanceOf(QueryException.class);
            assertThatThrownBy(() -> desk.describe("select nothing from dim_organization"))
                    .hasMessageContaining("nothing");
        }
    }

    @Test
    void anAnswerIsCutOrStoppedAtItsLimits() throws InterruptedException {
        try (QueryDesk desk = desk(128)) {
            var look = new QuestionLimits(10, 1000, LONG, true);
            assertThat(end(desk, within(look, "from range(100)")))
                    .isInstanceOfSatisfying(QuestionState.Done.class, done -> {
                        assertThat(done.cut()).isTrue();
                        assertThat(done.rows()).isEqualTo(10);
                    });
            assertThat(end(desk, within(look, "from range(10)")))
                    .isInstanceOfSatisfying(
                            QuestionState.Done.class,
                            done -> assertThat(done.cut()).isFalse());
            assertThat(end(desk, within(look, "select repeat('x', 300) from range(9)")))
                    .isInstanceOfSatisfying(QuestionState.Done.class, done -> {
                        assertThat(done.cut()).isTrue();
                        assertThat(done.rows()).isEqualTo(3);
                        assertThat(done.bytes()).isEqualTo(900);
                    });
            var take = new QuestionLimits(10, 1000, LONG, false);
            assertThat(end(desk, within(take, "from range(100)")))
                    .isInstanceOfSatisfying(
                            QuestionState.Stopped.class,
                            stopped -> assertThat(stopped.why())
                                    .contains("more than 10 rows")
                                    .contains("add LIMIT"));
            QuestionState counted = desk.ask(within(take, "from range(100)"), answer -> answer.count(11, 8))
                    .await();
            assertThat(counted).isInstanceOf(QuestionState.Stopped.class);
        }
    }

    private static QuestionState end(QueryDesk desk, Asked asked) throws InterruptedException {
        return desk.ask(asked, answer -> {
                    while (answer.next()) {
                        answer.row();
                    }
                })
                .await();
    }

    @Test
    void whatTakesTooLongOrTooMuchIsStoppedAndTheNextIsAnswered() throws InterruptedException {
        try (QueryDesk desk = desk(64)) {
            var brief = new QuestionLimits(10, 1000, Duration.ofMillis(200), false);
            assertThat(end(desk, within(brief, ENDLESS)))
                    .isInstanceOfSatisfying(
                            QuestionState.Stopped.class,
                            stopped -> assertThat(stopped.why()).contains("stopped after 0.2 seconds"));
            assertThat(end(desk, asked("ana", "select len(list(range)) from range(100000000)")))
                    .isInstanceOfSatisfying(
                            QuestionState.Failed.class,
                            failed -> assertThat(failed.why()).contains("more memory than one question may use"));
            assertThat(end(
                            desk,
                            asked(
                                    "ana",
                                    "select count(*) from (select distinct md5(range::varchar) from range(3000000))")))
                    .isInstanceOfSatisfying(
                            QuestionState.Failed.class,
                            failed -> assertThat(failed.why())
                                    .containsAnyOf("more room than one", "more memory than one"));
            assertThat(rows(desk, asked("ana", "select 1"))).containsExactly("[1]");
        }
    }

    @Test
    void whatFailsInTheDataSaysWhy() throws InterruptedException {
        try (QueryDesk desk = desk(128)) {
            assertThat(end(desk, asked("ana", "select (range::varchar || 'x')::int from range(?)", 4)))
                    .isInstanceOfSatisfying(
                            QuestionState.Failed.class,
                            failed -> assertThat(failed.why()).contains("Could not convert string '0x'"));
        }
    }

    @Test
    void peopleTakeTurns() throws InterruptedException {
        var held = new CountDownLatch(1);
        var heldOn = new CountDownLatch(1);
        var order = new CopyOnWriteArrayList<String>();
        try (QueryDesk desk = desk(128)) {
            // Two workers, both kept by others; then three of ana, and one of ben, who came last. One worker stays
            // kept,
            // so that the other takes them one after the other.
            List<RunningQuestion> holders = List.of(
                    desk.ask(asked("x", "select 1"), answer -> wait(held)),
                    desk.ask(asked("y", "select 1"), answer -> wait(heldOn)));
            while (!holders.stream().allMatch(one -> one.state() instanceof QuestionState.Running)) {
                Thread.onSpinWait();
            }
            List<RunningQuestion> waiting = Stream.of("ana 1", "ana 2", "ana 3", "ben 1")
                    .map(name ->
                            desk.ask(asked(name.substring(0, 3), "select '" + name + "'"), answer -> order.add(name)))
                    .toList();
            assertThat(waiting)
                    .extracting(RunningQuestion::state)
                    .containsExactly(
                            new QuestionState.Waiting(1, false),
                            new QuestionState.Waiting(3, false),
                            new QuestionState.Waiting(4, false),
                            new QuestionState.Waiting(2, false));
            assertThatThrownBy(() -> desk.ask(asked("ana", "select 4"), answer -> {}))
                    .hasMessageContaining("3 questions that wait already");
            waiting.get(2).stop("You stopped it.");
            assertThat(waiting.get(2).state()).isEqualTo(new QuestionState.Stopped("You stopped it.", 0, 0));
            held.countDown();
            for (RunningQuestion question : waiting) {
                question.await();
            }
            heldOn.countDown();
        }
        assertThat(order).containsExactly("ana 1", "ben 1", "ana 2");
    }

    private static final Duration SOON = Duration.ofMillis(100);

    private static QueryDesk deskWith(FairQueue lanes) {
        return QueryDesk.open(home, Audience.ANALYST, new ReadingLimits(1, 128, 32), lanes, WRITTEN, CLOCK);
    }

    private static void await(RunningQuestion question, Predicate<QuestionState> wanted) {
        long until = System.nanoTime() + LONG.toNanos();
        while (!wanted.test(question.state())) {
            assertThat(System.nanoTime()).as(question.state().toString()).isLessThan(until);
            Thread.onSpinWait();
        }
    }

    private static boolean waitsAnew(QuestionState state) {
        return state instanceof QuestionState.Waiting waiting && waiting.lengthy();
    }

    @Test
    void whoAsksSomethingBriefHasItsAnswerWhileLongQuestionsOfOthersRunAndWait() throws InterruptedException {
        try (var lanes = new FairQueue(new FairQueue.Lanes(1, 1, SOON), 2, 5);
                QueryDesk desk = deskWith(lanes)) {
            RunningQuestion ana = desk.ask(asked("ana", ENDLESS), answer -> {});
            await(
                    ana,
                    state -> state instanceof QuestionState.Running running
                            && running.since().compareTo(SOON) > 0);
            List<RunningQuestion> others = Stream.of("ben", "carl", "ben")
                    .map(who -> desk.ask(asked(who, ENDLESS), answer -> {}))
                    .toList();
            others.forEach(one -> await(one, QueryDeskTest::waitsAnew));
            assertThat(rows(desk, asked("dora", "select 1"))).containsExactly("[1]");
            assertThat(rows(desk, asked("ana", "select 2"))).containsExactly("[2]");
            assertThat(ana.state()).isInstanceOf(QuestionState.Running.class);
            assertThat(others)
                    .extracting(RunningQuestion::state)
                    .containsExactly(
                            new QuestionState.Waiting(1, true),
                            new QuestionState.Waiting(2, true),
                            new QuestionState.Waiting(3, true));
            ana.stop("Enough.");
            await(others.get(0), state -> state instanceof QuestionState.Running);
            others.forEach(one -> one.stop("Enough."));
            for (RunningQuestion one : others) {
                assertThat(one.await()).isEqualTo(new QuestionState.Stopped("Enough.", 0, 0));
            }
            assertThat(lanes.questions()).isEmpty();
        }
    }

    @Test
    void whatBeginsAnewIsAnsweredOnceAndWrittenDownOnce() throws InterruptedException {
        var held = new CountDownLatch(1);
        try (var lanes = new FairQueue(new FairQueue.Lanes(1, 1, SOON), 2, 5);
                QueryDesk desk = deskWith(lanes)) {
            // Its reader holds an answer that began: it keeps the place of the long one.
            RunningQuestion ana = desk.ask(asked("ana", "select 1"), answer -> wait(held));
            await(
                    ana,
                    state -> state instanceof QuestionState.Running running
                            && running.since().compareTo(SOON.multipliedBy(3)) > 0);
            var read = new CopyOnWriteArrayList<String>();
            RunningQuestion ben = desk.ask(
                    asked("ben", "select count(*) from range(60000) a, range(60000) b where a.range % 7 = b.range % 5"),
                    answer -> {
                        answer.next();
                        read.add(Values.text(answer.row().get(0)));
                    });
            await(ben, QueryDeskTest::waitsAnew);
            held.countDown();
            assertThat(ana.await()).isInstanceOf(QuestionState.Done.class);
            assertThat(ben.await()).isInstanceOf(QuestionState.Done.class);
            assertThat(read).hasSize(1);
            assertThat(WRITTEN.entries.stream().filter(entry -> entry.id().equals(ben.id())))
                    .extracting(QuestionAudit.Entry::outcome)
                    .containsExactly("begun", "answered");
        }
    }

    /** What analysts write: text made in steps, each from the one before. */
    @Test
    void aStatementInManyStepsIsAnswered() throws InterruptedException {
        try (QueryDesk desk = desk(128)) {
            assertThat(rows(desk, asked("ana", """
                            with one as (
                                select name || ' (' || organization_id || ')' as label, name,
                                    strftime(date '2026-06-01', '%Y-%m') as month,
                                    case when name like 'C%' then 'c' when name like 'D%' then 'd' else '?' end as letter
                                from dim_organization),
                            two as (
                                select upper(trim(label)) as label, replace(month, '-', '/') as month, letter,
                                    count(*) as n, sum(length(name)) as letters
                                from one group by all),
                            three as (
                                select coalesce(label, '') || ' ' || month as label, n, letters,
                                    round(100.0 * n / sum(n) over (), 1) as share, lpad(letter, 3, '0') as letter
                                from two),
                            four as (
                                select label || ': ' || n::varchar || ', ' || share::int::varchar as label, letter,
                                    row_number() over (partition by letter order by label, n, letters) as place
                                from three)
                            select string_agg(label || letter || place::varchar, '; ' order by label) from four"""))).containsExactly("[CEDAR VALLEY (3100042) 2026/06: 1, 10000c1]");
        }
    }

    @Test
    void aValueOfAParameterIsNotRepeatedBeyondMeasure() {
        try (QueryDesk desk = desk(128)) {
            assertThatThrownBy(() ->
                            desk.ask(asked("ana", "select repeat(?::varchar, 3000)", "x".repeat(10_000)), answer -> {}))
                    .hasMessageContaining("may become larger");
        }
    }

    @Test
    void whatOneQuestionTakesOfTheMemoryNoOtherOneMisses() throws InterruptedException {
        var held = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        String large = "select list(range) from range(%d)";
        try (QueryDesk desk = desk(128)) {
            RunningQuestion holder = desk.ask(asked("ana", large.formatted(LARGE)), answer -> {
                begun.countDown();
                wait(held);
            });
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(end(desk, asked("ben", "select len(list(range)) from range(" + LARGE + ")")))
                    .isInstanceOf(QuestionState.Done.class);
            held.countDown();
            assertThat(holder.await()).isInstanceOf(QuestionState.Done.class);
            // More than one question may have.
            assertThat(end(desk, asked("ben", "select len(list(range)) from range(" + 4 * LARGE + ")")))
                    .isInstanceOf(QuestionState.Failed.class);
        }
    }

    private static void wait(CountDownLatch held) {
        try {
            assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoWaitsSeesHowMuchIsDone() throws InterruptedException {
        try (QueryDesk desk = desk(128)) {
            RunningQuestion question = desk.ask(
                    asked("ana", "select count(*) from range(1000000000) where md5(range::varchar) = 'x'"),
                    answer -> {});
            await(
                    question,
                    state -> state instanceof QuestionState.Running running
                            && running.percent() > 0
                            && running.percent() < 100);
            question.stop("Enough.");
            assertThat(question.await()).isInstanceOf(QuestionState.Stopped.class);
        }
    }

    @Test
    void somebodyStopsWhatRuns() throws InterruptedException {
        try (QueryDesk desk = desk(128)) {
            RunningQuestion question = desk.ask(asked("ana", ENDLESS), answer -> {});
            while (!(question.state() instanceof QuestionState.Running)) {
                Thread.onSpinWait();
            }
            assertThat(queue.question(question.id())).contains(question);
            long began = System.nanoTime();
            question.stop("An administrator stopped it.");
            assertThat(question.await()).isEqualTo(new QuestionState.Stopped("An administrator stopped it.", 0, 0));
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
            assertThat(queue.question(question.id())).isEmpty();
        }
    }

    @Test
    void aQuestionEndsOnTheFileItBeganWith() throws InterruptedException, IOException {
        Publications.makeCurrent(home, first);
        var held = new CountDownLatch(1);
        try (QueryDesk desk = desk(128);
                Duck other = Duck.read(first.file(Audience.ANALYST), Limits.small())) {
            assertThat(other.sql().fetchCount(org.jooq.impl.DSL.table("publication")))
                    .isOne();
            var seen = new CopyOnWriteArrayList<String>();
            RunningQuestion old = desk.ask(asked("ana", "select night_id from publication"), answer -> {
                wait(held);
                assertThat(answer.next()).isTrue();
                seen.add(Values.text(answer.row().get(0)));
            });
            while (old.publication().isEmpty()) {
                Thread.onSpinWait();
            }
            Publications.makeCurrent(home, second);
            assertThat(rows(desk, asked("ben", "select night_id from publication")))
                    .containsExactly("[" + second.night() + "]");
            assertThat(openPublications()).containsExactlyInAnyOrder(first, second);
            held.countDown();
            old.await();
            assertThat(seen).containsExactly(first.night());
            assertThat(old.publication()).isEqualTo(first.id());
            assertThat(openPublications()).containsExactly(second);
        }
        assertThat(openFiles()).isEmpty();
    }

    @Test
    void whatWaitsWhileAPublicationTakesAnothersPlacePassesTheGateOfThatOne() throws InterruptedException {
        Publications.makeCurrent(home, first);
        Publication without = night("20260603T020000-c");
        try (Duck duck = Duck.write(without.file(Audience.ANALYST), Limits.small())) {
            duck.run("drop table dim_school_year");
        }
        Publications.makeCurrent(home, first);
        var held = new CountDownLatch(1);
        try (QueryDesk desk = desk(128)) {
            RunningQuestion old = desk.ask(asked("ana", "select night_id from publication"), answer -> wait(held));
            RunningQuestion waiting = desk.ask(asked("ana", "select count(*) from dim_school_year"), answer -> {});
            RunningQuestion other = desk.ask(asked("ana", "select night_id from publication"), answer -> {});
            while (old.publication().isEmpty()) {
                Thread.onSpinWait();
            }
            Publications.makeCurrent(home, without);
            held.countDown();
            assertThat(old.await()).isInstanceOf(QuestionState.Done.class);
            assertThat(waiting.await())
                    .isInstanceOfSatisfying(
                            QuestionState.Failed.class,
                            failed -> assertThat(failed.why())
                                    .as("the gate's words")
                                    .contains("does not exist here. SHOW TABLES"));
            assertThat(waiting.publication()).isEqualTo(without.id());
            assertThat(other.await()).isInstanceOf(QuestionState.Done.class);
        } finally {
            Publications.makeCurrent(home, second);
        }
    }

    /** The publications whose file has a second name, which it has while it is open. */
    private static Set<Publication> openPublications() throws IOException {
        var open = new HashSet<Publication>();
        for (Path folder : openFiles()) {
            for (Publication one : List.of(first, second)) {
                Path file = one.file(Audience.ANALYST);
                if (Files.isSameFile(folder.resolve(file.getFileName()), file)) {
                    open.add(one);
                }
            }
        }
        return open;
    }

    private static List<Path> openFiles() throws IOException {
        try (Stream<Path> entries = Files.list(home.publications())) {
            return entries.filter(entry -> String.valueOf(entry.getFileName()).startsWith(".reading"))
                    .toList();
        }
    }

    @Test
    void whatAKilledServerLeftBehindIsClearedAway() throws IOException {
        Path left = Files.createDirectory(home.publications().resolve(".reading-999999999-x"));
        Files.writeString(left.resolve("analyst.duckdb"), "a name of a file");
        try (QueryDesk desk = desk(128)) {
            assertThat(desk.publication()).isNotEmpty();
            assertThat(left).doesNotExist();
        }
    }

    @Test
    void anEngineThatGaveUpIsStartedAnew() throws InterruptedException, IOException {
        try (QueryDesk desk = desk(128)) {
            assertThat(rows(desk, asked("ana", "select 1"))).containsExactly("[1]");
            List<Path> before = openFiles();
            assertThat(Reasons.fatal(new SQLException("FATAL Error: Failed: database has been invalidated")))
                    .isTrue();
            assertThat(Reasons.fatal(new SQLException("Out of Memory Error"))).isFalse();
            desk.renew(desk.publication());
            assertThat(rows(desk, asked("ana", "select 2"))).containsExactly("[2]");
            assertThat(openFiles()).isNotEmpty().doesNotContainAnyElementsOf(before);
        }
    }

    @Test
    void nothingIsReadThatCannotBeWrittenDown() throws InterruptedException {
        try (QueryDesk desk = desk(128)) {
            WRITTEN.full = true;
            var read = new CopyOnWriteArrayList<String>();
            QuestionState end = desk.ask(asked("ana", "select 1"), answer -> read.add("something"))
                    .await();
            assertThat(end).extracting(Object::toString).asString().contains("cannot be written down");
            assertThat(read).isEmpty();
        } finally {
            WRITTEN.full = false;
        }
    }

    @Test
    void bothEndsOfAQuestionAreWrittenDownAndRefusalsToo() throws InterruptedException {
        try (QueryDesk desk = desk(128)) {
            WRITTEN.entries.clear();
            rows(desk, asked("carl", "select 'ab' from range(3)"));
            assertThatThrownBy(() -> desk.ask(asked("carl", "select sleep_ms(1)"), answer -> {}))
                    .isInstanceOf(QueryException.class);
        }
        assertThat(WRITTEN.entries)
                .extracting(entry -> entry.asker().name() + " " + entry.audience() + " " + entry.rows() + " "
                        + entry.bytes() + " " + entry.outcome())
                .containsExactly("carl analyst 0 0 begun", "carl analyst 3 6 answered", "carl analyst 0 0 refused");
        assertThat(WRITTEN.entries.get(0).id()).isEqualTo(WRITTEN.entries.get(1).id());
    }

    @Test
    void aReaderThatFailsEndsItsQuestionAlone() throws InterruptedException {
        try (QueryDesk desk = desk(128)) {
            QuestionState end = desk.ask(asked("ana", "select 1"), answer -> {
                        throw new IOException("broken pipe");
                    })
                    .await();
            assertThat(end).isInstanceOf(QuestionState.Failed.class);
            assertThat(rows(desk, asked("ana", "select 2"))).containsExactly("[2]");
        }
    }
}
