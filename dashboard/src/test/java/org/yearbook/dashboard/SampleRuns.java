package org.yearbook.dashboard;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.run.Run.Came;
import org.yearbook.warehouse.run.Run.FileAccount;
import org.yearbook.warehouse.run.Run.Step;
import org.yearbook.warehouse.run.RunRecorder;
import org.yearbook.warehouse.run.Stage;

/** Runs as nights leave them: one published in part, one that failed, one cut off. */
final class SampleRuns {

    static final String IN_PART = "20260512T070000-0000aa";
    static final String FAILED = "20260513T070000-0000bb";
    static final String DIED = "20260514T070000-0000cc";
    private static final LocalDate DAY = LocalDate.parse("2026-05-12");

    private SampleRuns() {}

    static void write(DistrictHome home) {
        Clock clock = new Ticking(Instant.parse("2026-05-12T07:00:00Z"));
        try (var run = RunRecorder.begin(home, IN_PART, DAY, clock)) {
            for (Stage stage : Stage.values()) {
                run.stage(stage);
                run.step(new Step(stage == Stage.LAND ? "land" : "work", "SIS", 1200, 60));
            }
            run.warn("A folder was left in the inbox: it is not a delivery.");
            run.files(List.of(
                    new FileAccount("SIS", "sis-attendance.csv", Came.TONIGHT, "", "", 1200, 1190, 8, 2),
                    new FileAccount("HR", "hr-staff.csv", Came.EARLIER, "", "", 40, 40, 0, 0),
                    new FileAccount(
                            "Apps",
                            "apps-usage.csv",
                            Came.HELD,
                            "It begins with <!DOCTYPE html>: this is a web page.",
                            "Sign in at the source and export again.",
                            12,
                            0,
                            12,
                            0)));
            run.published("20260512T070000-0000aa", true);
        }
        try (var run = RunRecorder.begin(home, FAILED, DAY.plusDays(1), clock)) {
            run.stage(Stage.LAND);
            run.failed("The disk is full.");
        }
        try (var run = RunRecorder.begin(home, DIED, DAY.plusDays(2), clock)) {
            run.stage(Stage.LAND);
            run.stage(Stage.CONFORM);
        }
    }

    /** A clock that goes on by a minute whenever somebody looks at it. */
    static final class Ticking extends Clock {

        private Instant now;

        Ticking(Instant start) {
            this.now = start;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public synchronized Instant instant() {
            now = now.plusSeconds(60);
            return now;
        }
    }
}
