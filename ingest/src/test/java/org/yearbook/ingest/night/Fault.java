package org.yearbook.ingest.night;

import java.util.List;
import java.util.Map;
import java.util.Random;

/** What happens to a night. */
sealed interface Fault {

    /** The process is killed, or meets an I/O error, where it names a point. */
    record AtPoint(String way, String point, int occurrence) implements Fault {

        String plan() {
            return way + "@" + point + "#" + occurrence;
        }
    }

    /**
     * A call of the operating system kills the process or fails, when a thread makes it for the n-th time.
     *
     * @param onwards whether every later one fails as well, as on a disk that stays full or broken
     */
    record AtCall(String call, String what, int when, boolean onwards) implements Fault {

        List<String> strace() {
            String calls = CALLS.getOrDefault(call, call);
            return List.of(
                    "strace",
                    "-f",
                    "-qq",
                    "--seccomp-bpf",
                    "-o",
                    "/dev/null",
                    "-e",
                    "trace=" + calls,
                    "-e",
                    "inject=" + calls + ":" + what + ":when=" + when + (onwards ? "+" : ""));
        }

        // Machines differ in which of them they have.
        private static final Map<String, String> CALLS = Map.of(
                "rename", "?rename,?renameat,?renameat2",
                "mkdir", "?mkdir,?mkdirat",
                "unlink", "?unlink,?unlinkat,?rmdir",
                "fsync", "fsync,fdatasync");
    }

    /** The disk has this much room left. */
    record FullDisk(int kilobytes) implements Fault {}

    /** A file comes that is none. */
    record BadFile(String file, Damage damage, int percent) implements Fault {}

    enum Damage {
        CUT,
        WEB_PAGE,
        EMPTY,
        ZEROS
    }

    /** Somebody starts the night while it runs. */
    record TwoRunners(int millisecondsLater) implements Fault {}

    /** The district wrote a rule that cannot be run. */
    record PoisonedRule() implements Fault {}

    /** The process has this much memory. */
    record LittleMemory(int megabytes) implements Fault {}

    /** A file or folder of the home is gone. */
    record Lost(String path) implements Fault {}

    /** A file of the home holds something else than was written. */
    record Garbled(String path) implements Fault {}

    /** Draws a fault; {@code passed} says how often a plain night passes each point. */
    static Fault draw(Random random, Map<String, Integer> passed, boolean strace, boolean root) {
        int dice = random.nextInt(100);
        if (dice < 38) {
            List<String> points = passed.keySet().stream().sorted().toList();
            String point = points.get(random.nextInt(points.size()));
            String way = random.nextInt(3) == 0 ? "fail" : "kill";
            return new AtPoint(way, point, 1 + random.nextInt(passed.getOrDefault(point, 1)));
        }
        if (dice < 78 && strace) {
            return call(random);
        }
        if (dice < 84 && root) {
            return new FullDisk(random.nextInt(24_000));
        }
        if (dice < 90) {
            String file = List.of("oneroster-2025-26.zip", "hr-staff.csv").get(random.nextInt(2));
            return new BadFile(file, Damage.values()[random.nextInt(Damage.values().length)], 10 + random.nextInt(80));
        }
        if (dice < 92) {
            return new LittleMemory(24 + random.nextInt(60));
        }
        if (dice < 95) {
            return new TwoRunners(random.nextInt(4000));
        }
        if (dice < 97) {
            return new PoisonedRule();
        }
        if (dice < 98) {
            return new Garbled("publications/current.json");
        }
        return new Lost(List.of("publications/current.json", "releases", "state/sources", "inbox/.taken")
                .get(random.nextInt(4)));
    }

    private static Fault call(Random random) {
        List<String> calls = List.of("rename", "fsync", "pwrite64", "write", "mkdir", "unlink", "ftruncate");
        String call = calls.get(random.nextInt(calls.size()));
        // Threads count for themselves, and most make few calls: small numbers are the likely ones.
        int when = 1 + (int) Math.pow(call.contains("write") ? 300 : 80, random.nextDouble());
        String what = List.of("signal=KILL", "signal=KILL", "error=EIO", "error=ENOSPC")
                .get(random.nextInt(4));
        return new AtCall(call, what, when, what.startsWith("error") && random.nextBoolean());
    }
}
