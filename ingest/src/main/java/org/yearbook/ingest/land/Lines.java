package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.Reader;

/** Goes through a text line by line; any of the three line breaks ends one. */
final class Lines {

    private static final int END = -1;

    private final Reader in;
    private final char[] block = new char[1 << 16];
    private final StringBuilder text = new StringBuilder();
    private int at;
    private int filled;
    private long number;
    private boolean endedByBreak;
    private boolean tooLong;

    Lines(Reader in) {
        this.in = in;
    }

    /** Reads the next line; what is more than {@link Records#LONGEST} of it is left out. {@return false at the end} */
    boolean next() throws IOException {
        text.setLength(0);
        endedByBreak = false;
        tooLong = false;
        if (peek() == END) {
            return false;
        }
        number++;
        for (int next = peek(); next != END && !endedByBreak; next = peek()) {
            at++;
            if (next == '\r' && peek() == '\n') {
                at++;
            }
            endedByBreak = next == '\n' || next == '\r';
            if (!endedByBreak && text.length() < Records.LONGEST) {
                text.append((char) next);
            } else {
                tooLong |= !endedByBreak;
            }
        }
        return true;
    }

    /** {@return its number, from 1} */
    long number() {
        return number;
    }

    String text() {
        return text.toString();
    }

    /** {@return whether a line break follows it} */
    boolean endedByBreak() {
        return endedByBreak;
    }

    boolean tooLong() {
        return tooLong;
    }

    private int peek() throws IOException {
        if (at == filled) {
            filled = Math.max(in.read(block), 0);
            at = 0;
        }
        return filled == 0 ? END : block[at];
    }
}
