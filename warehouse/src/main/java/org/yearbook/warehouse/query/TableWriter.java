package org.yearbook.warehouse.query;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** For people: columns as wide as the first rows need, numbers to the right, long texts cut. */
final class TableWriter implements RowWriter {

    private static final int MEASURED_ROWS = 200;
    private static final int WIDEST = 60;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final Appendable out;
    private final List<List<@Nullable Object>> waiting = new ArrayList<>();
    private List<String> columns = List.of();
    private int[] widths = {};

    TableWriter(Appendable out) {
        this.out = out;
    }

    @Override
    public void begin(List<String> names) {
        columns = names;
        widths = new int[names.size()];
    }

    @Override
    public void row(List<@Nullable Object> values) throws IOException {
        if (waiting.size() < MEASURED_ROWS) {
            waiting.add(values);
            if (waiting.size() == MEASURED_ROWS) {
                writeWaiting();
            }
        } else {
            line(values);
        }
    }

    @Override
    public void end(long rows) throws IOException {
        if (rows < MEASURED_ROWS) {
            writeWaiting();
        }
        out.append(rows == 1 ? "(1 row)\n" : "(" + rows + " rows)\n");
    }

    private void writeWaiting() throws IOException {
        for (int i = 0; i < widths.length; i++) {
            widths[i] = cut(columns.get(i)).length();
            for (List<@Nullable Object> values : waiting) {
                widths[i] = Math.max(widths[i], cut(Values.text(values.get(i))).length());
            }
        }
        line(columns);
        var rule = new StringBuilder();
        for (int width : widths) {
            rule.append(rule.isEmpty() ? "" : "  ").append("-".repeat(width));
        }
        out.append(rule).append('\n');
        for (List<@Nullable Object> values : waiting) {
            line(values);
        }
    }

    private void line(List<? extends @Nullable Object> values) throws IOException {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String text = cut(Values.text(values.get(i)));
            String space = " ".repeat(Math.max(0, widths[i] - text.length()));
            line.append(i == 0 ? "" : "  ");
            line.append(values.get(i) instanceof BigDecimal ? space + text : text + space);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private static String cut(String text) {
        String plain = CONTROL.matcher(text).replaceAll(" ");
        return plain.length() <= WIDEST ? plain : plain.substring(0, WIDEST - 1) + "…";
    }
}
