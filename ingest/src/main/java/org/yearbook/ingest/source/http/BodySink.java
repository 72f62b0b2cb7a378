package org.yearbook.ingest.source.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Receives a body into memory or a file, up to a limit, and knows when the last byte came. */
final class BodySink implements BodySubscriber<HttpAnswer.Body> {

    private static final int BUFFER = 1 << 16;

    private final @Nullable Path file;
    private final long most;
    private final CompletableFuture<HttpAnswer.Body> whole = new CompletableFuture<>();
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private final byte[] buffer = new byte[BUFFER];
    private final Runnable activity;
    private OutputStream out = memory;
    private Flow.@Nullable Subscription subscription;
    private long received;
    private boolean done;

    /**
     * Prepares to receive.
     *
     * @param file where to; null for memory
     * @param activity is told whenever something came
     */
    BodySink(@Nullable Path file, long most, Runnable activity) {
        this.file = file;
        this.most = most;
        this.activity = activity;
    }

    /** The body is larger than allowed: asking again would not make it smaller. */
    static final class TooLarge extends IOException {}

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        subscription = given;
        try {
            out = file == null ? memory : Files.newOutputStream(file);
            given.request(Long.MAX_VALUE);
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        if (done) {
            return;
        }
        activity.run();
        try {
            for (ByteBuffer part : buffers) {
                received += part.remaining();
                if (received > most) {
                    throw new TooLarge();
                }
                while (part.hasRemaining()) {
                    int length = Math.min(part.remaining(), buffer.length);
                    part.get(buffer, 0, length);
                    out.write(buffer, 0, length);
                }
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    @Override
    public void onError(Throwable fault) {
        fail(fault);
    }

    @Override
    public synchronized void onComplete() {
        if (done) {
            return;
        }
        try {
            out.close();
            Path kept = file;
            whole.complete(
                    kept == null
                            ? () -> new ByteArrayInputStream(memory.toByteArray())
                            : () -> Files.newInputStream(kept));
        } catch (IOException e) {
            fail(e);
        }
    }

    private synchronized void fail(Throwable fault) {
        done = true;
        if (subscription != null) {
            subscription.cancel();
        }
        try {
            out.close();
        } catch (IOException e) {
            fault.addSuppressed(e);
        }
        whole.completeExceptionally(fault);
    }

    /** Writes nothing more: another try may have the file already. */
    void stop() {
        fail(new IOException("given up"));
    }

    @Override
    public CompletionStage<HttpAnswer.Body> getBody() {
        return whole;
    }
}
