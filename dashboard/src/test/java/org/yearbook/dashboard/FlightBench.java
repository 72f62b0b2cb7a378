package org.yearbook.dashboard;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import org.apache.arrow.flight.CallOption;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightInfo;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.auth2.BearerCredentialWriter;
import org.apache.arrow.flight.grpc.CredentialCallOption;
import org.apache.arrow.flight.sql.FlightSqlClient;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.flight.FlightWire;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.state.TokenScope;
import org.yearbook.dashboard.state.Tokens;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.engine.Reading;
import org.yearbook.warehouse.engine.ReadingLimits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publications;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code dashboard/flight-bench}: five million rows over Flight SQL, against the engine's own Arrow export and against
 * rows of JDBC in the same process, and against Flight alone, taking turns; then twenty typical questions, alone and
 * with ten analysts at once.
 */
@Command(
        name = "flight-bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the wire for analysts' tools; ratios are of one run on one machine.")
final class FlightBench implements Callable<Integer> {

    private static final double GOAL = 1.3;
    private static final int BATCH = 120 * 1024;
    private static final String EVERYTHING = "select * from days";

    @Option(
            names = "--home",
            description = "a demo home, for the twenty questions; a copy, since people are added to it")
    private @Nullable Path home;

    @Option(names = "--rows", defaultValue = "5000000", description = "(${DEFAULT-VALUE})")
    private long rows;

