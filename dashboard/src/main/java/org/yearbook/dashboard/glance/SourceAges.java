package org.yearbook.dashboard.glance;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.yearbook.dashboard.words.Dates;
import org.yearbook.warehouse.answer.NightAnswers.Freshness;

/**
 * How recent what the numbers are made of is.
 *
 * @param finding in a sentence
 */
public record SourceAges(String finding, List<Row> rows) {

    public SourceAges {
        rows = List.copyOf(rows);
    }

    /**
     * One source.
     *
     * @param stale whether its data ends more than a week before the night
     */
    public record Row(String source, String through, String age, boolean stale) {}

    public static SourceAges of(List<Freshness> sources, LocalDate night) {
        List<Row> rows = sources.stream()
                .map(found -> new Row(
                        found.source(),
                        Dates.brief(found.reaches()),
                        Dates.age(found.reaches(), night),
                        found.isStale(night)))
                .toList();
        long stale = rows.stream().filter(Row::stale).count();
        String finding = rows.isEmpty()
                ? "No source has delivered yet"
                : stale == 0
                        ? "Every source reaches to within a week of the night"
                        : stale == 1
                                ? "One source ends more than a week before the night"
                                : stale + " sources end more than a week before the night";
        return new SourceAges(finding, rows);
    }

    /** {@return the sources that are stale, each with how old it is, in words; empty without any} */
    public String stale() {
        return rows.stream()
                .filter(Row::stale)
                .map(row -> row.source() + " (" + row.age() + ")")
                .collect(Collectors.joining(", "));
    }
}
