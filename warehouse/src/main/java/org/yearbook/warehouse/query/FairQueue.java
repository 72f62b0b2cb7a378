package org.yearbook.warehouse.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is. Questions of one person wait in the order in which they were asked, and people take turns, so that
 * somebody who asks a hundred keeps nobody waiting for more than one. Nobody knows beforehand how long a question
 * takes, so each begins among the brief ones. One that turns out to be long goes on among the long ones; where as many
 * of them run as may, or one of its person, it goes back, waits for its turn among those, and begins anew. So long ones
 * never have all the places, and whoever asks something brief has an answer while they run. Desks share a queue, as
 * they share the machine. Thread-safe.
 */
public final class FairQueue implements AutoCloseable {

    /**
     * DuckDB goes as deep as a statement is nested, on the thread that asks; Java's own stacks are too small for it.
     */
    private static final long STACK = 64L << 20;

    private static final int WATCH_MILLIS = 20;
    private static final int WAITING = 20;
    private static final int GATES = 2;

    private final Lanes lanes;
    private final int perPerson;
    private final int waitingPerPerson;
    private final Lines fresh = new Lines();
    private final Lines anew = new Lines();
    private final Map<String, Integer> busy = new HashMap<>();
    private final Set<RunningQuestion> running = new LinkedHashSet<>();
    private final Set<RunningQuestion> lengthy = new HashSet<>();
    private final ExecutorService gates;
    private final ScheduledExecutorService watch;
    private final ScheduledFuture<?> looks;
    private boolean closed;

    /**
     * Places for questions that run.
     *
     * @param lengthy how many long ones run at once
     * @param brief places besides, which no long one keeps; none where all run to their end at once
     * @param after when a question is long
     */
    public record Lanes(int lengthy, int brief, Duration after) {

        private static final int LEAST = 2;
        private static final Duration LONG = Duration.ofSeconds(1);

        public Lanes {
            if (lengthy < 1 || brief < 0) {
                throw new IllegalArgumentException("A queue needs a place");
            }
        }

        static Lanes forThisMachine() {
            int processors = Math.max(LEAST, Runtime.getRuntime().availableProcessors());
            return new Lanes(processors, Math.max(LEAST, processors / 2), LONG);
        }

        int all() {
            return lengthy + brief;
        }
    }

