package org.yearbook.dashboard.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.yearbook.warehouse.home.RefreshSettings;

/**
 * When refreshes are due. Of those that passed only the latest of a day is made up for, and none of the day before: the
 * night takes in everything.
 *
 * @param inSession whether schools are open on a date
 */
record RefreshPlan(RefreshSettings settings, ZoneId zone, Predicate<LocalDate> inSession) {

    /** A holiday is no longer than this, so what was promised before it is looked for within it. */
    private static final int DAYS_BACK = 100;

    private boolean on(LocalDate date) {
        return switch (settings.days()) {
            case ALL -> true;
            case WEEKDAYS -> isWeekday(date);
            case SCHOOL -> inSession.test(date);
        };
    }

    static boolean isWeekday(LocalDate date) {
        return switch (date.getDayOfWeek()) {
            case SATURDAY, SUNDAY -> false;
            default -> true;
        };
    }

    /** {@return those of a date, in their order} */
    private Stream<Instant> of(LocalDate date) {
        if (!on(date)) {
            return Stream.empty();
        }
        Instant last = settings.until().atDate(date).atZone(zone).toInstant();
        return Stream.iterate(
                settings.from().atDate(date).atZone(zone).toInstant(),
                at -> !at.isAfter(last),
                at -> at.plus(settings.every()));
    }

    private LocalDate date(Instant now) {
        return now.atZone(zone).toLocalDate();
    }

    /** {@return the latest of the day whose time has come} */
    Optional<Instant> due(Instant now) {
        return of(date(now)).filter(at -> !at.isAfter(now)).reduce((earlier, later) -> later);
    }

    /** {@return the next whose time has not come; nothing where none does within some months} */
    Optional<Instant> following(Instant now) {
        LocalDate today = date(now);
        return today.datesUntil(today.plusDays(DAYS_BACK))
                .flatMap(this::of)
                .filter(at -> at.isAfter(now))
                .findFirst();
    }

    /**
     * {@return whether what was heard then is older than was promised: a refresh came due since, and the time until the
     * next one has passed, too}
     */
    boolean late(Instant heard, Instant now) {
        Instant passed = now.minus(settings.every());
        LocalDate today = date(passed);
        return Stream.iterate(today, date -> date.minusDays(1))
                .limit(DAYS_BACK)
                .flatMap(date -> of(date).filter(at -> !at.isAfter(passed)).reduce((earlier, later) -> later).stream())
                .findFirst()
                .filter(heard::isBefore)
                .isPresent();
    }
}
