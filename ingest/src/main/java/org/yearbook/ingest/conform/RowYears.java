package org.yearbook.ingest.conform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.impl.DSL;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.contract.YearRule;
import org.yearbook.ingest.land.LandedFile;
import org.yearbook.ingest.standardize.SchoolYears;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.ingest.standardize.StandardColumn;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.District;

/**
 * Which rows of a file with several school years are this item's. Landing counted the years of a file; a row of a year
 * that it did not count, because the two read a date otherwise, goes with the rows of unknown year, or with those of
 * the file's first year when it has none: each row belongs to one item, and none is lost between them.
 */
final class RowYears {

    private static final String UNKNOWN = "unknown";

    private final Item item;
    private final District district;

    RowYears(Item item, District district) {
        this.item = item;
        this.district = district;
    }

    /** {@return a where clause over typed rows of a part; empty when all its rows are of one year} */
    String filter(int part) {
        return named(item.parts().get(part).contract())
                .map(named -> " where " + named + " = " + Duck.literal(item.schoolYear()) + strays(part, named))
                .orElse("");
    }

    private Optional<String> named(Contract contract) {
        YearRule rule = contract.schoolYear();
        if (rule instanceof YearRule.DateColumn date) {
            boolean month = contract.column(date.field())
                    .filter(column -> column.type() == LogicalType.MONTH)
                    .isPresent();
            String day = month
                    ? "try_cast(" + SqlText.name(date.field()) + " || '-01' as date)"
                    : "cast(" + SqlText.name(date.field()) + " as date)";
            return Optional.of(SqlText.of(SchoolYears.ofDate(DSL.field(day), district.firstDay())));
        }
        if (rule instanceof YearRule.YearColumn column) {
            var text = SqlText.column(StandardColumn.rawName(column.field()));
            return Optional.of(SqlText.of(SchoolYears.ofText(text, column.ending())));
        }
        return Optional.empty();
    }

    private String strays(int part, String named) {
        Map<List<String>, List<Integer>> filesByYears = new LinkedHashMap<>();
        int number = 0;
        for (int at = 0; at < item.parts().size(); at++) {
            for (LandedFile file : item.parts().get(at).files()) {
                if (at == part && home(file).equals(item.schoolYear())) {
                    filesByYears
                            .computeIfAbsent(file.schoolYears(), years -> new ArrayList<>())
                            .add(number);
                }
                number++;
            }
        }
        return filesByYears.entrySet().stream()
                .map(files -> " or _file in ("
                        + files.getValue().stream().map(String::valueOf).collect(Collectors.joining(", ")) + ") and "
                        + named + " not in ("
                        + files.getKey().stream().map(Duck::literal).collect(Collectors.joining(", ")) + ")")
                .collect(Collectors.joining());
    }

    private static String home(LandedFile file) {
        return file.schoolYears().contains(UNKNOWN)
                ? UNKNOWN
                : new TreeSet<>(file.schoolYears()).stream().findFirst().orElse(UNKNOWN);
    }
}
