package org.yearbook.ingest.lake;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.yearbook.warehouse.engine.Begun;

/**
 * Work on tables that have nothing to do with each other: a few small files each, and much waiting for Iceberg, which
 * looks every hundredth of a second whether its own threads are done. So there are more of them than processors.
 */
final class SideBySide implements AutoCloseable {

    private static final int AT_ONCE = 8;

    // They see the classes of whoever makes the first of them, which those of Java's common pool do not.
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, work -> {
        var thread = new Thread(work, "lake");
        thread.setDaemon(true);
        return thread;
    });

    /** {@return what came of each, in their order} All have ended then; what stopped the first is thrown as it was. */
    <A, B> List<B> each(Collection<A> all, Function<A, B> work) {
        List<CompletableFuture<B>> begun = all.stream()
                .map(one -> CompletableFuture.supplyAsync(() -> work.apply(one), threads))
                .toList();
        begun.forEach(one -> one.handle((result, failed) -> failed).join());
        return begun.stream().map(Begun::await).toList();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
