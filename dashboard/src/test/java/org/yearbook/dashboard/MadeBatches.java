package org.yearbook.dashboard;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.arrow.flight.CallStatus;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.FlightStream;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.Ticket;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.Schema;
import org.yearbook.warehouse.engine.Reading;

/**
 * A server that knows nothing but the batches of one answer, made beforehand, and a client of it: what Flight takes by
 * itself, where no engine works.
 */
final class MadeBatches extends NoOpFlightProducer implements AutoCloseable {

    private static final long LOOK_MILLIS = 200;

    private final BufferAllocator allocator;
    private final Schema schema;
    private final List<ArrowRecordBatch> batches = new ArrayList<>();
    private final ExecutorService sender = Executors.newSingleThreadExecutor();
    private final FlightServer server;
    private final FlightClient client;

    MadeBatches(Reading reading, String statement, long batchRows, BufferAllocator allocator)
            throws SQLException, IOException {
        this.allocator = allocator;
        try (Connection connection = reading.connect();
                PreparedStatement call = connection.prepareStatement(statement);
                ResultSet result = call.executeQuery();
                ArrowReader made = (ArrowReader) Reading.arrow(result, allocator, batchRows)) {
            VectorSchemaRoot root = made.getVectorSchemaRoot();
            this.schema = root.getSchema();
            while (made.loadNextBatch()) {
                batches.add(new VectorUnloader(root).getRecordBatch());
            }
        }
        this.server = FlightServer.builder(allocator, Location.forGrpcInsecure("localhost", 0), this)
                .build()
                .start();
        this.client = FlightClient.builder(allocator, Location.forGrpcInsecure("localhost", server.getPort()))
                .build();
    }

    /** {@return how many rows came} */
    long read() throws Exception {
        long count = 0;
        try (FlightStream stream = client.getStream(new Ticket(new byte[0]))) {
            while (stream.next()) {
                count += stream.getRoot().getRowCount();
            }
        }
        return count;
    }

    // gRPC tells that a client takes more by the thread that calls this: another one has to send.
    @Override
    public void getStream(CallContext context, Ticket ticket, ServerStreamListener listener) {
        listener.setOnReadyHandler(this::wake);
        sender.execute(() -> send(listener));
    }

    private synchronized void wake() {
        notifyAll();
    }

    private void send(ServerStreamListener listener) {
        try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
            var loader = new VectorLoader(root);
            listener.setUseZeroCopy(true);
            listener.start(root);
            for (ArrowRecordBatch batch : batches) {
                await(listener);
                loader.load(batch);
                listener.putNext();
            }
            listener.completed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            listener.error(CallStatus.CANCELLED.toRuntimeException());
        }
    }

    private synchronized void await(ServerStreamListener listener) throws InterruptedException {
        while (!listener.isReady() && !listener.isCancelled()) {
            wait(LOOK_MILLIS);
        }
    }

    @Override
    public void close() throws Exception {
        client.close();
        server.close();
        sender.shutdownNow();
        batches.forEach(ArrowRecordBatch::close);
    }
}
