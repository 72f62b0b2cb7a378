package org.yearbook.ingest.contract;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions of contracts, with the part that counts as their only group. Java reads some of them and DuckDB
 * others, so that only what both know is taken.
 */
final class OneGroup {

    private static final String ESCAPE =
            "\\\\(?:[dDwWsSbBAztnrfa]|[pP](?:\\{[A-Z][a-z]?}|[A-Z])|x[0-9A-Fa-f]{2}|[^A-Za-z0-9])";

    /** Groups without look-around, classes without classes in them, repetitions that give back, plain letters. */
    private static final Pattern KNOWN_TO_BOTH = Pattern.compile("(?:" + ESCAPE
            + "|\\[\\^?(?:" + ESCAPE + "|[^\\[\\]\\\\&]|&(?!&))++]"
            + "|\\((?:\\?:|\\?[ims]+(?:-[ims]+)?[:)]|(?!\\?))|\\)"
            + "|(?:[*+?]|\\{\\d{1,3}(?:,\\d{0,3})?})\\??(?![*+?{])"
            + "|[^\\\\\\[(){*+?])*+");

    private OneGroup() {}

    /**
     * {@return {@code pattern}; null when it is a fault}
     *
     * @param counts what its group must hold, with an example
     */
    static @Nullable String read(YamlMap keys, String key, String pattern, String counts) {
        try {
            if (Pattern.compile(pattern).matcher("").groupCount() != 1) {
                keys.fault(key, "'" + key + "' must hold " + counts);
            } else if (!KNOWN_TO_BOTH.matcher(pattern).matches()) {
                keys.fault(
                        key,
                        "'" + key
                                + "' may have groups, classes, repetitions and alternatives; no look-around like (?=x),"
                                + " no reference back like \\1, no repetition that gives nothing back like x++");
            } else {
                return pattern;
            }
        } catch (PatternSyntaxException e) {
            keys.fault(key, "'" + key + "' is no regular expression: " + e.getDescription());
        }
        return null;
    }
}
