package org.yearbook.ingest.land;

import java.util.Set;

/**
 * Text without what is no part of it. Characters that nobody sees stand at the edges of values that were copied out of
 * a page or a directory (U+200B, U+200E), or that an export wants to keep Excel from reading as numbers (a tab): a key
 * with one of them is another key. And Excel writes what it shows into a CSV file, also where that is an error.
 */
final class Bare {

    /** What cells of Excel show whose formula went wrong; nobody enters it as a value. */
    private static final Set<String> ERRORS = Set.of(
            "#N/A",
            "#REF!",
            "#VALUE!",
            "#DIV/0!",
            "#NAME?",
            "#NUM!",
            "#NULL!",
            "#SPILL!",
            "#CALC!",
            "#GETTING_DATA",
            "#FIELD!",
            "#BLOCKED!",
            "#CONNECT!",
            "#BUSY!",
            "#UNKNOWN!",
            "#EXTERNAL!",
            "#PYTHON!");

    /** Fewer of them may be a mark; a column too narrow for a date has more. */
    private static final int TOO_NARROW = 4;

    private Bare() {}

    /** {@return the text without characters at its edges that nobody sees; itself when there are none} */
    static String of(String text) {
        int from = 0;
        for (int at = 0; at < text.length() && surrounds(text.charAt(at)); at++) {
            from = unseen(text.charAt(at)) ? at + 1 : from;
        }
        int to = text.length();
        for (int at = text.length(); at > from && surrounds(text.charAt(at - 1)); at--) {
            to = unseen(text.charAt(at - 1)) ? at - 1 : to;
        }
        return to - from == text.length() ? text : text.substring(from, to);
    }

    /** {@return whether a text is what Excel shows where there is no value to show} */
    static boolean isError(String text) {
        if (text.isEmpty() || text.charAt(0) != '#') {
            return false;
        }
        return ERRORS.contains(text)
                || (text.length() >= TOO_NARROW && text.chars().allMatch(next -> next == '#'));
    }

    /** {@return whether a text that begins with {@code #} and this byte may be an error} */
    static boolean mayBeError(byte second) {
        return second == '#' || (second >= 'A' && second <= 'Z');
    }

    private static boolean surrounds(char next) {
        return Character.isWhitespace(next) || Character.isSpaceChar(next) || unseen(next);
    }

    /**
     * {@return whether nobody sees a character} Blanks are seen, by what is beside them, and what stands from U+0080 to
     * U+009F was a letter before it was decoded wrongly. The signs that Arabic and Syriac put in front of numbers are
     * of the same kind as the unseen, and are seen.
     */
    static boolean unseen(int next) {
        if (next < 0x80) {
            return next < ' ' || next == 0x7F;
        }
        boolean sign = next >= 0x600 && next < 0x900 && next != 0x61C;
        return !sign && Character.getType(next) == Character.FORMAT;
    }
}
