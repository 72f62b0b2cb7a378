package org.yearbook.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Comparator;
import java.util.OptionalInt;
import org.springframework.boot.logging.LoggingSystem;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.home.DistrictHome;

/** One demo server over the sample publication, started once for all tests that only look. */
final class TestServer {

    private static TestServer shared;

    private final SamplePublication sample;
    private final RunningServer server;

    private TestServer(SamplePublication sample, RunningServer server) {
        this.sample = sample;
        this.server = server;
    }

    static synchronized TestServer shared() {
        if (shared == null) {
            Path folder = folder();
            SamplePublication sample = SamplePublication.in(folder);
            SampleRuns.write(sample.home());
            SampleExports.write(sample);
            say(sample.home(), "accessibility_contact: help@cedar.example\n");
            sample.release("20260515T020000-a");
            AnalystFile.write(sample.home());
            listen(sample.home());
            shared = start(sample, true);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                shared.close();
                delete(folder);
            }));
        }
        return shared;
    }

    private static void say(DistrictHome home, String setting) {
        try {
            Files.writeString(home.settings(), setting, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Analysts' tools find it at a free port of this machine. */
    private static void listen(DistrictHome home) {
        try {
            Files.writeString(home.root().resolve("flight.yaml"), "version: 1\nport: 0\nplaintext: true\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestServer start(SamplePublication sample, boolean demo) {
        return new TestServer(sample, run(sample.home(), demo));
    }

    /** {@return a demo server that programs watch} */
    static TestServer start(SamplePublication sample, OptionalInt monitor, Settings.Log log) {
        var settings = new Settings(sample.home().root(), "localhost", 0, true, monitor, log);
        return new TestServer(sample, run(settings, Clock.systemUTC()));
    }

    /** {@return a demo server that programs watch, whose time is set by hand} */
    static TestServer startWatched(SamplePublication sample, Clock clock) {
        var settings = new Settings(sample.home().root(), "localhost", 0, true, OptionalInt.of(0), Settings.Log.TEXT);
        return new TestServer(sample, run(settings, clock));
    }

    /** {@return a demo server over a home of another kind than the sample} */
    static TestServer start(DistrictHome home) {
        return new TestServer(null, run(home, true));
    }

    /** {@return a server whose time is set by hand} */
    static TestServer start(SamplePublication sample, boolean demo, Clock clock) {
        return new TestServer(sample, run(sample.home(), 0, demo, clock));
    }

    /** {@return a port for a server that has to know its address before it starts} */
    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** {@return a demo server whose home says where people open it, so that it has to be there} */
    static TestServer startAt(SamplePublication sample, int port) {
        return startAt(sample, port, Clock.systemUTC());
    }

    static TestServer startAt(SamplePublication sample, int port, Clock clock) {
        return new TestServer(sample, run(sample.home(), port, true, clock));
    }

    private static RunningServer run(DistrictHome home, boolean demo) {
        return run(home, 0, demo, Clock.systemUTC());
    }

    private static RunningServer run(DistrictHome home, int port, boolean demo, Clock clock) {
        return run(new Settings(home.root(), "localhost", port, demo), clock);
    }

    private static RunningServer run(Settings settings, Clock clock) {
        // Spring sets up the log once a process; here each server has its own, as it has where it runs alone.
        LoggingSystem.get(TestServer.class.getClassLoader()).cleanUp();
        return RunningServer.start(settings, clock);
    }

    SamplePublication sample() {
        return sample;
    }

    RunningServer running() {
        return server;
    }

    String url() {
        return "http://localhost:" + server.port();
    }

    /** {@return the password of one of the people just made} */
    String password(String name) {
        return server.greeting().signIns().stream()
                .filter(signIn -> signIn.name().equals(name))
                .findFirst()
                .orElseThrow()
                .password();
    }

    /** {@return a visitor who signed in as one of the demo people} */
    Visitor visitor(String name) {
        var visitor = visitor();
        visitor.signIn(name, password(name));
        return visitor;
    }

    Visitor visitor() {
        return new Visitor(url());
    }

    /** {@return a visitor who follows no redirect} */
    Visitor visitorWhoStays() {
        return new Visitor(url(), HttpClient.Redirect.NEVER);
    }

    void close() {
        server.close();
    }

    static Path folder() {
        try {
            return Files.createTempDirectory("yearbook-server");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a plain answer to a plain question, without cookies} */
    static HttpResponse<String> get(String url) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
