package org.yearbook.ingest.simulate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One person on the payroll, as life goes on; everything is dated, so that any day can be asked for. */
final class Employee {

    final int id;
    final String given;
    final String middle;
    final String birthFamily;
    final boolean woman;
    final LocalDate born;
    final LocalDate hired;
    final String account;
    final LocalDateTime accountCreated;
    final List<Assignment> assignments = new ArrayList<>(2);

    private @Nullable String marriedFamily;
    private @Nullable LocalDate married;
    private @Nullable LocalDate separated;
    private String reason = "";
    private @Nullable LocalDateTime disabled;

    /** {@code number} tells people with the same initial and family name apart in account names. */
    Employee(int id, Dice dice, LocalDate hired, AccountNames names) {
        this.id = id;
        this.hired = hired;
        Race race = Race.drawn(dice, 0.3);
        woman = dice.chance(0.74);
        given = Names.given(dice, woman, race);
        middle = Names.given(dice, woman, race);
        birthFamily = Names.family(dice, race);
        born = hired.minusYears(23 + dice.below(25)).minusDays(dice.below(365));
        account = names.free(given, birthFamily);
        LocalDate day = hired.plusDays(dice.between(-6, 1));
        accountCreated = day.atTime(9, 0).plusMinutes(dice.below(420));
    }

    void marry(LocalDate day, String family) {
        married = day;
        marriedFamily = family;
    }

    void leave(LocalDate day, String why, @Nullable LocalDateTime accountDisabled) {
        separated = day;
        reason = why;
        disabled = accountDisabled;
        for (int i = 0; i < assignments.size(); i++) {
            Assignment assignment = assignments.get(i);
            if (assignment.end() == null) {
                assignments.set(i, assignment.until(day));
            }
        }
    }

    String number() {
        return Integer.toString(id);
    }

    String family(LocalDate asOf) {
        return marriedFamily != null && renamed(asOf) ? marriedFamily : birthFamily;
    }

    boolean renamed(LocalDate asOf) {
        return married != null && !married.isAfter(asOf);
    }

    @Nullable
    LocalDate married() {
        return married;
    }

    boolean known(LocalDate asOf) {
        return !hired.isAfter(asOf);
    }

    @Nullable
    LocalDate separated(LocalDate asOf) {
        return separated == null || separated.isAfter(asOf) ? null : separated;
    }

    String reason() {
        return reason;
    }

    @Nullable
    LocalDateTime disabled(LocalDate asOf) {
        return disabled == null || disabled.toLocalDate().isAfter(asOf) ? null : disabled;
    }

    String mail() {
        return account + DistrictIdentity.MAIL;
    }

    /** {@return the assignment on a day; the first one when a person has two places} */
    @Nullable
    Assignment on(LocalDate day) {
        for (Assignment assignment : assignments) {
            if (assignment.covers(day)) {
                return assignment;
            }
        }
        return null;
    }

    /**
     * A position held from a day to a day, both included.
     *
     * @param school index of the school; -1 = central office
     */
    record Assignment(
            String position,
            Job job,
            String title,
            int school,
            String fte,
            LocalDate begin,
            @Nullable LocalDate end) {

        Assignment until(LocalDate day) {
            return new Assignment(position, job, title, school, fte, begin, day);
        }

        boolean covers(LocalDate day) {
            return !begin.isAfter(day) && (end == null || !end.isBefore(day));
        }
    }
}
