package org.yearbook.dashboard.flight;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.flight.FlightProducer.ServerStreamListener;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The few rows that tell a tool what there is.
 *
 * @param schema as the protocol has it
 * @param rows each with a value for each column: String, byte[], Integer, Boolean or null
 */
record MetadataRows(Schema schema, List<List<@Nullable Object>> rows) {

    /** Sends them as one batch. */
    void send(BufferAllocator allocator, ServerStreamListener listener) {
        try (VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
            root.allocateNew();
            for (int row = 0; row < rows.size(); row++) {
                List<@Nullable Object> values = rows.get(row);
                for (int column = 0; column < values.size(); column++) {
                    set(root.getVector(column), row, values.get(column));
                }
            }
            root.setRowCount(rows.size());
            listener.start(root);
            listener.putNext();
            listener.completed();
        }
    }

    private static void set(FieldVector vector, int row, @Nullable Object value) {
        if (value == null) {
            setNull(vector, row);
        } else if (vector instanceof VarCharVector texts) {
            texts.setSafe(row, value.toString().getBytes(StandardCharsets.UTF_8));
        } else if (vector instanceof VarBinaryVector bytes) {
            bytes.setSafe(row, (byte[]) value);
        } else if (vector instanceof IntVector numbers) {
            numbers.setSafe(row, (Integer) value);
        } else if (vector instanceof UInt1Vector numbers) {
            numbers.setSafe(row, (Integer) value);
        } else if (vector instanceof BitVector facts) {
            facts.setSafe(row, (Boolean) value ? 1 : 0);
        } else {
            throw new IllegalArgumentException("no value of the protocol's tables is of this kind");
        }
    }

    private static void setNull(FieldVector vector, int row) {
        if (vector instanceof ListVector list) {
            list.setNull(row);
        } else {
            vector.setNull(row);
        }
    }
}
