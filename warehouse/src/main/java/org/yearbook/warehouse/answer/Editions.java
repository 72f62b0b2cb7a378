package org.yearbook.warehouse.answer;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;

/**
 * The publication in force, open for many readers at once. The pointer is read again before each question: when it
 * moved, whoever noticed opens the new file, and until it is open the others go on with the old one. Where somebody
 * {@linkplain #look looks} now and then, that is nobody who asks. Questions under way end where they began.
 */
public final class Editions implements AutoCloseable {

    /** How long a question waits for a reader. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Editions.class);
    private static final Limits LIMITS = new Limits(2, 512, null);
    private static final int LONG_READERS = 2;

    private final DistrictHome home;
    private final String audience;
    private final int minimumGroupSize;
    private final Duration patience;
    private final Semaphore seats;
    private final Semaphore longSeats = new Semaphore(LONG_READERS, true);
    private @Nullable Shelf shelf;
    private @Nullable Edition unreadable;

    /** One opens a publication at a time; whoever has another one to read does not wait for it. */
    final ReentrantLock opening = new ReentrantLock();

    /**
     * @param minimumGroupSize smallest group that a person sees outside their own schools
     * @param readers how many questions may run at once; more wait
     */
    public Editions(DistrictHome home, int minimumGroupSize, int readers) {
        this(home, "internal", minimumGroupSize, readers, PATIENCE);
    }

    /** @param patience how long a question waits for a reader */
    public Editions(DistrictHome home, int minimumGroupSize, int readers, Duration patience) {
        this(home, "internal", minimumGroupSize, readers, patience);
    }

    Editions(DistrictHome home, String audience, int minimumGroupSize, int readers, Duration patience) {
        this.home = home;
        this.audience = audience;
        this.minimumGroupSize = minimumGroupSize;
        this.patience = patience;
        this.seats = new Semaphore(readers, true);
    }

    /**
     * {@return the answer; all that one question reads comes from one publication}
     *
     * @throws BusyException when no reader became free in time
     */
    public <T> T ask(Function<Answers, T> question) {
        return ask(seats, question);
    }

    /**
     * {@return the answer to a question that takes as long as the line to whoever asked, since it is sent while it is
     * read} Two such run at once, on readers of their own: somebody with a slow line keeps no page waiting.
     *
     * @throws BusyException when no reader became free in time
     */
    public <T> T askAtLength(Function<Answers, T> question) {
        return ask(longSeats, question);
    }

    /**
     * Opens the publication in force when the pointer moved, and reads what every page asks for, so that nobody waits
     * for that who asks. Without one there is nothing to do; of one that does not open, whoever asks is told.
     */
    public void look() {
        try {
            shelf().leave();
        } catch (NoPublicationException | EngineException e) {
            LOG.debug("No publication is open yet", e);
        }
    }

    private <T> T ask(Semaphore from, Function<Answers, T> question) {
        seat(from);
        try {
            Shelf open = shelf();
            Reader reader = open.take();
            try {
                return question.apply(new Answers(open.edition, reader, minimumGroupSize, open.known));
            } finally {
                open.giveBack(reader);
            }
        } finally {
            from.release();
        }
    }

