package org.yearbook.warehouse.stateform;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a state's own file holds, record by record, as its description names it.
 *
 * @param columns their names
 */
public record FormRecords(List<String> columns, List<Entry> entries) {

    public FormRecords {
        columns = List.copyOf(columns);
        entries = List.copyOf(entries);
    }

    /**
     * One record.
     *
     * @param line of the file, from 1
     * @param school as the file calls it; empty when no column holds it
     */
    public record Entry(int line, String school, List<String> fields) {

        public Entry {
            fields = List.copyOf(fields);
        }
    }

    /** {@return the records of a file that was made by this description} */
    public static FormRecords of(StateForm form, String text) {
        int school = IntStream.range(0, form.columns().size())
                .filter(at -> "school_id".equals(form.columns().get(at).field()))
                .findFirst()
                .orElse(-1);
        return new FormRecords(
                form.columns().stream().map(FormColumn::name).toList(),
                FormLines.of(form, text).stream()
                        .skip(form.headerLines())
                        .map(line -> new Entry(
                                line.number(),
                                school < 0 || school >= line.fields().size()
                                        ? ""
                                        : line.fields().get(school),
                                line.fields()))
                        .toList());
    }
}
