package org.yearbook.dashboard.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.yearbook.warehouse.answer.YearDays;

/**
 * What happened, by its place in the school years.
 *
 * @param notes oldest first
 * @param calendar oldest first
 */
public record Marks(List<Note> notes, List<YearDays> calendar) {

    public static final Marks NONE = new Marks(List.of(), List.of());

    private static final int SUMMER = 120;

    /** A mark at the very edge would stand in the year that follows. */
    private static final BigDecimal LAST_PLACE = new BigDecimal("0.98");

    public Marks {
        notes = List.copyOf(notes);
        calendar = List.copyOf(calendar);
    }

    /** {@return what happened in a school year; what happened in the summer belongs to the year before} */
    public List<Note> in(String schoolYear) {
        return notes.stream()
                .filter(note -> year(note.on())
                        .filter(year -> year.schoolYear().equals(schoolYear))
                        .isPresent())
                .toList();
    }

    /** {@return those of some school years} */
    public List<Note> in(List<String> schoolYears) {
        return schoolYears.stream().flatMap(year -> in(year).stream()).toList();
    }

    /** {@return how far into its school year it was, from 0 to 1} */
    BigDecimal within(Note note) {
        YearDays year = year(note.on()).orElseThrow();
        long days = Math.max(1, ChronoUnit.DAYS.between(year.starts(), year.ends()));
        return BigDecimal.valueOf(ChronoUnit.DAYS.between(year.starts(), note.on()))
                .divide(BigDecimal.valueOf(days), MathContext.DECIMAL32)
                .min(LAST_PLACE);
    }

    private Optional<YearDays> year(LocalDate day) {
        return calendar.stream()
                .filter(year -> !year.starts().isAfter(day))
                .reduce((before, after) -> after)
                // Years after the last one that is known have no place.
                .filter(year -> !day.isAfter(year.ends().plusDays(SUMMER)));
    }
}
