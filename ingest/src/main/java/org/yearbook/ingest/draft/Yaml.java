package org.yearbook.ingest.draft;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes single values of YAML, in quotation marks where they would be read as something else. */
final class Yaml {

    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    private Yaml() {}

    static String text(String text) {
        boolean plain = text.matches("[A-Za-z][A-Za-z0-9_./ -]*[A-Za-z0-9]|[A-Za-z]")
                && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : quoted(text);
    }

    static String quoted(String text) {
        var out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').appendCodePoint(c);
            } else if (printable(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(String.format(Locale.ROOT, "\\u%04x", half(c) ? '\uFFFD' : c));
            }
        });
        return out.append('"').toString();
    }

    /** {@return a text as a comment or a terminal may show it} */
    static String shown(String text) {
        return text.codePoints()
                .map(c -> printable(c) && c != '\u0085' && c != '\u2028' && c != '\u2029' ? c : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** What may stand in YAML as it is (YAML 1.2, section 5.1), but for tabs and line breaks. */
    private static boolean printable(int c) {
        return (c >= ' ' && c < 0x7F)
                || c == 0x85
                || (c >= 0xA0 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF)
                || c >= 0x10000;
    }

    private static boolean half(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    static String list(List<String> texts) {
        return texts.stream().map(Yaml::text).collect(Collectors.joining(", ", "[", "]"));
    }

    static String map(Map<String, String> pairs) {
        return pairs.entrySet().stream()
                .map(pair -> quoted(pair.getKey()) + ": " + quoted(pair.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
