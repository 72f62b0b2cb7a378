package org.yearbook.ingest.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yearbook.ingest.contract.Classification;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.ingest.standardize.StandardColumn;
import org.yearbook.warehouse.engine.Duck;

/**
 * What standardizing changed, counted by field, value and school. It is read from what {@code school_of} holds. Values
 * that speak of a person are told as a pattern (digits as 9, letters as a), never as themselves.
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
                + Duck.literal(column.how()) + " end as how, count(*) as rows, school_id, "
                + Duck.literal(item.parts().get(part).contract().source()) + " as source from "
                + changed(part, column, raw, standard) + " group by raw_value, standard_value, school_id, "
                + Months.NUMBER;
    }

    /**
     * Schools are looked up for what was changed alone; a form of writing is nobody's slip and belongs to no school.
     */
    private String changed(int part, StandardColumn column, String raw, String standard) {
        Contract own = item.parts().get(part).contract();
        boolean direct = SchoolOf.of(item.parts().get(0).contract()).direct();
        String where =
                " where _part = " + part + " and trim(" + raw + ") <> '' and " + raw + " is distinct from " + standard;
        String fields = Months.NUMBER + ", " + raw + ", " + SqlText.name(column.name());
        if (pattern(column)) {
            return "(select " + fields + ", cast(null as varchar) as school_id from typed" + where + ")";
        }
        String said = SchoolOf.of(own).expression();
        return direct
                ? "(select " + fields + ", " + said + " as school_id from typed" + where + ")"
                : "(select c.* exclude (said), m.school as school_id from (select " + fields + ", " + said
                        + " as said from typed" + where + ") c left join school_of m on m.key = c.said)";
    }

    private static boolean pattern(StandardColumn column) {
        return switch (column.column().type()) {
            case DATE, TIMESTAMP, PHONE, EMAIL, MONEY, DECIMAL, INTEGER -> true;
            default -> column.column().classification() == Classification.DIRECT_IDENTIFIER;
        };
    }
}
