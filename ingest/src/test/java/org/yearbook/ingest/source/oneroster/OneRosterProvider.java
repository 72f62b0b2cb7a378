package org.yearbook.ingest.source.oneroster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A OneRoster service as the standard describes it, over real HTTP, with the faults of real ones to switch on. It is
 * written from the standard and knows nothing of the client.
 */
public final class OneRosterProvider implements AutoCloseable {

    public static final String CLIENT = "district-key";
    public static final String SECRET = "district-secret";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern FILTER = Pattern.compile("(\\w+)>'([^']*)'");

    static {
        // Without it every answer waits 40 ms for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** What real services do. */
    public enum Fault {
        NO_TOTAL,
        NO_LINKS,
        IGNORES_LIMIT,
        IGNORES_PAGING,
        IGNORES_FILTER,
        REFUSES_FILTER,
        LINK_PAST_THE_END,
        LINK_WITHOUT_FILTER,
        LINK_ELSEWHERE,
        RELATIVE_LINKS,
        WRONG_TOTAL,
        SHORT_PAGES,
        DROPS_A_PAGE,
        SHIFTS_ONCE,
        SHIFTS_ALWAYS,
        SHRINKS_ONCE,
        NOT_FOUND_BEHIND_THE_END,
        BUSY_WITH_SECONDS,
        BUSY_WITH_DATE,
        FAILS_SOMETIMES,
        ALWAYS_500,
        RESETS,
        TOKENS_EXPIRE,
        REJECTS_CLIENT,
        ONLY_CORE_SCOPE,
        NO_SCOPE_AT_ALL,
        NO_DEMOGRAPHICS,
        NO_ENROLLMENTS,
        BLANKS_IN_IDS,
        GZIP,
        LOGIN_PAGE,
        CUT_SHORT
    }

    private final HttpServer server;
    private final Map<String, List<Map<String, Object>>> data;
    private final Map<String, String> bases;
    private final Set<Fault> faults = Collections.synchronizedSet(EnumSet.noneOf(Fault.class));
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> answers = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final AtomicInteger tokensGiven = new AtomicInteger();
    private volatile int mostPage = Integer.MAX_VALUE;
    private volatile String granted = "";

    public OneRosterProvider(Path bundle, String version) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bases = version.equals("1.2")
                ? Map.of(
                        "rostering", "/ims/oneroster/rostering/v1p2",
                        "gradebook", "/ims/oneroster/gradebook/v1p2",
                        "resources", "/ims/oneroster/resources/v1p2")
                : Map.of("rostering", "/ims/oneroster/v1p1");
        data = new TreeMap<>(new RestBodies(bundle, version, url()).all());
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/token", this::token);
        server.createContext("/", this::collection);
        server.start();
    }

    /** {@return the address of the rostering service} */
    public String url() {
        return "http://localhost:" + server.getAddress().getPort() + bases.get("rostering");
    }

    public String tokenUrl() {
        return "http://localhost:" + server.getAddress().getPort() + "/token";
    }

    public OneRosterProvider with(Fault... more) {
        faults.addAll(Arrays.asList(more));
        return this;
    }

    public OneRosterProvider without(Fault... gone) {
        faults.removeAll(Arrays.asList(gone));
        return this;
    }

    /** Gives at most so many objects a page, whatever is asked for, and says nothing about it. */
    public OneRosterProvider clamped(int most) {
        mostPage = most;
        return this;
    }

    public Map<String, List<Map<String, Object>>> data() {
        return data;
    }

    /** {@return path and query of every request, in order} */
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    public void forgetRequests() {
        requests.clear();
    }

    List<String> answers() {
        synchronized (answers) {
            return List.copyOf(answers);
        }
    }

