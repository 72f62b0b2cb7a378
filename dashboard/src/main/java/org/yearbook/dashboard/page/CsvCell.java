package org.yearbook.dashboard.page;

import java.util.regex.Pattern;

/** One cell of a CSV file that people open in a spreadsheet. */
public final class CsvCell {

    private static final Pattern PLAIN_NUMBER = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,15})?");

    private CsvCell() {}

    /**
     * {@return the text, quoted where CSV needs it} What a spreadsheet would take for a formula gets an apostrophe in
     * front; a plain number does not, so that a negative one stays one.
     */
    public static String of(String text) {
        String safe = formula(text) ? "'" + text : text;
        boolean quote = safe.chars().anyMatch(sign -> sign == ',' || sign == '"' || sign == '\n' || sign == '\r');
        return quote ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static boolean formula(String text) {
        if (text.isEmpty() || PLAIN_NUMBER.matcher(text).matches()) {
            return false;
        }
        // Full-width forms of the signs count as the signs themselves in some spreadsheets.
        return "=+-@\t\r\n\0|%＝＋－＠".indexOf(text.charAt(0)) >= 0
                || (Character.isWhitespace(text.charAt(0)) && formula(text.strip()));
    }
}
