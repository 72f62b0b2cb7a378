package org.yearbook.dashboard.flight;

import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.dashboard.access.PasswordDoor;
import org.yearbook.dashboard.access.SecondFactorRule;
import org.yearbook.dashboard.access.SignInSettings;
import org.yearbook.dashboard.desk.Desks;
import org.yearbook.dashboard.desk.Guides;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Tokens;
import org.yearbook.warehouse.query.QuestionLimits;

/** The port at which analysts' tools ask, where the home wants one. */
public final class FlightWire implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FlightWire.class);

    /** For batches on their way, of all people together. */
    private static final long MEMORY = 512L << 20;

    /** A statement, or the values of its parameters; answers have no such limit. */
    private static final int LONGEST_CALL = 1 << 20;

    private static final int CALLS_OF_A_CONNECTION = 100;
    private static final int IDLE_HOURS = 12;
    private static final int ALIVE_MINUTES = 2;
    private static final int GOODBYE_SECONDS = 5;

    static {
        // Arrow's short cut into the insides of gRPC knows an older one than this, for what comes in. The one for what
        // goes out fits, and answers take it.
        System.setProperty("arrow.flight.enable_zero_copy_read", "false");
    }

    private final Optional<FlightSettings> settings;
    private final Starter starter;
    private @Nullable Running running;

    /** Who may come, and where they ask. */
    public record House(
            People people,
            Tokens tokens,
            PasswordDoor passwords,
            SecondFactorRule rule,
            AuditTrail audit,
            SignInSettings signIn,
            Clock clock) {}

    /**
     * Where tools find it.
     *
     * @param host as the certificate names it
     * @param encrypted whether tools must use TLS
     */
    public record Place(String host, int port, boolean encrypted) {}

    private record Starter(House house, Desks desks, Guides guides, QuestionLimits limits) {}

    private record Running(FlightServer server, BufferAllocator allocator, ExecutorService threads) {}

    public FlightWire(Optional<FlightSettings> settings, House house, Desks desks, Guides guides) {
        this.settings = settings;
        this.starter = new Starter(house, desks, guides, QuestionLimits.take());
    }

    /**
     * Listens from now on, where the home wants it.
     *
     * @throws FlightException with what to correct
     */
    public synchronized void start() {
        if (settings.isPresent() && running == null) {
            running = start(settings.get());
            LOG.info("Arrow Flight SQL listens on {} port {}", settings.get().address(), port());
        }
    }

    /** {@return where tools find it; empty where it is off} */
    public synchronized Optional<Place> place() {
        return running == null
                ? Optional.empty()
                : settings.map(said -> new Place(said.name(), port(), said.tls().isPresent()));
    }

    private int port() {
        return running == null ? 0 : running.server().getPort();
    }

    private Running start(FlightSettings said) {
        BufferAllocator allocator = allocator();
        ExecutorService threads = threads();
        try {
            House house = starter.house();
            var passes = new Passes(
                    house.clock(), house.signIn().idle(), house.signIn().longest());
            var door = new FlightDoor(
                    house.people(),
                    house.tokens(),
                    house.passwords(),
                    house.rule(),
                    house.audit(),
                    passes,
                    house.clock());
            var answers = new Answers(allocator, starter.desks(), starter.limits(), threads);
            var producer =
                    new FlightProducer(door, starter.desks(), starter.guides(), answers, allocator, house.clock());
            Location location = said.tls().isPresent()
                    ? Location.forGrpcTls(said.address(), said.port())
                    : Location.forGrpcInsecure(said.address(), said.port());
            FlightServer.Builder builder = FlightServer.builder(allocator, location, producer)
                    .headerAuthenticator(door)
                    .middleware(ChosenAudience.KEY, new ChosenAudience.Factory())
                    .maxInboundMessageSize(LONGEST_CALL)
                    .executor(threads)
                    .transportHint("grpc.builderConsumer", (Consumer<NettyServerBuilder>) FlightWire::careful);
            if (said.tls().isPresent()) {
                builder.useTls(
                        said.tls().get().certificate().toFile(),
                        said.tls().get().key().toFile());
            }
            return new Running(builder.build().start(), allocator, threads);
        } catch (IOException e) {
            stop(allocator, threads);
            throw new FlightException(
                    "Port " + said.port() + " for Flight SQL is in use or not allowed. Stop what uses it, or choose"
                            + " another in flight.yaml.",
                    e);
        } catch (RuntimeException e) {
            stop(allocator, threads);
            throw new FlightException(
                    "flight.yaml: the certificate or the key cannot be used. Both must be PEM, the key in PKCS #8"
                            + " without a password, and they must belong together.",
                    e);
        }
    }

    private static void careful(NettyServerBuilder builder) {
        builder.addStreamTracerFactory(new PeerAddress())
                .maxConcurrentCallsPerConnection(CALLS_OF_A_CONNECTION)
                .maxConnectionIdle(IDLE_HOURS, TimeUnit.HOURS)
                .keepAliveTime(ALIVE_MINUTES, TimeUnit.MINUTES);
    }

    private static BufferAllocator allocator() {
        try {
            return new RootAllocator(MEMORY);
        } catch (LinkageError e) {
            throw new FlightException(
                    "Flight SQL needs the Java option --add-opens=java.base/java.nio=ALL-UNNAMED; the launcher's jar"
                            + " brings it along. Start the server with ./yearbook serve.",
                    e);
        }
    }

    private static ExecutorService threads() {
        var number = new AtomicInteger();
        return Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "flight-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public synchronized void close() {
        Running old = running;
        running = null;
        if (old == null) {
            return;
        }
        old.server().shutdown();
        try {
            if (!old.server().awaitTermination(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                old.server().close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stop(old.allocator(), old.threads());
    }

    private static void stop(BufferAllocator allocator, ExecutorService threads) {
        threads.shutdown();
        try {
            allocator.close();
        } catch (IllegalStateException e) {
            LOG.debug("An answer was still under way when the server stopped", e);
        }
    }
}
