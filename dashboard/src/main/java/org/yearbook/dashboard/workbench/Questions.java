package org.yearbook.dashboard.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yearbook.dashboard.access.Sessions;
import org.yearbook.dashboard.desk.Desks;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.workbench.AskedQuestion.Asked;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.query.Answer;
import org.yearbook.warehouse.query.Asker;
import org.yearbook.warehouse.query.QueryException;
import org.yearbook.warehouse.query.QuestionLimits;
import org.yearbook.warehouse.spool.Spool;

/**
 * The questions that people ask in the browser. An answer lies in a file of its own in a folder of its person, within
 * the state folder that only the server reads. It goes when nobody has looked at it for a while, when its person signs
 * out or asks much else, when the server stops, and when it starts.
 */
@Component
public final class Questions implements AutoCloseable {

    /** More is cut, and the page says so. */
    static final QuestionLimits LIMITS = new QuestionLimits(500_000, 64L << 20, Duration.ofMinutes(2), true);

    /** How many answers of one person are kept. */
    static final int KEPT = 3;

    static final Duration LONGEST = Duration.ofMinutes(30);

    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);
    private static final Duration TO_STOP = Duration.ofSeconds(5);

    private final Map<String, AskedQuestion> all = new ConcurrentHashMap<>();
    private final Desks desks;
    private final Clock clock;
    private final Path folder;
    private final ScheduledExecutorService sweeper;
    private final ScheduledFuture<?> sweeping;

    Questions(Desks desks, DistrictHome home, Sessions sessions, Clock clock) {
        this.desks = desks;
        this.clock = clock;
        this.folder = home.state().resolve("answers");
        delete(folder);
        sessions.whenOneEnds(session -> forget(question -> question.session().equals(session)));
        sweeper = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "answers");
            thread.setDaemon(true);
            return thread;
        });
        sweeping = sweeper.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.MINUTES);
    }

    /**
     * Asks a question; it returns at once.
     *
     * @param session handle of the session that the answer lives in
     * @throws QueryException when it is refused, with the reason
     */
    public AskedQuestion ask(Person person, String session, Asked asked) {
        Placeholders places = Placeholders.of(asked.statement());
        var values = new ArrayList<@Nullable Object>();
        for (String name : places.names()) {
            String value = asked.values().get(name);
            if (value == null) {
                throw new QueryException(
                        "The statement asks for a value of " + name + ". Write it below the statement.");
            }
            values.add(value);
        }
        makeRoom(person);
        var question = new AskedQuestion(UUID.randomUUID().toString(), person.id(), session, asked, clock.instant());
        question.runs(desks.of(person, asked.audience())
                .ask(
                        new org.yearbook.warehouse.query.Asked(
                                new Asker(person.signIn(), "workbench"), places.statement(), values, LIMITS),
                        answer -> question.keeps(keep(question, answer))));
        all.put(question.id(), question);
        return question;
    }

    private Spool keep(AskedQuestion question, Answer answer) throws IOException, SQLException {
        Path file = Files.createDirectories(folder.resolve(Long.toString(question.person())))
                .resolve(question.id() + ".duckdb");
        try {
            return Spool.fill(file, answer);
        } catch (SQLException | RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    /**
     * {@return a question of the person, which counts as looked at} One of a file that their role does not open any
     * more is none.
     */
    public Optional<AskedQuestion> find(Person person, String id) {
        sweep();
        Optional<AskedQuestion> found = Optional.ofNullable(all.get(id))
                .filter(question -> question.person() == person.id()
                        && person.role().asks().contains(question.asked().audience()));
        found.ifPresent(question -> question.seenAt(clock.instant()));
        return found;
    }

    /** Stops one of the person's own questions. */
    public void stop(Person person, String id) {
        find(person, id).ifPresent(question -> question.stop("You stopped it."));
    }

    private void makeRoom(Person person) {
        List<AskedQuestion> own = all.values().stream()
                .filter(question -> question.person() == person.id() && question.ended())
                .sorted(Comparator.comparing(AskedQuestion::seen).reversed())
                .skip(KEPT - 1L)
                .toList();
        forget(own::contains);
    }

    private void sweep() {
        Instant old = clock.instant().minus(LONGEST);
        forget(question -> question.ended() && question.seen().isBefore(old));
    }

    private void forget(Predicate<AskedQuestion> which) {
        for (AskedQuestion question : List.copyOf(all.values())) {
            if (which.test(question) && all.remove(question.id(), question)) {
                question.stop("You signed out.");
                if (!question.await(TO_STOP)) {
                    LOG.warn("A question was still at work when its answer was to go; it goes with the next start");
                }
                delete(folder.resolve(Long.toString(question.person())).resolve(question.id() + ".duckdb"));
            }
        }
    }

    @Override
    public void close() {
        sweeping.cancel(false);
        sweeper.shutdownNow();
        forget(question -> true);
        delete(folder);
    }

    private static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> parts = Files.walk(path)) {
            for (Path part : parts.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("An answer that is no longer needed could not be removed", e);
        }
    }
}
