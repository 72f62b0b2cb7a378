package org.yearbook.warehouse.export;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.stateform.StateForms;

/**
 * A file of a school year, and where it stands. Grain: one a file and year.
 *
 * @param due null when neither the district nor a federal source says a day
 * @param dueSays whose day it is, a few words
 * @param frozen whether the data that it is to be made from was frozen
 * @param version that stands for the year; none when nothing was made
 * @param obstacles why nothing can be made, a sentence each
 */
public record DueFile(
        String specification,
        String name,
        SchoolYear year,
        @Nullable LocalDate due,
        String dueSays,
        boolean frozen,
        Optional<Version> version,
        List<String> obstacles) {

    public DueFile {
        obstacles = List.copyOf(obstacles);
    }

    public State state() {
        return version.map(Version::state).orElse(State.NOT_READY);
    }

    /** {@return whether it has a federal specification; otherwise it is of the state's own} */
    public boolean isFederal() {
        return !specification.matches(StateForms.ID);
    }

    /** {@return whether somebody should work at it: its day is near or over, and nobody has signed it} */
    public boolean isDue(LocalDate today, int weeks) {
        return due != null && !today.isBefore(due.minusWeeks(weeks)) && state().compareTo(State.SIGNED) < 0;
    }
}