    public int tokensGiven() {
        return tokensGiven.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void token(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = query(body);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        boolean known = basic.equals(authorization)
                || (CLIENT.equals(form.get("client_id")) && SECRET.equals(form.get("client_secret")));
        if (!known || faults.contains(Fault.REJECTS_CLIENT)) {
            send(exchange, 401, Map.of("error", "invalid_client"));
            return;
        }
        String scope = form.getOrDefault("scope", "");
        boolean tooMuch = faults.contains(Fault.ONLY_CORE_SCOPE) && !scope.matches("\\S*roster-core.readonly");
        if (tooMuch || (faults.contains(Fault.NO_SCOPE_AT_ALL) && form.containsKey("scope"))) {
            send(exchange, 400, Map.of("error", "invalid_scope"));
            return;
        }
        granted = scope;
        String token = "token-" + tokensGiven.incrementAndGet();
        tokens.add(token);
        send(exchange, 200, Map.of("access_token", token, "token_type", "bearer", "expires_in", 3600));
    }

    private void collection(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String rawQuery = exchange.getRequestURI().getRawQuery();
        requests.add(path + (rawQuery == null ? "" : "?" + rawQuery));
        String name = path.substring(path.lastIndexOf('/') + 1);
        int times = asked.computeIfAbsent(name, any -> new AtomicInteger()).incrementAndGet();
        if (disturbed(exchange, times)) {
            return;
        }
        if (!authorized(exchange)) {
            send(exchange, 401, error("unauthorisedrequest"));
            return;
        }
        if (faults.contains(Fault.TOKENS_EXPIRE) && times == 2) {
            // From now on this token is worth nothing, in the middle of everything.
            tokens.clear();
        }
        if (!data.containsKey(name) || !path.equals(home(name) + "/" + name)) {
            send(exchange, 404, error("unknownobject"));
            return;
        }
        boolean barred = (name.equals("demographics")
                        && (faults.contains(Fault.NO_DEMOGRAPHICS) || faults.contains(Fault.ONLY_CORE_SCOPE)))
                || (name.equals("enrollments") && faults.contains(Fault.NO_ENROLLMENTS));
        if (barred) {
            send(exchange, 403, error("forbidden"));
            return;
        }
        page(exchange, name, query(rawQuery == null ? "" : rawQuery), times);
    }

    private String home(String name) {
        if (List.of("categories", "lineItems", "results", "scoreScales").contains(name)) {
            return bases.getOrDefault("gradebook", bases.get("rostering"));
        }
        return name.equals("resources")
                ? bases.getOrDefault("resources", bases.get("rostering"))
                : bases.get("rostering");
    }

    private boolean authorized(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return header != null && header.startsWith("Bearer ") && tokens.contains(header.substring(7));
    }

    private boolean disturbed(HttpExchange exchange, int times) throws IOException {
        if (faults.contains(Fault.ALWAYS_500)) {
            send(exchange, 500, error("internal_server_error"));
            return true;
        }
        if (faults.contains(Fault.LOGIN_PAGE)) {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            raw(exchange, 200, "<!DOCTYPE html><html>Please sign in</html>".getBytes(StandardCharsets.UTF_8));
            return true;
        }
        boolean odd = times % 2 == 1;
        if (odd && faults.contains(Fault.BUSY_WITH_SECONDS)) {
            exchange.getResponseHeaders().set("Retry-After", "17");
            send(exchange, 429, error("server_busy"));
            return true;
        }
        if (odd && faults.contains(Fault.BUSY_WITH_DATE)) {
            exchange.getResponseHeaders().set("Retry-After", "Wed, 25 Nov 2026 08:05:00 GMT");
            send(exchange, 429, error("server_busy"));
            return true;
        }
        if (odd && faults.contains(Fault.FAILS_SOMETIMES)) {
            send(exchange, List.of(500, 502, 503, 504).get(times / 2 % 4), error("internal_server_error"));
            return true;
        }
        if (odd && faults.contains(Fault.RESETS)) {
            // Promises more than it sends, then hangs up.
            exchange.sendResponseHeaders(200, 10_000);
            exchange.getResponseBody().write("{\"orgs\":[".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            exchange.close();
            return true;
        }
        return false;
    }

    private void page(HttpExchange exchange, String name, Map<String, String> query, int times) throws IOException {
        String filter = query.getOrDefault("filter", "");
        if (!filter.isEmpty() && faults.contains(Fault.REFUSES_FILTER)) {
            send(exchange, 400, error("invalid_filter_field"));
            return;
        }
        List<Map<String, Object>> all = new ArrayList<>(data.get(name));
        if (!filter.isEmpty() && !faults.contains(Fault.IGNORES_FILTER)) {
            all.removeIf(object -> !fits(object, filter));
        }
        shift(all, times);
        int offset = Integer.parseInt(query.getOrDefault("offset", "0"));
        int limit = Math.min(mostPage, Integer.parseInt(query.getOrDefault("limit", "100")));
        if (faults.contains(Fault.SHORT_PAGES)) {
            limit = Math.max(1, limit - (offset % 3) - 1);
        }
        if (faults.contains(Fault.IGNORES_PAGING)) {
            offset = 0;
            limit = all.size();
        } else if (faults.contains(Fault.IGNORES_LIMIT)) {
            limit = all.size();
        }
        if (offset >= all.size() && offset > 0 && faults.contains(Fault.NOT_FOUND_BEHIND_THE_END)) {
            headers(exchange, name, query, all.size(), offset, limit);
            send(exchange, 404, error("unknownobject"));
            return;
        }
        List<Map<String, Object>> page =
                offset >= all.size() ? List.of() : all.subList(offset, Math.min(all.size(), offset + limit));
        if (faults.contains(Fault.DROPS_A_PAGE) && offset > 0) {
            page = List.of();
        }
        headers(exchange, name, query, all.size(), offset, limit);
        send(exchange, 200, Map.of(name, blanks(page)));
    }

    /** Somebody writes while we read. */
    private void shift(List<Map<String, Object>> all, int times) {
        int fresh =
                faults.contains(Fault.SHIFTS_ALWAYS) ? times : faults.contains(Fault.SHIFTS_ONCE) && times == 2 ? 1 : 0;
        for (int i = 0; i < fresh && all.size() > 3; i++) {
            Map<String, Object> one = new LinkedHashMap<>(all.get(0));
            one.put("sourcedId", "fresh-" + i);
            all.add(0, one);
        }
        if (faults.contains(Fault.SHRINKS_ONCE) && times >= 2 && all.size() > 3) {
            all.remove(0);
        }
    }

    private List<Map<String, Object>> blanks(List<Map<String, Object>> page) {
        if (!faults.contains(Fault.BLANKS_IN_IDS)) {
            return page;
        }
        return page.stream()
                .map(object -> {
                    Map<String, Object> blank = new LinkedHashMap<>(object);
                    blank.put("sourcedId", " " + object.get("sourcedId") + " ");
                    return blank;
                })
                .toList();
    }

    private static boolean fits(Map<String, Object> object, String filter) {
        Matcher matcher = FILTER.matcher(filter);
        return matcher.matches() && String.valueOf(object.get(matcher.group(1))).compareTo(matcher.group(2)) > 0;
    }

    private void headers(
            HttpExchange exchange, String name, Map<String, String> query, int total, int offset, int limit) {
        if (!faults.contains(Fault.NO_TOTAL)) {
            int told = faults.contains(Fault.WRONG_TOTAL) ? total + Math.max(1, total / 100) : total;
            exchange.getResponseHeaders().set("X-Total-Count", Integer.toString(told));
        }
        if (faults.contains(Fault.NO_LINKS)) {
            return;
        }
        boolean more = offset + limit < total || faults.contains(Fault.LINK_PAST_THE_END);
        if (more) {
            String filter = query.get("filter");
            boolean keep = filter != null && !faults.contains(Fault.LINK_WITHOUT_FILTER);
            String to = "?limit=" + limit + "&offset=" + (offset + limit)
                    + (keep ? "&filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8) : "");
            String address = faults.contains(Fault.LINK_ELSEWHERE)
                    ? "http://internal.example.org" + home(name) + "/" + name
                    : "http://localhost:" + server.getAddress().getPort() + home(name) + "/" + name;
            String next = faults.contains(Fault.RELATIVE_LINKS) ? to : address + to;
            exchange.getResponseHeaders()
                    .set("Link", "<" + next + ">; rel=\"next\", <" + address + "?limit=0>; rel=\"last\"");
        }
    }

    private static Map<String, Object> error(String code) {
        return Map.of(
                "imsx_codeMajor",
                "failure",
                "imsx_severity",
                "error",
                "imsx_description",
                "See the code.",
                "imsx_CodeMinor",
                Map.of(
                        "imsx_codeMinorField",
                        List.of(Map.of(
                                "imsx_codeMinorFieldName", "TargetEndSystem", "imsx_codeMinorFieldValue", code))));
    }

    private void send(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        String text = JSON.writeValueAsString(body);
        if (status == 200) {
            answers.add(text);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (faults.contains(Fault.GZIP) && status == 200) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            var packed = new java.io.ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                gzip.write(bytes);
            }
            bytes = packed.toByteArray();
        }
        if (faults.contains(Fault.CUT_SHORT) && status == 200 && bytes.length > 200) {
            bytes = Arrays.copyOf(bytes, bytes.length - 100);
        }
        raw(exchange, status, bytes);
    }

    private static void raw(HttpExchange exchange, int status, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String part : raw.split("&")) {
            String[] pair = part.split("=", 2);
            if (pair.length == 2) {
                query.put(
                        URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
