package org.yearbook.dashboard.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.dashboard.chart.Sheet;
import tools.jackson.databind.json.JsonMapper;

/**
 * A chart that can be taken along. What it rests on goes into each file, so that a picture on a slide still says whose
 * number of which night it is.
 *
 * @param id of the chart on its page
 * @param finding what it says, in one sentence
 * @param drawing what {@code yearbook.js} draws, as JSON; empty when there is nothing to draw
 * @param summary the same numbers in sentences
 * @param file name of the files, without their ending
 * @param origin what the numbers rest on, a line each
 * @param csv the numbers as a file
 */
public record Figure(
        String id, String finding, String drawing, String summary, String file, List<Origin> origin, String csv) {

    /** What the origin of a note is called, before its letter. */
    static final String NOTE = "Note";

    private static final JsonMapper JSON = new JsonMapper();

    public Figure {
        origin = List.copyOf(origin);
    }

    /** One line about what the numbers rest on: District, Cedar Valley School District. */
    public record Origin(String name, String value) {

        boolean note() {
            return name.startsWith(NOTE + " ");
        }

        // Names of places and numbers speak for themselves, a day does not.
        String said() {
            return name.equals("Data as of") || name.equals("Publication") ? name + " " + value : value;
        }
    }

    /** {@return a chart with its files} */
    public static Figure of(
            String id, String finding, String drawing, String summary, String file, List<Origin> origin, Sheet sheet) {
        List<Origin> known =
                origin.stream().filter(line -> !line.value().isBlank()).toList();
        return new Figure(id, finding, drawing, summary, file, known, csv(finding, known, sheet));
    }

    private static String csv(String finding, List<Origin> origin, Sheet sheet) {
        Stream<String> about = Stream.concat(
                Stream.of(line(List.of("Finding", finding))),
                origin.stream().map(one -> line(List.of(one.name(), one.value()))));
        Stream<String> numbers = Stream.concat(
                Stream.of("\r\n", line(sheet.head())), sheet.rows().stream().map(Figure::line));
        return Stream.concat(about, numbers).collect(Collectors.joining());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(CsvCell::of).collect(Collectors.joining(",", "", "\r\n"));
    }

    /**
     * {@return the CSV as the address of a link, which needs no script} Excel takes it for UTF-8 only with its mark.
     */
    public String csvLink() {
        return "data:text/csv;charset=utf-8,"
                + URLEncoder.encode("\ufeff" + csv, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** {@return what a picture has around it, as JSON} */
    public String around() {
        return JSON.writeValueAsString(Map.of(
                "file",
                file,
                "title",
                finding,
                "notes",
                origin.stream().filter(Origin::note).map(Origin::value).toList(),
                "foot",
                origin.stream().filter(line -> !line.note()).map(Origin::said).collect(Collectors.joining(" · "))));
    }
}
