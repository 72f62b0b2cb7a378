package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Passes a sheet on as the library reads it. That does not know of days written as {@code t="d"}; does not tell a
 * formula that nobody computed from one that comes to an empty text where a program wrote an empty {@code <v/>} for it;
 * and takes for the text of a cell all that stands in {@code <is>}: the line breaks between its tags, which Gnumeric
 * writes, and how it is pronounced, {@code <rPh>}.
 */
final class SheetTags {

    /** No tag that matters is as long. */
    private static final int LONGEST = 1_024;

    private static final byte[][] DAY = {ascii(" t=\"d\""), ascii(" t='d'")};

    /** The library keeps what stands in such a cell as it is, and its format with it. */
    private static final byte[] AS_IT_IS = ascii(" t=\"e\"");

    private static final byte[][] TEXT = {ascii(" t=\"str\""), ascii(" t='str'")};

    private static final byte[] INLINE = ascii("is");
    private static final byte[] SPOKEN = ascii("rPh");
    private static final byte[] WORDS = ascii("t");
    private static final byte[] VALUE = ascii("v");
    private static final byte[] CELL = ascii("c");

    private final OutputStream to;
    private final byte[] tag = new byte[LONGEST];
    private int size;
    private boolean inTag;
    /** Whether what follows is the rest of a tag that was too long. */
    private boolean rest;

    private boolean inline;
    private boolean spoken;
    private boolean words;
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
        if (until <= from) {
            return;
        }
        if (inline && !rest && (spoken || !words)) {
            changed = true;
            return;
        }
        release();
        to.write(block, from, until - from);
    }

    private void release() throws IOException {
        to.write(held);
        held = new byte[0];
    }

    private void end() throws IOException {
        inTag = false;
        rest = tag[size - 1] != '>';
        boolean ends = tag[1] == '/';
        boolean empty = tag[size - 2] == '/';
        int begin = nameBegin(ends ? 2 : 1);
        boolean value = named(begin, VALUE);
        if (value && !text && (ends ? held.length > 0 : empty)) {
            held = new byte[0];
            changed = true;
            return;
        }
        release();
        if (value && !ends) {
            held = Arrays.copyOf(tag, size);
            return;
        }
        if (!ends && named(begin, CELL)) {
            cell();
        } else if (!empty) {
            within(begin, !ends);
        }
        to.write(tag, 0, size);
    }

    private void cell() {
        text = find(TEXT) >= 0;
        int day = find(DAY);
        if (day >= 0) {
            System.arraycopy(AS_IT_IS, 0, tag, day, AS_IT_IS.length);
            days = true;
            changed = true;
        }
    }

    private void within(int begin, boolean begins) {
        if (named(begin, INLINE)) {
            inline = begins;
        } else if (named(begin, SPOKEN)) {
            spoken = begins;
        } else if (named(begin, WORDS)) {
            words = begins;
        }
    }

    /** {@return where the tag's name begins, behind its namespace} */
    private int nameBegin(int from) {
        int begin = from;
        for (int at = from; at < size && !endsName(at); at++) {
            if (tag[at] == ':') {
                begin = at + 1;
            }
        }
        return begin;
    }

    private boolean endsName(int at) {
        return tag[at] <= ' ' || tag[at] == '/' || tag[at] == '>';
    }

    private boolean named(int begin, byte[] name) {
        int end = begin + name.length;
        return end < size && endsName(end) && Arrays.equals(tag, begin, end, name, 0, name.length);
    }

    private int find(byte[][] either) {
        int first = find(either[0]);
        return first >= 0 ? first : find(either[1]);
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
