package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yearbook.ingest.simulate.DirtProfile;
import org.yearbook.ingest.simulate.Simulation;
import org.yearbook.ingest.simulate.SimulationPlan;

/**
 * A small simulated district whose nights are disturbed. A home names its own files by their whole path, so every story
 * is played in one place: the home before the night is kept beside it and put back.
 */
final class FaultDistrict {

    private static final List<String> FILES =
            List.of("oneroster-2025-26.zip", "sis-attendance-2025-26.csv", "sis-calendar-2025-26.csv", "hr-staff.csv");

    private final Path folder;
    private final TestHome home;

    /**
     * A home with something in its inbox, and what an undisturbed night makes of it.
     *
     * @param before the home as it was
     * @param delivered how often each content was delivered so far
     * @param undisturbed the publication, by audience
     * @param passed how often the night passed each point
     * @param forced what it forced to the disk, in this order; none where nobody can watch
     */
    record Evening(
            Path before,
            String date,
            Map<String, Long> delivered,
            Map<String, Path> undisturbed,
            Map<String, Integer> passed,
            List<String> forced) {}

    FaultDistrict(Path folder) {
        this.folder = folder;
        Simulation.write(new SimulationPlan(
                30,
                1,
                5,
                folder.resolve("simulated"),
                DirtProfile.of("realistic"),
                2,
                SimulationPlan.LAST_YEAR,
                (file, rows) -> {}));
        this.home = new TestHome(folder.resolve("home"));
    }

    TestHome home() {
        return home;
    }

    Path root() {
        return home.home().root();
    }

    /** {@return a file as it was delivered on some evening} */
    Path delivery(int night, String file) {
        return folder.resolve("simulated").resolve("night-00" + night).resolve(file);
    }

    /** The evening of a night; those before it must have been asked for. */
    Evening evening(int night) {
        for (String file : FILES) {
            home.deliver(delivery(night, file));
        }
        String date = "2026-06-0" + night;
        Map<String, Long> delivered = HomeInspector.contents(root().resolve("inbox"));
        Path before = folder.resolve("before-" + night);
        copy(root(), before);
        Path told = folder.resolve("passed-" + night);
        Path calls = folder.resolve("forced-" + night);
        var ended = NightProcess.start(root(), date, watching(calls), "tell@" + told)
                .await();
        assertThat(ended.status()).as(ended.said()).isZero();
        if (night == 1) {
            // Everybody has the same key in every story, so that tables can be compared.
            copy(root().resolve("state/pseudonym.key"), before.resolve("state/pseudonym.key"));
        }
        assertThat(HomeInspector.broken(root(), delivered)).isEmpty();
        Map<String, Path> undisturbed = new LinkedHashMap<>();
        HomeInspector.files(root()).forEach((audience, file) -> {
            Path kept = folder.resolve("undisturbed-" + night + "-" + audience + ".duckdb");
            copy(file, kept);
            undisturbed.put(audience, kept);
        });
        return new Evening(before, date, delivered, undisturbed, counted(told), forced(calls));
    }

    private static List<String> watching(Path calls) {
        return Means.traces()
                ? List.of(
                        "strace",
                        "-f",
                        "-y",
                        "-qq",
                        "--seccomp-bpf",
                        "-e",
                        "trace=fsync,fdatasync",
                        "-e",
                        "signal=none",
                        "-o",
                        calls.toString())
                : List.of();
    }

    private static List<String> forced(Path calls) {
        if (!Files.exists(calls)) {
            return List.of();
        }
        try {
            return Pattern.compile("sync\\(\\d+<([^>]+)>")
                    .matcher(Files.readString(calls))
                    .results()
                    .map(call -> call.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Integer> counted(Path told) {
        try {
            return Files.readAllLines(told).stream()
                    .collect(Collectors.toMap(point -> point, point -> 1, Integer::sum, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the home back to where it was. */
    void back(Evening evening) {
        run("rm", "-rf", root().toString());
        copy(evening.before(), root());
    }

    /** Puts the home back onto a disk that has this much room beside it. */
    void backOnSmallDisk(Evening evening, int kilobytes) {
        run("rm", "-rf", root().toString());
        run("mkdir", root().toString());
        run("mount", "-t", "tmpfs", "-o", "size=1g", "tmpfs", root().toString());
        run("cp", "-a", evening.before() + "/.", root().toString());
        long used = root().toFile().getTotalSpace() - root().toFile().getFreeSpace();
        run("mount", "-o", "remount,size=" + (used / 1024 + kilobytes) + "k", root().toString());
    }

    void moreRoom() {
        run("mount", "-o", "remount,size=1g", root().toString());
    }

    void noDiskOfItsOwn() {
        run("umount", root().toString());
    }

    static void copy(Path from, Path to) {
        run("cp", "-a", from.toString(), to.toString());
    }

    static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** {@return the two maps added up} */
    static Map<String, Long> plus(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sum = new HashMap<>(one);
        other.forEach((content, times) -> sum.merge(content, times, Long::sum));
        return sum;
    }
}
