package org.yearbook.ingest.contract;

import java.util.List;

/**
 * How a file's text is split and what stands for nothing.
 *
 * @param delimiter one character
 * @param quote one character
 * @param nullTokens texts that mean "no value", beside the empty field
 */
public record CsvFormat(char delimiter, char quote, List<String> nullTokens) {

    /** Comma, double quote, and only the empty field means nothing. */
    public static final CsvFormat RFC_4180 = new CsvFormat(',', '"', List.of());

    public CsvFormat {
        nullTokens = List.copyOf(nullTokens);
    }
}
