package org.yearbook.dashboard.schedule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.run.RunRecorder;
import org.yearbook.warehouse.run.Stage;

/** The process of a night: it records its run and ends as the file {@code play} of the home says. */
final class PlayedNight {

    private PlayedNight() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        System.out.println("asked for " + Arrays.toString(arguments));
        var home = DistrictHome.open(Path.of(arguments[2]));
        switch (Files.readString(home.root().resolve("play"))) {
            case "busy" -> System.exit(4);
            case "setting" -> System.exit(2);
            default ->
                System.exit(run(
                        home,
                        arguments[3].equals("--refresh")
                                ? new RunRecorder.Kind(LocalDate.now(ZoneOffset.UTC), true)
                                : new RunRecorder.Kind(LocalDate.parse(arguments[4]), false)));
        }
    }

    private static int run(DistrictHome home, RunRecorder.Kind kind) throws IOException, InterruptedException {
        String id = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss")
                        .withZone(ZoneOffset.UTC)
                        .format(Instant.now())
                + "-" + String.format("%06x", ProcessHandle.current().pid() % 0xffffff);
        try (var run = RunRecorder.begin(home, id, kind, Clock.systemUTC())) {
            run.stage(Stage.LAND);
            Path play = home.root().resolve("play");
            while (Files.readString(play).equals("slow")) {
                Thread.sleep(20);
            }
            if (Files.readString(play).equals("fail")) {
                run.failed("The disk is full.");
                return 4;
            }
            run.published(id, false);
            return 0;
        }
    }
}
