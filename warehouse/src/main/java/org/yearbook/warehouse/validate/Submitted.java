package org.yearbook.warehouse.validate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.yearbook.definitions.edfacts.YearFile;

/**
 * A file as it lies there.
 *
 * @param specification what it should look like
 * @param name of the file; its ending says how fields are kept apart
 */
public record Submitted(YearFile specification, String name, String text) {

    /**
     * One line, taken apart.
     *
     * @param number from 1
     */
    record Line(int number, List<String> fields) {

        Line {
            fields = List.copyOf(fields);
        }

        /** {@return a field; empty when the line has not so many} */
        String at(int place) {
            return place < fields.size() ? fields.get(place).strip() : "";
        }
    }

    /** {@return the numbers of the file, those of lines that can be read} */
    public List<Cell> cells() {
        List<Line> lines = lines();
        return Cells.of(this, lines.subList(Math.min(1, lines.size()), lines.size()), new ArrayList<>());
    }

    /** {@return every line with what it holds, the header first} */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        Pattern separator = Pattern.compile(name.endsWith(".csv") ? "," : "\t");
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String content = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
            lines.add(new Line(number, Arrays.asList(separator.split(content, -1))));
        }
        if (text.endsWith("\n") || text.isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }
}
