package org.yearbook.ingest.source.oneroster.conformance;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads CSV as OneRoster wants it, and tells where it is not: RFC 4180, commas, no line break inside quotation marks
 * (CSV Binding 1.2.1, section 2). After a fault it goes on with the next line.
 */
final class StrictCsv {

    /** Hears of each row and each fault. */
    interface Listener {
        void row(long line, List<String> fields);

        void fault(String code, long line, String message);
    }

    private static final int END = -1;

    private final Reader in;
    private final Listener listener;
    private long line;
    private boolean broken;

    StrictCsv(Reader in, Listener listener) {
        this.in = in;
        this.listener = listener;
    }

    void read() throws IOException {
        var text = new StringBuilder();
        int next = in.read();
        while (next != END) {
            text.setLength(0);
            line++;
            broken = false;
            next = lineOf(next, text);
            if (!text.isEmpty()) {
                split(text);
            }
        }
    }

    /** One line without its end; {@return the character behind it}. */
    private int lineOf(int first, StringBuilder text) throws IOException {
        int next = first;
        while (next != END && next != '\n') {
            if (next == '\r') {
                next = in.read();
                if (next != '\n') {
                    fault("csv.bare_carriage_return", "A carriage return stands without a line feed.");
                }
            } else {
                text.append((char) next);
                next = in.read();
            }
        }
        return next == END ? END : in.read();
    }

    private void split(StringBuilder text) {
        List<String> fields = new ArrayList<>();
        int at = 0;
        do {
            at = text.length() > at && text.charAt(at) == '"' ? quoted(text, at + 1, fields) : plain(text, at, fields);
        } while (at <= text.length() && !broken);
        if (!broken) {
            listener.row(line, fields);
        }
    }

    /** {@return the place behind the comma; beyond the text's end after the last field} */
    private int plain(StringBuilder text, int from, List<String> fields) {
        int end = text.indexOf(",", from);
        String field = text.substring(from, end < 0 ? text.length() : end);
        if (field.indexOf('"') >= 0) {
            fault("csv.unescaped_quote", "A quotation mark stands inside a field that is not quoted.");
        }
        fields.add(field);
        return end < 0 ? text.length() + 1 : end + 1;
    }

    private int quoted(StringBuilder text, int from, List<String> fields) {
        var field = new StringBuilder();
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                field.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                field.append('"');
                at++;
            } else {
                fields.add(field.toString());
                return behindQuote(text, at);
            }
        }
        fault(
                "csv.unclosed_quote",
                "A quotation mark is not closed on its line: it is missing, or a field holds a line break.");
        return text.length() + 1;
    }

    private int behindQuote(StringBuilder text, int at) {
        if (at >= text.length()) {
            return text.length() + 1;
        }
        if (text.charAt(at) != ',') {
            fault("csv.unexpected_character_after_quote", "Text stands behind a closing quotation mark.");
        }
        return at + 1;
    }

    private void fault(String code, String message) {
        broken = true;
        listener.fault(code, line, message);
    }
}
