package org.yearbook.ingest.land;

/** Judges the bytes above 127 of a text, by where they stand; the bytes between them are ASCII and need no look. */
final class Utf8 {

    private boolean valid = true;
    private int missing;
    private long expectedAt;
    private int least;
    private int most;
    private int code;

    /** {@return whether all is well so far, with {@code value} at {@code position}} */
    boolean take(int value, long position) {
        if (missing > 0) {
            valid &= position == expectedAt && value >= least && value <= most;
            missing--;
            code = code << 6 | (value & 0x3F);
            least = 0x80;
            most = 0xBF;
        } else {
            begin(value);
        }
        expectedAt = position + 1;
        return valid;
    }

    /** {@return the character that the last byte completes; 0 when more bytes of it follow} */
    int completed() {
        return missing == 0 ? code : 0;
    }

    boolean valid() {
        return valid;
    }

    /** {@return whether the text does not end within a character} */
    boolean complete() {
        return valid && missing == 0;
    }

    /** The first byte says how many follow, and for some how the second one is confined. */
    private void begin(int value) {
        if (value >= 0xC2 && value <= 0xDF) {
            missing = 1;
            code = value & 0x1F;
        } else if (value >= 0xE0 && value <= 0xEF) {
            missing = 2;
            code = value & 0xF;
        } else if (value >= 0xF0 && value <= 0xF4) {
            missing = 3;
            code = value & 0x7;
        } else {
            valid = false;
        }
        least = value == 0xE0 ? 0xA0 : value == 0xF0 ? 0x90 : 0x80;
        most = value == 0xED ? 0x9F : value == 0xF4 ? 0x8F : 0xBF;
    }
}
