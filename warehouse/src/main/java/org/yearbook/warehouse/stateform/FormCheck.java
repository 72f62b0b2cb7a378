package org.yearbook.warehouse.stateform;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.yearbook.warehouse.validate.Finding;
import org.yearbook.warehouse.validate.Rule;
import org.yearbook.warehouse.validate.Validation;

/**
 * Checks a file as it lies there against its description: name, lines, header, columns, lengths, codes, days. It tells
 * of lines and columns, never of what somebody's record says.
 */
public final class FormCheck {

    /** As of federal files: a change of more than a fifth, and of more than so many, is to be explained. */
    private static final int MANY = 20;

    private static final int FIFTH = 5;
    private static final String MEND = "Mend it at the source, or in the description, and make the file again.";
    private static final String AGAIN = "Make the file again.";

    private final StateForm form;
    private final Lying file;
    private final List<Finding> findings = new ArrayList<>();

    private FormCheck(StateForm form, Lying file) {
        this.form = form;
        this.file = file;
    }

    /**
     * A file as it lies there.
     *
     * @param wanted the name it should have
     * @param encoding in which it was read
     * @param records how many it should have
     */
    public record Lying(String name, String wanted, Charset encoding, String text, int records) {}

    /**
     * {@return everything that is not as it should be, the gravest first; none of a file that is right}
     *
     * @param lastYear how many records the file of the year before has; 0 when there is none
     */
    public static List<Finding> of(StateForm form, Lying file, int lastYear) {
        var check = new FormCheck(form, file);
        check.whole();
        List<FormLines.Line> lines = FormLines.of(form, file.text());
        check.header(lines);
        List<FormLines.Line> records = lines.subList(Math.min(form.headerLines(), lines.size()), lines.size());
        check.number(records.size(), lastYear);
        records.forEach(check::record);
        check.keys(records);
        return Validation.told(check.findings);
    }

    private void add(Rule rule, int line, String where, String what, String remedy) {
        findings.add(Finding.of(rule, file.name(), line, where, what, remedy));
    }

    private void whole() {
        if (!file.name().equals(file.wanted())) {
            add(Rule.FILE_NAME, 0, "", "It should be called " + file.wanted() + ".", AGAIN);
        }
        if (!file.encoding().equals(form.encoding())) {
            add(
                    Rule.ENCODING,
                    0,
                    "",
                    "It is written in " + file.encoding().name() + ", not in "
                            + form.encoding().name() + ".",
                    AGAIN);
        }
        boolean crlf = form.lineEnd().equals("\r\n");
        String rest = crlf ? file.text().replace("\r\n", "") : file.text().replace("\n", "");
        if (rest.indexOf('\r') >= 0
                || rest.indexOf('\n') >= 0
                || (!file.text().isEmpty() && !file.text().endsWith(form.lineEnd()))) {
            add(Rule.LINE_END, 0, "", "Not every line ends with " + (crlf ? "CR and LF" : "LF alone") + ".", AGAIN);
        }
    }

    private void header(List<FormLines.Line> lines) {
        if (form.header() && (lines.isEmpty() || !lines.get(0).text().equals(form.headerLine()))) {
            add(
                    Rule.HEADER,
                    1,
                    "",
                    "The first line should be the names of the columns: " + form.headerLine() + ".",
                    AGAIN);
        }
    }

    private void number(int records, int lastYear) {
        if (records != file.records()) {
            add(
                    Rule.RECORD_COUNT,
                    0,
                    "",
                    "It has " + records + " records, and should have " + file.records() + ".",
                    AGAIN);
        }
        int change = Math.abs(records - lastYear);
        if (lastYear > 0 && change > MANY && change * FIFTH > lastYear) {
            add(
                    Rule.CHANGE,
                    0,
                    "records",
                    "It has " + records + " records; last year's file has " + lastYear + ".",
                    "Look whether that is so. If it is, say why.");
        }
    }

    private void record(FormLines.Line line) {
        if (line.fields().size() != form.columns().size()) {
            String places = form.delimiter() == null
                    ? "It is not as long as its columns together, "
                            + form.columns().stream()
                                    .mapToInt(FormColumn::length)
                                    .sum()
                            + " characters."
                    : "It should have " + form.columns().size() + " columns, and has "
                            + line.fields().size() + ".";
            add(Rule.FIELD_COUNT, line.number(), "", places, AGAIN);
            return;
        }
        for (int i = 0; i < form.columns().size(); i++) {
            field(line.number(), form.columns().get(i), line.fields().get(i));
        }
    }

    private void field(int line, FormColumn column, String value) {
        String where = "column " + column.name();
        if (value.isEmpty()) {
            if (column.required()) {
                add(Rule.REQUIRED, line, where, "It is empty, and every record needs it.", MEND);
            }
            return;
        }
        if (value.length() > column.length()) {
            add(Rule.TOO_LONG, line, where, "It has more than " + column.length() + " characters.", MEND);
        }
        if (column.digits() && !value.chars().allMatch(at -> at >= '0' && at <= '9')) {
            add(Rule.NUMBER, line, where, "It should be digits alone.", MEND);
        }
        DayForm date = column.date();
        if (date != null && !date.reads(value)) {
            add(Rule.DATE, line, where, "It is no day written like " + date.word() + ".", MEND);
        }
        if (!permitted(column, value)) {
            add(Rule.CODE, line, where, "It is no code that the description has.", MEND);
        }
    }

    private boolean permitted(FormColumn column, String value) {
        if (column.field() == null) {
            return value.equals(written(column, column.value()));
        }
        return column.codes().isEmpty()
                || column.codes().values().stream().anyMatch(code -> value.equals(written(column, code)));
    }

    /** In a fixed place zeros may fill the rest, before a value. */
    private String written(FormColumn column, String value) {
        boolean filled = form.delimiter() == null && column.pad() != ' ' && !value.isEmpty();
        return filled
                ? String.valueOf(column.pad()).repeat(Math.max(0, column.length() - value.length())) + value
                : value.strip();
    }

    private void keys(List<FormLines.Line> records) {
        List<Integer> keys = keys(form);
        if (keys.isEmpty()) {
            return;
        }
        Map<String, Integer> first = new HashMap<>();
        for (FormLines.Line line : records) {
            // Of records that lack a part of their key nobody can say whether they are about the same.
            if (line.fields().size() == form.columns().size()
                    && keys.stream().noneMatch(at -> line.fields().get(at).isEmpty())) {
                Integer before = first.putIfAbsent(key(keys, line), line.number());
                if (before != null) {
                    add(
                            Rule.DUPLICATE,
                            line.number(),
                            "",
                            "It is about the same as line " + before + ".",
                            "Look which of them is right, and mend it at the source.");
                }
            }
        }
    }

    /** {@return the places of the columns that tell records apart} */
    static List<Integer> keys(StateForm form) {
        List<Integer> keys = new ArrayList<>();
        for (int i = 0; i < form.columns().size(); i++) {
            if (form.columns().get(i).key()) {
                keys.add(i);
            }
        }
        return keys;
    }

    static String key(List<Integer> keys, FormLines.Line line) {
        return keys.stream().map(line.fields()::get).collect(Collectors.joining(" "));
    }
}
