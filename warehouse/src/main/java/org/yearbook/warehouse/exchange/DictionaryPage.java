package org.yearbook.warehouse.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.yearbook.definitions.Dataset;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Formula;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.MetricVersion;
import org.yearbook.warehouse.glossary.Words;

/** The dictionary as a text: every metric by its area, with each of its definitions. */
record DictionaryPage(Definitions definitions) {

    private static final String TITLE = "Data dictionary of the metrics";
    private static final String LEAD =
            "What each number means, under each authority and in each school year. Every school"
                    + " year is told by the definition that was in force in it.";

    /** One line of a definition. */
    private record Line(String name, String text) {}

    String markdown() {
        var text = new StringBuilder("# ")
                .append(TITLE)
                .append("\n\n")
                .append(LEAD)
                .append("\n");
        for (Metric.Area area : Metric.Area.values()) {
            List<Metric> metrics = of(area);
            if (!metrics.isEmpty()) {
                text.append("\n## ").append(Words.plain(title(area))).append("\n");
            }
            for (Metric metric : metrics) {
                text.append("\n### ")
                        .append(metric.label())
                        .append(" (`")
                        .append(metric.id())
                        .append("`)\n\n");
                text.append(markdown(metric.description())).append("\n\n");
                text.append(markdown(about(metric))).append("\n");
                metric.versions().forEach(version -> {
                    text.append("\n#### ").append(heading(version)).append("\n\n");
                    lines(metric, version)
                            .forEach(line -> text.append("- **")
                                    .append(line.name())
                                    .append("**: ")
                                    .append(markdown(line.text()))
                                    .append("\n"));
                });
            }
        }
        text.append("\n## Tables\n");
        for (Dataset dataset : definitions.datasets().values()) {
            text.append("\n### `").append(dataset.name()).append("`\n\n").append(markdown(dataset.grain()));
            text.append("\n\n| column | type | holds |\n|---|---|---|\n");
            dataset.columns()
                    .forEach(column -> text.append("| `" + column.name() + "` | " + column.type() + " | "
                            + markdown(column.description()) + " |\n"));
        }
        return text.toString();
    }

    String html() {
        var text = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
                .append(TITLE)
                .append("</title>\n<style>body{font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em;"
                        + "line-height:1.5}dt{font-weight:bold}table{border-collapse:collapse}"
                        + "th,td{border:1px solid #767676;padding:.25em .5em;text-align:left}</style>\n</head>\n<body>\n"
                        + "<main>\n<h1>")
                .append(TITLE)
                .append("</h1>\n<p>")
                .append(LEAD)
                .append("</p>\n");
        for (Metric.Area area : Metric.Area.values()) {
            List<Metric> metrics = of(area);
            if (!metrics.isEmpty()) {
                text.append("<h2>").append(html(title(area))).append("</h2>\n");
            }
            metrics.forEach(metric -> html(metric, text));
        }
        text.append("<h2>Tables</h2>\n");
        definitions.datasets().values().forEach(dataset -> html(dataset, text));
        return text.append("</main>\n</body>\n</html>\n").toString();
    }

    private void html(Metric metric, StringBuilder text) {
        text.append("<h3 id=\"" + html(metric.id()) + "\">" + html(metric.label()) + "</h3>\n");
        text.append("<p>" + html(metric.description()) + "</p>\n<p>" + html(about(metric)) + "</p>\n");
        for (MetricVersion version : metric.versions()) {
            text.append("<h4>" + html(heading(version)) + "</h4>\n<dl>\n");
            lines(metric, version)
                    .forEach(line ->
                            text.append("<dt>" + html(line.name()) + "</dt><dd>" + html(line.text()) + "</dd>\n"));
            text.append("</dl>\n");
        }
    }

    private static void html(Dataset dataset, StringBuilder text) {
        text.append("<table>\n<caption>" + html(dataset.name() + ": " + dataset.grain())
                + "</caption>\n<thead><tr><th scope=\"col\">Column</th><th scope=\"col\">Type</th>"
                + "<th scope=\"col\">Holds</th></tr></thead>\n<tbody>\n");
        dataset.columns()
                .forEach(column -> text.append("<tr><th scope=\"row\">" + html(column.name()) + "</th><td>"
                        + html(column.type()) + "</td><td>" + html(column.description()) + "</td></tr>\n"));
        text.append("</tbody>\n</table>\n");
    }

    private List<Metric> of(Metric.Area area) {
        return definitions.metrics().stream()
                .filter(metric -> metric.area() == area)
                .toList();
    }

    private static String title(Metric.Area area) {
        String name = area.toString();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static String about(Metric metric) {
        String unit = Words.unit(metric.unit());
        String groups = metric.dimensions().isEmpty()
                ? "It is not told by groups."
                : "Groups: "
                        + metric.dimensions().stream()
                                .map(Metric.Dimension::column)
                                .collect(Collectors.joining(", "))
                        + ".";
        return "It is " + unit + "; " + Words.direction(metric.desiredDirection()) + ". Owner: " + metric.owner() + ". "
                + groups;
    }

    private static String heading(MetricVersion version) {
        return version.name() + ", " + version.years() + " (" + version.status() + ")";
    }

    private static List<Line> lines(Metric metric, MetricVersion version) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("Rule", version.words().rule()));
        lines.add(new Line("Counted", version.words().numerator()));
        lines.add(new Line("Out of", version.words().denominator()));
        Formula.Completeness complete = version.formula().complete();
        lines.add(new Line("Missing without", complete == null ? "" : complete.missing()));
        lines.add(new Line("It does not tell", version.words().limits()));
        lines.add(new Line("Why", version.rationale()));
        lines.add(new Line("Compared with the version before", version.number() == 1 ? "" : Words.comparable(version)));
        lines.add(new Line("Source", version.citation().toString()));
        lines.add(new Line("Approved by", version.approval().by()));
        lines.add(new Line("Rounding", Words.rounding(metric.unit(), version)));
        lines.add(new Line("Small groups", Words.smallest(version, null)));
        lines.add(new Line("Tables", String.join(", ", version.formula().datasets())));
        String goals = metric.goals().stream()
                .filter(goal -> goal.authority().equals(version.authority()))
                .filter(goal -> version.inForce(goal.year()))
                .map(goal -> goal.year() + " " + Words.value(metric.unit(), goal.value()) + " for " + Words.whose(goal))
                .collect(Collectors.joining("; "));
        lines.add(new Line("Goals", goals));
        lines.removeIf(line -> line.text().isBlank());
        return lines;
    }

    private static String markdown(String text) {
        return Words.plain(text).replaceAll("([\\\\|*_<`])", "\\\\$1");
    }

    private static String html(String text) {
        return Words.plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