    private void seat(Semaphore from) {
        try {
            if (!from.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new BusyException(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusyException(patience);
        }
    }

    /** {@return the publication to read, with one reader more} */
    private Shelf shelf() {
        Shelf open = reserved(Edition.current(home, audience));
        if (open != null) {
            return open;
        }
        opening.lock();
        try {
            // While this one waited, the pointer may have moved on, and what it named before is no longer to be opened.
            Optional<Edition> now = Edition.current(home, audience);
            Shelf meanwhile = reserved(now);
            return meanwhile == null ? move(now.orElseThrow(() -> new NoPublicationException(home))) : meanwhile;
        } finally {
            opening.unlock();
        }
    }

    /** {@return what is open, when it is the one named or another is already opening that; null otherwise} */
    private synchronized @Nullable Shelf reserved(Optional<Edition> named) {
        Shelf open = shelf;
        if (open == null) {
            return null;
        }
        boolean right = named.isEmpty() || open.edition.equals(named.get());
        boolean other = opening.isLocked() && !opening.isHeldByCurrentThread();
        if (!right && !other) {
            return null;
        }
        open.reserve();
        return open;
    }

    private Shelf move(Edition edition) {
        Shelf fresh = new Shelf(edition);
        try {
            Reader reader = fresh.reserve().take();
            if (isOpen()) {
                read(fresh, reader);
            }
            fresh.giveBack(reader);
        } catch (EngineException e) {
            return stay(edition, e);
        }
        return put(fresh);
    }

    private synchronized boolean isOpen() {
        return shelf != null;
    }

    /** Reads what every page asks for, while the others are still answered by the publication before. */
    private void read(Shelf fresh, Reader reader) {
        try {
            var answers = new Answers(fresh.edition, reader, minimumGroupSize, fresh.known);
            answers.years();
            answers.runningYear();
            answers.organizations().stream()
                    .filter(Organization::district)
                    .forEach(answers.metrics(new Scope.District())::trends);
        } catch (DataAccessException e) {
            LOG.warn("Publication {} does not tell what every page asks for", fresh.edition.publication(), e);
        }
    }

    private synchronized Shelf put(Shelf fresh) {
        Shelf old = shelf;
        shelf = fresh;
        unreadable = null;
        if (old != null) {
            old.retire();
        }
        return fresh.reserve();
    }

    private Shelf stay(Edition edition, EngineException fault) {
        Shelf old = open();
        Shelf instead = old == null ? earlier(edition, fault) : old.reserve();
        if (notOpened(edition)) {
            LOG.error(
                    "Publication {} does not open; readers have {}",
                    edition.publication(),
                    instead.edition.publication(),
                    fault);
        }
        return instead;
    }

    private synchronized @Nullable Shelf open() {
        return shelf;
    }

    /** {@return whether that is news} */
    private synchronized boolean notOpened(Edition edition) {
        boolean news = !edition.equals(unreadable);
        unreadable = edition;
        return news;
    }

    /** After a start nothing is open yet: the latest earlier publication that opens is better than none. */
    private Shelf earlier(Edition broken, EngineException fault) {
        for (Publication kept : Publications.list(home)) {
            if (kept.id().compareTo(broken.publication()) < 0) {
                var fresh = new Shelf(new Edition(
                        kept.id(),
                        kept.night(),
                        kept.asOf(),
                        kept.folder().resolve(broken.file().getFileName())));
                try {
                    fresh.giveBack(fresh.reserve().take());
                    return put(fresh);
                } catch (EngineException e) {
                    LOG.warn("Publication {} does not open either", kept.id(), e);
                }
            }
        }
        throw fault;
    }

    /** {@return what is read in place of the publication in force, because that one does not open} */
    public Optional<Edition> standIn() {
        Shelf open = open();
        Edition broken = broken();
        return open == null
                        || broken == null
                        || !Edition.current(home, audience).equals(Optional.of(broken))
                ? Optional.empty()
                : Optional.of(open.edition);
    }

    private synchronized @Nullable Edition broken() {
        return unreadable;
    }

    @Override
    public synchronized void close() {
        if (shelf != null) {
            shelf.retire();
            shelf = null;
        }
    }

    /** One publication and its connections. */
    private static final class Shelf {
        private final Edition edition;
        private final Known known = new Known();
        private final Deque<Reader> idle = new ArrayDeque<>();
        private int readers;
        private boolean retired;

        Shelf(Edition edition) {
            this.edition = edition;
        }

        /** Keeps it open until a connection is given back. */
        synchronized Shelf reserve() {
            readers++;
            return this;
        }

        /**
         * {@return a connection; whoever asks has made sure that this stays open} Others do not wait for it to open.
         */
        Reader take() {
            Reader free = free();
            if (free != null) {
                return free;
            }
            try {
                return new Reader(Duck.read(edition.file(), LIMITS));
            } catch (EngineException e) {
                leave();
                throw e;
            }
        }

        private synchronized @Nullable Reader free() {
            return idle.poll();
        }

        synchronized void giveBack(Reader reader) {
            idle.push(reader);
            leave();
        }

        synchronized void retire() {
            retired = true;
            closeIfDone();
        }

        private synchronized void leave() {
            readers--;
            closeIfDone();
        }

        private void closeIfDone() {
            if (retired && readers == 0) {
                idle.forEach(Reader::close);
                idle.clear();
            }
        }
    }
}
