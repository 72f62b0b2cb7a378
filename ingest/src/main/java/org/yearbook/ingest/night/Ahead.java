package org.yearbook.ingest.night;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.yearbook.warehouse.engine.Begun;

/** Work that is begun before anything needs it, beside what is done meanwhile. */
record Ahead<T>(CompletableFuture<T> work) {

    /**
     * A thread for each, which sees the classes of whoever begins the work. Those of Java's common pool see what Java
     * was started with, and under spark-submit that is Spark alone.
     */
    static final Executor THREADS = work -> {
        var thread = new Thread(work, "ahead");
        thread.setDaemon(true);
        thread.start();
    };

    static Ahead<Void> of(Runnable work) {
        return new Ahead<>(CompletableFuture.runAsync(work, THREADS));
    }

    static <T> Ahead<T> of(Supplier<T> work) {
        return new Ahead<>(CompletableFuture.supplyAsync(work, THREADS));
    }

    /** {@return what came of it, once it is done} What stopped it is thrown here, as it was there. */
    T await() {
        return Begun.await(work);
    }
}
