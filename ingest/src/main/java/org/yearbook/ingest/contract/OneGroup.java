package org.yearbook.ingest.contract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.YamlMap;

/**
 * Regular expressions of contracts, with the part that counts as their only group. Java reads some of them and DuckDB
 * others, so that only what both know is taken.
 */
final class OneGroup {

    private static final String ESCAPE =
            "\\\\(?:[dDwWsSbBAztnrfa]|[pP](?:\\{(?!Cn)[A-Z][a-z]?}|[A-Z])|x[0-9A-Fa-f]{2}|[ -~&&[^A-Za-z0-9]])";

    /** Groups without look-around, classes without classes in them, repetitions that give back, plain letters. */
    private static final String PIECE = ESCAPE
            + "|\\[\\^?(?:" + ESCAPE + "|[^\\[\\]\\\\&]|&(?!&))++]"
            + "|\\((?:\\?:|\\?[ims]+(?:-[ims]+)?[:)]|(?!\\?))|\\)"
            + "|(?:[*+?]|\\{(?<least>\\d{1,3})(?:,(?<most>\\d{0,3}))?})\\??(?![*+?{])"
            + "|[^\\\\\\[(){*+?]";

    private static final Pattern KNOWN_TO_BOTH = Pattern.compile("(?:" + PIECE + ")*+");
    private static final Pattern NEXT = Pattern.compile(PIECE);

    /** DuckDB writes out what is repeated; from some 380 times {@code \p{L}} on it gives up. */
    private static final long MOST_WRITTEN_OUT = 250;

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
            } else if (writtenOut(pattern) > MOST_WRITTEN_OUT) {
                keys.fault(
                        key,
                        "'" + key + "' has more than " + MOST_WRITTEN_OUT
                                + " letters and classes when its repetitions are written out; repeat less often, or with"
                                + " * or +");
            } else {
                return pattern;
            }
        } catch (PatternSyntaxException e) {
            keys.fault(key, "'" + key + "' is no regular expression: " + e.getDescription());
        }
        return null;
    }

    private static long writtenOut(String pattern) {
        Deque<Long> around = new ArrayDeque<>();
        long all = 0;
        long last = 0;
        Matcher next = NEXT.matcher(pattern);
        while (next.find()) {
            if (next.group().equals(")")) {
                last = all + 1;
                all = around.pop() + last;
            } else if (next.group("least") != null) {
                all = Math.min(all + last * (times(next) - 1), Integer.MAX_VALUE);
            } else if (next.group().startsWith("(") && !next.group().endsWith(")")) {
                around.push(all);
                all = 0;
            } else {
                last = 1;
                all++;
            }
        }
        return all;
    }

    private static int times(Matcher repetition) {
        String most = repetition.group("most");
        return Integer.parseInt(most == null || most.isEmpty() ? repetition.group("least") : most);
    }
}
