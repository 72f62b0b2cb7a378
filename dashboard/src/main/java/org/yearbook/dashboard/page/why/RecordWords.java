package org.yearbook.dashboard.page.why;

import java.util.Map;
import java.util.stream.Collectors;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.RecordValues;
import org.yearbook.warehouse.explain.Explanation.Amounts;
import org.yearbook.warehouse.explain.Explanation.Counted;
import org.yearbook.warehouse.explain.Explanation.Counts;
import org.yearbook.warehouse.explain.Explanation.Named;

/** The records behind a part, in words. */
final class RecordWords {

    private RecordWords() {}

    /** {@return who or what it is} */
    static String who(Counted record) {
        Named person = record.person();
        if (person != null) {
            return person.name().isBlank() ? RecordValues.spelled(person.kind()) : person.name();
        }
        return record.identity().entrySet().stream()
                .map(entry -> RecordValues.spelled(entry.getKey()) + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /** {@return the number by which people know it; empty for things} */
    static String number(Counted record) {
        Named person = record.person();
        return person == null ? "" : person.number();
    }

    /** {@return what became of it in the number} */
    static String did(Counted record) {
        String numerator = moved(record.numerator(), "counted now", "no longer counted");
        String denominator = moved(record.denominator(), "came to the group", "left the group");
        if (denominator.isEmpty()) {
            return numerator;
        }
        return numerator.isEmpty() ? denominator : denominator + ", " + numerator;
    }

    private static String moved(Amounts amounts, String came, String left) {
        int change = amounts.after().compareTo(amounts.before());
        if (change == 0) {
            return "";
        }
        if (amounts.before().signum() == 0) {
            return came;
        }
        return amounts.after().signum() == 0
                ? left
                : "counts as " + amounts.after().toPlainString() + " instead of "
                        + amounts.before().toPlainString();
    }

    /** {@return what the formula read of it} */
    static String values(Map<String, String> read) {
        return read.isEmpty() ? "not there" : RecordValues.words(read);
    }

    /** {@return what moved, in a sentence} */
    static String counts(Counts counts, boolean share) {
        var text = new StringBuilder();
        say(text, counts.enteredNumerator(), "came to be counted");
        say(text, counts.leftNumerator(), "no longer counted");
        if (share) {
            say(text, counts.enteredDenominator(), "came to the group");
            say(text, counts.leftDenominator(), "left the group");
        }
        say(text, counts.otherAmount(), "counted for another amount");
        return text.isEmpty() ? "Nothing moved." : text.append('.').toString();
    }

    private static void say(StringBuilder text, long count, String what) {
        if (count > 0) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(Numbers.whole(count))
                    .append(' ')
                    .append(what);
        }
    }
}
