package org.yearbook.ingest.simulate;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.simulate.MetricFile.Where;
import org.yearbook.ingest.simulate.PupilYear.Stint;

/** What suspensions, moves, tests and courses of one year must come to. The last place is the district. */
final class LearningTruth {

    private final YearView view;
    private final int district;
    private final Share suspended;
    private final Share suspendedOut;
    private final Share suspendedIn;
    private final Share moves;
    private final Share moved;
    private final Share math;
    private final Share reading;
    private final Share thirdGrade;
    private final Share mathOf2024;
    private final Share readingOf2024;
    private final Share failed;
    private final Share onTrack;
    private final Share onTrackOfState;
    private boolean anyIncident;

    LearningTruth(YearView view) {
        this.view = view;
        district = view.schools().count();
        suspended = new Share(district);
        suspendedOut = new Share(district);
        suspendedIn = new Share(district);
        moves = new Share(district);
        moved = new Share(district);
        math = new Share(district);
        reading = new Share(district);
        thirdGrade = new Share(district);
        mathOf2024 = new Share(district);
        readingOf2024 = new Share(district);
        failed = new Share(district);
        onTrack = new Share(district);
        onTrackOfState = new Share(district);
    }

    /** Counts one student. */
    void count(PupilYear pupil, Person person) {
        List<Integer> places = places(pupil);
        List<Incident> incidents = Incident.of(view.world().seed(), view.calendar(), pupil, person).stream()
                .filter(incident -> incident.actionDay() <= view.lastDay())
                .toList();
        anyIncident |= !incidents.isEmpty();
        for (int place : places) {
            suspensions(place, pupil, incidents);
            int all = moves(place, pupil, LocalDate.MIN);
            moves.add(place, all, 1);
            if (pupil.grade() >= 0) {
                moved.add(place, moves(place, pupil, view.calendar().countDay()) > 0 ? 1 : 0, 1);
            }
        }
        tests(pupil, person);
        List<CourseResult> results = CourseResult.of(view, pupil, person);
        courses(results);
        if (pupil.grade() == 9) {
            ninthGrader(pupil, results);
        }
    }

    /** Schools that the student came to, and then the district. */
    private List<Integer> places(PupilYear pupil) {
        List<Integer> places = new ArrayList<>();
        for (Stint stint : pupil.stints()) {
            if (!stint.noShow() && view.begun(stint) && !places.contains(stint.school())) {
                places.add(stint.school());
            }
        }
        if (!places.isEmpty()) {
            places.add(district);
        }
        return places;
    }

    private void tests(PupilYear pupil, Person person) {
        for (TestResult result : TestResult.of(view, pupil, person)) {
            for (int place : new int[] {result.school(), district}) {
                int good = result.level() >= 3 ? 1 : 0;
                (result.reading() ? reading : math).add(place, good, 1);
                (result.reading() ? readingOf2024 : mathOf2024)
                        .add(place, Standard.OF_2024.proficient(pupil.grade(), result.score()) ? 1 : 0, 1);
                if (result.reading() && pupil.grade() == 3) {
                    thirdGrade.add(place, good, 1);
                }
            }
        }
    }

    private void courses(List<CourseResult> results) {
        List<Integer> places = new ArrayList<>(
                results.stream().map(CourseResult::school).distinct().toList());
        if (!places.isEmpty()) {
            places.add(district);
        }
        for (int place : places) {
            boolean any = results.stream()
                    .anyMatch(result -> !result.passed() && (place == district || place == result.school()));
            failed.add(place, any ? 1 : 0, 1);
        }
    }

    private void ninthGrader(PupilYear pupil, List<CourseResult> results) {
        Stint last = pupil.on(view.calendar().length() - 1);
        if (last == null) {
            return;
        }
        // In halves of a credit.
        long credits = results.stream().filter(CourseResult::passed).count();
        long core = results.stream()
                .filter(result -> !result.passed() && result.core())
                .count();
        for (int place : new int[] {last.school(), district}) {
            onTrack.add(place, credits >= 10 && core <= 1 ? 1 : 0, 1);
            onTrackOfState.add(place, credits >= 12 ? 1 : 0, 1);
        }
    }

