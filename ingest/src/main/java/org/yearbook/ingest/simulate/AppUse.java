package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.simulate.Apps.App;
import org.yearbook.ingest.simulate.Employee.Assignment;
import org.yearbook.ingest.simulate.PupilYear.Stint;

/** Who logged in to what in one school year, up to a day. */
record AppUse(YearView view) {

    /** Is told the log-ins of one user of one app, by {@link Apps#MONTHS}; at least one month has some. */
    @FunctionalInterface
    interface Receiver {
        void use(App app, boolean student, int userId, int[] logins) throws IOException;
    }

    void forEach(Receiver receiver) throws IOException {
        students(receiver);
        staff(receiver);
    }

    private void students(Receiver receiver) throws IOException {
        YearRoster roster = view.roster();
        for (int row = 0; row < roster.size(); row++) {
            PupilYear pupil = roster.get(row);
            Stint from = pupil.first().noShow() && pupil.second() != null ? pupil.latest() : pupil.first();
            if (pupil.noShow() || !view.begun(from)) {
                continue;
            }
            LocalDate begin = view.entry(from);
            LocalDate end =
                    view.calendar().day(Math.min(view.lastDay(), pupil.latest().exit()));
            int code = pupil.code();
            for (App app : view.world().apps().all()) {
                if (app.madeFor(pupil.grade())) {
                    tell(receiver, app, code, Person.number(code), begin, end);
                }
            }
        }
    }

    private void staff(Receiver receiver) throws IOException {
        SchoolYear year = view.year();
        LocalDate opens = LocalDate.of(year.startYear(), 8, 1);
        LocalDate closes = LocalDate.of(year.startYear() + 1, 6, 30);
        for (Employee person : view.world().staffing().all()) {
            LocalDate left = person.separated(closes);
            LocalDate begin = person.hired.isAfter(opens) ? person.hired : opens;
            LocalDate until = left != null ? left : closes;
            LocalDate end = until.isAfter(view.asOf()) ? view.asOf() : until;
            if (end.isBefore(begin)) {
                continue;
            }
            for (App app : view.world().apps().all()) {
                if (app.staff() || teaches(person, app, begin)) {
                    tell(receiver, app, -person.id, person.id, begin, end);
                }
            }
        }
    }

    /** Teachers use what their students use, some of them. */
    private boolean teaches(Employee person, App app, LocalDate day) {
        Assignment held = person.on(day);
        if (held == null || !held.job().teaches() || held.school() < 0) {
            return false;
        }
        School.Level level = view.schools().get(held.school()).level();
        return app.to() >= level.lowest && app.from() <= level.highest;
    }

    private void tell(Receiver receiver, App app, int user, int id, LocalDate begin, LocalDate end) throws IOException {
        if (!view.world().apps().inUse(app, view.year())) {
            return;
        }
        // A user's chance must not depend on the night: draw for all months, then keep those that have come.
        int first = month(begin);
        int[] logins = view.world().apps().logins(app, view.year(), user, first, Apps.MONTHS.length - 1);
        int last = month(end);
        boolean any = false;
        for (int month = 0; month < logins.length; month++) {
            if (month > last) {
                logins[month] = 0;
            }
            any |= logins[month] > 0;
        }
        if (any) {
            receiver.use(app, user >= 0, id, logins);
        }
    }

    private int month(LocalDate day) {
        int months = (int) YearMonth.of(view.year().startYear(), 8).until(YearMonth.from(day), ChronoUnit.MONTHS);
        return Math.max(0, Math.min(Apps.MONTHS.length - 1, months));
    }
}
