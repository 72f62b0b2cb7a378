package org.yearbook.dashboard.glance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.yearbook.dashboard.words.Areas;
import org.yearbook.dashboard.words.MetricOrder;
import org.yearbook.dashboard.words.Standings;
import org.yearbook.warehouse.answer.Area;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Standing;
import org.yearbook.warehouse.answer.Trend;

/**
 * All numbers of a place in one year. Thirty at once are none: each area of the district's work has a line of its own,
 * and the numbers of one area are shown.
 *
 * @param trends of metrics that have a number in some year, in the order in which they are shown
 * @param absent metrics without a number in any year
 */
public record Overview(List<Trend> trends, List<Metric> absent, String year) {

    /** {@return the numbers of a place} */
    public static Overview of(List<Trend> trends, String year) {
        List<Trend> ordered = trends.stream()
                .sorted(Comparator.comparing(Trend::metric, MetricOrder.IN_ORDER))
                .toList();
        return new Overview(
                ordered.stream().filter(Overview::told).toList(),
                ordered.stream()
                        .filter(trend -> !told(trend))
                        .map(Trend::metric)
                        .toList(),
                year);
    }

    private static boolean told(Trend trend) {
        return trend.reported().stream()
                .anyMatch(point -> point.value() != null
                        || trend.metric().standing(point, Optional.empty()) == Standing.SUPPRESSED);
    }

    /** {@return the metric asked for; else the one that needs attention most} */
    public Optional<Metric> chosen(String asked) {
        return trends.stream()
                .map(Trend::metric)
                .filter(metric -> metric.id().equals(asked))
                .findFirst()
                .or(() -> absent.stream()
                        .filter(metric -> metric.id().equals(asked))
                        .findFirst())
                .or(() -> trends.stream().min(byNeed()).map(Trend::metric))
                .or(() -> absent.stream().findFirst());
    }

    /** {@return the standing of each number, of all areas} */
    public List<Standing> standings() {
        return trends.stream().map(this::standing).toList();
    }

    /** {@return those of the area of the chosen metric} */
    public List<Trend> trendsOf(Area area) {
        return trends.stream().filter(trend -> trend.metric().area() == area).toList();
    }

    /** {@return metrics of an area that have no number} */
    public List<Metric> absentOf(Area area) {
        return absent.stream().filter(metric -> metric.area() == area).toList();
    }

    /**
     * {@return a line for each area, in order}
     *
     * @param link where a line leads, by the metric that needs attention most; empty for an area without numbers
     */
    public List<AreaLine> areas(Function<String, String> link, Area chosen) {
        Map<Area, List<Trend>> byArea = new EnumMap<>(Area.class);
        absent.forEach(metric -> byArea.put(metric.area(), new ArrayList<>()));
        trends.forEach(trend -> byArea.computeIfAbsent(trend.metric().area(), area -> new ArrayList<>())
                .add(trend));
        return byArea.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue(), link, chosen))
                .toList();
    }

    private AreaLine line(Area area, List<Trend> own, Function<String, String> link, Area chosen) {
        Map<Standing, Long> counts = own.stream()
                .collect(Collectors.groupingBy(
                        this::standing, () -> new EnumMap<>(Standing.class), Collectors.counting()));
        Function<Standing, Long> count = standing -> counts.getOrDefault(standing, 0L);
        long goals = count.apply(Standing.MET) + count.apply(Standing.NEAR) + count.apply(Standing.NOT_MET);
        Standing worst = count.apply(Standing.NOT_MET) > 0
                ? Standing.NOT_MET
                : count.apply(Standing.NEAR) > 0 ? Standing.NEAR : goals > 0 ? Standing.MET : Standing.NO_GOAL;
        String words = goals == 0
                ? own.isEmpty() ? "No numbers yet" : own.size() == 1 ? "1 number" : own.size() + " numbers"
                : count.apply(Standing.MET) + " of " + goals + " met";
        String first =
                own.stream().min(byNeed()).map(trend -> trend.metric().id()).orElse("");
        return new AreaLine(
                area.name().toLowerCase(Locale.ROOT),
                Areas.words(area),
                words,
                Standings.of(worst),
                link.apply(first),
                area == chosen);
    }

    private Standing standing(Trend trend) {
        return trend.metric()
                .standing(trend.reported(year), trend.metric().goal(trend.authority(), year, trend.organization()));
    }

    private Comparator<Trend> byNeed() {
        return Comparator.comparingInt(trend -> switch (standing(trend)) {
            case NOT_MET -> 0;
            case NEAR -> 1;
            case MET -> 2;
            case NO_GOAL -> 3;
            case NO_DATA, SUPPRESSED -> 4;
        });
    }

    /**
     * One area at a glance.
     *
     * @param words how many of its goals are met, or how many numbers it has
     * @param mark the worst standing in it
     * @param link opens its number that needs attention most
     */
    public record AreaLine(String id, String name, String words, Standings mark, String link, boolean chosen) {}
}
