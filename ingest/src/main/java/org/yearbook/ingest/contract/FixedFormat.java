package org.yearbook.ingest.contract;

import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table in text whose fields stand at fixed places of every line; the contract's columns say where.
 *
 * @param skipLines lines in front of the table that are no part of it
 * @param encoding the encoding that was agreed on; null when the bytes tell it
 * @param trailer what the last line must look like, as a regular expression whose only group is the number of rows;
 *     null when there is no such line
 * @param nullTokens texts that mean "no value", beside the blank field
 */
public record FixedFormat(
        int skipLines, @Nullable Charset encoding, @Nullable String trailer, List<String> nullTokens)
        implements FileFormat {

    public FixedFormat {
        nullTokens = List.copyOf(nullTokens);
    }

    @Override
    public String word() {
        return "fixed";
    }
}
