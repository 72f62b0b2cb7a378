package org.yearbook.dashboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A server in a process of its own, with little heap, that keeps a record of what it answered and of what it asked the
 * publication.
 */
final class BenchServer implements AutoCloseable {

    private static final Pattern SIGN_IN = Pattern.compile("^ {2}(\\S+) {2,}(\\S+) .*");
    private static final int PEOPLE = 4;
    private static final Pattern HEAP = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\((\\d+)M\\)");
    private static final Pattern STATEMENT = Pattern.compile(".*: (\\d+\\.\\d+) ms, (\\d+) rows: (.*)");
    private static final double MICROS = 1000;

    private final Path folder;
    private final int port;
    private final Process process;
    private final Map<String, String> passwords;
    private int told;

    private BenchServer(Path folder, int port, Process process, Map<String, String> passwords) {
        this.folder = folder;
        this.port = port;
        this.process = process;
        this.passwords = passwords;
    }

    /**
     * One answer as the server has it.
     *
     * @param begun milliseconds since 1970
     * @param millis from its first line to its last byte
     */
    record Served(long begun, int status, double millis, String path) {}

    /** A question that the publication was asked. */
    record Statement(double millis, long rows, String words) {}

    /**
     * @param statements whether questions to the publication are recorded, which costs a little
     * @param build the class path of another build; empty for this one
     */
    static BenchServer start(Path home, int heapMegabytes, boolean statements, String build, List<String> more)
            throws IOException {
        Path folder = Files.createTempDirectory("yearbook-load");
        int port = TestServer.freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-Xlog:gc:file=" + folder.resolve("gc"),
                "-Dlogging.file.name=" + folder.resolve("server.log"),
                "-Dserver.tomcat.accesslog.enabled=true",
                "-Dserver.tomcat.accesslog.directory=" + folder,
                "-Dserver.tomcat.accesslog.file-date-format=",
                "-Dserver.tomcat.accesslog.prefix=answers",
                "-Dserver.tomcat.accesslog.suffix=",
                "-Dserver.tomcat.accesslog.rotate=false",
                "-Dserver.tomcat.accesslog.buffered=false",
                "-Dserver.tomcat.accesslog.pattern=%{begin:msec}t %s %D %U%q",
                "--enable-native-access=ALL-UNNAMED"));
        if (statements) {
            command.add("-Dlogging.level.org.yearbook.warehouse.engine.StatementLog=DEBUG");
        }
        command.addAll(more);
        command.addAll(List.of(
                "-cp",
                build.isEmpty() ? ManagementFactory.getRuntimeMXBean().getClassPath() : build,
                YearbookServer.class.getName(),
                "--home",
                home.toString(),
                "--port",
                Integer.toString(port),
                "--demo"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new BenchServer(folder, port, process, passwords(process));
    }

    /** Those of the demo's people, as the server greets them. */
    private static Map<String, String> passwords(Process server) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        Map<String, String> found = new LinkedHashMap<>();
        while (found.size() < PEOPLE) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("The server ended: " + String.join(" ", said));
            }
            said.add(line);
            Matcher signIn = SIGN_IN.matcher(line);
            if (signIn.matches()) {
                found.put(signIn.group(1), signIn.group(2));
            }
        }
        return found;
    }

    /** {@return the sign-in names of the demo's people} */
    List<String> people() {
        return List.copyOf(passwords.keySet());
    }

    /** {@return somebody who has signed in} */
    Visitor visitor(String name) {
        var visitor = new Visitor("http://localhost:" + port);
        visitor.signIn(name, passwords.getOrDefault(name, ""));
        return visitor;
    }

    /** {@return how long the server kept processors busy; unlike a clock, it knows nothing of who else is at work} */
    Duration busy() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** {@return what was answered so far} */
    List<Served> served() throws IOException {
        try (Stream<String> lines = Files.lines(folder.resolve("answers"))) {
            return lines.map(line -> line.split(" ", 4))
                    .filter(parts -> parts.length == 4)
                    .map(parts -> new Served(
                            Long.parseLong(parts[0]),
                            Integer.parseInt(parts[1]),
                            Double.parseDouble(parts[2]) / MICROS,
                            // The record says "-" where an address has no question.
                            parts[3].contains("?") ? parts[3] : parts[3].replaceFirst("-$", "")))
                    .toList();
        }
    }

    /** {@return how long each answer to an address took, once there are so many: it is recorded after it is sent} */
    List<Double> times(String path, int atLeast) throws IOException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        List<Double> found = times(path);
        while (found.size() < atLeast && System.nanoTime() < until) {
            Thread.onSpinWait();
            found = times(path);
        }
        return found;
    }

    private List<Double> times(String path) throws IOException {
        return served().stream()
                .filter(one -> one.path().equals(path))
                .map(Served::millis)
                .toList();
    }

    /** {@return the most memory that the process ever had, DuckDB's included, in MB; 0 where nobody tells} */
    long memory() throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        }
    }

    /** {@return what the publication was asked since the last time} */
    List<Statement> statements() throws IOException {
        Path log = folder.resolve("server.log");
        if (!Files.exists(log)) {
            return List.of();
        }
        List<Statement> found = new ArrayList<>();
        List<String> lines = Files.readAllLines(log);
        for (String line : lines.subList(told, lines.size())) {
            Matcher statement = STATEMENT.matcher(line);
            if (statement.matches()) {
                found.add(new Statement(
                        Double.parseDouble(statement.group(1)),
                        Long.parseLong(statement.group(2)),
                        statement.group(3)));
            }
        }
        told = lines.size();
        return found;
    }

    /** {@return the most that was in use after a collection, and before one, in MB} */
    int[] heap() throws IOException {
        int after = 0;
        int before = 0;
        try (Stream<String> lines = Files.lines(folder.resolve("gc"))) {
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

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
