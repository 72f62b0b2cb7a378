package org.yearbook.ingest.simulate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.simulate.PupilYear.Exit;
import org.yearbook.ingest.simulate.PupilYear.Stint;

/** One school year as the systems know it on a certain day: nothing of tomorrow. */
record YearView(World world, YearRoster roster, LocalDate asOf) {

    SchoolCalendar calendar() {
        return roster.calendar();
    }

    SchoolYear year() {
        return calendar().year();
    }

    Schools schools() {
        return world.schools();
    }

    /** {@return the last school day there is data of} */
    int lastDay() {
        return calendar().lastOnOrBefore(asOf);
    }

    /** {@return whether the year was closed and the next one opened} */
    boolean closed() {
        return asOf.isAfter(LocalDate.of(year().startYear() + 1, 6, 30));
    }

    boolean begun(Stint stint) {
        return stint.entry() <= lastDay();
    }

    /** {@return the last day of a membership that is known to have ended} */
    @Nullable
    LocalDate exit(Stint stint) {
        boolean open = stint.exit() > lastDay() || (stint.end() == Exit.END_OF_YEAR && !closed());
        return open ? null : calendar().day(stint.exit());
    }

    LocalDate entry(Stint stint) {
        return calendar().day(stint.entry());
    }

    boolean known(PupilYear pupil) {
        return begun(pupil.first());
    }

    /** {@return the latest membership that has begun} */
    Stint current(PupilYear pupil) {
        Stint second = pupil.second();
        return second != null && begun(second) ? second : pupil.first();
    }

    /** {@return whether the student is on the rolls now} */
    boolean active(PupilYear pupil) {
        return !pupil.noShow() && exit(current(pupil)) == null;
    }
}
