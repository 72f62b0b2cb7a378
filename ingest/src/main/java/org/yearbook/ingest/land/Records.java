package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.contract.CsvFormat;

/**
 * Splits text into records of fields, by RFC 4180 and a little mercy. What cannot be split has a {@link #fault}. A
 * quotation mark that is opened and not closed costs its own line, not the ones behind it; yet what may be the rest of
 * such a row is never taken for a row of its own.
 *
 * <p>Mercy: a field that does not begin with a quotation mark may hold some; any of the three line breaks ends a
 * record; blank lines are no records; empty fields behind the last column are dropped. Where a backslash escapes, it
 * does so before quotation marks, delimiters, line breaks and itself; anywhere else it is text.
 */
final class Records {

    /** What a decoder puts in the place of bytes that it cannot read; no text holds it otherwise. */
    static final char UNREADABLE = '\uFFFF';

    /** {@return whether a text holds half of a character, for which no encoding has bytes} */
    static boolean hasHalf(String text) {
        return text.codePoints().anyMatch(code -> Character.getType(code) == Character.SURROGATE);
    }

    /** No honest record has more characters; a quotation mark that swallows this much was never closed. */
    static final int LONGEST = 1 << 18;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final int END = -1;

    /** No character is equal to it. */
    private static final int NO_QUOTE = -2;

    private final Reader in;
    private final char delimiter;
    private final int bodyQuote;
    private final boolean backslash;
    private int linesToSkip;
    private int quote;

    private char[] text = new char[1 << 16];
    private int filled;
    private boolean drained;

    private int start;
    private int at;
    private long lineAtStart = 1;
    private long line = 1;

    private final List<String> fields = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private @Nullable String fault;
    private @Nullable String damage;
    private int firstBreakEnd;
    private boolean openQuote;
    private boolean endedByBreak;
    private boolean looseQuote;
    /** No row was read since a quotation mark went wrong: a stray one may close it. */
    private boolean afterBrokenQuote;

    private boolean surplus;
    private boolean empty;
    private boolean asFormula;

    Records(Reader in, CsvFormat format) {
        this.in = in;
        this.delimiter = format.delimiter();
        this.bodyQuote = quote(format.quote());
        this.quote = format.headless() ? bodyQuote : quote(format.headerQuote());
        this.backslash = format.escape() == CsvFormat.Escape.BACKSLASH;
        this.linesToSkip = format.skipLines();
    }

    private static int quote(@Nullable Character quote) {
        return quote == null ? NO_QUOTE : quote;
    }

    /**
     * Reads the next record.
     *
     * @param width how many fields it must have; 0 when any number will do
     * @return false when there is none
     */
    boolean next(int width) throws IOException {
        skipLines();
        do {
            skipBlankLines();
            if (peek() == END) {
                return false;
            }
            read(width);
            quote = bodyQuote;
        } while (width > 1 && fields.size() == 1 && fields.get(0).isBlank());
        return true;
    }

    private void skipLines() throws IOException {
        for (; linesToSkip > 0; linesToSkip--) {
            for (int next = peek(); next != END && next != '\n' && next != '\r'; next = peek()) {
                at++;
            }
            start = at;
            lineBreak();
        }
    }

    private void read(int width) throws IOException {
        begin();
        int after;
        do {
            readField();
            after = peek();
            if (after == delimiter) {
                at++;
            }
        } while (after == delimiter);
        endedByBreak = lineBreak();
        boolean brokenQuote = fault != null;
        judge(width);
        if (brokenQuote && firstBreakEnd > 0) {
            at = firstBreakEnd;
            line = lineAtStart + 1;
            endedByBreak = true;
        }
        if (fault == null && looseQuote && afterBrokenQuote) {
            fault = "It may be the rest of the broken row above";
        }
        afterBrokenQuote = brokenQuote || (afterBrokenQuote && fault != null);
        fault = fault == null ? damage : fault;
    }

    /** {@return the line on which the record begins; the first is 1} */
    long line() {
        return lineAtStart;
    }

    List<String> fields() {
        return fields;
    }

    /** {@return why the record cannot be used; null when it can} */
    @Nullable
    String fault() {
        return fault;
    }

    /** {@return where the record ends, without its line break} */
    private int end() {
        int end = at;
        while (end > start && (text[end - 1] == '\n' || text[end - 1] == '\r')) {
            end--;
        }
        return end;
    }

    /** {@return the record as delivered} */
    String text() {
        return new String(text, start, end() - start).replace(UNREADABLE, '\uFFFD');
    }

    /** {@return whether the record was delivered as {@code other} was, with a byte order mark in front or without} */
    boolean isAs(String other) {
        int from = start < at && text[start] == BYTE_ORDER_MARK ? start + 1 : start;
        return end() - from == other.length()
                && Arrays.equals(text, from, end(), other.toCharArray(), 0, other.length());
    }

    /** {@return whether the text ends within this record: before its last field, or inside quotation marks} */
    boolean cutShort(int width) {
        return !endedByBreak && (openQuote || fields.size() < width);
    }

    /** {@return whether a quotation mark stood in a field that is not quoted} */
    boolean looseQuote() {
        return looseQuote;
    }

    /** {@return whether the record has all of its fields and nothing in them} */
    boolean empty() {
        return empty && damage == null;
    }

