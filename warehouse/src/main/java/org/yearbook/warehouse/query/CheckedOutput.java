package org.yearbook.warehouse.query;

import java.io.IOException;
import java.io.PrintWriter;

/** Stops an answer that nobody reads any more, such as one piped into {@code head}. */
final class CheckedOutput implements Appendable {

    private static final int EVERY = 1000;

    private final PrintWriter out;
    private int appended;

    CheckedOutput(PrintWriter out) {
        this.out = out;
    }

    @Override
    public Appendable append(CharSequence text) throws IOException {
        out.append(text);
        if (++appended % EVERY == 0 && out.checkError()) {
            throw new IOException("nobody reads the answer any more");
        }
        return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) throws IOException {
        return append(text.subSequence(start, end));
    }

    @Override
    public Appendable append(char c) throws IOException {
        return append(String.valueOf(c));
    }
}
