package org.yearbook.ingest.conform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.yearbook.definitions.CodeSets;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.contract.YearRule;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.standardize.SchoolYears;
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
        List<String> selects = new ArrayList<>();
        int number = 0;
        for (int part = 0; part < item.parts().size(); part++) {
            for (LandedFile file : item.parts().get(part).files()) {
                selects.add(delivered(item.parts().get(part).contract(), file, part, number++));
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
     * {@return a query over {@code delivered}: each row of this school year, with its standard values and its month}
     */
    String typed(Scope scope) {
        List<String> selects = new ArrayList<>();
        columns.forEach((part, own) -> {
            String values = own.stream()
                    .map(column -> SqlText.of(column.standard()) + " as " + SqlText.name(column.name()))
                    .collect(Collectors.joining(", "));
            selects.add("select *, " + months.number() + " as " + Months.NUMBER + " from (select *, " + values
                    + " from delivered where _part = " + part + ")"
                    + yearFilter(item.parts().get(part).contract()));
        });
        String all = String.join(" union all by name ", selects);
        return scope.whole() ? all : "select * from (" + all + ") where " + Months.among(Months.NUMBER, scope.months());
    }

    private String yearFilter(Contract contract) {
        String year = Duck.literal(item.schoolYear());
        var rule = contract.schoolYear();
        if (rule instanceof YearRule.DateColumn date) {
            boolean month = contract.column(date.field())
                    .filter(column -> column.type() == LogicalType.MONTH)
                    .isPresent();
            String day = month
                    ? "try_cast(" + SqlText.name(date.field()) + " || '-01' as date)"
                    : "cast(" + SqlText.name(date.field()) + " as date)";
            var named = SchoolYears.ofDate(DSL.field(day), district.firstDay());
            return " where " + SqlText.of(named) + " = " + year;
        }
        if (rule instanceof YearRule.YearColumn column) {
            var text = SqlText.column(StandardColumn.rawName(column.field()));
            return " where " + SqlText.of(SchoolYears.ofText(text, column.ending())) + " = " + year;
        }
        return "";
    }
}
