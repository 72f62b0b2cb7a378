package org.yearbook.dashboard.flight;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.desk.Desks;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.query.Answer;
import org.yearbook.warehouse.query.AnswerColumn;
import org.yearbook.warehouse.query.Asked;
import org.yearbook.warehouse.query.Asker;
import org.yearbook.warehouse.query.QuestionLimits;
import org.yearbook.warehouse.query.QuestionState;
import org.yearbook.warehouse.query.RunningQuestion;

/**
 * Answers on their way: a statement is asked at the desk of its audience, and what the engine makes in Arrow's own form
 * goes onto the wire as it is, batch by batch, as fast as the other side takes it.
 */
final class Answers {

    /** What is known of this way to ask, for the audit. */
    static final String WAY = "flight";

    /** Go's client takes messages of 16 MB unless told otherwise, and one person's batch must not fill the memory. */
    private static final long BATCH_BYTES = 4L << 20;

    private static final int FIXED_WIDTH = 8;
    private static final int TEXT_WIDTH = 24;
    private static final int NESTED_WIDTH = 128;
    private static final int VECTOR = 2048;
    private static final int MOST_VECTORS = 60;

    private final BufferAllocator allocator;
    private final Desks desks;
    private final QuestionLimits limits;
    private final ExecutorService ends;
    private final Map<String, Under> way = new ConcurrentHashMap<>();

    /** A statement of somebody, with the values of its parameters. */
    record Statement(Audience audience, String text, List<@Nullable Object> values) {}

    private record Under(long person, RunningQuestion question) {}

    /** @param ends runs what waits for the end of each question */
    Answers(BufferAllocator allocator, Desks desks, QuestionLimits limits, ExecutorService ends) {
        this.allocator = allocator;
        this.desks = desks;
        this.limits = limits;
        this.ends = ends;
    }

    /** Asks a statement and sends its answer; returns before that has come. */
    void send(String ticket, Caller caller, Statement statement, ServerStreamListener listener) {
        var question = new AtomicReference<@Nullable RunningQuestion>();
        var pace = new Pace(listener, () -> {
            RunningQuestion asked = question.get();
            if (asked != null) {
                asked.stop("You stopped it.");
            }
        });
        var asked = new Asked(new Asker(caller.person().signIn(), WAY), statement.text(), statement.values(), limits);
        RunningQuestion running = desks.of(caller.person(), statement.audience())
                .ask(asked, answer -> stream(answer, listener, pace, question));
        question.set(running);
        way.put(ticket, new Under(caller.person().id(), running));
        ends.execute(() -> end(ticket, running, listener));
    }

    private void stream(
            Answer answer,
            ServerStreamListener listener,
            Pace pace,
            AtomicReference<@Nullable RunningQuestion> question)
            throws SQLException, IOException {
        // The allocator is that of all answers: the wire sends each batch from where the engine left it, perhaps when
        // its answer is closed already.
        try (ArrowReader batches = (ArrowReader) answer.arrow(allocator, rows(answer.columns()))) {
            VectorSchemaRoot batch = batches.getVectorSchemaRoot();
            listener.setUseZeroCopy(true);
            listener.start(batch, batches);
            while (batches.loadNextBatch()) {
                answer.count(batch.getRowCount(), bytes(batch));
                if (!pace.more(() -> over(question.get()))) {
                    throw new IOException("nobody takes the answer any more");
                }
                listener.putNext();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server stops", e);
        }
    }

    private static boolean over(@Nullable RunningQuestion question) {
        return question != null && question.stopping();
    }

    /** {@return how many rows come at a time}: whole vectors of the engine, about 4 MB in all */
    static long rows(List<AnswerColumn> columns) {
        long width = columns.stream()
                .mapToLong(column -> switch (column.jdbcType()) {
                    case java.sql.Types.VARCHAR, java.sql.Types.BLOB, java.sql.Types.OTHER -> TEXT_WIDTH;
                    case java.sql.Types.ARRAY, java.sql.Types.STRUCT, java.sql.Types.JAVA_OBJECT -> NESTED_WIDTH;
                    default -> FIXED_WIDTH;
                })
                .sum();
        long vectors = BATCH_BYTES / Math.max(1, width) / VECTOR;
        return VECTOR * Math.max(1, Math.min(MOST_VECTORS, vectors));
    }

    private static long bytes(VectorSchemaRoot batch) {
        long bytes = 0;
        for (FieldVector vector : batch.getFieldVectors()) {
            bytes += vector.getBufferSize();
        }
        return bytes;
    }

    private void end(String ticket, RunningQuestion running, ServerStreamListener listener) {
        try {
            QuestionState end = running.await();
            if (listener.isCancelled()) {
                return;
            }
            if (end instanceof QuestionState.Stopped stopped) {
                listener.error(CallStatus.RESOURCE_EXHAUSTED
                        .withDescription(stopped.why())
                        .toRuntimeException());
            } else if (end instanceof QuestionState.Failed failed) {
                listener.error(CallStatus.INVALID_ARGUMENT
                        .withDescription(failed.why())
                        .toRuntimeException());
            } else {
                listener.completed();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            listener.error(CallStatus.UNAVAILABLE
                    .withDescription("The server stopped. Ask again in a minute.")
                    .toRuntimeException());
        } finally {
            way.remove(ticket);
        }
    }

    /** {@return whether an answer of a person was under way, and is stopped now} */
    boolean stop(long person, String ticket) {
        Under under = way.get(ticket);
        if (under == null || under.person() != person) {
            return false;
        }
        under.question().stop("You stopped it.");
        return true;
    }
}
