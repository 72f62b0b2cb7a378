package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yearbook.ingest.contract.CsvFormat;

/** The line {@code sep=;} in front of a table, by which a file tells Excel what parts its fields. It is no row. */
final class SeparatorLine {

    private static final Pattern LINE = Pattern.compile("\uFEFF?\"?(?i:sep)=([^\"\\r\\n])\"?\\s*");
    private static final int LONGEST = 16;

    private SeparatorLine() {}

    /**
     * {@return how a file is split that may begin with such a line} Where a contract has lines left out in front of the
     * table, it is one of those.
     */
    static CsvFormat heeded(Path file, TextForm form, CsvFormat agreed) throws IOException {
        if (agreed.skipLines() > 0) {
            return agreed;
        }
        Matcher line = LINE.matcher(first(file, form));
        return line.matches() ? agreed.withDelimiter(line.group(1).charAt(0)).withSkipLines(1) : agreed;
    }

    /** {@return the first line, as far as it matters} */
    private static String first(Path file, TextForm form) throws IOException {
        var line = new StringBuilder();
        try (Reader text = form.open(file)) {
            for (int next = text.read();
                    next >= 0 && next != '\n' && next != '\r' && line.length() < LONGEST;
                    next = text.read()) {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
