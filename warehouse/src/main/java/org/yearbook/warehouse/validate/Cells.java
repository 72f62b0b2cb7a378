package org.yearbook.warehouse.validate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yearbook.definitions.edfacts.CategorySet;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.RecordField;
import org.yearbook.definitions.edfacts.RecordLayout;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.warehouse.validate.Submitted.Line;

/** Reads the numbers of a file back from its records, and checks that each is of a category set and there once. */
final class Cells {

    /** What a record without any category set is of. */
    private static final String NO_TABLE = "";

    private final Submitted file;
    private final YearFile specification;
    private final RecordLayout layout;
    private final List<Finding> findings;

    private Cells(Submitted file, List<Finding> findings) {
        this.file = file;
        this.specification = file.specification();
        this.layout = specification.layout();
        this.findings = findings;
    }

    /** {@return the numbers of records that are of a set; none when the file counts nothing} */
    static List<Cell> of(Submitted file, List<Line> records, List<Finding> findings) {
        var cells = new Cells(file, findings);
        return cells.layout
                .named("Amount")
                .map(amount -> cells.read(records, amount))
                .orElse(List.of());
    }

    private List<Cell> read(List<Line> records, int amount) {
        List<Cell> cells = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (Line line : records) {
            if (line.fields().size() != layout.fields().size()) {
                continue;
            }
            Map<String, String> codes = codes(line);
            Optional<CategorySet> set = set(line, codes.keySet());
            Optional<BigDecimal> number = number(line.at(amount));
            if (set.isEmpty() || number.isEmpty()) {
                continue;
            }
            var cell = new Cell(line.number(), place(line), set.get(), codes, number.get());
            indicator(line, cell);
            Integer before = seen.putIfAbsent(cell.where(), line.number());
            if (before != null) {
                add(
                        Rule.DUPLICATE,
                        line.number(),
                        cell.where(),
                        "The record is there already in line " + before + ".",
                        "Make the file again, and do not merge it with another.");
                continue;
            }
            cells.add(cell);
        }
        return cells;
    }

    private Map<String, String> codes(Line line) {
        Map<String, String> codes = new HashMap<>();
        List<RecordField> fields = layout.fields();
        for (int at = 0; at < fields.size(); at++) {
            String list = fields.get(at).codes();
            if (list != null && !line.at(at).isEmpty()) {
                codes.put(list, line.at(at));
            }
        }
        return codes;
    }

    private Optional<CategorySet> set(Line line, Set<String> categories) {
        if (specification.sets().isEmpty()) {
            return Optional.of(new CategorySet("TOT", table(line), List.of()));
        }
        Optional<CategorySet> found = specification.sets().stream()
                .filter(set -> set.table().equals(table(line)))
                .filter(set -> new HashSet<>(set.categories()).equals(categories))
                .findFirst();
        if (found.isEmpty()) {
            add(
                    Rule.CATEGORY_SET,
                    line.number(),
                    place(line) + ", " + table(line) + " "
                            + String.join(" + ", categories.stream().sorted().toList()),
                    "No category set of " + table(line) + " has "
                            + (categories.isEmpty() ? "no category" : "just these categories") + ".",
                    "Make the file again; a column was emptied or moved.");
        }
        return found;
    }

    private void indicator(Line line, Cell cell) {
        Optional<Integer> at = layout.named("TotalIndicator");
        if (at.isEmpty() || specification.sets().isEmpty()) {
            return;
        }
        String expected = cell.set().code().startsWith("CS") ? "N" : "Y";
        if (!line.at(at.get()).equals(expected)) {
            add(
                    Rule.TOTAL_INDICATOR,
                    line.number(),
                    cell.where(),
                    "The total indicator is '" + line.at(at.get()) + "'; of "
                            + cell.set().code() + " it is '" + expected + "'.",
                    "Make the file again.");
        }
    }

    private String table(Line line) {
        return layout.named("TableTypeAbbrv").map(line::at).orElse(NO_TABLE);
    }

    private String place(Line line) {
        String field = specification.level() == Level.SCH ? "StateSchoolIDNumber" : "StateLEAIDNumber";
        return (specification.level() == Level.SCH ? "school " : "district ")
                + layout.named(field).map(line::at).orElse("");
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            // told where fields are checked
            return Optional.empty();
        }
    }

    private void add(Rule rule, int line, String where, String what, String remedy) {
        findings.add(Finding.of(rule, file.name(), line, where, what, remedy));
    }
}
