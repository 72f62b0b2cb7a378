package org.yearbook.warehouse.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Work that was begun before anything needs it, beside what is done meanwhile. */
public final class Begun {

    private Begun() {}

    /** {@return what came of it, once it is done} What stopped it is thrown here, as it was there. */
    public static <T> T await(CompletableFuture<T> work) {
        try {
            return work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw e;
        }
    }
}
