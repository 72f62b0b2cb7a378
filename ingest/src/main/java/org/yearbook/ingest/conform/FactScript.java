package org.yearbook.ingest.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yearbook.ingest.contract.Classification;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.ingest.standardize.StandardColumn;
import org.yearbook.warehouse.engine.Duck;

/**
 * What standardizing changed, counted by field and value. Values that speak of a person are told as a pattern (digits
 * as 9, letters as a), never as themselves.
 */
final class FactScript {

    private final Item item;
    private final Map<Integer, List<StandardColumn>> columns;
    private final Months months;

    FactScript(Item item, Map<Integer, List<StandardColumn>> columns) {
        this.item = item;
        this.columns = columns;
        this.months = Months.of(item);
    }

    String query() {
        List<String> selects = new ArrayList<>();
        columns.forEach((part, list) -> list.stream()
                .filter(column -> !column.how().isEmpty() && column.column().type() != LogicalType.LIST)
                .map(column -> of(part, column))
                .forEach(selects::add));
        if (selects.isEmpty()) {
            return "select 'none' as key_month, 'none' as entity, 'none' as school_year, 'none' as field, 'none' as raw_value,"
                    + " 'none' as standard_value, 'none' as how, 0::bigint as rows, 'none' as school_id,"
                    + " 'none' as source where false";
        }
        return String.join(" union all ", selects);
    }

    private String of(int part, StandardColumn column) {
        String raw = SqlText.name(column.rawName());
        String standard = "cast(" + SqlText.name(column.name()) + " as varchar)";
        boolean pattern = pattern(column);
        String shownRaw = pattern ? Shape.of(raw) : raw;
        String shownStandard = pattern ? Shape.of(standard) : standard;
        return "select " + months.name(Months.NUMBER) + " as " + Months.COLUMN + ", "
                + Duck.literal(item.entity()) + " as entity, " + Duck.literal(item.schoolYear())
                + " as school_year, " + Duck.literal(column.name()) + " as field, " + shownRaw + " as raw_value, "
                + shownStandard + " as standard_value, case when any_value(" + standard
                + ") is null then 'unknown' else "
                + Duck.literal(column.how()) + " end as how, count(*) as rows, cast(null as varchar) as school_id, "
                + Duck.literal(item.parts().get(part).contract().source()) + " as source from typed where _part = "
                + part + " and trim(" + raw + ") <> '' and " + raw + " is distinct from " + standard
                + " group by raw_value, standard_value, " + Months.NUMBER;
    }

    private static boolean pattern(StandardColumn column) {
        return switch (column.column().type()) {
            case DATE, TIMESTAMP, PHONE, EMAIL, MONEY, DECIMAL, INTEGER -> true;
            default -> column.column().classification() == Classification.DIRECT_IDENTIFIER;
        };
    }
}
