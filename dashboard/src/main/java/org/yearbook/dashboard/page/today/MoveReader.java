package org.yearbook.dashboard.page.today;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.yearbook.dashboard.glance.Findings;
import org.yearbook.dashboard.page.Link;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Direction;
import org.yearbook.warehouse.answer.Goal;
import org.yearbook.warehouse.answer.Metric;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Point;
import org.yearbook.warehouse.answer.Standing;
import org.yearbook.warehouse.answer.Trend;
import org.yearbook.warehouse.why.EarlierNights.Night;
import org.yearbook.warehouse.why.EarlierNights.Nights;

/** Says what moved at a place since the night before and since a week ago. */
final class MoveReader {

    /** Moves that stand on the page; the others open below. */
    static final int FIRST = 6;

    private final String publication;
    private final String running;

    MoveReader(String publication, String running) {
        this.publication = publication;
        this.running = running;
    }

    TodayPage.Moves read(Organization place, boolean alone, List<Trend> trends, Nights nights) {
        var spans = new ArrayList<TodayPage.Span>();
        nights.last().map(night -> span(night, trends)).ifPresent(spans::add);
        nights.week().map(night -> span(night, trends)).ifPresent(spans::add);
        return new TodayPage.Moves(
                "moved-" + (place.district() ? "district" : place.id()),
                alone ? "" : place.name(),
                finding(nights, spans),
                spans.stream().filter(span -> !span.first().isEmpty()).toList());
    }

    private String finding(Nights nights, List<TodayPage.Span> spans) {
        if (!nights.why().isEmpty()) {
            return nights.why();
        }
        if (nights.last().isEmpty()) {
            return "There is no earlier night to compare with yet: from the next one on, this says what moved";
        }
        TodayPage.Span last = spans.get(0);
        long worse = worse(last);
        int moved = last.first().size() + last.rest().size();
        if (moved == 0) {
            return "Nothing moved since the night before";
        }
        String numbers = Numbers.of(moved, "number moved", "numbers moved") + " since the night before";
        return worse == 0
                ? numbers + ", none for the worse"
                : numbers + ", " + (worse == moved ? "all" : worse) + " for the worse";
    }

    private static long worse(TodayPage.Span span) {
        return List.of(span.first(), span.rest()).stream()
                .flatMap(List::stream)
                .filter(move -> "worse".equals(move.tone()))
                .count();
    }

    /** A move before it is put in order. */
    private record Found(TodayPage.Move move, boolean crossed, BigDecimal size) {}

    private TodayPage.Span span(Night night, List<Trend> trends) {
        List<TodayPage.Move> moves = trends.stream()
                .map(trend -> found(trend, night))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing((Found found) -> !found.crossed())
                        .thenComparing(found -> rank(found.move().tone()))
                        .thenComparing(Found::size, Comparator.reverseOrder()))
                .map(Found::move)
                .toList();
        int first = Math.min(FIRST, moves.size());
        return new TodayPage.Span(
                "Since the night of " + Dates.brief(night.asOf()),
                moves.subList(0, first),
                moves.subList(first, moves.size()));
    }

    private static int rank(String tone) {
        return "worse".equals(tone) ? 0 : "better".equals(tone) ? 1 : 2;
    }

    private Optional<Found> found(Trend trend, Night night) {
        return trend.reported().stream()
                .filter(point -> point.value() != null)
                .max(Comparator.comparing(Point::schoolYear))
                .flatMap(point -> night.number(trend.metric().id(), trend.authority(), point.schoolYear())
                        .flatMap(then -> found(trend, night, point, then)));
    }

    private Optional<Found> found(Trend trend, Night night, Point point, BigDecimal then) {
        Metric metric = trend.metric();
        BigDecimal now = Objects.requireNonNull(point.value());
        BigDecimal difference = now.subtract(then);
        Optional<Goal> goal = metric.goal(trend.authority(), point.schoolYear(), trend.organization());
        boolean met = metric.standing(point, goal) == Standing.MET;
        boolean crossed = metric.direction() != Direction.NEITHER
                && goal.filter(aim -> met
                                != (metric.direction()
                                                .judge(then.subtract(aim.value())
                                                        .signum())
                                        >= 0))
                        .isPresent();
        // However little it took: that the goal is met, or is no more, is news.
        if (!crossed && Numbers.invisible(metric.unit(), now, difference)) {
            return Optional.empty();
        }
        int judged = metric.direction().judge(difference.signum());
        var move = new TodayPage.Move(
                difference.signum() > 0 ? "▲" : "▼",
                judged > 0 ? "better" : judged < 0 ? "worse" : "plain",
                metric.label() + (difference.signum() > 0 ? " rose " : " fell ")
                        + Numbers.size(metric.unit(), now, difference) + " to "
                        + Numbers.against(metric.unit(), now, goal.map(Goal::value))
                        + of(point.schoolYear())
                        + (crossed ? crossing(metric, now, goal, met) : ""),
                why(trend, night, point.schoolYear()));
        return Optional.of(new Found(move, crossed, size(now, difference)));
    }

    /** A number of a year that is over says of which. */
    private String of(String year) {
        return year.equals(running) || running.isEmpty() ? "" : " for " + year;
    }

    private static String crossing(Metric metric, BigDecimal now, Optional<Goal> goal, boolean met) {
        return met
                ? ", and now meets the goal"
                        + goal.map(found -> " of " + Numbers.goal(metric.unit(), found.value()))
                                .orElse("")
                : Findings.against(metric, now, goal) + ", which it met before";
    }

    private static BigDecimal size(BigDecimal now, BigDecimal difference) {
        return difference.abs().divide(now.abs().max(difference.abs()), MathContext.DECIMAL32);
    }

    private String why(Trend trend, Night night, String year) {
        return Link.to("/metrics/" + trend.metric().id() + "/why")
                .with("from", night.publication())
                .with("to", publication)
                .with("year", year)
                .with(
                        "school",
                        trend.organization().district()
                                ? ""
                                : trend.organization().id())
                .toString();
    }
}
