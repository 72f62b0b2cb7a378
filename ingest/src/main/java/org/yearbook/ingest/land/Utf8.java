package org.yearbook.ingest.land;

/** Judges the bytes above 127 of a text, by where they stand; the bytes between them are ASCII and need no look. */
final class Utf8 {

    private boolean valid = true;
    private int missing;
    private long expectedAt;
    private int least;
    private int most;

    /** {@return whether all is well so far, with {@code value} at {@code position}} */
    boolean take(int value, long position) {
        if (missing > 0) {
            valid &= position == expectedAt && value >= least && value <= most;
            missing--;
            least = 0x80;
            most = 0xBF;
        } else {
            begin(value);
        }
        expectedAt = position + 1;
        return valid;
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
        } else if (value >= 0xE0 && value <= 0xEF) {
            missing = 2;
        } else if (value >= 0xF0 && value <= 0xF4) {
            missing = 3;
        } else {
            valid = false;
        }
        least = value == 0xE0 ? 0xA0 : value == 0xF0 ? 0x90 : 0x80;
        most = value == 0xED ? 0x9F : value == 0xF4 ? 0x8F : 0xBF;
    }
}
