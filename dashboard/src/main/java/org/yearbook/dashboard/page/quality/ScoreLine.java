package org.yearbook.dashboard.page.quality;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.dashboard.words.Numbers;
import org.yearbook.warehouse.answer.Score;

/**
 * The score over the nights as a line of 300 by 60, and the same as a table. Nights stand apart as their dates do; from
 * foot to top it is a point at least.
 *
 * @param points as SVG wants them; empty with fewer than two nights
 * @param range lowest and highest, in words
 * @param nights latest first
 */
record ScoreLine(String points, String range, String first, String last, List<Night> nights) {

    private static final int MOST = 90;
    private static final double WIDTH = 300;
    private static final double HEIGHT = 60;
    private static final double EDGE = 5;
    private static final double LEAST_SPAN = 1;
    private static final double FULL = 100;

    ScoreLine {
        nights = List.copyOf(nights);
    }

    record Night(String day, String score, String wrong, String issues) {}

    static ScoreLine of(List<Score> all) {
        List<Score> scored =
                all.stream().filter(score -> score.value().isPresent()).toList();
        List<Score> scores = scored.subList(Math.max(0, scored.size() - MOST), scored.size());
        List<BigDecimal> column = scores.stream().map(ScoreLine::value).toList();
        var nights = new ArrayList<>(
                scores.stream().map(score -> night(score, column)).toList());
        Collections.reverse(nights);
        if (scores.size() < 2) {
            return new ScoreLine("", "", "", "", nights);
        }
        BigDecimal low =
                scores.stream().map(ScoreLine::value).min(BigDecimal::compareTo).orElseThrow();
        BigDecimal high =
                scores.stream().map(ScoreLine::value).max(BigDecimal::compareTo).orElseThrow();
        Score first = scores.get(0);
        Score last = scores.get(scores.size() - 1);
        double days = Math.max(1, ChronoUnit.DAYS.between(first.night(), last.night()));
        double moved = high.subtract(low).doubleValue();
        // A hundredth of a point more or less is hardly a change, and must not look like one.
        double span = Math.max(LEAST_SPAN, moved);
        double foot = Math.min(low.doubleValue() - (span - moved) / 2, FULL - span);
        var points = new StringBuilder();
        for (Score score : scores) {
            String x = number(EDGE + (WIDTH - 2 * EDGE) * ChronoUnit.DAYS.between(first.night(), score.night()) / days);
            double above = (value(score).doubleValue() - Math.max(0, foot)) / span;
            String y = number(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * above);
            points.append(x).append(',').append(y).append(' ');
        }
        return new ScoreLine(
                points.toString().strip(),
                words(low).equals(words(high))
                        ? "always " + words(high)
                        : "between " + words(low) + " and " + words(high),
                Dates.brief(first.night()),
                Dates.brief(last.night()),
                nights);
    }

    private static Night night(Score score, List<BigDecimal> column) {
        return new Night(
                Dates.brief(score.night()),
                words(value(score), column),
                Numbers.whole(score.wrong()),
                Numbers.whole(score.issues()));
    }

    private static BigDecimal value(Score score) {
        return score.value().orElseThrow();
    }

    /** {@return a score as people read it; rounded down, so that 100 means that all is right} */
    static String words(BigDecimal score) {
        return words(score, List.of(score));
    }

    /** {@return a score of a column, as fine as all others there} */
    static String words(BigDecimal score, List<BigDecimal> column) {
        boolean nearlyRight = column.stream()
                .anyMatch(other ->
                        other.compareTo(BigDecimal.valueOf(99)) > 0 && other.compareTo(BigDecimal.valueOf(100)) < 0);
        return score.setScale(nearlyRight ? 2 : 1, RoundingMode.FLOOR).toPlainString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