    /**
     * @param perPerson questions of one person that run at once
     * @param waitingPerPerson that may wait besides; one more is refused
     */
    public FairQueue(Lanes lanes, int perPerson, int waitingPerPerson) {
        this.lanes = lanes;
        this.perPerson = perPerson;
        this.waitingPerPerson = waitingPerPerson;
        this.gates = Executors.newFixedThreadPool(GATES, threads("gate"));
        this.watch = Executors.newSingleThreadScheduledExecutor(threads("question-watch"));
        this.looks = watch.scheduleWithFixedDelay(this::look, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
        ThreadFactory workers = threads("question");
        for (int worker = 0; worker < lanes.all(); worker++) {
            workers.newThread(this::work).start();
        }
    }

    /** @param atOnce questions that run at once, each to its end */
    public FairQueue(int atOnce, int perPerson, int waitingPerPerson) {
        this(new Lanes(atOnce, 0, Lanes.LONG), perPerson, waitingPerPerson);
    }

    /**
     * {@return as many long ones at once as there are processors, and half as many places for brief ones, two of a
     * person, and twenty of them waiting}
     */
    public static FairQueue forThisMachine() {
        return new FairQueue(Lanes.forThisMachine(), 2, WAITING);
    }

    private static ThreadFactory threads(String name) {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(null, task, name + "-" + number.incrementAndGet(), STACK);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** {@return how many questions run at once, at most} */
    public int atOnce() {
        return lanes.all();
    }

    private static String person(RunningQuestion question) {
        return question.asked().asker().name();
    }

    synchronized void add(RunningQuestion question) {
        if (closed) {
            throw new QueryException("The server is about to stop. Ask again in a minute.");
        }
        int waiting = fresh.of(person(question)) + anew.of(person(question));
        if (waiting >= waitingPerPerson) {
            throw new QueryException("You have " + waiting + " questions that wait already. Wait for their answers,"
                    + " or stop some of them.");
        }
        fresh.add(question);
        notifyAll();
    }

    /** {@return how long it has to wait: how many have their turn before it, and itself; 0 when it does not wait} */
    synchronized int place(RunningQuestion question) {
        return Math.max(fresh.place(question), anew.place(question));
    }

    /** {@return whether it waited; it has no turn any more} */
    synchronized boolean remove(RunningQuestion question) {
        return fresh.remove(question) || anew.remove(question);
    }

    /** {@return what waits and runs, in this order: running first, then by place} */
    public synchronized List<RunningQuestion> questions() {
        var all = new ArrayList<>(running);
        all.addAll(fresh.all());
        all.addAll(anew.all());
        return List.copyOf(all);
    }

    /** {@return the question of an id that waits or runs} */
    public Optional<RunningQuestion> question(String id) {
        return questions().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private void work() {
        for (RunningQuestion next = take(); next != null; next = take()) {
            boolean ended = true;
            try {
                ended = next.work();
            } finally {
                if (ended) {
                    done(next);
                }
            }
        }
    }

    private synchronized @Nullable RunningQuestion take() {
        while (!closed) {
            Optional<RunningQuestion> turn = next();
            if (turn.isPresent()) {
                busy.merge(person(turn.get()), 1, Integer::sum);
                running.add(turn.get());
                return turn.get();
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return null;
    }

    private Optional<RunningQuestion> next() {
        Predicate<String> may = person -> busy.getOrDefault(person, 0) < perPerson;
        if (lengthy.size() < lanes.lengthy()) {
            Optional<RunningQuestion> known = anew.take(may.and(person -> !hasLengthy(person)));
            known.ifPresent(lengthy::add);
            if (known.isPresent()) {
                return known;
            }
        }
        return fresh.take(may);
    }

    private boolean hasLengthy(String person) {
        return lengthy.stream().anyMatch(question -> person(question).equals(person));
    }

    /** Whoever learns that a question ended finds it here no more; a second call changes nothing. */
    synchronized void done(RunningQuestion question) {
        if (!running.remove(question)) {
            return;
        }
        lengthy.remove(question);
        busy.computeIfPresent(person(question), (person, count) -> count == 1 ? null : count - 1);
        notifyAll();
    }

    /** {@return whether a question that went back waits for its turn among the long ones, now} Otherwise it ends. */
    synchronized boolean anew(RunningQuestion question) {
        if (closed || question.stopping()) {
            return false;
        }
        done(question);
        anew.add(question);
        notifyAll();
        return true;
    }

    private void look() {
        List<RunningQuestion> now;
        synchronized (this) {
            now = List.copyOf(running);
            now.stream()
                    .filter(question -> lanes.brief() > 0 && question.longerThan(lanes.after()))
                    .forEach(this::goesOnAmongLongOnes);
        }
        now.forEach(RunningQuestion::look);
    }

    /** Or goes back. What hands over its answer already does not begin anew. */
    private void goesOnAmongLongOnes(RunningQuestion question) {
        boolean room = lengthy.size() < lanes.lengthy();
        if (lengthy.contains(question) || (room && !hasLengthy(person(question)))) {
            lengthy.add(question);
        } else if (!question.goBack() && room) {
            lengthy.add(question);
        }
    }

    /** Does something with the parser or the planner, on a thread that is deep enough, and not for long. */
    <T> T atTheGate(Callable<T> work, Duration limit) {
        Future<T> result = gates.submit(work);
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException reason) {
                throw reason;
            }
            throw new QueryException("The statement cannot be understood.", e);
        } catch (TimeoutException e) {
            result.cancel(true);
            throw new QueryException("The statement takes too long to understand. Make it shorter.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException("The server is about to stop. Ask again in a minute.", e);
        }
    }

    @Override
    public void close() {
        List<RunningQuestion> rest;
        synchronized (this) {
            closed = true;
            rest = questions();
            notifyAll();
        }
        rest.forEach(question -> question.stop("The server stopped. Ask again in a minute."));
        for (RunningQuestion question : rest) {
            question.await(Duration.ofSeconds(5));
        }
        looks.cancel(false);
        gates.shutdownNow();
        watch.shutdownNow();
    }
}
