package org.yearbook.ingest.night;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Work that is begun before anything needs it, beside what is done meanwhile. */
record Ahead(CompletableFuture<Void> work) {

    /**
     * A thread for each, which sees the classes of whoever begins the work. Those of Java's common pool see what Java
     * was started with, and under spark-submit that is Spark alone.
     */
    static final Executor THREADS = work -> {
        var thread = new Thread(work, "ahead");
        thread.setDaemon(true);
        thread.start();
    };

    static Ahead of(Runnable work) {
        return new Ahead(CompletableFuture.runAsync(work, THREADS));
    }

    /** Waits until it is done. What stopped it is thrown here, as it was there. */
    void await() {
        try {
            work.join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RuntimeException failure) {
                throw failure;
            }
            if (cause instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }
}
