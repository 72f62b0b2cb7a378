package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.yearbook.ingest.simulate.Apps.App;
import org.yearbook.ingest.simulate.Employee.Assignment;
import org.yearbook.ingest.simulate.MetricFile.Where;
import org.yearbook.ingest.simulate.OperationsFiles.Spending;

/** What forms, training, money, apps and staff of one year must come to. The last place is the district. */
record OperationsTruth(YearView view, MetricFile file) {

    /** Forms handed in digitally, how long they took, and how many were done within a week. */
    void forms() throws IOException {
        int district = district();
        long[] all = new long[district + 1];
        long[] digital = new long[district + 1];
        long[] done = new long[district + 1];
        long[] days = new long[district + 1];
        long[] inTime = new long[district + 1];
        long[] due = new long[district + 1];
        OperationsFiles.each(view, form -> {
            LocalDate came = form.submitted().toLocalDate();
            var went = form.done();
            long took = (went == null ? view.asOf() : went.toLocalDate()).toEpochDay() - came.toEpochDay();
            for (int place : new int[] {form.school().index(), district}) {
                all[place]++;
                digital[place] += form.digital() ? 1 : 0;
                done[place] += went == null ? 0 : 1;
                days[place] += went == null ? 0 : took;
                inTime[place] += went != null && took <= 7 ? 1 : 0;
                due[place] += went != null || took > 7 ? 1 : 0;
            }
        });
        for (int place = 0; place <= district; place++) {
            file.write(MetricVersion.FORMS_DIGITAL, where(place), digital[place], all[place]);
            file.write(MetricVersion.FORMS_DAYS, where(place), days[place], done[place]);
            file.write(MetricVersion.FORMS_IN_A_WEEK, where(place), inTime[place], due[place]);
        }
    }

    /** Hours of training of those who worked in IT; nobody of IT works at a school. */
    void training() throws IOException {
        LocalDate opens = LocalDate.of(view.year().startYear(), 7, 1);
        LocalDate ends = LocalDate.of(view.year().startYear() + 1, 6, 30);
        LocalDate through = ends.isAfter(view.asOf()) ? view.asOf() : ends;
        Set<Employee> staff = new HashSet<>();
        for (Employee person : view.world().staffing().all()) {
            for (Assignment held : person.assignments) {
                LocalDate end = held.end();
                if (held.job().classification.equals("IT")
                        && !held.begin().isAfter(through)
                        && (end == null || !end.isBefore(opens))) {
                    staff.add(person);
                }
            }
        }
        long[] halfHours = new long[1];
        OperationsFiles.eachTraining(view, training -> {
            if (staff.contains(training.person())) {
                halfHours[0] += training.hours() == 0 ? 3 : training.hours() * 2L;
            }
        });
        String hours = halfHours[0] / 2 + (halfHours[0] % 2 == 0 ? "" : ".5");
        file.write(MetricVersion.TRAINING_HOURS, where(district()), hours, Integer.toString(staff.size()));
    }

    /** What was spent for each student of the count day. */
    void spending(long[] students) throws IOException {
        int district = district();
        long[][] cents = new long[district + 1][4];
        for (School school : view.schools().all()) {
            Spending spent = Spending.of(view, school);
            for (int place : new int[] {school.index(), district}) {
                cents[place][0] += spent.federalPersonnel();
                cents[place][1] += spent.federalOther();
                cents[place][2] += spent.localPersonnel();
                cents[place][3] += spent.localOther();
            }
        }
        MetricVersion[] parts = {
            MetricVersion.SPENDING_FEDERAL_PERSONNEL,
            MetricVersion.SPENDING_FEDERAL_OTHER,
            MetricVersion.SPENDING_LOCAL_PERSONNEL,
            MetricVersion.SPENDING_LOCAL_OTHER
        };
        for (int place = 0; place <= district; place++) {
            if (students[place] > 0) {
                String all = Long.toString(students[place]);
                long total = 0;
                for (int i = 0; i < parts.length; i++) {
                    total += cents[place][i];
                    file.write(parts[i], where(place), Money.plain(cents[place][i]), all);
                }
                file.write(MetricVersion.SPENDING, where(place), Money.plain(total), all);
            }
        }
    }

