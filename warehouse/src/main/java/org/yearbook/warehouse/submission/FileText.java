package org.yearbook.warehouse.submission;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.YearFile;

/**
 * The text of a file: a header and the records, each ended by CR and LF. There is no way to quote a field, so that what
 * would break a line is a blank in it.
 */
final class FileText {

    private static final String END = "\r\n";
    private static final Pattern SEPARATORS = Pattern.compile(" *[\\t\\r\\n,][\\t\\r\\n, ]*");
    private static final int LONGEST_IDENTIFIER = 32;

    private FileText() {}

    /**
     * {@return the text}
     *
     * @param name of the file, which the header repeats
     * @param identifier what the one who hands the file in calls it, at most 32 characters
     */
    static String of(YearFile file, String name, String identifier, List<List<String>> records, Form form) {
        if (identifier.length() > LONGEST_IDENTIFIER) {
            throw new IllegalArgumentException(
                    "'" + identifier + "' has more than " + LONGEST_IDENTIFIER + " characters");
        }
        var text = new StringBuilder();
        line(
                text,
                List.of(
                        file.layout().fileType(),
                        String.valueOf(records.size()),
                        name,
                        identifier,
                        period(file.year()),
                        ""),
                form);
        records.forEach(record -> line(text, record, form));
        return text.toString();
    }

    /** {@return the school year as headers write it: 2025-2026} */
    private static String period(SchoolYear year) {
        return year.startYear() + "-" + (year.startYear() + 1);
    }

    private static void line(StringBuilder text, List<String> fields, Form form) {
        text.append(fields.stream().map(FileText::plain).collect(Collectors.joining(String.valueOf(form.separator()))))
                .append(END);
    }

    private static String plain(String field) {
        return SEPARATORS.matcher(field).replaceAll(" ").strip();
    }
}
