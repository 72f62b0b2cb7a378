package org.yearbook.warehouse.query;

import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Reading;

/**
 * An answer while it is open, for one reader: rows by {@link #next} and {@link #row}, or the whole by {@link #arrow} or
 * {@link #result}, never both. Rows are computed as they are asked for.
 */
public final class Answer {

    private static final int FEW_BYTES = 8;

    private final ResultSet result;
    private final QuestionLimits limits;
    private final List<AnswerColumn> columns;
    private List<@Nullable Object> current = List.of();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean cut;

    Answer(ResultSet result, QuestionLimits limits) throws SQLException {
        this.result = result;
        this.limits = limits;
        this.columns = columns(result.getMetaData());
    }

    static List<AnswerColumn> columns(@Nullable ResultSetMetaData about) throws SQLException {
        if (about == null) {
            return List.of();
        }
        List<AnswerColumn> columns = new ArrayList<>();
        for (int column = 1; column <= about.getColumnCount(); column++) {
            boolean decimal = about.getColumnType(column) == Types.DECIMAL;
            columns.add(new AnswerColumn(
                    about.getColumnLabel(column),
                    about.getColumnTypeName(column),
                    about.getColumnType(column),
                    decimal ? about.getPrecision(column) : 0,
                    decimal ? about.getScale(column) : 0));
        }
        return List.copyOf(columns);
    }

    static Described described(PreparedStatement prepared) throws SQLException {
        ParameterMetaData parameters = prepared.getParameterMetaData();
        int count = parameters.getParameterCount();
        List<String> types = new ArrayList<>();
        for (int parameter = 1; parameter <= count; parameter++) {
            types.add(parameters.getParameterTypeName(parameter));
        }
        return new Described(columns(prepared.getMetaData()), count, types);
    }

    /** {@return the columns, in order} */
    public List<AnswerColumn> columns() {
        return columns;
    }

    /**
     * {@return whether there is one more row} Where the limits say that an answer is cut, there is none beyond them.
     *
     * @throws OverLimitException where they say that it is stopped
     */
    public boolean next() throws SQLException {
        if (cut || !result.next()) {
            return false;
        }
        if (rows.get() >= limits.rows()) {
            return over("more than " + limits.rows() + " rows");
        }
        current = Values.of(result, columns.size());
        long more = size(current);
        if (bytes.get() + more > limits.bytes()) {
            return over("more than " + limits.bytes() + " bytes");
        }
        rows.incrementAndGet();
        bytes.addAndGet(more);
        return true;
    }

    private boolean over(String what) {
        if (!limits.cut()) {
            throw new OverLimitException("The answer has " + what + ". Ask for fewer rows or columns, or add LIMIT.");
        }
        cut = true;
        current = List.of();
        return false;
    }

    /** {@return the current row: null, Boolean, BigDecimal, String, List and Map; dates are ISO} */
    public List<@Nullable Object> row() {
        return current;
    }

    /**
     * {@return the answer as an {@code ArrowReader} of {@code org.apache.arrow.vector.ipc}} Needs Arrow on the class
     * path. {@link #count} is to be called after each batch.
     *
     * @param allocator a {@code BufferAllocator}
     */
    public Object arrow(Object allocator, long batchRows) throws SQLException {
        return Reading.arrow(result, allocator, batchRows);
    }

    /** {@return the engine's own result, for a reader that counts what it takes by {@link #count}} */
    public ResultSet result() {
        return result;
    }

    /**
     * Counts what a reader took by itself.
     *
     * @throws OverLimitException when it is more than the limits of the question allow; what came last must not be
     *     handed on
     */
    public void count(long moreRows, long moreBytes) {
        if (rows.get() + moreRows > limits.rows()) {
            throw new OverLimitException(
                    "The answer has more than " + limits.rows() + " rows. Ask for fewer rows, or add LIMIT.");
        }
        if (bytes.get() + moreBytes > limits.bytes()) {
            throw new OverLimitException("The answer has more than " + limits.bytes()
                    + " bytes. Ask for fewer rows or columns, or add LIMIT.");
        }
        rows.addAndGet(moreRows);
        bytes.addAndGet(moreBytes);
    }

    /** {@return how many rows were handed over so far} */
    public long rows() {
        return rows.get();
    }

    /** {@return how many bytes were handed over so far, as text or as counted} */
    public long bytes() {
        return bytes.get();
    }

    /** {@return whether there was more than the limits allow} */
    public boolean cut() {
        return cut;
    }

    private static long size(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof List<?> list) {
            return list.stream().mapToLong(Answer::size).sum();
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .mapToLong(entry -> size(entry.getKey()) + size(entry.getValue()))
                    .sum();
        }
        return FEW_BYTES;
    }
}
