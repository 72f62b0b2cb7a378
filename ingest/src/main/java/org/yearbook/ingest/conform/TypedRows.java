package org.yearbook.ingest.conform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.definitions.CodeSets;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.YearRule;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.ingest.standardize.StandardColumn;
import org.yearbook.ingest.standardize.Standardization;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.District;

/** The queries from an item's landed files to its rows as delivered and as standardized, side by side. */
final class TypedRows {

    private final Item item;
    private final Months months;
    private final District district;
    private final Map<Integer, List<StandardColumn>> columns = new LinkedHashMap<>();

    TypedRows(Item item, Months months, District district, CodeSets codeSets) {
        this.item = item;
        this.months = months;
        this.district = district;
        for (int part = 0; part < item.parts().size(); part++) {
            Contract contract = item.parts().get(part).contract();
            columns.put(part, new Standardization(contract, codeSets, item.schoolYear()).columns());
        }
    }

    /** {@return the fields of each part, by the part's place} */
    Map<Integer, List<StandardColumn>> columns() {
        return columns;
    }

    /** {@return all fields of all parts} */
    Stream<StandardColumn> fields() {
        return columns.values().stream().flatMap(List::stream);
    }

    /** {@return a query for the rows as delivered, one column for each field, with file and line} */
    String delivered() {
        return delivered(Scope.all(item));
    }

    /** {@return the same, without rows that are surely out of scope} */
    String delivered(Scope scope) {
        List<String> selects = new ArrayList<>();
        int number = 0;
        for (int part = 0; part < item.parts().size(); part++) {
            for (LandedFile file : item.parts().get(part).files()) {
                Contract contract = item.parts().get(part).contract();
                selects.add(delivered(contract, file, part, number++) + among(contract, file, scope));
            }
        }
        return String.join(" union all by name ", selects);
    }

    private static String delivered(Contract contract, LandedFile file, int part, int number) {
        Map<String, String> fields = contract.match(file.header()).fields();
        String mode = SqlText.literal(file.attributes().get(LandedFile.MANIFEST_MODE));
        String columns = contract.columns().stream()
                .map(column -> {
                    String header = fields.get(column.name());
                    String value = header == null ? "cast(null as varchar)" : SqlText.name(header);
                    return value + " as " + SqlText.name(StandardColumn.rawName(column.name()));
                })
                .collect(Collectors.joining(", "));
        return "select " + part + " as _part, " + number + " as _file, " + file.lineExpression() + " as _row, cast("
                + mode + " as varchar) as delivery_mode, " + columns + " from read_parquet("
                + Duck.fileList(file.parquet()) + ", file_row_number = true)";
    }

    /**
     * DuckDB compares texts while it reads, and leaves out whole row groups; a date it would have to work out first.
     */
    private String among(Contract contract, LandedFile file, Scope scope) {
        Scope.DateTexts texts = scope.texts().get(Scope.name(file));
        String header = contract.match(file.header()).fields().get(months.field());
        if (texts == null || header == null) {
            return "";
        }
        String column = SqlText.name(header);
        String written = texts.texts().isEmpty()
                ? "false"
                : texts.texts().stream()
                        .sorted()
                        .map(SqlText::literal)
                        .collect(Collectors.joining(", ", column + " in (", ")"));
        return " where " + written + (texts.missing() ? " or " + column + " is null" : "");
    }

    /**
     * {@return a query over {@code delivered}: each row of this school year, with its standard values and its month}
     */
    String typed(Scope scope) {
        List<String> selects = new ArrayList<>();
        columns.keySet().forEach(part -> selects.add(typed(part, "delivered", column -> true)));
        String all = String.join(" union all by name ", selects);
        return scope.whole() ? all : "select * from (" + all + ") where " + Months.among(Months.NUMBER, scope.months());
    }

    private String typed(int part, String from, Predicate<StandardColumn> wanted) {
        String values = columns.getOrDefault(part, List.of()).stream()
                .filter(wanted)
                .map(column -> SqlText.of(column.standard()) + " as " + SqlText.name(column.name()))
                .collect(Collectors.joining(", "));
        return "select *, " + months.number() + " as " + Months.NUMBER + " from (select *, " + values + " from " + from
                + " where _part = " + part + ")"
                + new RowYears(item, district).filter(part);
    }

    /**
     * {@return a query for {@code text, _month, rows, total, mixed} over {@code delivered}, the rows of one part by the
     * text of their date} Texts first, for they are few: dates are worked out of them and not row by row, unless the
     * school year hangs on another field.
     *
     * @param print a number that two rows share only when they say the same
     */
    String byDate(String print) {
        String text = SqlText.name(StandardColumn.rawName(months.field()));
        String counted = "count(*) as rows, sum(cast(print as hugeint)) as total, bit_xor(print) as mixed";
        boolean otherField = item.parts().get(0).contract().schoolYear() instanceof YearRule.YearColumn
                || (item.parts().get(0).contract().schoolYear() instanceof YearRule.DateColumn date
                        && !date.field().equals(months.field()));
        if (otherField) {
            return "select " + text + " as text, " + Months.NUMBER + ", " + counted + " from (select *, " + print
                    + " as print from (" + typed(0, "delivered", column -> true) + ")) group by all";
        }
        String grouped = "(select _part, _file, " + text + ", " + counted + " from (select *, " + print
                + " as print from delivered) group by all)";
        return "select " + text + " as text, " + Months.NUMBER + ", rows, total, mixed from ("
                + typed(0, grouped, column -> column.name().equals(months.field())) + ")";
    }
}
