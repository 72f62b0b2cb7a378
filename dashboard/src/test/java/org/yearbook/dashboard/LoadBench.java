package org.yearbook.dashboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Publication;
import org.yearbook.warehouse.publish.Publications;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code dashboard/load}: many people at once, while one publication takes another's place under them every few
 * seconds.
 *
 * <p>The server runs in a process of its own with 512 MB of heap. Each person opens a page, reads for a while, chooses
 * tiles, opens the next. Times are from the request to the last byte as a browser on the same machine has them, so they
 * hold the waiting for a processor too. The first part of the run warms up and is not counted.
 */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures the server under load. The home is a demo home with at least two publications.")
final class LoadBench implements Callable<Integer> {

    private static final double TILE_GOAL_MILLIS = 50;
    private static final double PAGE_GOAL_MILLIS = 250;
    private static final int HEAP_GOAL_MB = 512;
    private static final Pattern SIGN_IN = Pattern.compile("^ {2}(superintendent|demo-admin) +(\\S+) .*");
    private static final Pattern HEAP = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\((\\d+)M\\)");

    @Option(names = "--home", required = true, description = "a home made by: yearbook demo")
    private Path home = Path.of("");

    @Option(names = "--users", defaultValue = "30", description = "(${DEFAULT-VALUE})")
    private int users;