    /** {@return whether a field was written as a formula that comes to the text it was read as} */
    boolean asFormula() {
        return asFormula;
    }

    /** {@return whether empty fields behind the last column were dropped} */
    boolean surplus() {
        return surplus;
    }

    private void begin() {
        start = at;
        lineAtStart = line;
        fields.clear();
        fault = null;
        damage = null;
        firstBreakEnd = 0;
        openQuote = false;
        looseQuote = false;
        surplus = false;
        empty = false;
        asFormula = false;
    }

    private void skipBlankLines() throws IOException {
        start = at;
        int next = peek();
        while (next == '\n' || next == '\r' || next == 0x1A) {
            if (next == 0x1A) {
                at++;
            } else {
                lineBreak();
            }
            start = at;
            next = peek();
        }
    }

    private void readField() throws IOException {
        field.setLength(0);
        boolean looseBefore = looseQuote;
        if (peek() == quote) {
            quoted();
        } else {
            plain(false);
        }
        if (isFormula()) {
            looseQuote = looseBefore;
            asFormula = true;
            fields.add(field.substring(2, field.length() - 1));
        } else {
            fields.add(field.toString());
        }
    }

    /** {@return whether the field is ="00731": so exports keep Excel from taking a text for a number} */
    private boolean isFormula() {
        int last = field.length() - 1;
        return quote == '"'
                && last > 1
                && field.charAt(0) == '='
                && field.charAt(1) == '"'
                && field.indexOf("\"", 2) == last;
    }

    private void quoted() throws IOException {
        at++;
        while (true) {
            int next = peek();
            if (next == END || at - start > LONGEST) {
                openQuote = true;
                fault = "A quotation mark is opened and never closed";
                plain(true);
                return;
            }
            if (next == quote) {
                at++;
                if (peek() != quote) {
                    break;
                }
                at++;
                field.append((char) quote);
            } else if (next == '\\' && escapes()) {
                escaped();
            } else if (next == '\n' || next == '\r') {
                breakWithin((char) next);
            } else {
                add((char) next);
            }
        }
        if (!atFieldEnd(peek())) {
            fault = "Text follows a closing quotation mark";
            plain(true);
        }
    }

    /** A line break inside quotation marks belongs to the field. */
    private void breakWithin(char first) throws IOException {
        field.append(first);
        at++;
        if (first == '\r' && peek() == '\n') {
            field.append('\n');
            at++;
        }
        line++;
        firstBreakEnd = firstBreakEnd == 0 ? at : firstBreakEnd;
    }

    private boolean atFieldEnd(int next) {
        return next == END || next == delimiter || next == '\n' || next == '\r';
    }

    private void plain(boolean anyQuote) throws IOException {
        int next = peek();
        while (!atFieldEnd(next)) {
            looseQuote |= next == quote && !anyQuote;
            if (next == '\\' && escapes()) {
                escaped();
            } else {
                add((char) next);
            }
            next = peek();
        }
    }

    /** {@return whether the backslash that is next stands for what follows it} */
    private boolean escapes() throws IOException {
        if (!backslash) {
            return false;
        }
        at++;
        int next = peek();
        at--;
        return next == quote || next == delimiter || next == '\\' || next == '\n' || next == '\r';
    }

    private void escaped() throws IOException {
        at++;
        int next = peek();
        if (next == '\n' || next == '\r') {
            breakWithin((char) next);
        } else {
            add((char) next);
        }
    }

    private void add(char next) {
        if (next == UNREADABLE) {
            damage = "It holds bytes that are no text in the encoding of the file";
        } else if (next == 0) {
            damage = "It holds a NUL byte";
        }
        field.append(next);
        at++;
    }

    private void judge(int width) {
        if (fault == null && at - start > LONGEST) {
            fault = "It is longer than any record can be";
        }
        if (width == 0 || fault != null) {
            return;
        }
        while (fields.size() > width && fields.get(fields.size() - 1).isEmpty()) {
            fields.remove(fields.size() - 1);
            surplus = true;
        }
        if (fields.size() != width) {
            fault = "It has " + fields.size() + (fields.size() == 1 ? " field" : " fields") + " where the header has "
                    + width;
        } else if (width > 1 && fields.stream().allMatch(String::isEmpty)) {
            fault = "All its fields are empty";
            empty = true;
        }
    }

    /** Steps over one line break, when there is one here. */
    private boolean lineBreak() throws IOException {
        int next = peek();
        if (next != '\n' && next != '\r') {
            return false;
        }
        at++;
        if (next == '\r' && peek() == '\n') {
            at++;
        }
        line++;
        return true;
    }

    private int peek() throws IOException {
        while (at == filled && !drained) {
            fill();
        }
        return at < filled ? text[at] : END;
    }

    private void fill() throws IOException {
        if (start > text.length / 2) {
            System.arraycopy(text, start, text, 0, filled - start);
            filled -= start;
            at -= start;
            firstBreakEnd = firstBreakEnd == 0 ? 0 : firstBreakEnd - start;
            start = 0;
        } else if (filled == text.length) {
            text = Arrays.copyOf(text, text.length * 2);
        }
        int read = in.read(text, filled, text.length - filled);
        drained = read < 0;
        filled += Math.max(read, 0);
    }
}
