package org.yearbook.dashboard.words;

import java.util.List;

/**
 * How grave an issue is, in people's words.
 *
 * @param code as publications have it: block, major, minor or warning
 * @param meaning what it means for the record
 */
public record Severities(String code, String words, String meaning) {

    /** Gravest first. */
    public static final List<Severities> ALL = List.of(
            new Severities("block", "Blocking", "The row is kept out until it is fixed"),
            new Severities("major", "Major", "Numbers may be wrong"),
            new Severities("minor", "Minor", "Worth fixing"),
            new Severities("warning", "Warning", "May be right; have a look"));

    /** {@return a severity in people's words; as it is for one that this release does not know} */
    public static String words(String code) {
        return ALL.stream()
                .filter(severity -> severity.code().equals(code))
                .map(Severities::words)
                .findFirst()
                .orElse(code);
    }

    /** {@return what it means for the record; empty for a severity that this release does not know} */
    public static String meaning(String code) {
        return ALL.stream()
                .filter(severity -> severity.code().equals(code))
                .map(Severities::meaning)
                .findFirst()
                .orElse("");
    }
}
