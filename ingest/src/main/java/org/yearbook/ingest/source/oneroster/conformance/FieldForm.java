package org.yearbook.ingest.source.oneroster.conformance;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yearbook.ingest.source.oneroster.standard.FieldType;
import org.yearbook.ingest.source.oneroster.standard.StandardField;

/** Whether the text of a field has the form that the standard asks for. */
final class FieldForm {

    private static final Pattern ID = Pattern.compile("[0-9A-Za-z./@_-]{1,255}");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(\\.\\d{1,9})?Z");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern USER_IDS = Pattern.compile("\\{[^{}:,]+:[^{}]+}(,\\{[^{}:,]+:[^{}]+})*");

    private final boolean extensible;

    FieldForm(boolean extensible) {
        this.extensible = extensible;
    }

    /** A fault's code, and what the text should be. */
    record Wrong(String code, String should) {}

    /** {@return what is wrong with a filled field; none when nothing is} */
    Optional<Wrong> judge(StandardField field, String text) {
        return switch (field.type()) {
            case TEXT -> Optional.empty();
            case ID ->
                unless(
                        ID.matcher(text).matches(),
                        "row.invalid_guid",
                        "an identifier: letters, digits and . / @ _ - only, 255 at most");
            case BOOLEAN -> unless(text.equals("true") || text.equals("false"), "row.invalid_boolean", "true or false");
            case DATE -> unless(date(text), "row.invalid_date", "a date, YYYY-MM-DD");
            case DATETIME -> unless(dateTime(text), "row.invalid_datetime", "a time, YYYY-MM-DDTHH:MM:SS.sssZ");
            case YEAR ->
                unless(
                        YEAR.matcher(text).matches(),
                        "row.invalid_year",
                        "the calendar year of four digits in which the school year ends");
            case INTEGER -> unless(INTEGER.matcher(text).matches(), "row.invalid_integer", "a whole number");
            case NUMBER -> unless(NUMBER.matcher(text).matches(), "row.invalid_float", "a number");
            case WORDS -> unless(word(field, text), "row.invalid_enum", "one of " + words(field));
            default -> judgeItems(field, text);
        };
    }

    private Optional<Wrong> judgeItems(StandardField field, String text) {
        if (field.type() == FieldType.USERIDS) {
            return unless(USER_IDS.matcher(text).matches(), "row.invalid_list", "items {type:id}, parted by commas");
        }
        if (items(text).stream().anyMatch(String::isBlank)) {
            return Optional.of(new Wrong("row.invalid_list", "values parted by commas, none empty"));
        }
        if (field.type() == FieldType.IDS) {
            boolean right =
                    items(text).stream().allMatch(item -> ID.matcher(item).matches());
            return unless(right, "row.invalid_guid", "identifiers parted by commas");
        }
        boolean right =
                field.type() != FieldType.WORDLIST || items(text).stream().allMatch(item -> word(field, item));
        return unless(right, "row.invalid_enum", "some of " + words(field));
    }

    static List<String> items(String text) {
        return List.of(text.split(",", -1));
    }

    private boolean word(StandardField field, String text) {
        return field.words().contains(text)
                || (extensible && !field.name().equals("status") && text.matches("ext:[A-Za-z0-9._-]+"));
    }

    private static String words(StandardField field) {
        return String.join(", ", field.words());
    }

    private static boolean date(String text) {
        if (!DATE.matcher(text).matches()) {
            return false;
        }
        try {
            return LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean dateTime(String text) {
        int t = text.indexOf('T');
        return t > 0
                && date(text.substring(0, t))
                && TIME.matcher(text.substring(t + 1)).matches();
    }

    private static Optional<Wrong> unless(boolean right, String code, String should) {
        return right ? Optional.empty() : Optional.of(new Wrong(code, should));
    }
}
