package org.yearbook.ingest.check;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yearbook.definitions.YamlMap;

/**
 * What a measured number must be, in the words of the Open Data Contract Standard. Its text and its schema do not agree
 * on the bounds of {@code mustBeBetween}; here both bounds belong to it, and both are forbidden by
 * {@code mustNotBeBetween}.
 */
enum Operator {
    BE("mustBe", "%s = %s"),
    NOT_BE("mustNotBe", "%s <> %s"),
    GREATER("mustBeGreaterThan", "%s > %s"),
    AT_LEAST("mustBeGreaterOrEqualTo", "%s >= %s"),
    LESS("mustBeLessThan", "%s < %s"),
    AT_MOST("mustBeLessOrEqualTo", "%s <= %s"),
    BETWEEN("mustBeBetween", "%s between %s and %s"),
    NOT_BETWEEN("mustNotBeBetween", "%s not between %s and %s");

    private final String word;
    private final String sql;

    Operator(String word, String sql) {
        this.word = word;
        this.sql = sql;
    }

    private boolean two() {
        return this == BETWEEN || this == NOT_BETWEEN;
    }

    /** What a rule demands of its number. */
    record Demand(Operator operator, List<BigDecimal> numbers) {

        static final Demand NONE_AT_ALL = new Demand(BE, List.of(BigDecimal.ZERO));

        Demand {
            numbers = List.copyOf(numbers);
        }

        /** {@return a condition in SQL that holds when {@code value} is as demanded} */
        String condition(String value) {
            return numbers.size() == 1
                    ? operator.sql.formatted(value, numbers.get(0).toPlainString())
                    : operator.sql.formatted(
                            value,
                            numbers.get(0).toPlainString(),
                            numbers.get(1).toPlainString());
        }

        /** {@return whether one bad row is one too many, so that each row is judged by itself} */
        boolean noneAtAll() {
            return operator == BE && numbers.get(0).signum() == 0;
        }
    }

    /** {@return what a rule demands, when it says so} */
    static Optional<Demand> read(YamlMap rule) {
        List<Operator> given =
                Arrays.stream(values()).filter(one -> rule.has(one.word)).toList();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        Operator operator = given.get(0);
        if (given.size() > 1) {
            rule.fault(
                    given.get(1).word,
                    "only one of these may be given: "
                            + given.stream().map(one -> one.word).collect(Collectors.joining(", ")));
        }
        List<BigDecimal> numbers = rule.texts(operator.word, List.of()).stream()
                .flatMap(text -> number(text).stream())
                .toList();
        int wanted = operator.two() ? 2 : 1;
        boolean read =
                numbers.size() == wanted && rule.texts(operator.word, List.of()).size() == wanted;
        if (!read || (operator.two() && numbers.get(0).compareTo(numbers.get(1)) > 0)) {
            rule.fault(
                    operator.word,
                    "'" + operator.word + "' needs "
                            + (operator.two() ? "two numbers, the smaller first, like [1, 5]" : "a number, like 0"));
            return Optional.of(Demand.NONE_AT_ALL);
        }
        return Optional.of(new Demand(operator, numbers));
    }

    private static Optional<BigDecimal> number(String text) {
        return text.strip().matches("-?\\d{1,15}(\\.\\d{1,6})?")
                ? Optional.of(new BigDecimal(text.strip()))
                : Optional.empty();
    }
}
