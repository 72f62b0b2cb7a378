package org.yearbook.ingest.source.oneroster.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.source.oneroster.standard.OneRosterStandard;
import org.yearbook.ingest.source.oneroster.standard.StandardField;

/** First reading of one file: its syntax, its header, the form of every field, and what later readings must know. */
final class Rows implements StrictCsv.Listener {

    private static final String METADATA = "metadata.";

    private final String name;
    private final String mode;
    private final List<StandardField> fields;
    private final FieldForm form;
    private final Faults faults;
    private final Known known;
    private List<String> header = List.of();
    private Table table;
    private long rows;

    Rows(String name, String mode, OneRosterStandard standard, Faults faults, Known known) {
        this.name = name;
        this.mode = mode;
        this.fields = standard.file(name).orElseThrow();
        this.form = new FieldForm(standard.extensible());
        this.faults = faults;
        this.known = known;
        this.table = Table.of(name, mode, fields, header);
    }

    Table table() {
        return table;
    }

    long rows() {
        return rows;
    }

    /** Judges what only shows at the end. */
    void finish() {
        if (header.isEmpty()) {
            add("table.missing_header", null, 0, "The file is empty.");
        } else if (rows == 0) {
            add(
                    "table.missing_data_rows",
                    null,
                    0,
                    "The file has no rows; a file without rows must be absent, and the manifest say so.");
        }
    }

    @Override
    public void fault(String code, long line, String message) {
        rows += header.isEmpty() ? 0 : 1;
        known.incomplete(name);
        add(code, null, line, message);
    }

    @Override
    public void row(long line, List<String> row) {
        if (header.isEmpty()) {
            header = List.copyOf(row);
            table = Table.of(name, mode, fields, header);
            header();
            return;
        }
        rows++;
        if (row.size() != header.size()) {
            known.incomplete(name);
            add("table.row_width_mismatch", null, line, "The row has another number of fields than the header.");
            return;
        }
        fields.forEach(field -> judge(field, table.text(row, field.name()), line));
        known.add(table, row);
        String id = table.text(row, "sourcedId");
        if (!id.isEmpty() && !known.isNew(name, id)) {
            add("reference.duplicate_sourced_id", "sourcedId", line, "Another row has the same sourcedId.");
        }
    }

    private void header() {
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (column.isBlank()) {
                add("table.empty_header_name", null, 1, "A column has no name.");
            } else if (!seen.add(column)) {
                add("table.duplicate_header", column, 1, "Two columns have this name.");
            }
        }
        List<String> standard = fields.stream().map(StandardField::name).toList();
        List<String> missing =
                standard.stream().filter(column -> !header.contains(column)).toList();
        missing.forEach(column -> add("schema.missing_header", column, 1, "The column is missing."));
        List<String> delivered = header.stream().filter(standard::contains).toList();
        if (!delivered.equals(standard.stream().filter(header::contains).toList())) {
            add("schema.header_order_mismatch", null, 1, "The columns do not stand in the order of the standard.");
        }
        extensions(standard);
    }

    private void extensions(List<String> standard) {
        int lastStandard = standard.stream().mapToInt(header::lastIndexOf).max().orElse(-1);
        List<String> extra = new ArrayList<>(header);
        extra.removeAll(standard);
        for (String column : extra.stream().filter(text -> !text.isBlank()).collect(Collectors.toSet())) {
            if (!column.startsWith(METADATA) || column.length() == METADATA.length()) {
                add(
                        "schema.invalid_metadata_header",
                        column,
                        1,
                        "The standard has no such column; a column of one's own is named metadata.something.");
            } else if (header.indexOf(column) < lastStandard) {
                add(
                        "schema.metadata_column_position",
                        column,
                        1,
                        "Columns of one's own stand behind those of the standard.");
            }
        }
    }

    private void judge(StandardField field, String text, long line) {
        if (!table.places().containsKey(field.name())) {
            return;
        }
        boolean lifecycle = !field.name().equals("sourcedId") && OneRosterStandard.LIFECYCLE.contains(field.name());
        if (text.isEmpty()) {
            if (field.required()) {
                add("row.missing_required_value", field.name(), line, "The field must be filled.");
            } else if (lifecycle && table.delta()) {
                add("row.field_required_in_delta", field.name(), line, "The field must be filled in a delta file.");
            }
            return;
        }
        if (lifecycle && !table.delta()) {
            add("row.field_forbidden_in_bulk", field.name(), line, "The field must be empty in a bulk file.");
            return;
        }
        form.judge(field, text)
                .ifPresent(wrong -> add(wrong.code(), field.name(), line, "The field must be " + wrong.should() + "."));
    }

    private void add(String code, @Nullable String field, long line, String message) {
        faults.add(code, name + ".csv", field, line, message);
    }
}
