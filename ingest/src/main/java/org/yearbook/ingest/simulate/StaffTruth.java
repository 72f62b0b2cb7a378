package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.simulate.Apps.App;
import org.yearbook.ingest.simulate.Employee.Assignment;
import org.yearbook.ingest.simulate.MetricFile.Where;

/** What the metrics about staff, accounts and apps must come to. */
record StaffTruth(World world, LocalDate asOf, MetricFile file) {

    /** Teachers of the last fall's count day who still teach on this fall's; unknown for the first year. */
    void retention(SchoolCalendar before, SchoolCalendar now) throws IOException {
        int district = world.schools().count();
        long[] teachers = new long[district + 1];
        long[] sameSchool = new long[district + 1];
        long[] inDistrict = new long[district + 1];
        for (Employee person : world.staffing().all()) {
            Assignment was = person.on(before.countDay());
            if (was == null || !was.job().teaches()) {
                continue;
            }
            Assignment is = person.on(now.countDay());
            boolean teaches = is != null && is.job().teaches();
            boolean same = is != null && is.job().teaches() && is.school() == was.school();
            for (int place : new int[] {was.school(), district}) {
                teachers[place]++;
                sameSchool[place] += same ? 1 : 0;
                inDistrict[place] += teaches ? 1 : 0;
            }
        }
        for (int place = 0; place <= district; place++) {
            Where where = where(now.year(), place);
            file.write(MetricVersion.RETENTION_1, where, sameSchool[place], teachers[place]);
            file.write(MetricVersion.RETENTION_2, where, inDistrict[place], teachers[place]);
        }
    }

    /** Accounts closed by the end of the next business day, or of the next day. */
    void removal(SchoolYear year) throws IOException {
        int district = world.schools().count();
        long[][] due = new long[2][district + 1];
        long[][] onTime = new long[2][district + 1];
        for (Employee person : world.staffing().all()) {
            LocalDate left = person.separated(asOf);
            if (left == null || !year.equals(DirectoryFiles.schoolYear(left))) {
                continue;
            }
            Assignment held = person.on(left);
            LocalDate[] limits = {nextBusinessDay(left), left.plusDays(1)};
            for (int rule = 0; rule < limits.length; rule++) {
                if (!limits[rule].isAfter(asOf)) {
                    LocalDateTime closed = person.disabled(asOf);
                    boolean good = closed != null && !closed.toLocalDate().isAfter(limits[rule]);
                    due[rule][district]++;
                    onTime[rule][district] += good ? 1 : 0;
                    if (held != null && held.school() >= 0) {
                        due[rule][held.school()]++;
                        onTime[rule][held.school()] += good ? 1 : 0;
                    }
                }
            }
        }
        for (int place = 0; place <= district; place++) {
            file.write(MetricVersion.REMOVAL_1, where(year, place), onTime[0][place], due[0][place]);
            file.write(MetricVersion.REMOVAL_2, where(year, place), onTime[1][place], due[1][place]);
        }
    }

    /** What the year's contracts cost for each person who used one of their apps. */
    void appCost(YearView view) throws IOException {
        Apps apps = world.apps();
        long cents = 0;
        for (App app : apps.all()) {
            cents += apps.cents(app, view.year());
        }
        long[] users = new long[2];
        new AppUse(view).forEach((app, student, user, logins) -> {
            if (apps.cents(app, view.year()) > 0) {
                int months = 0;
                for (int count : logins) {
                    months += count > 0 ? 1 : 0;
                }
                users[0]++;
                users[1] += months >= 2 ? 1 : 0;
            }
        });
        var where = new Where(view.year(), null);
        MetricVersion[] versions = {MetricVersion.APP_COST_1, MetricVersion.APP_COST_2};
        for (int i = 0; i < versions.length; i++) {
            if (users[i] > 0) {
                file.write(versions[i], where, Money.plain(cents), Long.toString(users[i]));
            }
        }
    }

    private Where where(SchoolYear year, int place) {
        @Nullable
        School school =
                place == world.schools().count() ? null : world.schools().get(place);
        return new Where(year, school);
    }

    private static LocalDate nextBusinessDay(LocalDate day) {
        LocalDate next = day.plusDays(1);
        while (!SchoolCalendar.weekday(next)) {
            next = next.plusDays(1);
        }
        return next;
    }
}
