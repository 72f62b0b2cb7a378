package org.yearbook.warehouse.query;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is. Questions of one person wait in the order in which they were asked, and people take turns, so that
 * somebody who asks a hundred keeps nobody waiting for more than one. Desks share a queue, as they share the machine.
 * Thread-safe.
 */
public final class FairQueue implements AutoCloseable {

    /**
     * DuckDB goes as deep as a statement is nested, on the thread that asks; Java's own stacks are too small for it.
     */
    private static final long STACK = 64L << 20;

    private static final int WATCH_MILLIS = 20;
    private static final int WAITING = 20;
    private static final int GATES = 2;

    private final int atOnce;
    private final int perPerson;
    private final int waitingPerPerson;
    private final Map<String, Deque<RunningQuestion>> lines = new LinkedHashMap<>();
    private final Map<String, Integer> busy = new HashMap<>();
    private final Set<RunningQuestion> running = new LinkedHashSet<>();
    private final ExecutorService gates;
    private final ScheduledExecutorService watch;
    private final ScheduledFuture<?> looks;
    private boolean closed;

    /**
     * @param atOnce questions that run at once
     * @param perPerson of them of one person
     * @param waitingPerPerson that may wait besides; one more is refused
     */
    public FairQueue(int atOnce, int perPerson, int waitingPerPerson) {
        this.atOnce = atOnce;
        this.perPerson = perPerson;
        this.waitingPerPerson = waitingPerPerson;
        this.gates = Executors.newFixedThreadPool(GATES, threads("gate"));
        this.watch = Executors.newSingleThreadScheduledExecutor(threads("question-watch"));
        this.looks = watch.scheduleWithFixedDelay(this::look, WATCH_MILLIS, WATCH_MILLIS, TimeUnit.MILLISECONDS);
        ThreadFactory workers = threads("question");
        for (int worker = 0; worker < atOnce; worker++) {
            workers.newThread(this::work).start();
        }
    }

    /** {@return as many at once as there are processors, two of a person, and twenty of them waiting} */
    public static FairQueue forThisMachine() {
        return new FairQueue(Math.max(2, Runtime.getRuntime().availableProcessors()), 2, WAITING);
    }

    private static ThreadFactory threads(String name) {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(null, task, name + "-" + number.incrementAndGet(), STACK);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** {@return how many questions run at once} */
    public int atOnce() {
        return atOnce;
    }

    synchronized void add(RunningQuestion question) {
        if (closed) {
            throw new QueryException("The server is about to stop. Ask again in a minute.");
        }
        String person = question.asked().asker().name();
        Deque<RunningQuestion> line = lines.computeIfAbsent(person, name -> new ArrayDeque<>());
        if (line.size() >= waitingPerPerson) {
            throw new QueryException("You have " + line.size() + " questions that wait already. Wait for their answers,"
                    + " or stop some of them.");
        }
        line.add(question);
        notifyAll();
    }

    /** {@return how many will have their turn before it, and itself; 0 when it does not wait} */
    synchronized int place(RunningQuestion question) {
        String person = question.asked().asker().name();
        int ahead = new ArrayList<>(lines.getOrDefault(person, new ArrayDeque<>())).indexOf(question);
        if (ahead < 0) {
            return 0;
        }
        int place = ahead + 1;
        boolean before = true;
        for (Map.Entry<String, Deque<RunningQuestion>> line : lines.entrySet()) {
            if (line.getKey().equals(person)) {
                before = false;
            } else {
                place += Math.min(line.getValue().size(), before ? ahead + 1 : ahead);
            }
        }
        return place;
    }

    /** {@return whether it waited; it has no turn any more} */
    synchronized boolean remove(RunningQuestion question) {
        String person = question.asked().asker().name();
        Deque<RunningQuestion> line = lines.get(person);
        boolean waited = line != null && line.remove(question);
        if (line != null && line.isEmpty()) {
            lines.remove(person);
        }
        return waited;
    }

    /** {@return what waits and runs, in this order: running first, then by place} */
    public synchronized List<RunningQuestion> questions() {
        var all = new ArrayList<>(running);
        lines.values().stream()
                .flatMap(Deque::stream)
                .sorted(Comparator.comparingInt(this::place))
                .forEach(all::add);
        return List.copyOf(all);
    }

    /** {@return the question of an id that waits or runs} */
    public Optional<RunningQuestion> question(String id) {
        return questions().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private void work() {
        for (RunningQuestion next = take(); next != null; next = take()) {
            try {
                next.work();
            } finally {
                done(next);
            }
        }
    }

    private synchronized @Nullable RunningQuestion take() {
        while (!closed) {
            Optional<String> turn = lines.keySet().stream()
                    .filter(person -> busy.getOrDefault(person, 0) < perPerson)
                    .findFirst();
            if (turn.isPresent()) {
                return take(turn.get());
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

    // Whoever had a turn goes to the end.
    private RunningQuestion take(String person) {
        Deque<RunningQuestion> line = Objects.requireNonNull(lines.remove(person));
        RunningQuestion question = line.remove();
        if (!line.isEmpty()) {
            lines.put(person, line);
        }
        busy.merge(person, 1, Integer::sum);
        running.add(question);
        return question;
    }

    /** Whoever learns that a question ended finds it here no more; a second call changes nothing. */
    synchronized void done(RunningQuestion question) {
        if (!running.remove(question)) {
            return;
        }
        busy.computeIfPresent(question.asked().asker().name(), (person, count) -> count == 1 ? null : count - 1);
        notifyAll();
    }

    private void look() {
        List<RunningQuestion> now;
        synchronized (this) {
            now = List.copyOf(running);
        }
        now.forEach(RunningQuestion::look);
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
