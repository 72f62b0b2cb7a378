package org.yearbook.ingest.source.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** A vendor's server in a test: a real one, on this machine, that answers as the test says and keeps what was asked. */
public final class Provider implements AutoCloseable {

    static {
        // Else the JDK's server lets each answer wait 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Ask> asked = new CopyOnWriteArrayList<>();
    private final AtomicReference<Throwable> broken = new AtomicReference<>();

    /** What a server does. */
    @FunctionalInterface
    public interface Behaviour {
        Reply answer(Ask ask);
    }

    /** A request as it arrived, its query decoded. */
    public record Ask(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {

        public String query(String name) {
            return query.getOrDefault(name, "");
        }

        /** By its name in small letters. */
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public Map<String, String> form() {
            return decoded(body);
        }
    }

    /** An answer. */
    public record Reply(int status, Map<String, String> headers, byte[] body) {

        public static Reply json(String body) {
            return json(200, body);
        }

        public static Reply json(int status, String body) {
            return new Reply(
                    status,
                    Map.of("Content-Type", "application/json; charset=utf-8"),
                    body.getBytes(StandardCharsets.UTF_8));
        }

        public static Reply status(int status) {
            return new Reply(status, Map.of(), new byte[0]);
        }

        public Reply with(String header, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Reply(status, more, body);
        }
    }

    public Provider(Behaviour behaviour) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> handle(exchange, behaviour));
        server.start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** {@return all requests so far, in order} */
    public List<Ask> asked() {
        Throwable fault = broken.get();
        if (fault != null) {
            throw new AssertionError("The test's server met a fault of its own", fault);
        }
        return List.copyOf(asked);
    }

    /** {@return the requests whose path ends so} */
    public List<Ask> asked(String pathEnd) {
        return asked().stream().filter(ask -> ask.path().endsWith(pathEnd)).toList();
    }

    private void handle(HttpExchange exchange, Behaviour behaviour) throws IOException {
        try (exchange) {
            Map<String, String> headers = new LinkedHashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.get(0)));
            var ask = new Ask(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getPath(),
                    decoded(exchange.getRequestURI().getRawQuery()),
                    headers,
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(ask);
            Reply reply = behaviour.answer(ask);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
            exchange.getResponseBody().write(reply.body());
        } catch (RuntimeException | Error e) {
            broken.set(e);
            throw e;
        }
    }

    private static Map<String, String> decoded(String query) {
        Map<String, String> decoded = new LinkedHashMap<>();
        for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            decoded.put(decode(parts[0]), parts.length > 1 ? decode(parts[1]) : "");
        }
        return decoded;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
