package org.yearbook.ingest.land;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;

/**
 * Tells of fields that were filled in nearly every row of what a file takes the place of, and are blank in many of its
 * own: an export that lost a join still has all its rows and columns. Of large files a sample is looked at. Only the
 * same school years are compared, for what a year closes with, like exit dates, is rightly blank in the next.
 */
final class FillLoss {

    private static final long FEW = 20;

    private static final long SAMPLE = 20_000;

    /** Fields that were filled to less than so many percent come and go as they please. */
    private static final long NEARLY_ALL = 90;

    /** By so many points of a hundred the share of filled rows must fall to be told. */
    private static final long FALL = 20;

    private final Before compared;
    private final Contract contract;

    FillLoss(Before compared) {
        this.compared = compared;
        this.contract = compared.contract();
    }

    private record Filled(long rows, long filled) {

        long percent() {
            return filled * 100 / rows;
        }
    }

    /** {@return one warning for each field that lost its values} */
    List<Finding> findings() {
        long rows = compared.before().stream()
                .mapToLong(file -> file.delivered() - file.rejected())
                .sum();
        List<Column> judged = contract.columns().stream()
                .filter(column -> column.constant() == null)
                .filter(column -> compared.fresh(List.of(column.name()), 1).isPresent()
                        && compared.inForce(List.of(column.name()), 1).isPresent())
                .toList();
        if (judged.isEmpty() || rows < FEW || compared.stored().rows() < FEW) {
            return List.of();
        }
        List<String> fields = judged.stream().map(Column::name).toList();
        Optional<String> fresh =
                compared.fresh(fields, Math.max(1, compared.stored().rows() / SAMPLE));
        Optional<String> before = compared.inForce(fields, Math.max(1, rows / SAMPLE));
        if (fresh.isEmpty() || before.isEmpty()) {
            return List.of();
        }
        List<Filled> now = filled(fresh.get(), fields);
        List<Filled> then = filled(before.get(), fields);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < judged.size(); i++) {
            boolean enough = now.get(i).rows() >= FEW && then.get(i).rows() >= FEW;
            if (enough
                    && then.get(i).percent() >= NEARLY_ALL
                    && then.get(i).percent() - now.get(i).percent() >= FALL) {
                findings.add(finding(judged.get(i), now.get(i), then.get(i)));
            }
        }
        return findings;
    }

    private List<Filled> filled(String select, List<String> fields) {
        String counts = fields.stream()
                .map(ParquetCopy::identifier)
                .map(field -> "count(*) filter (where trim(" + field + ") <> '')")
                .collect(Collectors.joining(", "));
        var row = compared.duck().sql().fetchSingle("select count(*), " + counts + " from (" + select + ")");
        List<Filled> filled = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            filled.add(new Filled(row.get(0, long.class), row.get(i + 1, long.class)));
        }
        return filled;
    }

    private Finding finding(Column column, Filled now, Filled then) {
        return new Finding(
                Rules.FILL,
                "warning",
                contract.source(),
                compared.stored().file().member().file(),
                0,
                column.physicalName(),
                null,
                "Column '" + column.physicalName() + "' is filled in " + now.percent()
                        + "% of the rows; in the file in force it was " + then.percent() + "%.",
                "Ask the source what became of these values; the rows are taken as they are.");
    }
}
