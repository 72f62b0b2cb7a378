package org.yearbook.dashboard.page.workbench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.yearbook.dashboard.chart.QuickChart;
import org.yearbook.dashboard.chart.QuickChart.Dot;
import org.yearbook.dashboard.chart.QuickChart.Shape;
import org.yearbook.dashboard.chart.Sheet;
import org.yearbook.dashboard.page.Figure;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.page.Option;
import org.yearbook.dashboard.page.Pages;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.workbench.AnswerFiles;
import org.yearbook.dashboard.workbench.AskedQuestion;
import org.yearbook.warehouse.query.QuestionState.Done;
import org.yearbook.warehouse.spool.Spool;
import org.yearbook.warehouse.spool.SpoolColumn;

/** Reads one page of a kept answer, and the chart that was asked for. */
final class AnswerReader {

    private static final int ROWS = 100;
    private static final double NANOS = 1e9;

    private final AskedQuestion question;
    private final Spool spool;
    private final Done done;
    private final Map<String, String> address;

    AnswerReader(AskedQuestion question, Spool spool, Done done, Map<String, String> address) {
        this.question = question;
        this.spool = spool;
        this.done = done;
        this.address = address;
    }

    AnswerPage read() {
        int last = Pages.last(spool.rows(), ROWS);
        int page = Math.max(1, Math.min(number("page"), last));
        long from = (long) (page - 1) * ROWS;
        List<SpoolColumn> columns = spool.columns();
        List<AnswerPage.Line> lines = new ArrayList<>();
        for (List<@Nullable String> row : spool.rows(from, ROWS)) {
            lines.add(new AnswerPage.Line(Numbers.whole(from + lines.size() + 1), cells(columns, row)));
        }
        return new AnswerPage(
                question.id(),
                Numbers.of(spool.rows(), "row", "rows") + " of "
                        + Numbers.of(columns.size(), "column", "columns") + ", in "
                        + Numbers.seconds(done.took().toNanos() / NANOS) + ".",
                done.cut()
                        ? "The answer is longer: only these rows were read. Ask for less, or for totals, to have all of"
                                + " it."
                        : "",
                question.publication(),
                columns.stream()
                        .map(column -> new AnswerPage.Head(column.name(), column.type(), column.number()))
                        .toList(),
                lines,
                Pages.of(link(), "#rows-title", page, last),
                files(),
                drawn());
    }

    private static List<AnswerPage.Cell> cells(List<SpoolColumn> columns, List<@Nullable String> row) {
        var cells = new ArrayList<AnswerPage.Cell>();
        for (int i = 0; i < row.size(); i++) {
            cells.add(new AnswerPage.Cell(row.get(i), columns.get(i).number()));
        }
        return cells;
    }

    private String path() {
        return "/workbench/answers/" + question.id();
    }

    private Link link() {
        Link link = Link.to(path());
        for (String name : List.of("chart", "x", "y")) {
            link = link.with(name, address.getOrDefault(name, ""));
        }
        return link;
    }

    private List<AnswerPage.Take> files() {
        String excel = spool.rows() > AnswerFiles.ROWS_OF_EXCEL ? "the first rows: Excel takes no more" : "for Excel";
        return List.of(
                new AnswerPage.Take("CSV", path() + "/answer.csv", "for any spreadsheet"),
                new AnswerPage.Take("XLSX", path() + "/answer.xlsx", excel),
                new AnswerPage.Take("Parquet", path() + "/answer.parquet", "for DuckDB, Python, R and Spark"),
                new AnswerPage.Take("Arrow", path() + "/answer.arrows", "a stream for pandas, Polars and R"));
    }

    private AnswerPage.Drawn drawn() {
        List<SpoolColumn> columns = spool.columns();
        List<Integer> numbers = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).number())
                .boxed()
                .toList();
        Optional<Shape> shape = Arrays.stream(Shape.values())
                .filter(one -> one.code().equals(address.getOrDefault("chart", "")))
                .findFirst();
        int up = column(address.get("y"), numbers, numbers.isEmpty() ? -1 : numbers.get(numbers.size() - 1));
        List<Integer> every = IntStream.range(0, columns.size()).boxed().toList();
        int across = column(address.get("x"), every, 0);
        String trouble = "";
        Optional<AnswerPage.Picture> picture = Optional.empty();
        if (shape.isPresent() && up >= 0) {
            picture = picture(shape.get(), columns.get(across), across, columns.get(up), up);
            trouble = picture.isPresent() ? "" : "There is no row to draw: a chart needs numbers in its columns.";
        }
        return new AnswerPage.Drawn(
                Arrays.stream(Shape.values())
                        .map(one -> new Option(one.code(), one.words(), shape.equals(Optional.of(one))))
                        .toList(),
                options(columns, every, across),
                options(columns, numbers, up),
                shape.isPresent(),
                trouble,
                picture);
    }

    private static List<Option> options(List<SpoolColumn> columns, List<Integer> places, int chosen) {
        return places.stream()
                .map(i -> new Option(String.valueOf(i + 1), columns.get(i).name(), i == chosen))
                .toList();
    }

    private Optional<AnswerPage.Picture> picture(
            Shape shape, SpoolColumn acrossColumn, int across, SpoolColumn upColumn, int up) {
        List<Dot> dots = new ArrayList<>();
        for (List<@Nullable String> row : spool.rows(0, shape.most())) {
            String x = row.get(across);
            String y = row.get(up);
            boolean number = shape != Shape.SCATTER || finite(x);
            if (finite(y) && number) {
                dots.add(new Dot(x == null ? "(nothing)" : x, new BigDecimal(String.valueOf(y))));
            }
        }
        if (dots.isEmpty()) {
            return Optional.empty();
        }
        String finding = upColumn.name() + " by " + acrossColumn.name()
                + (spool.rows() > shape.most() ? ", the first " + Numbers.whole(shape.most()) + " rows" : "");
        QuickChart chart = QuickChart.of(shape, acrossColumn.name(), upColumn.name(), dots);
        List<List<String>> rows = dots.stream()
                .map(dot -> List.of(dot.x(), dot.y().toPlainString()))
                .toList();
        return Optional.of(new AnswerPage.Picture(
                Figure.of(
                        "answer-chart",
                        finding,
                        chart.drawing(),
                        chart.summary(),
                        "answer",
                        List.of(new Figure.Origin("Publication", question.publication())),
                        new Sheet(List.of(acrossColumn.name(), upColumn.name()), rows)),
                acrossColumn.name(),
                upColumn.name(),
                rows));
    }

    private static boolean finite(@Nullable String number) {
        return number != null && number.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?");
    }

    private static int column(@Nullable String asked, List<Integer> allowed, int usual) {
        int place = asked != null && asked.matches("\\d{1,4}") ? Integer.parseInt(asked) - 1 : -1;
        return allowed.contains(place) ? place : usual;
    }

    private int number(String name) {
        String text = address.getOrDefault(name, "");
        return text.matches("\\d{1,8}") ? Integer.parseInt(text) : 1;
    }
}
