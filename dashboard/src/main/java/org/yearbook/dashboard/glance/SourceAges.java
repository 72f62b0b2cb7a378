package org.yearbook.dashboard.glance;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.dashboard.schedule.RefreshWatch.Age;
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
     * @param stale whether its data ends longer before the night than it promises, and by more than a week
     * @param refreshed how old what it brings more often than nightly is
     */
    public record Row(String source, String through, String age, boolean stale, List<Age> refreshed) {

        public Row {
            refreshed = List.copyOf(refreshed);
        }

        private Stream<String> late() {
            return refreshed.stream().filter(Age::late).map(Age::sentence);
        }
    }

    public static SourceAges of(List<Freshness> sources, LocalDate night, List<Age> ages) {
        List<Row> rows = sources.stream()
                .map(found -> new Row(
                        found.source(),
                        Dates.brief(found.reaches()),
                        Dates.age(found.reaches(), night),
                        found.isBehind(night),
                        ages.stream()
                                .filter(age -> age.source().equals(found.source()))
                                .toList()))
                .toList();
        long stale = rows.stream().filter(Row::stale).count();
        String finding = rows.isEmpty()
                ? "No source has delivered yet"
                : stale == 0
                        ? "No source is behind what it promises"
                        : stale == 1
                                ? "One source is behind what it promises"
                                : stale + " sources are behind what they promise";
        long late =
                rows.stream().filter(row -> row.late().findAny().isPresent()).count();
        return new SourceAges(
                late == 0
                        ? finding
                        : finding
                                + (late == 1
                                        ? ", and one is late by the hour"
                                        : ", and " + late + " are late by the hour"),
                rows);
    }

    /** {@return what is refreshed and is late, in words; empty without any} */
    public String late() {
        return rows.stream().flatMap(Row::late).collect(Collectors.joining("; "));
    }

    /** {@return the sources that are stale, each with how old it is, in words; empty without any} */
    public String stale() {
        return rows.stream()
                .filter(Row::stale)
                .map(row -> row.source() + " (" + row.age() + ")")
                .collect(Collectors.joining(", "));
    }
}
