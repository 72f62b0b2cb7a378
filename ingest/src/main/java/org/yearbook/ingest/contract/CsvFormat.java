package org.yearbook.ingest.contract;

import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table in text whose fields are parted by one character.
 *
 * @param delimiter one character
 * @param quote the character around fields that hold delimiters or line breaks; null when there is none and every such
 *     character is text
 * @param headerQuote the same for the line of column names, which some systems quote otherwise
 * @param escape how a quotation mark is written inside a quoted field
 * @param skipLines lines in front of the table that are no part of it
 * @param headless whether there is no line of column names: the columns stand in the order of the contract's properties
 * @param encoding the encoding that was agreed on; null when the bytes tell it
 * @param trailer what the last line must look like, as a regular expression whose only group is the number of rows;
 *     null when there is no such line
 * @param nullTokens texts that mean "no value", beside the empty field
 */
public record CsvFormat(
        char delimiter,
        @Nullable Character quote,
        @Nullable Character headerQuote,
        Escape escape,
        int skipLines,
        boolean headless,
        @Nullable Charset encoding,
        @Nullable String trailer,
        List<String> nullTokens)
        implements FileFormat {

    /** Comma, double quote, and only the empty field means nothing. */
    public static final CsvFormat RFC_4180 = new CsvFormat(',', '"', List.of());

    /** How a quotation mark is written inside a quoted field. */
    public enum Escape {
        /** Twice. */
        DOUBLE,
        /** Behind a backslash; so is a backslash itself. */
        BACKSLASH
    }

    public CsvFormat {
        nullTokens = List.copyOf(nullTokens);
    }

    /** A table with a line of column names and nothing out of the ordinary. */
    public CsvFormat(char delimiter, char quote, List<String> nullTokens) {
        this(delimiter, quote, quote, Escape.DOUBLE, 0, false, null, null, nullTokens);
    }

    /** {@return the same with another delimiter} */
    public CsvFormat withDelimiter(char other) {
        return new CsvFormat(other, quote, headerQuote, escape, skipLines, headless, encoding, trailer, nullTokens);
    }

    /** {@return the same with another number of lines in front of the table} */
    public CsvFormat withSkipLines(int lines) {
        return new CsvFormat(delimiter, quote, headerQuote, escape, lines, headless, encoding, trailer, nullTokens);
    }

    /** {@return whether any reader of CSV reads it in the same way} */
    public boolean plain() {
        return quote != null
                && quote.equals(headerQuote)
                && escape == Escape.DOUBLE
                && skipLines == 0
                && encoding == null
                && trailer == null;
    }

    @Override
    public String word() {
        return "csv";
    }
}
