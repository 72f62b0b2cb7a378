package org.yearbook.warehouse.metric;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lays text out for a person at a terminal, in lines of a hundred characters. */
public final class PlainText {

    private static final int WIDTH = 100;
    private static final String BETWEEN = " | ";

    private PlainText() {}

    /** Prints a text, wrapped at words: the first line begins with the lead, the others are indented as far. */
    public static void paragraph(String lead, String text, PrintWriter out) {
        if (text.isBlank()) {
            return;
        }
        List<String> lines = wrapped(text, WIDTH - lead.length());
        out.println(lead + lines.get(0));
        lines.stream().skip(1).forEach(line -> out.println(" ".repeat(lead.length()) + line));
    }

    /** Prints rows of equally many cells, each column as wide as its widest cell. */
    public static void table(List<List<String>> rows, PrintWriter out) {
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        for (List<String> row : rows) {
            out.println(IntStream.range(0, columns)
                    .mapToObj(column -> padded(row.get(column), widths[column]))
                    .collect(Collectors.joining("  "))
                    .stripTrailing());
        }
    }

    /** Prints two texts beside each other, wrapped at words, each in half of the width. */
    public static void beside(String left, String right, String indent, PrintWriter out) {
        int half = (WIDTH - indent.length() - BETWEEN.length()) / 2;
        List<String> one = wrapped(left, half);
        List<String> other = wrapped(right, half);
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            String first = i < one.size() ? one.get(i) : "";
            String second = i < other.size() ? other.get(i) : "";
            out.println((indent + padded(first, half) + BETWEEN + second).stripTrailing());
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static List<String> wrapped(String text, int width) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : text.strip().split("\\s+", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder();
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
