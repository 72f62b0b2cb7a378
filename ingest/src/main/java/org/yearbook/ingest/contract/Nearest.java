package org.yearbook.ingest.contract;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds the words that a person may have meant. */
public final class Nearest {

    private Nearest() {}

    /** {@return up to three of {@code known} that differ little from {@code word}, the nearest first} */
    public static List<String> to(String word, Collection<String> known) {
        record Candidate(String word, int distance) {}
        String plain = Contract.plain(word);
        int most = Math.max(2, plain.length() / 3);
        return known.stream()
                .map(candidate -> new Candidate(candidate, distance(plain, Contract.plain(candidate), most)))
                .filter(candidate -> candidate.distance() <= most)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .limit(3)
                .map(Candidate::word)
                .toList();
    }

    /** {@return a sentence that proposes them, with a space before it; empty when there are none} */
    public static String proposal(String word, Collection<String> known) {
        List<String> nearest = to(word, known);
        return nearest.isEmpty() ? "" : " Did you mean " + String.join(" or ", nearest) + "?";
    }

    private static int distance(String from, String to, int most) {
        if (!from.isEmpty() && !to.isEmpty() && (from.contains(to) || to.contains(from))) {
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
