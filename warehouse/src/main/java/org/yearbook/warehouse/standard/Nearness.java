package org.yearbook.warehouse.standard;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How far two values are apart, counted in letters to change, add or drop. */
public final class Nearness {

    private static final Pattern NO_DIGIT = Pattern.compile("\\D");
    /** Shorter values are codes rather than words: one letter is all their meaning. */
    private static final int SHORTEST = 4;
    /** From here on two letters may differ. */
    private static final int LONG = 8;

    private Nearness() {}

    /** {@return the Levenshtein distance} */
    public static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            before[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = before[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(change, Math.min(before[j], now[j - 1]) + 1);
            }
            before = now;
        }
        return before[other.length()];
    }

    /**
     * {@return whether two keys are so near that one may be a slip of the other} The shorter one sets how much may
     * differ: nothing below four letters, one below eight, else two. Digits never differ, for Algebra 1 is not Algebra
     * 2, and neither does the first letter, for approved is not unapproved. Where one word alone differs, it must be
     * near by itself: "Absent, unexcused" is not "Absent, excused".
     */
    public static boolean near(String one, String other) {
        List<String> here = without(one, other);
        List<String> there = without(other, one);
        boolean oneWord = here.size() == 1 && there.size() == 1;
        return oneWord ? nearTexts(here.get(0), there.get(0)) : nearTexts(one, other);
    }

    /** {@return the words of a text that another does not have} */
    private static List<String> without(String text, String other) {
        Set<String> known = new HashSet<>(Arrays.asList(other.split(" ", -1)));
        return Arrays.stream(text.split(" ", -1))
                .filter(word -> !known.contains(word))
                .toList();
    }

    private static boolean nearTexts(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        if (shorter < SHORTEST
                || one.charAt(0) != other.charAt(0)
                || !digits(one).equals(digits(other))) {
            return false;
        }
        int allowed = shorter < LONG ? 1 : 2;
        return Math.abs(one.length() - other.length()) <= allowed && distance(one, other) <= allowed;
    }

    private static String digits(String key) {
        return NO_DIGIT.matcher(key).replaceAll("");
    }
}
