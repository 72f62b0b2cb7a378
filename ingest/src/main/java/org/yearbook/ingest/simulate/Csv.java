package org.yearbook.ingest.simulate;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes RFC 4180 rows as bytes, without a string per field where the caller has bytes. UTF-8, CRLF, no BOM. */
final class Csv implements Closeable {

    private static final int ROOM = 1 << 16;

    private final OutputStream out;
    private final byte[] buffer = new byte[ROOM];
    private int filled;
    private long line = 1;
    private boolean rowBegun;

    /** Takes {@code out} over and writes the header as line 1. */
    Csv(OutputStream out, String... header) throws IOException {
        this.out = out;
        for (String column : header) {
            text(column);
        }
        end();
    }

    /** {@return the source line of the row being written; the header is line 1} */
    long line() {
        return line;
    }

    /** {@return finished rows, the header not counted} */
    long rows() {
        return line - 2;
    }

    Csv text(@Nullable String value) throws IOException {
        separate();
        if (value == null || value.isEmpty()) {
            return this;
        }
        if (plain(value)) {
            int length = value.length();
            room(length);
            for (int i = 0; i < length; i++) {
                buffer[filled++] = (byte) value.charAt(i);
            }
        } else {
            put(quoted(value).getBytes(StandardCharsets.UTF_8));
        }
        return this;
    }

    /** A field that is known to need no quotes. */
    Csv ascii(byte[] value) throws IOException {
        separate();
        put(value);
        return this;
    }

    /** A whole number of at least 0. */
    Csv number(long value) throws IOException {
        separate();
        room(20);
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        long rest = value;
        for (int i = filled + digits - 1; i >= filled; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        filled += digits;
        return this;
    }

    void end() throws IOException {
        room(2);
        buffer[filled++] = '\r';
        buffer[filled++] = '\n';
        line++;
        rowBegun = false;
    }

    private void separate() throws IOException {
        if (rowBegun) {
            room(1);
            buffer[filled++] = ',';
        }
        rowBegun = true;
    }

    private void put(byte[] bytes) throws IOException {
        if (bytes.length > ROOM) {
            flush();
            out.write(bytes);
            return;
        }
        room(bytes.length);
        System.arraycopy(bytes, 0, buffer, filled, bytes.length);
        filled += bytes.length;
    }

    private void room(int wanted) throws IOException {
        if (filled + wanted > ROOM) {
            flush();
        }
    }

    private void flush() throws IOException {
        out.write(buffer, 0, filled);
        filled = 0;
    }

    private static boolean plain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > 126 || c < ' ' || c == ',' || c == '"') {
                return false;
            }
        }
        return value.length() < ROOM;
    }

    private static String quoted(String value) {
        boolean needed = value.indexOf(',') >= 0 || value.indexOf('"') >= 0 || value.indexOf('\n') >= 0;
        return needed ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }
}