    void write(MetricFile file) throws IOException {
        for (int place = 0; place <= district; place++) {
            var where = new Where(
                    view.year(), place == district ? null : view.schools().get(place));
            if (anyIncident) {
                suspended.write(file, MetricVersion.SUSPENSION_STATE, where, place);
                suspendedOut.write(file, MetricVersion.SUSPENSION_FEDERAL, where, place);
                suspendedIn.write(file, MetricVersion.SUSPENSION_IN_SCHOOL, where, place);
            }
            moves.write(file, MetricVersion.MOBILITY_DISTRICT, where, place);
            moved.write(file, MetricVersion.MOBILITY_STATE, where, place);
            math.write(file, MetricVersion.MATH, where, place);
            reading.write(file, MetricVersion.READING, where, place);
            thirdGrade.write(file, MetricVersion.EARLY_LITERACY, where, place);
            math.write(file, MetricVersion.MATH_STATE_1, where, place);
            mathOf2024.write(file, MetricVersion.MATH_STATE_2, where, place);
            reading.write(file, MetricVersion.READING_STATE_1, where, place);
            readingOf2024.write(file, MetricVersion.READING_STATE_2, where, place);
            failed.write(file, MetricVersion.COURSE_FAILURE, where, place);
            onTrack.write(file, MetricVersion.ON_TRACK_DISTRICT, where, place);
            onTrackOfState.write(file, MetricVersion.ON_TRACK_STATE, where, place);
        }
    }

    private void suspensions(int place, PupilYear pupil, List<Incident> incidents) {
        boolean out = false;
        boolean in = false;
        for (Incident incident : incidents) {
            if (place == district || place == incident.school()) {
                out |= incident.daysOut() > 0;
                in |= incident.daysOut() == 0 && incident.days() > 0;
            }
        }
        suspended.add(place, out || in ? 1 : 0, 1);
        if (pupil.grade() >= 0) {
            suspendedOut.add(place, out ? 1 : 0, 1);
            suspendedIn.add(place, in ? 1 : 0, 1);
        }
    }

    /** {@return comings after the first day and goings before the last, from a day on; short gaps are no moves} */
    private int moves(int place, PupilYear pupil, LocalDate from) {
        int count = 0;
        @Nullable Stint before = null;
        for (Stint stint : pupil.stints()) {
            if (stint.noShow() || !view.begun(stint) || (place != district && place != stint.school())) {
                continue;
            }
            if (before != null && gap(before, stint) <= 10) {
                before = stint;
                continue;
            }
            count += before == null ? 0 : went(before, from);
            count += came(stint, from);
            before = stint;
        }
        return count + (before == null ? 0 : went(before, from));
    }

    private long gap(Stint before, Stint after) {
        return view.entry(after).toEpochDay()
                - view.calendar().day(before.exit()).toEpochDay()
                - 1;
    }

    private int came(Stint stint, LocalDate from) {
        LocalDate day = view.entry(stint);
        return day.isAfter(view.calendar().first()) && day.isAfter(from) ? 1 : 0;
    }

    private int went(Stint stint, LocalDate from) {
        LocalDate day = view.exit(stint);
        if (day == null || stint.end().closesTheYear()) {
            return 0;
        }
        return day.isBefore(view.calendar().last()) && !day.isBefore(from) ? 1 : 0;
    }

    /** Hits of all, place by place. */
    private static final class Share {

        private final long[] hits;
        private final long[] all;

        Share(int district) {
            hits = new long[district + 1];
            all = new long[district + 1];
        }

        void add(int place, int hit, int one) {
            hits[place] += hit;
            all[place] += one;
        }

        void write(MetricFile file, MetricVersion version, Where where, int place) throws IOException {
            file.write(version, where, hits[place], all[place]);
        }
    }
}
