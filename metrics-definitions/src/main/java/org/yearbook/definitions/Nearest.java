package org.yearbook.definitions;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** Finds the words that a person may have meant. */
public final class Nearest {

    private Nearest() {}

    /** {@return a sentence that proposes up to three known words, with a space before it; empty when none is near} */
    public static String proposal(String word, Collection<String> known) {
        record Candidate(String word, int distance) {}
        String plain = plain(word);
        int most = Math.max(2, plain.length() / 3);
        var nearest = known.stream()
                .map(candidate -> new Candidate(candidate, distance(plain, plain(candidate), most)))
                .filter(candidate -> candidate.distance() <= most)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .limit(3)
                .map(Candidate::word)
                .toList();
        return nearest.isEmpty() ? "" : " Did you mean " + String.join(" or ", nearest) + "?";
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    private static int distance(String from, String to, int most) {
        if (from.length() > 2 && to.length() > 2 && (from.contains(to) || to.contains(from))) {
            return Math.min(most, Math.abs(from.length() - to.length()));
        }
        int[] above = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] here = new int[to.length() + 1];
            here[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                here[column] = Math.min(Math.min(here[column - 1] + 1, above[column] + 1), above[column - 1] + change);
            }
            above = here;
        }
        return above[to.length()];
    }
}