    @Option(names = "--seconds", defaultValue = "60", description = "counted, after the warm-up (${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "20", description = "seconds (${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--think",
            defaultValue = "3",
            description = "seconds that a person reads, about (${DEFAULT-VALUE})")
    private double think;

    @Option(names = "--switch", defaultValue = "5", description = "seconds between publications (${DEFAULT-VALUE})")
    private double between;

    @Option(
            names = "--java",
            split = " ",
            description = "more options of the server's Java, to profile it for instance")
    private List<String> more = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
    private volatile long counted;
    private volatile long end;

    /** One answer. */
    private record Asked(String kind, String path, double millis, int status, long at) {}

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new LoadBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Path gc = Files.createTempFile("yearbook-load", ".gc");
        int port = freePort();
        Process server = start(port, gc);
        try {
            List<String> passwords = passwords(server);
            long begin = System.nanoTime();
            counted = begin + TimeUnit.SECONDS.toNanos(warmUp);
            end = counted + TimeUnit.SECONDS.toNanos(seconds);
            List<Thread> people = new ArrayList<>();
            for (int i = 0; i < users; i++) {
                int number = i;
                people.add(new Thread(() -> visit(port, passwords.get(number % 2), number)));
            }
            people.forEach(Thread::start);
            Thread.sleep(1000L * warmUp);
            Duration busyBefore = busy(server);
            int switches = switchPublications();
            Duration busy = busy(server).minus(busyBefore);
            for (Thread person : people) {
                person.join();
            }
            return tell(out, switches, busy, heap(gc));
        } finally {
            server.destroy();
            server.waitFor(20, TimeUnit.SECONDS);
            Files.deleteIfExists(gc);
        }
    }

    private Process start(int port, Path gc) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_GOAL_MB + "m",
                "-Xlog:gc:file=" + gc,
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(more);
        command.addAll(List.of(
                "-cp",
                ManagementFactory.getRuntimeMXBean().getClassPath(),
                YearbookServer.class.getName(),
                "--home",
                home.toString(),
                "--port",
                Integer.toString(port),
                "--demo"));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** The superintendent's and the administrator's, as the server greets them. */
    private static List<String> passwords(Process server) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        List<String> found = new ArrayList<>();
        while (found.size() < 2) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("The server ended: " + String.join(" ", said));
            }
            said.add(line);
            Matcher signIn = SIGN_IN.matcher(line);
            if (signIn.matches()) {
                found.add(signIn.group(1) + " " + signIn.group(2));
            }
        }
        return found;
    }

    private void visit(int port, String signIn, int number) {
        var random = new Random(number);
        var visitor = new Visitor("http://localhost:" + port);
        pause(random, think / 3);
        visitor.signIn(signIn.split(" ")[0], signIn.split(" ")[1]);
        List<String> tiles = links(visitor, "/", "href=\"(/\\?metric=[^\"#]+)\"");
        List<String> schools = links(visitor, "/schools", "href=\"(/schools/[^\"?#]+)\"");
        List<String> metrics = links(visitor, "/metrics", "href=\"(/metrics/[^\"/?#]+)\"");
        while (System.nanoTime() < end) {
            ask(
                    visitor,
                    "page",
                    any(random, List.of("/", "/schools", "/quality", "/nights", "/metrics", "/search?q=absent")));
            pause(random, think);
            for (int i = 0; i < 3 && System.nanoTime() < end; i++) {
                ask(visitor, "tile", any(random, tiles), "HX-Request", "true");
                pause(random, think);
            }
            ask(visitor, "page", any(random, random.nextBoolean() ? schools : metrics));
            pause(random, think);
        }
    }

    private static List<String> links(Visitor visitor, String path, String pattern) {
        List<String> found = Pattern.compile(pattern)
                .matcher(visitor.get(path).body())
                .results()
                .map(link -> link.group(1).replace("&amp;", "&"))
                .distinct()
                .toList();
        return found.isEmpty() ? List.of(path) : found;
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void ask(Visitor visitor, String kind, String path, String... headers) {
        long start = System.nanoTime();
        int status;
        try {
            status = visitor.get(path, headers).statusCode();
        } catch (RuntimeException e) {
            status = 0;
        }
        asked.add(new Asked(kind, path, (System.nanoTime() - start) / 1e6, status, start));
    }

    private static void pause(Random random, double about) {
        try {
            Thread.sleep((long) (1000 * about * (0.5 + random.nextDouble())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return how long the server kept processors busy; unlike a clock, it knows nothing of who else is at work} */
    private static Duration busy(Process server) {
        return server.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Two publications take turns; at the end the one that was in force is in force again. */
    private int switchPublications() throws IOException, InterruptedException {
        var district = new DistrictHome(home);
        Publication first = Publications.current(district).orElseThrow();
        List<Publication> others = Publications.list(district).stream()
                .filter(publication -> !publication.id().equals(first.id()))
                .toList();
        if (others.isEmpty()) {
            throw new IOException("The home has one publication only; a switch needs two. Run another night.");
        }
        Path pointer = district.publications().resolve("current.json");
        Path kept = Files.copy(
                pointer, district.publications().resolve("current.json.load"), StandardCopyOption.REPLACE_EXISTING);
        int switches = 0;
        try {
            while (System.nanoTime() < end) {
                Thread.sleep((long) (1000 * between));
                switches++;
                Publications.makeCurrent(district, switches % 2 == 0 ? first : others.get(0));
            }
        } finally {
            Files.move(kept, pointer, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
        return switches;
    }

    /** {@return the most that was in use after a collection, and before one, in MB} */
    private static int[] heap(Path gc) throws IOException {
        int after = 0;
        int before = 0;
        try (Stream<String> lines = Files.lines(gc)) {
            for (String line : lines.toList()) {
                Matcher pause = HEAP.matcher(line);
                if (pause.find()) {
                    before = Math.max(before, Integer.parseInt(pause.group(1)));
                    after = Math.max(after, Integer.parseInt(pause.group(2)));
                }
            }
        }
        return new int[] {after, before};
    }

    private int tell(PrintWriter out, int switches, Duration busy, int[] heap) {
        List<Asked> all = asked.stream().filter(one -> one.at() >= counted).toList();
        long errors = asked.stream().filter(one -> one.status() != 200).count();
        out.printf(
                "%d people for %d s, %d answers, %.1f a second%n",
                users, seconds, all.size(), 1.0 * all.size() / seconds);
        out.printf(
                "the server's processors were busy for %.1f ms an answer, %.2f of two%n",
                (double) busy.toMillis() / Math.max(1, all.size()), busy.toMillis() / 2000.0 / seconds);
        double tile = tell(out, "tile", all, one -> one.kind().equals("tile"));
        double page = tell(out, "page", all, one -> one.kind().equals("page"));
        all.stream()
                .filter(one -> one.kind().equals("page"))
                .map(one -> kind(one.path()))
                .distinct()
                .sorted()
                .forEach(kind -> tell(
                        out,
                        "  " + kind,
                        all,
                        one -> one.kind().equals("page") && kind(one.path()).equals(kind)));
        out.printf(
                "heap: at most %d MB after a collection, %d MB before one, of %d MB%n", heap[0], heap[1], HEAP_GOAL_MB);
        out.printf("publications switched %d times, errors %d%n", switches, errors);
        asked.stream()
                .filter(one -> one.status() != 200)
                .map(one -> "  " + one.status() + " " + one.path())
                .distinct()
                .limit(10)
                .forEach(out::println);
        boolean met = tile <= TILE_GOAL_MILLIS && page <= PAGE_GOAL_MILLIS && errors == 0;
        out.printf(
                "against the goals: tile p95 %.2f of 50 ms, page p95 %.2f of 250 ms, heap %.2f of 512 MB: %s%n",
                tile / TILE_GOAL_MILLIS,
                page / PAGE_GOAL_MILLIS,
                1.0 * heap[1] / HEAP_GOAL_MB,
                met ? "met" : "not met");
        out.flush();
        return met ? 0 : 1;
    }

    private static String kind(String path) {
        return path.replaceFirst("\\?.*", "").replaceFirst("^/(schools|metrics)/.*", "/$1/…");
    }

    private static double tell(PrintWriter out, String name, List<Asked> all, Predicate<Asked> which) {
        double[] millis =
                all.stream().filter(which).mapToDouble(Asked::millis).sorted().toArray();
        if (millis.length == 0) {
            return 0;
        }
        out.printf(
                "%-14s %5d answers   median %6.1f ms   p95 %6.1f ms   p99 %6.1f ms   most %6.1f ms%n",
                name, millis.length, at(millis, 0.5), at(millis, 0.95), at(millis, 0.99), millis[millis.length - 1]);
        return at(millis, 0.95);
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.ceil(share * sorted.length) - 1)];
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
