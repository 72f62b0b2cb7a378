package org.yearbook.ingest.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.contract.YearRule;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.ingest.standardize.StandardColumn;

/**
 * What the OneRoster standard demands of each field of a bundle, in both versions. Most exporters break some of it
 * without harm, so these rules warn: the value is understood and used all the same.
 */
final class OneRosterRules {

    private static final String WARNING = "warning";
    private static final String IDENTIFIER = "[0-9A-Za-z./@_-]{1,255}";
    private static final String USER_ID = "\\{[^{}:,]+:[^{}]+\\}";

    private final String ownerRole;

    private OneRosterRules(String ownerRole) {
        this.ownerRole = ownerRole;
    }

    /** {@return the rules for the columns of a contract; none when it is not one for a OneRoster bundle} */
    static List<Rule> of(Contract contract, List<StandardColumn> columns) {
        if (!(contract.schoolYear() instanceof YearRule.Bundle)) {
            return List.of();
        }
        var standard = new OneRosterRules(contract.ownerRole());
        return columns.stream().flatMap(column -> standard.of(column).stream()).toList();
    }

    private List<Rule> of(StandardColumn column) {
        var rules = new ArrayList<Rule>();
        if (column.name().equals("status") || column.name().equals("date_last_modified")) {
            rules.addAll(lifecycle(column));
        }
        if (column.name().endsWith("sourced_id") || column.name().endsWith("sourced_ids")) {
            rules.add(identifier(column));
        }
        if (column.name().equals("year_named")) {
            rules.add(schoolYear(column));
        }
        switch (column.column().type()) {
            case DATE -> rules.add(date(column));
            case TIMESTAMP -> rules.add(dateTime(column));
            case BOOLEAN -> rules.add(bool(column));
            case LIST -> rules.add(column.name().equals("user_ids") ? userIds(column) : list(column));
            default -> {
                if (!column.column().codes().isEmpty()) {
                    rules.add(enumeration(column));
                }
            }
        }
        return rules;
    }

    private List<Rule> lifecycle(StandardColumn column) {
        boolean status = column.name().equals("status");
        String name = delivered(column);
        return List.of(
                rule(
                        status ? "OR-01" : "OR-02",
                        column,
                        WARNING,
                        "delivery_mode = 'bulk' and " + filled(column),
                        Rule.NOTHING,
                        name + " must be blank in a bulk delivery.",
                        "Have the exporter leave it blank; the row is used all the same."),
                rule(
                        status ? "OR-03" : "OR-04",
                        column,
                        "major",
                        "delivery_mode = 'delta' and not " + filled(column),
                        Rule.NOTHING,
                        name + " must be filled in a delta delivery.",
                        "Have the exporter fill it; without it nobody can tell a change from a removal."));
    }

    private Rule identifier(StandardColumn column) {
        String broken = column.column().type() == LogicalType.LIST
                ? "len(list_filter(" + items(column) + ", lambda x : not regexp_full_match(x, '" + IDENTIFIER
                        + "'))) > 0"
                : "not " + matches(column, IDENTIFIER);
        return rule(
                "OR-05",
                column,
                WARNING,
                filled(column) + " and " + broken,
                Rule.NOTHING,
                delivered(column) + " has characters that the standard does not allow in an identifier.",
                "Use letters, digits and . / @ _ - only, 255 at most, without blanks around them.");
    }

    private Rule schoolYear(StandardColumn column) {
        String raw = raw(column);
        return rule(
                "OR-12",
                column,
                WARNING,
                filled(column) + " and not " + matches(column, "\\d{4}"),
                "case when regexp_full_match(trim(" + raw + "), '\\d{4}[-/ ]+\\d{4}') then right(trim(" + raw
                        + "), 4) when regexp_full_match(trim(" + raw
                        + "), '\\d{4}[-/ ]+\\d{2}') then cast(cast(left(trim(" + raw + "), 4) as integer) + 1 as"
                        + " varchar) end",
                delivered(column) + " must be the calendar year in which the school year ends.",
                "Write one year of four digits, like 2026 for 2025-26.");
    }

    private Rule date(StandardColumn column) {
        return respelled(
                "OR-06",
                column,
                "not " + matches(column, "\\d{4}-\\d{2}-\\d{2}"),
                "cast(" + standard(column) + " as varchar)",
                " is not written as the standard writes a date.",
                "Write it like 2025-08-20.");
    }

    private Rule dateTime(StandardColumn column) {
        return respelled(
                "OR-07",
                column,
                "not " + matches(column, "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z"),
                Rule.NOTHING,
                " is not written as the standard writes a date with time.",
                "Write it in UTC with milliseconds, like 2025-08-20T14:05:00.000Z.");
    }

    private Rule bool(StandardColumn column) {
        return respelled(
                "OR-08",
                column,
                "not " + matches(column, "true|false"),
                "cast(" + standard(column) + " as varchar)",
                " is not written as the standard writes yes and no.",
                "Write true or false, in small letters.");
    }

    private Rule enumeration(StandardColumn column) {
        return respelled(
                "OR-09",
                column,
                raw(column) + " <> cast(" + standard(column) + " as varchar)",
                "cast(" + standard(column) + " as varchar)",
                " is not spelled as the standard spells it.",
                "Use the standard's word, in its capitals and small letters: " + words(column.column()) + ".");
    }

    private Rule list(StandardColumn column) {
        String tidy = "array_to_string(" + items(column) + ", ',')";
        return rule(
                "OR-10",
                column,
                WARNING,
                filled(column) + " and " + raw(column) + " <> " + tidy,
                "nullif(" + tidy + ", '')",
                delivered(column) + " is not written as the standard writes a list.",
                "Part the values by commas alone, without blanks, and quote the whole.");
    }

    private Rule userIds(StandardColumn column) {
        return rule(
                "OR-11",
                column,
                WARNING,
                filled(column) + " and not " + matches(column, USER_ID + "(," + USER_ID + ")*"),
                Rule.NOTHING,
                delivered(column) + " must be a list of {type:id}.",
                "Write each identifier with its type, like {SIS:1234},{LDAP:jdoe}.");
    }

    private Rule respelled(
            String id, StandardColumn column, String fails, String suggested, String message, String fix) {
        return rule(
                id,
                column,
                WARNING,
                standard(column) + " is not null and " + fails,
                suggested,
                delivered(column) + message,
                fix);
    }

    private Rule rule(
            String id,
            StandardColumn column,
            String severity,
            String fails,
            String suggested,
            String message,
            String fix) {
        return new Rule(id, column.name(), severity, fails, raw(column), suggested, message, fix, ownerRole);
    }

    private static String words(Column column) {
        return column.codes().values().stream().distinct().collect(Collectors.joining(", "));
    }

    /** The standard's own name of the field, as its readers know it. */
    private static String delivered(StandardColumn column) {
        return column.column().physicalNames().get(0);
    }

    private static String raw(StandardColumn column) {
        return SqlText.name(column.rawName());
    }

    private static String standard(StandardColumn column) {
        return SqlText.name(column.name());
    }

    /** The values of a list, also where they are parted in other ways than the standard's. */
    private static String items(StandardColumn column) {
        return "list_filter(list_transform(regexp_split_to_array(" + raw(column)
                + ", '[,;|]'), lambda x : trim(x)), lambda x : x <> '')";
    }

    private static String filled(StandardColumn column) {
        return "coalesce(trim(" + raw(column) + "), '') <> ''";
    }

    private static String matches(StandardColumn column, String pattern) {
        return "regexp_full_match(" + raw(column) + ", '" + pattern + "')";
    }
}
