package org.yearbook.definitions;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.MetricVersion.Words;

/** The hash of what a version means. White space does not count; every word of the rule does. */
final class Fingerprint {

    private Fingerprint() {}

    static String of(String name, SchoolYear from, Words words, Formula formula) {
        var meaning = new StringJoiner("\n");
        meaning.add(name).add("from " + from);
        meaning.add("rule " + plain(words.rule()));
        meaning.add("numerator " + plain(words.numerator()) + " = " + measure(formula.numerator()));
        meaning.add("denominator " + plain(words.denominator()) + " = " + measure(formula.denominator()));
        meaning.add("people " + measure(formula.people()));
        meaning.add("known when " + sql(formula.knownWhen()));
        if (formula.complete() != null) {
            meaning.add("complete when " + sql(formula.complete().when()));
        }
        return hash(meaning.toString());
    }

    private static String measure(@Nullable Measure measure) {
        return measure == null
                ? ""
                : measure.agg() + " of " + sql(measure.expr()) + " in " + measure.dataset() + " where "
                        + sql(measure.filter());
    }

    private static String sql(@Nullable Expression expression) {
        return expression == null ? "" : plain(expression.sql());
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
