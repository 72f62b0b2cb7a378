package org.yearbook.fuzz;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs an attempt with one seed after another, each within a time that no honest reading takes.
 *
 * <p>{@code -Dyearbook.fuzz=10000} asks for that many, {@code -Dyearbook.fuzz.seed=17} for that one alone.
 */
public final class Fuzzing {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Fuzzing() {}

    /** What is tried; it throws when the reader did what it must not. */
    @FunctionalInterface
    public interface Attempt {

        /** Tries it with the accidents of one seed. */
        void with(Random random) throws Exception;
    }

    /** {@return whether one seed was asked for alone, of which nothing follows for all} */
    public static boolean alone() {
        return Integer.getInteger("yearbook.fuzz.seed") != null;
    }

    private static int cases(int usual) {
        return Integer.getInteger("yearbook.fuzz", usual);
    }

    /** Tries the cases of one reader; the first that fails or hangs is told with its seed. */
    public static void each(int usual, Attempt attempt) {
        each(usual, 1, attempt);
    }

    /** The same where one attempt is as many cases as {@code batch} says. */
    public static void each(int usual, int batch, Attempt attempt) {
        Integer one = Integer.getInteger("yearbook.fuzz.seed");
        int first = one == null ? 1 : one;
        int last = one == null ? (cases(usual) + batch - 1) / batch : one;
        for (int seed = first; seed <= last; seed++) {
            run(seed, attempt);
        }
    }

    private static void run(int seed, Attempt attempt) {
        var task = new FutureTask<Void>(() -> {
            // Neighbouring seeds begin alike in Java's generator; a large odd factor parts them.
            attempt.with(new Random(seed * 0x9E3779B97F4A7C15L));
            return null;
        });
        var thread = new Thread(task, "fuzz " + seed);
        thread.setDaemon(true);
        thread.start();
        try {
            task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            var stuck = new AssertionError("Seed " + seed + " did not end within " + PATIENCE);
            stuck.setStackTrace(thread.getStackTrace());
            throw stuck;
        } catch (ExecutionException e) {
            throw new AssertionError("Seed " + seed + ": " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted at seed " + seed, e);
        }
    }
}
