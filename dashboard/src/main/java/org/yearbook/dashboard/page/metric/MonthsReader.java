package org.yearbook.dashboard.page.metric;

import java.math.BigDecimal;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.yearbook.dashboard.chart.Marks;
import org.yearbook.dashboard.chart.MonthChart;
import org.yearbook.dashboard.page.FigureOrigin;
import org.yearbook.dashboard.page.metric.NumberPage.MonthsPart;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.dashboard.words.SchoolYears;
import org.yearbook.warehouse.answer.Group;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.MonthAnswers;
import org.yearbook.warehouse.answer.MonthPoint;
import org.yearbook.warehouse.answer.Months;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Slice;

/** Reads the months of a number, with those of the year before where both are counted the same way. */
final class MonthsReader {

    private final MonthAnswers months;
    private final Slice slice;
    private final FigureOrigin origin;

    MonthsReader(MonthAnswers months, Slice slice, FigureOrigin origin) {
        this.months = months;
        this.slice = slice;
        this.origin = origin;
    }

    MonthsPart read(Organization place, Group group, Marks marks) {
        if (!group.everybody()) {
            return new MonthsPart(
                    "Months are told of everybody, not of single groups.", Optional.empty(), Optional.empty());
        }
        Metric metric = slice.metric();
        String year = slice.schoolYear();
        String before = SchoolYears.before(year);
        Months found = months.months(metric, slice.authority(), slice.policy(), place, List.of(before, year));
        List<MonthPoint> own = of(found, year);
        if (own.isEmpty()) {
            String why = found.why().isEmpty() ? "No months are kept for " + year + "." : found.why();
            return new MonthsPart(why, Optional.empty(), Optional.empty());
        }
        List<MonthPoint> then = of(found, before).stream()
                .filter(point -> point.point().version() == own.get(0).point().version())
                .toList();
        var chart =
                MonthChart.of(metric, Stream.concat(then.stream(), own.stream()).toList(), slice.goal(place), marks);
        String finding = finding(own, then);
        return new MonthsPart(
                finding,
                Optional.of(chart),
                Optional.of(origin.figure(
                        "months", finding, chart.drawing(), chart.summary(), chart.notes(), chart.sheet())));
    }

    private static List<MonthPoint> of(Months found, String year) {
        return found.points().stream()
                .filter(point -> point.point().schoolYear().equals(year))
                .toList();
    }

    /** The last month that is known, against the same month of the year before. */
    private String finding(List<MonthPoint> own, List<MonthPoint> then) {
        Metric metric = slice.metric();
        MonthPoint last = own.get(own.size() - 1);
        BigDecimal value = last.point().value();
        String when = month(last);
        if (value == null) {
            return metric.label() + " of " + when + " speaks of too few people to be shown";
        }
        String now = metric.label() + (last.soFar() ? " through " : " in ") + when + " is "
                + Numbers.value(metric.unit(), value);
        Optional<BigDecimal> old = then.stream()
                .filter(point -> point.month().equals(last.month().minusYears(1)))
                .findFirst()
                .flatMap(point -> Optional.ofNullable(point.point().value()));
        if (old.isEmpty()) {
            return now;
        }
        BigDecimal difference = value.subtract(old.get());
        return difference.signum() == 0
                ? now + ", as a year before"
                : now + ", " + Numbers.size(metric.unit(), value, difference)
                        + (difference.signum() > 0 ? " above" : " below") + " the year before";
    }

    private static String month(MonthPoint point) {
        return point.month().getMonth().getDisplayName(TextStyle.FULL, Locale.US);
    }
}
