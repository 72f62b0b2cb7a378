package org.yearbook.dashboard;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.yearbook.warehouse.engine.Reading;
import org.yearbook.warehouse.engine.ReadingLimits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.query.Answer;
import org.yearbook.warehouse.query.Asked;
import org.yearbook.warehouse.query.Asker;
import org.yearbook.warehouse.query.FairQueue;
import org.yearbook.warehouse.query.QueryDesk;
import org.yearbook.warehouse.query.QuestionAudit;
import org.yearbook.warehouse.query.QuestionLimits;
import org.yearbook.warehouse.query.QuestionState;
import org.yearbook.warehouse.query.RunningQuestion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code dashboard/desk-bench}: twenty typical questions at the desk that the server has, with its gate, queue and
 * limits, in this process; by one analyst, and by ten who ask again as soon as they are answered. A time is from the
 * question to its last row, the waiting for a turn included. Nothing is written into the home but the desk's own second
 * names of the publication, which go when it closes.
 */
@Command(
        name = "desk-bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the desk of analysts' questions; ratios are of one run on one machine.")
final class DeskBench implements Callable<Integer> {

    private static final int SHARE = 95;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int BRIEF_ONES = 50;
    private static final long SETTLED = 5_000;
    private static final String BRIEF = "select count(*) from metric_value where school_year = '2025-26'";
    private static final String ENDLESS = "select count(*) from range(100000000000) a, range(100000) b";

    @Option(names = "--home", required = true, description = "a home with a publication")
    private Path home = Path.of("");

