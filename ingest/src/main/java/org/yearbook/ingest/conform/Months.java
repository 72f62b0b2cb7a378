package org.yearbook.ingest.conform;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.contract.Reference;
import org.yearbook.ingest.standardize.SqlText;

/**
 * The pieces in which an item is conformed, kept and carried over: months of the date in its key, where it has one,
 * else the item as a whole. Two rows of one key have one date, so that no rule about single rows or keys looks across
 * months. Rows whose date is missing, unreadable or far outside the school year share the piece {@code unknown}.
 */
public final class Months {

    /** The only piece of an item without months. */
    public static final String WHOLE = "all";

    /** The lake's column for the piece that a row, an issue or a fact belongs to. */
    public static final String COLUMN = "key_month";

    /** The piece of rows without a month. */
    public static final String UNKNOWN = "unknown";

    /** In the tables of a script: months since the year 0, null for {@link #UNKNOWN}. */
    static final String NUMBER = "_month";

    private static final int YEARS = 2;

    private final String field;
    private final int startYear;

    private Months(String field, int startYear) {
        this.field = field;
        this.startYear = startYear;
    }

    /** {@return the months of an item} */
    public static Months of(Item item) {
        boolean year = item.schoolYear().matches("\\d{4}-\\d{2}");
        List<Contract> contracts =
                item.parts().stream().map(Item.Part::contract).distinct().toList();
        if (!year || contracts.isEmpty() || !contracts.stream().allMatch(Months::judgesRowByRow)) {
            return new Months("", 0);
        }
        String date = contracts.get(0).columns().stream()
                .filter(column -> contracts.stream().allMatch(contract -> isKeyDate(contract, column.name())))
                .map(Column::name)
                .findFirst()
                .orElse("");
        return new Months(date, Integer.parseInt(item.schoolYear().substring(0, 4)));
    }

    private static boolean isKeyDate(Contract contract, String field) {
        return contract.key().contains(field)
                && contract.column(field)
                        .filter(column -> column.type() == LogicalType.DATE)
                        .isPresent();
    }

    /** Whether no rule of its own, and no reference to the entity itself, looks at other rows. */
    private static boolean judgesRowByRow(Contract contract) {
        return contract.references().values().stream().map(Reference::entity).noneMatch(contract.entity()::equals)
                && contract.quality().stream()
                        .map(rule -> rule.query() + " " + rule.suggest())
                        .noneMatch(sql -> sql.matches("(?is).*(\\bselect\\b|\\(\\s*from\\b).*"));
    }

    /** {@return whether the item has months at all} */
    public boolean any() {
        return !field.isEmpty();
    }

    /** {@return the date field; empty when there is none} */
    String field() {
        return field;
    }

    /** {@return the month of a row, as a number} The field must be at hand as a standard date. */
    String number() {
        if (!any()) {
            return "cast(null as integer)";
        }
        String day = SqlText.name(field);
        return "case when " + day + " >= date '" + startYear + "-01-01' and " + day + " < date '" + (startYear + YEARS)
                + "-01-01' then cast(year(" + day + ") * 12 + month(" + day + ") - 1 as integer) end";
    }

    /** {@return the name of the month that a number stands for: {@code 2025-09}, {@code unknown}, or {@code all}} */
    String name(String number) {
        if (!any()) {
            return SqlText.literal(WHOLE);
        }
        return "case when " + number + " is null then '" + UNKNOWN + "' else cast(" + number
                + " // 12 as varchar) || '-' || lpad(cast(" + number + " % 12 + 1 as varchar), 2, '0') end";
    }

    /** {@return the condition that a number is among some months} */
    static String among(String number, Collection<String> months) {
        if (months.contains(WHOLE)) {
            return "true";
        }
        String known = months.stream()
                .filter(month -> !month.equals(UNKNOWN))
                .map(month ->
                        "" + (Integer.parseInt(month.substring(0, 4)) * 12 + Integer.parseInt(month.substring(5)) - 1))
                .collect(Collectors.joining(", "));
        String readable = known.isEmpty() ? "false" : number + " in (" + known + ")";
        return months.contains(UNKNOWN) ? "(" + number + " is null or " + readable + ")" : readable;
    }
}