    @Option(
            names = "--rounds",
            defaultValue = "7",
            description = "of each way, after one to warm up (${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--analysts", defaultValue = "10", description = "(${DEFAULT-VALUE})")
    private int analysts;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FlightBench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        transfer(out);
        if (home != null) {
            questions(home, out);
        }
        out.flush();
        return 0;
    }

    private interface Way {
        long read() throws Exception;
    }

    private void transfer(PrintWriter out) throws Exception {
        Path folder = Files.createTempDirectory("yearbook-flight-bench");
        SamplePublication sample = SamplePublication.in(folder);
        Path file = Publications.current(sample.home()).orElseThrow().file(Audience.ANALYST);
        try (Duck duck = Duck.write(file, new Limits(2, 1024, null))) {
            duck.run(
                    "create table days as select range as student_key, date '2025-09-01' + (range % 180)::integer as day,"
                            + " (range % 2521)::integer as absent_units, (range % 100 / 100.0)::decimal(18, 4) as share,"
                            + " 'code ' || (range % 7) as attendance_code from range(" + rows + ")");
        }
        listen(sample.home());
        TestServer server = TestServer.start(sample, true);
        try (Reading reading = Reading.open(file, ReadingLimits.usual());
                BufferAllocator allocator = new RootAllocator();
                MadeBatches made = new MadeBatches(reading, EVERYTHING, BATCH, allocator);
                Wire wire = new Wire(server, "bench")) {
            List<Way> ways = List.of(
                    () -> export(reading, allocator), () -> wire.ask(EVERYTHING), () -> jdbc(reading), made::read);
            double[] medians = measure(ways);
            out.printf(Locale.ROOT, "%,d rows, medians of %d rounds%n", rows, rounds);
            out.printf(Locale.ROOT, "  in-process Arrow export             %6.3f s%n", medians[0]);
            out.printf(
                    Locale.ROOT,
                    "  Flight SQL                          %6.3f s   %.2f of the export (goal %.1f)%n",
                    medians[1],
                    medians[1] / medians[0],
                    GOAL);
            out.printf(
                    Locale.ROOT,
                    "  Flight alone, batches already made  %6.3f s   %.2f of the export%n",
                    medians[3],
                    medians[3] / medians[0]);
            out.printf(
                    Locale.ROOT,
                    "  rows of JDBC                        %6.3f s   %.2f of Flight SQL%n",
                    medians[2],
                    medians[2] / medians[1]);
            out.flush();
        } finally {
            server.close();
        }
    }

    private double[] measure(List<Way> ways) throws Exception {
        List<List<Double>> times = new ArrayList<>();
        ways.forEach(way -> times.add(new ArrayList<>()));
        for (int round = 0; round <= rounds; round++) {
            for (int way = 0; way < ways.size(); way++) {
                long begun = System.nanoTime();
                long read = ways.get(way).read();
                double seconds = (System.nanoTime() - begun) / 1e9;
                if (read != rows) {
                    throw new IllegalStateException(read + " rows came, not " + rows);
                }
                if (round > 0) {
                    times.get(way).add(seconds);
                }
            }
        }
        return times.stream()
                .mapToDouble(list -> list.stream().sorted().toList().get(list.size() / 2))
                .toArray();
    }

    private static long export(Reading reading, BufferAllocator allocator) throws SQLException, IOException {
        long count = 0;
        try (Connection connection = reading.connect();
                PreparedStatement call = connection.prepareStatement(EVERYTHING);
                ResultSet result = call.executeQuery();
                ArrowReader batches = (ArrowReader) Reading.arrow(result, allocator, BATCH)) {
            while (batches.loadNextBatch()) {
                count += batches.getVectorSchemaRoot().getRowCount();
            }
        }
        return count;
    }

    private static long jdbc(Reading reading) throws SQLException {
        long count = 0;
        try (Connection connection = reading.connect();
                PreparedStatement call = connection.prepareStatement(EVERYTHING);
                ResultSet result = call.executeQuery()) {
            int width = result.getMetaData().getColumnCount();
            while (result.next()) {
                for (int column = 1; column <= width; column++) {
                    result.getObject(column);
                }
                count++;
            }
        }
        return count;
    }

    /** A client as one analyst has it, with a token of its own. */
    private static final class Wire implements AutoCloseable {

        private final BufferAllocator allocator = new RootAllocator();
        private final FlightSqlClient client;
        private final CallOption token;

        Wire(TestServer server, String signIn) {
            FlightWire.Place place =
                    server.running().bean(FlightWire.class).place().orElseThrow();
            client = new FlightSqlClient(
                    FlightClient.builder(allocator, Location.forGrpcInsecure(place.host(), place.port()))
                            .build());
            People people = server.running().bean(People.class);
            people.demo(
                    new Newcomer(signIn, signIn, Role.ANALYST, Set.of()),
                    server.running().bean(Passwords.class).hash("measured, not guessed"));
            token = new CredentialCallOption(new BearerCredentialWriter(server.running()
                    .bean(Tokens.class)
                    .make(people.bySignIn(signIn).orElseThrow(), "bench", Set.of(TokenScope.STATEMENTS), 1)
                    .secret()));
        }

        long ask(String statement) throws Exception {
            FlightInfo info = client.execute(statement, token);
            long count = 0;
            try (FlightStream stream =
                    client.getStream(info.getEndpoints().get(0).getTicket(), token)) {
                while (stream.next()) {
                    count += stream.getRoot().getRowCount();
                }
            }
            return count;
        }

        @Override
        public void close() throws Exception {
            client.close();
            allocator.close();
        }
    }

    private void questions(Path demo, PrintWriter out) throws Exception {
        var district = new DistrictHome(demo);
        listen(district);
        TestServer server = TestServer.start(district);
        try {
            List<String> questions = TypicalQuestions.all();
            List<Double> alone = new ArrayList<>();
            try (Wire wire = new Wire(server, "analyst-0")) {
                asked(wire, questions, 3, new Random(0));
                alone.addAll(asked(wire, questions, 10, new Random(1)));
            }
            var together = new ConcurrentLinkedQueue<Double>();
            var crowd = Executors.newFixedThreadPool(analysts);
            List<Callable<Boolean>> work = new ArrayList<>();
            for (int analyst = 1; analyst <= analysts; analyst++) {
                int number = analyst;
                work.add(() -> {
                    try (Wire wire = new Wire(server, "analyst-" + number)) {
                        return together.addAll(asked(wire, questions, 5, new Random(number)));
                    }
                });
            }
            for (var done : crowd.invokeAll(work)) {
                done.get();
            }
            crowd.shutdown();
            out.printf(
                    Locale.ROOT,
                    "%d typical questions over Flight SQL, from the call to the last row%n",
                    questions.size());
            tell(out, "one analyst", alone);
            tell(out, analysts + " analysts at once", List.copyOf(together));
        } finally {
            server.close();
        }
    }

    private static List<Double> asked(Wire wire, List<String> questions, int rounds, Random order) throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            List<String> shuffled = new ArrayList<>(questions);
            Collections.shuffle(shuffled, order);
            for (String question : shuffled) {
                long begun = System.nanoTime();
                wire.ask(question);
                millis.add((System.nanoTime() - begun) / 1e6);
            }
        }
        return millis;
    }

    private static void tell(PrintWriter out, String who, List<Double> millis) {
        List<Double> sorted = millis.stream().sorted().toList();
        out.printf(
                Locale.ROOT,
                "  %-22s %5d asked   p50 %6.0f ms   p95 %6.0f ms   longest %6.0f ms%n",
                who,
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 95 / 100),
                sorted.get(sorted.size() - 1));
    }

    private static void listen(DistrictHome district) {
        try {
            Files.writeString(district.root().resolve("flight.yaml"), "version: 1\nport: 0\nplaintext: true\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