    /** Apps in use that nobody approved or signed for, and licenses that nobody uses. */
    void apps() throws IOException {
        Apps apps = view.world().apps();
        Map<App, Integer> users = new HashMap<>();
        Set<App> byStudents = new HashSet<>();
        new AppUse(view).forEach((app, student, user, logins) -> {
            users.merge(app, 1, Integer::sum);
            if (student) {
                byStudents.add(app);
            }
        });
        long unapproved = users.keySet().stream()
                .filter(app -> !app.status().equals("approved"))
                .count();
        long agreed = byStudents.stream()
                .filter(app -> app.agreement().equals("signed"))
                .count();
        long licenses = 0;
        long unused = 0;
        for (App app : apps.all()) {
            if (apps.cents(app, view.year()) > 0) {
                licenses += apps.licences(app);
                unused += Math.max(0, apps.licences(app) - users.getOrDefault(app, 0));
            }
        }
        Where where = where(district());
        file.write(MetricVersion.APPS_UNAPPROVED, where, unapproved, users.size());
        file.write(MetricVersion.APPS_WITH_AGREEMENT, where, agreed, byStudents.size());
        if (!users.isEmpty()) {
            file.write(MetricVersion.LICENSES_UNUSED, where, unused, licenses);
        }
    }

    /** Days that staff were absent, and teachers who were on more than ten. */
    void absences() throws IOException {
        int district = district();
        SchoolCalendar calendar = view.calendar();
        Map<Employee, int[]> halves = new HashMap<>();
        HrFiles.eachAbsence(view.world(), calendar, view.asOf(), absence -> {
            if (!absence.ownPurpose()) {
                halves.computeIfAbsent(absence.person(), person -> new int[calendar.length()])[absence.day()] =
                        absence.half() ? 1 : 2;
            }
        });
        long[] expected = new long[district + 1];
        long[] away = new long[district + 1];
        long[] teachers = new long[district + 1];
        long[] often = new long[district + 1];
        for (Employee person : view.world().staffing().all()) {
            for (int place : places(person)) {
                int[] days = IntStream.rangeClosed(0, view.lastDay())
                        .filter(day -> expected(person, place, day))
                        .toArray();
                int[] missed = halves.getOrDefault(person, new int[calendar.length()]);
                int absent = Arrays.stream(days).map(day -> missed[day]).sum();
                expected[place] += days.length;
                away[place] += absent;
                if (Arrays.stream(days).anyMatch(day -> teaches(person, place, day))) {
                    teachers[place]++;
                    often[place] += absent > 20 ? 1 : 0;
                }
            }
        }
        for (int place = 0; place <= district; place++) {
            if (expected[place] > 0) {
                String days = away[place] / 2 + (away[place] % 2 == 0 ? "" : ".5");
                file.write(MetricVersion.ABSENCE_OF_STAFF, where(place), days, Long.toString(expected[place]));
            }
            file.write(MetricVersion.OFTEN_ABSENT, where(place), often[place], teachers[place]);
        }
    }

    /** Staff of the last fall's count day without a position on this fall's; unknown for the first year. */
    void turnover(SchoolCalendar before) throws IOException {
        int district = district();
        long[] staff = new long[district + 1];
        long[] gone = new long[district + 1];
        for (Employee person : view.world().staffing().all()) {
            boolean left = person.on(view.calendar().countDay()) == null;
            Set<Integer> places = new HashSet<>();
            for (Assignment held : person.assignments) {
                if (held.covers(before.countDay())) {
                    places.add(district);
                    if (held.school() >= 0) {
                        places.add(held.school());
                    }
                }
            }
            for (int place : places) {
                staff[place]++;
                gone[place] += left ? 1 : 0;
            }
        }
        for (int place = 0; place <= district; place++) {
            file.write(MetricVersion.TURNOVER, where(place), gone[place], staff[place]);
        }
    }

    private Set<Integer> places(Employee person) {
        Set<Integer> places = new HashSet<>(Set.of(district()));
        person.assignments.stream()
                .map(Assignment::school)
                .filter(school -> school >= 0)
                .forEach(places::add);
        return places;
    }

    private boolean expected(Employee person, int place, int day) {
        return person.assignments.stream().anyMatch(held -> atSchool(held, place, day));
    }

    private boolean teaches(Employee person, int place, int day) {
        return person.assignments.stream().anyMatch(held -> held.job().teaches() && atSchool(held, place, day));
    }

    /**
     * {@return whether a position is held at a place on a day with school there; in the central office, at any school}
     */
    private boolean atSchool(Assignment held, int place, int day) {
        return (place == district() || place == held.school())
                && held.covers(view.calendar().day(day))
                && (held.school() < 0 || view.calendar().units(held.school(), day) > 0);
    }

    private int district() {
        return view.schools().count();
    }

    private Where where(int place) {
        return new Where(
                view.year(), place == district() ? null : view.schools().get(place));
    }
}
