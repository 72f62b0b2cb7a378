package org.yearbook.warehouse.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which functions of the engine a statement may use: {@code functions.tsv}, read by a person line by line. What is not
 * in it is refused, so that a new release of the engine brings nothing in unread.
 */
final class FunctionList {

    private static final FunctionList REVIEWED = read();

    private final Map<String, String> refusals;

    /** How a function stands in a statement. */
    enum Place {
        VALUE,
        TABLE
    }

    private FunctionList(Map<String, String> refusals) {
        this.refusals = refusals;
    }

    static FunctionList reviewed() {
        return REVIEWED;
    }

    private static FunctionList read() {
        try (InputStream in = Objects.requireNonNull(FunctionList.class.getResourceAsStream("functions.tsv"))) {
            var refusals = new HashMap<String, String>();
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().skip(1).forEach(line -> {
                String[] cells = line.split("\t", -1);
                String key = cells[1] + ' ' + cells[0].toLowerCase(Locale.ROOT);
                refusals.put(key, cells[2].equals("allowed") ? "" : cells[3]);
            });
            return new FunctionList(Map.copyOf(refusals));
        } catch (IOException e) {
            throw new UncheckedIOException("The list of functions cannot be read", e);
        }
    }

    /** {@return whether somebody read what the function does, and decided} */
    boolean knows(String function, Place place) {
        return refusals.containsKey(key(function, place));
    }

    /** {@return why a function may not be used; null when it may} */
    @Nullable
    String refusal(String function, Place place) {
        String reason = refusals.getOrDefault(key(function, place), "is not on the list of functions");
        return reason.isEmpty() ? null : reason;
    }

    private static String key(String function, Place place) {
        return place.name().toLowerCase(Locale.ROOT) + ' ' + function.toLowerCase(Locale.ROOT);
    }
}
