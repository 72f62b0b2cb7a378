package org.yearbook.ingest.land;

import java.util.ArrayList;
import java.util.List;

/**
 * Recognizes text that was decoded wrongly before it came here: UTF-8 read as Windows-1252 and written anew
 * ({@code JosÃ©} for José, {@code â€™} for an apostrophe), and characters that some program gave up on (U+FFFD).
 */
final class Garbled {

    private static final char GIVEN_UP = '\uFFFD';

    /** Fewer rows than this are records that somebody typed or pasted so: the rules about names find them. */
    private static final long FEW = 3;

    private static final long SOME_PERCENT = 10;
    private static final long MANY_PERCENT = 50;

    /**
     * Rows with letters beyond ASCII.
     *
     * @param foreign how many there are
     * @param garbled how many of them hold letters that were decoded wrongly
     * @param firstLine of those; 0 when there is none
     */
    record Count(long foreign, long garbled, long firstLine) {

        static final Count NONE = new Count(0, 0, 0);

        /** {@return this and one more row} */
        Count and(long line, boolean wrong) {
            return new Count(foreign + 1, garbled + (wrong ? 1 : 0), wrong && firstLine == 0 ? line : firstLine);
        }
    }

    private long tail;
    private long lastAt = -2;

    /** {@return whether a text holds such a sequence} */
    static boolean in(String text) {
        for (int at = 0; at < text.length(); at++) {
            char next = text.charAt(at);
            if (next >= 0xC2 && (next == GIVEN_UP || (at + 1 < text.length() && pair(next, text.charAt(at + 1))))) {
                return true;
            }
        }
        return false;
    }

    /** Behind these letters honest words have another letter of a Western alphabet. */
    private static boolean pair(char first, char second) {
        return switch (first) {
            case '\u00C2', '\u00C3' ->
                (second >= 0x80 && second <= 0xBF)
                        || (second >= 0x140 && second <= 0x1BF)
                        || (second >= 0x2C0 && second <= 0x2FF)
                        || (second >= 0x2000 && second <= 0x2FFF);
            case '\u00E2' -> second == '\u20AC';
            default -> false;
        };
    }

    /** Is told of the bytes above 127 of UTF-8, one by one. {@return whether such a sequence ends here} */
    boolean ends(int value, long position) {
        tail = position == lastAt + 1 ? tail << 8 | value : value;
        lastAt = position;
        int before = (int) (tail >> 8 & 0xFFFF);
        if (before == 0xC382 || before == 0xC383) {
            return value == 0xC2 || value == 0xC5 || value == 0xC6 || value == 0xCB || value == 0xE2;
        }
        return (tail & 0xFF_FFFFL) == 0xEF_BFBDL || (tail & 0xFF_FFFF_FFFFL) == 0xC3_A2E2_82ACL;
    }

    /** {@return whether a text has letters beyond ASCII} */
    static boolean foreign(String text) {
        return text.chars().anyMatch(next -> next >= 0x80);
    }

    /** {@return what to tell about a file: something when a good part of its foreign letters is garbled} */
    static List<Finding> findings(Identified file, Count count) {
        List<Finding> findings = new ArrayList<>();
        if (count.garbled() >= FEW && count.garbled() * 100 >= count.foreign() * SOME_PERCENT) {
            findings.add(new Finding(
                    Rules.ENCODING,
                    count.garbled() * 100 >= count.foreign() * MANY_PERCENT ? "major" : "minor",
                    file.contract().source(),
                    file.member().file(),
                    count.firstLine(),
                    null,
                    null,
                    "Of " + count.foreign() + " rows with letters beyond a to z, " + count.garbled()
                            + " are garbled: their text was decoded wrongly before it came here.",
                    "Have the export made in UTF-8 from the start; names that are garbled in the source system itself must"
                            + " be corrected there."));
        }
        return findings;
    }
}
