package org.yearbook.dashboard;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yearbook.dashboard.BenchServer.Served;
import org.yearbook.dashboard.BenchServer.Statement;
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
 * seconds; or one person who opens every page by itself, to see what each costs.
 *
 * <p>The server runs in a process of its own with 512 MB of heap. Each person opens a page, reads for a while, chooses
 * tiles, opens the next. Times are the server's own, from the request's first line to the answer's last byte, so they
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
    private static final int AGAIN = 10;
    private static final String TILE = "/leadership?metric=";
    private static final List<String> PAGES = List.of(
            "/",
            "/boards",
            "/leadership",
            "/schools",
            "/metrics",
            "/quality",
            "/quality?severity=major&status=all&page=7",
            "/quality/rules",
            "/quality/values",
            "/nights",
            "/technology",
            "/who-is-who",
            "/years",
            "/administration",
            "/administration/schools",
            "/administration/sources",
            "/audit",
            "/search?q=absent");

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
            names = "--one-by-one",
            description = "instead of a load: one person opens each page several times, and the questions that it asks"
                    + " the publication are told")
    private boolean oneByOne;

    @Option(names = "--class-path", defaultValue = "", description = "of another build's server, to compare with")
    private String build = "";

    @Option(
            names = "--java",
            split = " ",
            description = "more options of the server's Java, to profile it for instance")
    private List<String> more = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final ConcurrentLinkedQueue<String> faults = new ConcurrentLinkedQueue<>();
    private volatile long end = Long.MAX_VALUE;

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        System.exit(new CommandLine(new LoadBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (var server = BenchServer.start(home, HEAP_GOAL_MB, oneByOne, build, more)) {
            return oneByOne ? oneByOne(out, server) : load(out, server);
        } finally {
            out.flush();
        }
    }

    private int load(PrintWriter out, BenchServer server) throws IOException, InterruptedException {
        List<String> names = server.people();
        List<Ways> ways = new ArrayList<>();
        for (String name : names) {
            ways.add(Ways.of(server.visitor(name)));
        }
        var signedIn = new CountDownLatch(users);
        List<Thread> people = new ArrayList<>();
        for (int i = 0; i < users; i++) {
            int number = i;
            people.add(new Thread(() -> {
                Visitor visitor = server.visitor(names.get(number % names.size()));
                signedIn.countDown();
                visit(visitor, ways.get(number % names.size()), new Random(number));
            }));
        }
        people.forEach(Thread::start);
        signedIn.await();
        Thread.sleep(1000L * warmUp);
        end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        long from = System.currentTimeMillis();
        Duration busyBefore = server.busy();
        int switches = switchPublications();
        Duration busy = server.busy().minus(busyBefore);
        for (Thread person : people) {
            person.join();
        }
        List<Served> served = server.served().stream()
                .filter(one -> one.begun() >= from && measured(one))
                .toList();
        int met = tell(out, served, switches, busy, server.heap());
        out.printf("memory of the whole process: at most %d MB%n", server.memory());
        return met;
    }

    /** Signing in computes a hash on purpose, and is done once a day. */
    private static boolean measured(Served one) {
        return !one.path().startsWith("/sign-") && !one.path().startsWith("/password");
    }

    private void visit(Visitor visitor, Ways ways, Random random) {
        pause(random, think);
        while (System.nanoTime() < end) {
            ask(visitor, any(random, ways.pages()));
            pause(random, think);
            for (int i = 0; i < 3 && System.nanoTime() < end; i++) {
                ask(visitor, any(random, ways.tiles()), "HX-Request", "true");
                pause(random, think);
            }
            ask(visitor, any(random, ways.details()));
            pause(random, think);
        }
    }

    /**
     * Where somebody can go.
     *
     * @param details pages of one thing that others lead to: as many of each kind as there are of the kind with fewest
     */
    private record Ways(List<String> pages, List<String> tiles, List<String> details) {

        static Ways of(Visitor visitor) {
            List<String> open = PAGES.stream()
                    .filter(page -> visitor.get(page).statusCode() == 200)
                    .toList();
            List<List<String>> kinds = Stream.of(
                            links(visitor, "/boards", "/boards/"),
                            links(visitor, "/schools", "/schools/"),
                            links(visitor, "/metrics", "/metrics/"),
                            links(visitor, "/quality", "/quality?school="))
                    .filter(kind -> !kind.isEmpty())
                    .toList();
            int most = kinds.stream()
                    .mapToInt(List::size)
                    .filter(size -> size > 1)
                    .min()
                    .orElse(1);
            return new Ways(
                    open,
                    links(visitor, "/leadership", TILE),
                    kinds.stream().flatMap(kind -> kind.stream().limit(most)).toList());
        }
    }

    private static List<String> links(Visitor visitor, String path, String beginning) {
        return Pattern.compile("href=\"(" + Pattern.quote(beginning) + "[^\"#/]+)\"")
                .matcher(visitor.get(path).body())
                .results()
                .map(link -> link.group(1).replace("&amp;", "&"))
                .distinct()
                .toList();
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void ask(Visitor visitor, String path, String... headers) {
        try {
            var all = new ArrayList<>(List.of(headers));
            all.addAll(List.of("Accept-Encoding", "gzip"));
            int status = visitor.get(path, all.toArray(String[]::new)).statusCode();
            if (status != 200) {
                faults.add(status + " " + path);
            }
        } catch (RuntimeException e) {
            faults.add(e.getClass().getSimpleName() + " " + path);
        }
    }

    private static void pause(Random random, double about) {
        try {
            Thread.sleep((long) (1000 * about * (0.5 + random.nextDouble())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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

    private int tell(PrintWriter out, List<Served> all, int switches, Duration busy, int[] heap) {
        out.printf(
                "%d people for %d s, %d answers, %.1f a second%n",
                users, seconds, all.size(), 1.0 * all.size() / seconds);
        out.printf(
                "the server's processors were busy for %.1f ms an answer, %.2f of two%n",
                (double) busy.toMillis() / Math.max(1, all.size()), busy.toMillis() / 2000.0 / seconds);
        double tile = tell(out, "tile", all, LoadBench::tile);
        double page = tell(out, "page", all, one -> !tile(one));
        all.stream()
                .filter(one -> !tile(one))
                .map(one -> kind(one.path()))
                .distinct()
                .sorted()
                .forEach(kind -> tell(
                        out,
                        "  " + kind,
                        all,
                        one -> !tile(one) && kind(one.path()).equals(kind)));
        out.printf(
                "heap: at most %d MB after a collection, %d MB before one, of %d MB%n", heap[0], heap[1], HEAP_GOAL_MB);
        out.printf("publications switched %d times, errors %d%n", switches, faults.size());
        faults.stream().distinct().limit(10).map(fault -> "  " + fault).forEach(out::println);
        boolean met = tile <= TILE_GOAL_MILLIS && page <= PAGE_GOAL_MILLIS && faults.isEmpty();
        out.printf(
                "against the goals: tile p95 %.2f of 50 ms, page p95 %.2f of 250 ms, heap %.2f of 512 MB: %s%n",
                tile / TILE_GOAL_MILLIS,
                page / PAGE_GOAL_MILLIS,
                1.0 * heap[1] / HEAP_GOAL_MB,
                met ? "met" : "not met");
        return met ? 0 : 1;
    }

    private static boolean tile(Served one) {
        return one.path().startsWith(TILE);
    }

    private static String kind(String path) {
        return path.replaceFirst("\\?.*", "").replaceFirst("^/(schools|metrics|boards)/.*", "/$1/…");
    }

    private static double tell(PrintWriter out, String name, List<Served> all, Predicate<Served> which) {
        double[] millis =
                all.stream().filter(which).mapToDouble(Served::millis).sorted().toArray();
        if (millis.length == 0) {
            return 0;
        }
        out.printf(
                "%-25s %5d answers   median %6.1f ms   p95 %6.1f ms   p99 %6.1f ms   most %6.1f ms%n",
                name, millis.length, at(millis, 0.5), at(millis, 0.95), at(millis, 0.99), millis[millis.length - 1]);
        return at(millis, 0.95);
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.ceil(share * sorted.length) - 1)];
    }

    /**
     * The district's leader opens each page: once so that the program is warm, once after a switch of publications, and
     * a few times more.
     */
    private int oneByOne(PrintWriter out, BenchServer server) throws IOException, InterruptedException {
        String person = server.people().get(server.people().size() - 1);
        Visitor visitor = server.visitor(person);
        Ways ways = Ways.of(visitor);
        List<String> pages = new ArrayList<>(ways.pages());
        ways.tiles().stream().limit(12).forEach(pages::add);
        pages.addAll(ways.details());
        for (int i = 0; i < 3; i++) {
            pages.forEach(visitor::get);
        }
        List<String> unswitched = new ArrayList<>();
        for (String page : pages) {
            unswitched.add(repeated(server, visitor, page));
        }
        out.printf("%s opens each page by itself: the best of %d, and the first after a switch%n", person, AGAIN);
        var district = new DistrictHome(home);
        List<Publication> two = Publications.list(district).stream().limit(2).toList();
        Publication first = Publications.current(district).orElseThrow();
        try {
            for (int i = 0; i < pages.size(); i++) {
                server.statements();
                Publications.makeCurrent(district, two.get((i + 1) % two.size()));
                out.println(unswitched.get(i) + fresh(server, visitor, pages.get(i)));
            }
        } finally {
            Publications.makeCurrent(district, first);
        }
        return 0;
    }

    private static String repeated(BenchServer server, Visitor visitor, String page) throws IOException {
        Duration before = server.busy();
        for (int i = 0; i < AGAIN; i++) {
            server.statements();
            visitor.get(page, "Accept-Encoding", "gzip");
        }
        double processor = server.busy().minus(before).toMillis() / (double) AGAIN;
        List<Double> times = server.times(page, AGAIN);
        double best = times.stream()
                .skip(Math.max(0, times.size() - AGAIN))
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(0);
        return String.format(
                "%-50.50s %6.1f ms, processor %6.1f ms  %s", page, best, processor, sum(server.statements()));
    }

    private static String fresh(BenchServer server, Visitor visitor, String page) throws IOException {
        int before = server.times(page, 0).size();
        visitor.get(page, "Accept-Encoding", "gzip");
        List<Double> times = server.times(page, before + 1);
        double once = times.isEmpty() ? 0 : times.get(times.size() - 1);
        List<Statement> statements = server.statements();
        var told = new StringBuilder(String.format("   first %7.1f ms  %s", once, sum(statements)));
        statements.stream()
                .sorted(Comparator.comparingDouble(Statement::millis).reversed())
                .filter(statement -> statement.millis() > 2)
                .limit(8)
                .forEach(statement -> told.append(String.format(
                        "%n      %7.1f ms %6d rows  %.400s", statement.millis(), statement.rows(), statement.words())));
        return told.toString();
    }

    private static String sum(List<Statement> statements) {
        return String.format(
                "%3d questions %6.1f ms %5d rows",
                statements.size(),
                statements.stream().mapToDouble(Statement::millis).sum(),
                statements.stream().mapToLong(Statement::rows).sum());
    }
}
