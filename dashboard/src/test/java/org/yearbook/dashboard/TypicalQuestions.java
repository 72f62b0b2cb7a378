package org.yearbook.dashboard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The statements of {@code typical-questions.sql}, one a line, as analysts ask them. */
final class TypicalQuestions {

    private TypicalQuestions() {}

    static List<String> all() throws IOException {
        try (var in = TypicalQuestions.class.getResourceAsStream("typical-questions.sql")) {
            if (in == null) {
                throw new IOException("typical-questions.sql is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("--"))
                    .map(line -> line.substring(0, line.lastIndexOf(';')))
                    .toList();
        }
    }
}
