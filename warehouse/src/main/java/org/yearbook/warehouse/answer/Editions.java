package org.yearbook.warehouse.answer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * The publication in force, open for many readers at once. The pointer is read again before each question: when it
 * moved, new questions go to the new file while questions under way end on the old one.
 */
public final class Editions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Editions.class);
    private static final Limits LIMITS = new Limits(2, 512, null);

    private final DistrictHome home;
    private final String audience;
    private final int minimumGroupSize;
    private final Semaphore seats;
    private @Nullable Shelf shelf;

    /**
     * @param minimumGroupSize smallest group that a person sees outside their own schools
     * @param readers how many questions may run at once; more wait
     */
    public Editions(DistrictHome home, int minimumGroupSize, int readers) {
        this(home, "internal", minimumGroupSize, readers);
    }

    Editions(DistrictHome home, String audience, int minimumGroupSize, int readers) {
        this.home = home;
        this.audience = audience;
        this.minimumGroupSize = minimumGroupSize;
        this.seats = new Semaphore(readers, true);
    }

    /** {@return the answer; all that one question reads comes from one publication} */
    public <T> T ask(Function<Answers, T> question) {
        seats.acquireUninterruptibly();
        try {
            Loan loan = lend();
            try {
                return question.apply(new Answers(loan.shelf.edition, loan.duck, minimumGroupSize, loan.shelf.known));
            } finally {
                giveBack(loan);
            }
        } finally {
            seats.release();
        }
    }

    private synchronized Loan lend() {
        Optional<Edition> named = Edition.current(home, audience);
        Shelf open = shelf;
        if (open == null || (named.isPresent() && !open.edition.equals(named.get()))) {
            open = moveTo(named.orElseThrow(() -> new NoPublicationException(home)), open);
        }
        Duck duck = open.take();
        open.readers++;
        return new Loan(open, duck);
    }

    private Shelf moveTo(Edition edition, @Nullable Shelf old) {
        Shelf fresh;
        try {
            fresh = new Shelf(edition);
        } catch (EngineException e) {
            if (old == null) {
                throw e;
            }
            LOG.error(
                    "Publication {} does not open; readers stay on {}",
                    edition.publication(),
                    old.edition.publication(),
                    e);
            return old;
        }
        shelf = fresh;
        if (old != null) {
            old.retired = true;
            old.closeIfDone();
        }
        return fresh;
    }

    private synchronized void giveBack(Loan loan) {
        loan.shelf.readers--;
        loan.shelf.idle.push(loan.duck);
        loan.shelf.closeIfDone();
    }

    @Override
    public synchronized void close() {
        if (shelf != null) {
            shelf.retired = true;
            shelf.closeIfDone();
            shelf = null;
        }
    }

    private record Loan(Shelf shelf, Duck duck) {}

    /** One publication and its connections; guarded by the lock of {@link Editions}. */
    private static final class Shelf {
        private final Edition edition;
        private final Known known = new Known();
        private final Deque<Duck> idle = new ArrayDeque<>();
        private final List<Duck> all = new ArrayList<>();
        private int readers;
        private boolean retired;

        Shelf(Edition edition) {
            this.edition = edition;
            idle.push(open());
        }

        private Duck open() {
            Duck duck = Duck.read(edition.file(), LIMITS);
            all.add(duck);
            return duck;
        }

        Duck take() {
            return idle.isEmpty() ? open() : idle.pop();
        }

        void closeIfDone() {
            if (retired && readers == 0) {
                all.forEach(Duck::close);
                all.clear();
                idle.clear();
            }
        }
    }
}
