package org.yearbook.warehouse.stateform;

import java.util.ArrayList;
import java.util.List;

/** Takes a file apart as its description says it is, without knowing how it was written. */
final class FormLines {

    private FormLines() {}

    /**
     * One record.
     *
     * @param number its line, from 1
     * @param text the line without its end
     * @param fields none when quotation marks or places do not fit
     */
    record Line(int number, String text, List<String> fields) {

        Line {
            fields = List.copyOf(fields);
        }
    }

    /** {@return every line, the header among them; the last one is there though nothing ends it} */
    static List<Line> of(StateForm form, String text) {
        List<Line> lines = new ArrayList<>();
        if (text.isEmpty()) {
            return lines;
        }
        String[] parts = text.split("\n", -1);
        int last = parts[parts.length - 1].isEmpty() ? parts.length - 1 : parts.length;
        for (int i = 0; i < last; i++) {
            String line = parts[i].endsWith("\r") ? parts[i].substring(0, parts[i].length() - 1) : parts[i];
            lines.add(new Line(i + 1, line, fields(form, line)));
        }
        return lines;
    }

    private static List<String> fields(StateForm form, String line) {
        Character delimiter = form.delimiter();
        return delimiter == null ? places(form, line) : delimited(line, delimiter, form.quoted());
    }

    private static List<String> places(StateForm form, String line) {
        int width = form.columns().stream().mapToInt(FormColumn::length).sum();
        if (line.length() != width) {
            return List.of();
        }
        List<String> fields = new ArrayList<>();
        int at = 0;
        for (FormColumn column : form.columns()) {
            fields.add(line.substring(at, at + column.length()).strip());
            at += column.length();
        }
        return fields;
    }

    private static List<String> delimited(String line, char delimiter, boolean quoted) {
        List<String> fields = new ArrayList<>();
        var field = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < line.length(); i++) {
            char at = line.charAt(i);
            boolean doubled = inside && at == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"';
            if (quoted && doubled) {
                field.append(at);
                i++;
            } else if (quoted && at == '"') {
                inside = !inside;
            } else if (at == delimiter && !inside) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(at);
            }
        }
        fields.add(field.toString());
        return inside ? List.of() : fields;
    }
}
