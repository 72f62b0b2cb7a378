package org.yearbook.warehouse.answer;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What people decided about issues, brought along by whoever asks: the publication knows nothing of it.
 *
 * @param today the day on which the question is asked, for exceptions that expire
 * @param all at most one an issue
 */
public record IssueDecisions(LocalDate today, List<Decision> all) {

    public IssueDecisions {
        all = List.copyOf(all);
    }

    /** {@return nothing decided} */
    public static IssueDecisions none(LocalDate today) {
        return new IssueDecisions(today, List.of());
    }

    /** What was decided about an issue that is not fixed. */
    public enum Kind {
        ASSIGNED,
        WAITING,
        EXCEPTED;

        /** {@return the state of an issue for which it holds} */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One decision. It ends when the issue comes back after having been fixed; an exception ends too when its day is
     * over or the record holds another value.
     *
     * @param person whom it is assigned to; null for nobody
     * @param until last day of an exception, or the day to look again; null without one
     * @param asOf the night that was looked at
     * @param value fingerprint of the value at that time, as {@link QualityAnswers.Mark} has it
     */
    public record Decision(
            String issueKey,
            Kind kind,
            @Nullable Long person,
            @Nullable LocalDate until,
            LocalDate asOf,
            String value) {}
}