    @Option(names = "--analysts", defaultValue = "10", description = "(${DEFAULT-VALUE})")
    private int analysts;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "of all questions by each analyst, after the first (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--think",
            defaultValue = "0",
            description = "seconds from an answer to the next question, about (${DEFAULT-VALUE})")
    private double think;

    @Option(names = "--brief", description = "measures only brief questions beside as many that never end")
    private boolean briefOnly;

    private final Set<Integer> without = new ConcurrentSkipListSet<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new DeskBench()).execute(arguments));
    }

    /** What a question took of somebody, in ms; from 0. */
    private record Time(int question, double millis) {}

    /** Times of the first asking of each question, and of those after it; how long the latter took in all, in s. */
    private record Measured(List<Time> first, List<Time> warm, double seconds) {

        double perSecond() {
            return warm.size() / seconds;
        }
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<String> questions = TypicalQuestions.all();
        var district = DistrictHome.open(home);
        Publication publication = Publications.current(district).orElseThrow();
        out.printf(
                "Publication %s; %d questions; %d processors%n",
                publication.id(), questions.size(), Runtime.getRuntime().availableProcessors());
        brief(out, "one line for all", district, new FairQueue(PROCESSORS, 2, 20));
        brief(out, "places for brief ones", district, FairQueue.forThisMachine());
        if (briefOnly) {
            out.flush();
            return 0;
        }
        // Java's own warming up is none of the desk's: a first round of another desk is thrown away.
        measured(district, questions, 1, 1);
        Measured alone = measured(district, questions, 1, rounds);
        Measured together = measured(district, questions, analysts, rounds);
        List<Double> engine = engine(publication.file(Audience.ANALYST), questions);
        tell(out, alone, together, engine);
        each(out, questions, alone, together);
        if (!without.isEmpty()) {
            out.printf("%nNo row of this home answers %s: they count, and measure little.%n", without);
        }
        out.flush();
        return 0;
    }

    /** A desk that is opened for this: what it has of the file, it has from the first round. */
    private Measured measured(DistrictHome district, List<String> questions, int people, int rounds) throws Exception {
        var crowd = Executors.newFixedThreadPool(people);
        try (var queue = FairQueue.forThisMachine();
                var desk = QueryDesk.open(
                        district,
                        Audience.ANALYST,
                        ReadingLimits.usual().among(queue.atOnce()),
                        queue,
                        new Unwritten(),
                        Clock.systemUTC())) {
            List<Time> first = all(crowd, people, number -> asked(desk, number, questions, 1, new Random(number)));
            long begun = System.nanoTime();
            List<Time> warm =
                    all(crowd, people, number -> asked(desk, number, questions, rounds, new Random(1000L + number)));
            return new Measured(first, warm, (System.nanoTime() - begun) / 1e9);
        } finally {
            crowd.shutdownNow();
        }
    }

    /** Somebody asks briefly while as many others as there are analysts wait for answers that take for ever. */
    private void brief(PrintWriter out, String what, DistrictHome district, FairQueue places)
            throws InterruptedException {
        try (var queue = places;
                var desk = QueryDesk.open(
                        district,
                        Audience.ANALYST,
                        ReadingLimits.usual().among(queue.atOnce()),
                        queue,
                        new Unwritten(),
                        Clock.systemUTC())) {
            List<RunningQuestion> endless = IntStream.range(0, analysts)
                    .mapToObj(number -> desk.ask(asked("long-" + number, ENDLESS), answer -> {}))
                    .toList();
            Thread.sleep(Math.max(SETTLED, analysts * SETTLED / 4));
            List<Double> millis = new ArrayList<>();
            for (int time = 0; time < BRIEF_ONES; time++) {
                long begun = System.nanoTime();
                RunningQuestion one = desk.ask(asked("brief", BRIEF), DeskBench::all);
                if (!one.await(Duration.ofMillis(SETTLED))) {
                    one.stop("It waits for others.");
                    out.printf("  brief, %-22s no answer within %d s%n", what, SETTLED / 1000);
                    break;
                }
                millis.add((System.nanoTime() - begun) / 1e6);
            }
            if (millis.size() == BRIEF_ONES) {
                line(out, "brief, " + what, millis);
            }
            endless.forEach(one -> one.stop("Enough."));
        }
    }

    private static Asked asked(String who, String statement) {
        return new Asked(new Asker(who, "bench"), statement, List.of(), QuestionLimits.take());
    }

    private static void all(Answer answer) throws SQLException {
        while (answer.next()) {
            answer.row();
        }
    }

    private interface Person {
        List<Time> asks(int number) throws Exception;
    }

    private static List<Time> all(java.util.concurrent.ExecutorService crowd, int people, Person person)
            throws Exception {
        List<Callable<List<Time>>> work = IntStream.range(0, people)
                .mapToObj(number -> (Callable<List<Time>>) () -> person.asks(number))
                .toList();
        List<Time> times = new ArrayList<>();
        for (Future<List<Time>> done : crowd.invokeAll(work)) {
            times.addAll(done.get());
        }
        return times;
    }

    private List<Time> asked(QueryDesk desk, int number, List<String> questions, int rounds, Random order)
            throws InterruptedException {
        var asker = new Asker("analyst-" + number, "bench");
        List<Time> times = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (int question : shuffled(questions.size(), order)) {
                Thread.sleep((long) (think * 1000 * (0.5 + order.nextDouble())));
                long begun = System.nanoTime();
                QuestionState end = desk.ask(
                                new Asked(asker, questions.get(question), List.of(), QuestionLimits.take()),
                                DeskBench::all)
                        .await();
                times.add(new Time(question, (System.nanoTime() - begun) / 1e6));
                if (!(end instanceof QuestionState.Done done)) {
                    throw new IllegalStateException(end + " of " + questions.get(question));
                }
                if (done.rows() == 0) {
                    without.add(question + 1);
                }
            }
        }
        return times;
    }

    private static List<Integer> shuffled(int size, Random order) {
        List<Integer> places = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(places, order);
        return places;
    }

    /** The same of the engine alone, on one connection, without gate and queue: what nobody's desk could save. */
    private List<Double> engine(Path file, List<String> questions) throws SQLException {
        List<Double> millis = new ArrayList<>();
        var order = new Random(1000);
        try (var queue = FairQueue.forThisMachine();
                Reading reading = Reading.open(file, ReadingLimits.usual().among(queue.atOnce()));
                Connection connection = reading.connect()) {
            for (int round = 0; round <= rounds; round++) {
                for (int question : shuffled(questions.size(), order)) {
                    long begun = System.nanoTime();
                    read(connection, questions.get(question));
                    if (round > 0) {
                        millis.add((System.nanoTime() - begun) / 1e6);
                    }
                }
            }
        }
        return millis;
    }

    private static void read(Connection connection, String question) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement(question);
                ResultSet result = call.executeQuery()) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                for (int column = 1; column <= width; column++) {
                    result.getObject(column);
                }
            }
        }
    }

    private void tell(PrintWriter out, Measured alone, Measured together, List<Double> engine) {
        String crowd = analysts + " at once";
        line(out, "engine alone, warm", engine);
        line(out, "alone, first", millis(alone.first()));
        line(out, "alone, warm", millis(alone.warm()));
        line(out, crowd + ", first", millis(together.first()));
        line(out, crowd + ", warm", millis(together.warm()));
        out.printf("%nRatios%29s%10s%n", "p50", "p95");
        ratio(out, "desk : engine, warm", millis(alone.warm()), engine);
        ratio(out, "first : warm, alone", millis(alone.first()), millis(alone.warm()));
        ratio(out, crowd + " : alone, first", millis(together.first()), millis(alone.first()));
        ratio(out, crowd + " : alone, warm", millis(together.warm()), millis(alone.warm()));
        out.printf(
                "%nAnswers a second, warm: alone %.1f, %s %.1f, %.2f of it%n",
                alone.perSecond(), crowd, together.perSecond(), together.perSecond() / alone.perSecond());
    }

    private static void line(PrintWriter out, String who, List<Double> millis) {
        out.printf(
                "  %-24s %5d asked   p50 %7.1f ms   p95 %7.1f ms   longest %7.1f ms%n",
                who, millis.size(), percentile(millis, 50), percentile(millis, SHARE), percentile(millis, 100));
    }

    private static void ratio(PrintWriter out, String what, List<Double> one, List<Double> other) {
        out.printf(
                "  %-24s %9.2f %9.2f%n",
                what, percentile(one, 50) / percentile(other, 50), percentile(one, SHARE) / percentile(other, SHARE));
    }

    private void each(PrintWriter out, List<String> questions, Measured alone, Measured together) {
        out.printf("%np95 of each in ms, warm: alone, %d at once, ratio%n", analysts);
        for (int question = 0; question < questions.size(); question++) {
            double one = percentile(millis(of(alone.warm(), question)), SHARE);
            double many = percentile(millis(of(together.warm(), question)), SHARE);
            String text = questions.get(question);
            out.printf(
                    "  %2d %8.1f %8.1f %6.1f   %s%n",
                    question + 1, one, many, many / one, text.substring(0, Math.min(90, text.length())));
        }
    }

    private static List<Time> of(List<Time> times, int question) {
        return times.stream().filter(time -> time.question() == question).toList();
    }

    private static List<Double> millis(List<Time> times) {
        return times.stream().map(Time::millis).toList();
    }

    /** {@return the least time that so many percent of them do not pass} */
    private static double percentile(List<Double> millis, int percent) {
        List<Double> sorted = millis.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * percent / 100.0) - 1);
    }

    /** What the server writes down for each question is its own database's matter, and a home is left as it is. */
    private static final class Unwritten implements QuestionAudit {

        @Override
        public void begins(Entry entry) {}

        @Override
        public void ends(Entry entry) {}
    }
}
