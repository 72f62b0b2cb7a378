package org.yearbook.ingest.night;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Work that is begun before anything needs it, beside what is done meanwhile. */
record Ahead(CompletableFuture<Void> work) {

    static Ahead of(Runnable work) {
        return new Ahead(CompletableFuture.runAsync(work));
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
