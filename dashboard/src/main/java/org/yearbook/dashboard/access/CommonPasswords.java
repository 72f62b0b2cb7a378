package org.yearbook.dashboard.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/**
 * Passwords that are tried first by whoever tries. Those on the list are far shorter than what we ask for, so what
 * counts are the ways in which they are made longer: repeated, or with digits and signs around them.
 */
final class CommonPasswords {

    private static final int SHORTEST_PIECE = 4;
    private static final String ROWS =
            "abcdefghijklmnopqrstuvwxyz 12345678901 qwertyuiopasdfghjklzxcvbnm 1qaz2wsx3edc4rfv5tgb6yhn7ujm";

    private final Set<String> list = new HashSet<>();

    CommonPasswords() {
        var file = Objects.requireNonNull(CommonPasswords.class.getResourceAsStream("/common-passwords.txt.gz"));
        try (var lines = new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            lines.lines().forEach(list::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return whether a password is one that many people have, or one of those made longer} */
    boolean knows(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        String word = lower.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
        return list.contains(lower)
                || list.contains(unit(lower))
                || list.contains(word)
                || (word.length() >= SHORTEST_PIECE && list.contains(unit(word)))
                || inOrder(lower);
    }

    /** The piece that a text repeats, the last time perhaps cut short; the text itself when it repeats none. */
    private static String unit(String text) {
        for (int size = 1; size <= text.length() / 2; size++) {
            if (text.startsWith(text.substring(size))) {
                return text.substring(0, size);
            }
        }
        return text;
    }

    /** Whether it is nothing but keys in a row, forwards or backwards. */
    private static boolean inOrder(String text) {
        String rows = ROWS + " " + new StringBuilder(ROWS).reverse();
        int breaks = 0;
        for (int i = 0; i + 1 < text.length(); i++) {
            if (!rows.contains(text.substring(i, i + 2))) {
                breaks++;
            }
        }
        return breaks <= text.length() / 6;
    }
}
