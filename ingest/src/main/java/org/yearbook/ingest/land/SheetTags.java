package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Passes a sheet on as the library reads it, which does not know of days written as {@code t="d"}, and does not tell a
 * formula that nobody computed from one that comes to an empty text where a program wrote an empty {@code <v/>} for it.
 */
final class SheetTags {

    /** No tag that matters is as long. */
    private static final int LONGEST = 1_024;

    private static final byte[] DAY = ascii(" t=\"d\"");

    /** The library keeps what stands in such a cell as it is, and its format with it. */
    private static final byte[] AS_IT_IS = ascii(" t=\"e\"");

    private static final byte[] TEXT = ascii(" t=\"str\"");

    private final OutputStream to;
    private final byte[] tag = new byte[LONGEST];
    private int size;
    private boolean inTag;
    /** Whether the cell holds a text that a formula came to. */
    private boolean text;

    private byte[] held = new byte[0];
    private boolean days;
    private boolean changed;

    SheetTags(OutputStream to) {
        this.to = to;
    }

    private static byte[] ascii(String words) {
        return words.getBytes(StandardCharsets.US_ASCII);
    }

    /** {@return whether there were days written as such} */
    boolean days() {
        return days;
    }

    /** {@return whether anything is passed on otherwise than it came} */
    boolean changed() {
        return changed;
    }

    void write(byte[] block, int length) throws IOException {
        int from = 0;
        for (int at = 0; at < length; at++) {
            byte next = block[at];
            if (inTag) {
                tag[size++] = next;
                if (next == '>' || size == LONGEST) {
                    end();
                    from = at + 1;
                }
            } else if (next == '<') {
                pass(block, from, at);
                inTag = true;
                tag[0] = next;
                size = 1;
            }
        }
        if (!inTag) {
            pass(block, from, length);
        }
    }

    void finish() throws IOException {
        release();
        if (inTag) {
            to.write(tag, 0, size);
        }
    }

    private void pass(byte[] block, int from, int until) throws IOException {
        if (until > from) {
            release();
            to.write(block, from, until - from);
        }
    }

    private void release() throws IOException {
        to.write(held);
        held = new byte[0];
    }

    private void end() throws IOException {
        inTag = false;
        boolean ends = tag[1] == '/';
        byte name = shortName(ends ? 2 : 1);
        if (name == 'v' && !text && (ends ? held.length > 0 : tag[size - 2] == '/')) {
            held = new byte[0];
            changed = true;
            return;
        }
        release();
        if (name == 'v' && !ends) {
            held = Arrays.copyOf(tag, size);
            return;
        }
        if (name == 'c' && !ends) {
            text = find(TEXT) >= 0;
            int day = find(DAY);
            if (day >= 0) {
                System.arraycopy(AS_IT_IS, 0, tag, day, AS_IT_IS.length);
                days = true;
                changed = true;
            }
        }
        to.write(tag, 0, size);
    }

    /** {@return the name that begins there, without its namespace, where it is of one letter; 0 otherwise} */
    private byte shortName(int from) {
        int begin = from;
        for (int at = from; at < size; at++) {
            if (tag[at] == ':') {
                begin = at + 1;
            } else if (tag[at] <= ' ' || tag[at] == '/' || tag[at] == '>') {
                return at == begin + 1 ? tag[begin] : 0;
            }
        }
        return 0;
    }

    private int find(byte[] words) {
        for (int at = 0; at + words.length <= size; at++) {
            if (Arrays.equals(tag, at, at + words.length, words, 0, words.length)) {
                return at;
            }
        }
        return -1;
    }
}
