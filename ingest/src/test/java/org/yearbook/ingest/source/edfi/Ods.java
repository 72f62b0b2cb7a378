package org.yearbook.ingest.source.edfi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.yearbook.ingest.source.provider.Provider;
import org.yearbook.ingest.source.provider.Provider.Ask;
import org.yearbook.ingest.source.provider.Provider.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An Ed-Fi ODS / API as its public documentation describes it: discovery, tokens, paging by offsets and by tokens,
 * change versions, deletes, key changes, snapshots. Not thread-safe beyond what one client needs.
 */
public final class Ods implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String DATA = "/data/v3/";
    private static final String CHANGES = "/changeQueries/v1/";

    private final Provider provider;
    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Map<String, TreeMap<Long, Item>> lists = new TreeMap<>();
    private final Map<String, List<Gone>> deletes = new TreeMap<>();
    private final Map<String, List<Renamed>> keyChanges = new TreeMap<>();
    private final Set<String> forbidden = new HashSet<>();
    private final Set<String> unknown = new HashSet<>();
    private long changes;
    private long aggregates;
    private int tokensGiven;
    private Consumer<Ask> meanwhile = ask -> {};
    private Function<Ask, Reply> fault = ask -> null;
    private Ods snapshot;

    String version = "7.3";
    boolean changeQueries = true;
    boolean capitals;
    long oldest;
    int mostPerPage = 500;
    String apiMode = "";
    String year = "";
    String toldHost = "";

    private record Item(String id, long version, JsonNode body) {}

    private record Gone(String id, long version, String identity) {}

    private record Renamed(String id, long version) {}

    public Ods() {
        provider = new Provider(this::answer);
    }

    /** A copy that answers no requests. */
    private Ods(Ods from) {
        provider = null;
        from.lists.forEach((name, list) -> lists.put(name, new TreeMap<>(list)));
        from.deletes.forEach((name, list) -> deletes.put(name, new ArrayList<>(list)));
        changes = from.changes;
        version = from.version;
        mostPerPage = from.mostPerPage;
    }

    public Provider provider() {
        return provider;
    }

    /** Freezes what there is now, for clients that ask for it. */
    public void takeSnapshot() {
        snapshot = new Ods(this);
    }

    void meanwhile(Consumer<Ask> happens) {
        meanwhile = happens;
    }

    void fault(Function<Ask, Reply> answers) {
        fault = answers;
    }

    void forbid(String list) {
        forbidden.add(list);
    }

    void forget(String list) {
        unknown.add(list);
    }

    void expireTokens() {
        tokens.clear();
    }

    int tokensGiven() {
        return tokensGiven;
    }

    long changeVersion() {
        return changes;
    }

    /** Adds an element and {@return its id}. */
    public String add(String list, String body) {
        String id = "%032x".formatted(++aggregates);
        put(list, aggregates, id, body);
        return id;
    }

    private void put(String list, long aggregate, String id, String body) {
        ObjectNode element = (ObjectNode) JSON.readTree(body);
        element.put("id", id);
        element.put("_etag", "etag-" + changes);
        element.put("_lastModifiedDate", "2026-11-01T00:00:00Z");
        list(list).put(aggregate, new Item(id, ++changes, element));
    }

    public void update(String list, String id, String body) {
        put(list, aggregate(list, id), id, body);
    }

    public void delete(String list, String id) {
        Item item = list(list).remove(aggregate(list, id));
        deletes.computeIfAbsent(list, any -> new ArrayList<>()).add(new Gone(id, ++changes, identity(item.body())));
    }

    /** A change of what identifies an element: its new body, and a line in the list of key changes. */
    public void rename(String list, String id, String body) {
        update(list, id, body);
        keyChanges.computeIfAbsent(list, any -> new ArrayList<>()).add(new Renamed(id, ++changes));
    }

    /** Pretends that so many changes happened elsewhere. */
    void skipVersions(long count) {
        changes += count;
    }

    private long aggregate(String list, String id) {
        return list(list).entrySet().stream()
                .filter(entry -> entry.getValue().id().equals(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private TreeMap<Long, Item> list(String name) {
        return lists.computeIfAbsent(name, any -> new TreeMap<>());
    }

    /** What tells an element from others beside its id, good enough for those of the tests. */
    private static String identity(JsonNode body) {
        StringBuilder identity = new StringBuilder();
        for (String key : List.of(
                "studentReference",
                "schoolReference",
                "studentUniqueId",
                "eventDate",
                "entryDate",
                "date",
                "attendanceEventCategoryDescriptor",
                "staffUniqueId",
                "incidentIdentifier")) {
            identity.append(body.path(key)).append('|');
        }
        return identity.toString();
    }

    private synchronized Reply answer(Ask ask) {
        Reply faulty = fault.apply(ask);
        if (faulty != null) {
            return faulty;
        }
        if (ask.path().equals("/")) {
            return discovery();
        }
        if (ask.path().equals("/oauth/token")) {
            return token(ask);
        }
        if (!tokens.contains(ask.header("authorization").replaceFirst("^Bearer ", ""))) {
            return Reply.json(401, "{\"status\": 401, \"title\": \"Authentication Failed\"}");
        }
        boolean frozen = ask.header("use-snapshot").equals("true")
                || ask.header("snapshot-identifier").equals("snap-2");
        if (frozen && snapshot == null) {
            return Reply.json(404, "{\"status\": 404, \"detail\": \"Snapshot not found.\"}");
        }
        Reply reply = (frozen ? snapshot : this).data(ask, this);
        meanwhile.accept(ask);
        return reply;
    }

    private Reply discovery() {
        String root = toldHost.isEmpty() ? provider.url().toString() : toldHost;
        String place = version.startsWith("7") && !year.isEmpty() ? "/{schoolYearFromRoute}" : "";
        ObjectNode document = JSON.createObjectNode().put("version", version).put("suite", "3");
        if (!apiMode.isEmpty()) {
            document.put("apiMode", apiMode);
        }
        document.putArray("dataModels").addObject().put("name", "Ed-Fi").put("version", "5.2.0");
        ObjectNode urls = document.putObject("urls")
                .put("oauth", root + "/oauth/token")
                .put("dataManagementApi", root + place + DATA);
        if (changeQueries) {
            urls.put("changeQueries", root + place + CHANGES);
        }
        return Reply.json(document.toString());
    }

    private Reply token(Ask ask) {
        String expected = "Basic " + Base64.getEncoder().encodeToString("key:secret".getBytes(StandardCharsets.UTF_8));
        if (!ask.header("authorization").equals(expected)) {
            return Reply.json(401, "{\"error\": \"invalid_client\"}");
        }
        if (!ask.form().equals(Map.of("grant_type", "client_credentials"))) {
            return Reply.json(400, "{\"error\": \"invalid_request\"}");
        }
        String token = "token-" + ++tokensGiven;
        tokens.add(token);
        return Reply.json("{\"access_token\": \"" + token + "\", \"expires_in\": 1800, \"token_type\": \"bearer\"}");
    }

    private Reply data(Ask ask, Ods settings) {
        String path = ask.path();
        boolean inPath = !settings.year.isEmpty() && settings.version.startsWith("7");
        if (inPath) {
            if (!path.startsWith("/" + settings.year + "/")) {
                return Reply.status(404);
            }
            path = path.substring(settings.year.length() + 1);
        }
        if (path.startsWith(CHANGES) && settings.changeQueries) {
            return changes(path.substring(CHANGES.length()), settings);
        }
        if (!path.startsWith(DATA)) {
            return Reply.status(404);
        }
        String rest = path.substring(DATA.length());
        if (!inPath && !settings.year.isEmpty()) {
            rest = rest.replaceFirst("^" + settings.year + "/", "");
        }
        String[] parts = rest.split("/", -1);
        if (!parts[0].equals("ed-fi") || settings.unknown.contains(parts[1])) {
            return Reply.status(404);
        }
        if (settings.forbidden.contains(parts[1])) {
            return Reply.json(403, "{\"detail\": \"Access to the resource could not be authorized.\"}");
        }
        if (parts.length == 2) {
            return page(ask, parts[1], settings);
        }
        return switch (parts[2]) {
            case "deletes" -> deleted(ask, parts[1], settings);
            case "keyChanges" -> renamed(ask, parts[1], settings);
            default ->
                list(parts[1]).values().stream()
                        .filter(item -> item.id().equals(parts[2]))
                        .findFirst()
                        .map(item -> Reply.json(item.body().toString()))
                        .orElse(Reply.status(404));
        };
    }

    private Reply changes(String what, Ods settings) {
        if (what.equals("snapshots")) {
            return Reply.json(settings.snapshot == null ? "[]" : """
                            [{"id": "1", "snapshotIdentifier": "snap-1", "snapshotDateTime": "2026-11-20T01:00:00Z"},
                             {"id": "2", "snapshotIdentifier": "snap-2", "snapshotDateTime": "2026-11-24T01:00:00Z"}]
                            """);
        }
        String newest = settings.capitals ? "NewestChangeVersion" : "newestChangeVersion";
        String first = settings.capitals ? "OldestChangeVersion" : "oldestChangeVersion";
        return Reply.json("{\"" + first + "\": " + settings.oldest + ", \"" + newest + "\": " + changes + "}");
    }

    private static long number(Ask ask, String name, long otherwise) {
        return ask.query(name).isEmpty() ? otherwise : Long.parseLong(ask.query(name));
    }

    private static boolean within(Ask ask, long version, Ods settings) {
        // Where change queries are turned off, their parameters do nothing.
        return !settings.changeQueries
                || (version >= number(ask, "minChangeVersion", 0)
                        && version <= number(ask, "maxChangeVersion", Long.MAX_VALUE));
    }

    private Reply page(Ask ask, String name, Ods settings) {
        List<Map.Entry<Long, Item>> all = list(name).entrySet().stream()
                .filter(entry -> within(ask, entry.getValue().version(), settings))
                .toList();
        boolean cursors = settings.version.compareTo("7.3") >= 0;
        if (!ask.query("pageToken").isEmpty() && cursors) {
            if (ask.query().containsKey("offset") || ask.query().containsKey("limit")) {
                return problem("Both offset and pageToken parameters were provided");
            }
            if (ask.query().containsKey("totalCount")) {
                return problem("totalCount is not supported with cursor paging");
            }
            String[] range = new String(Base64.getUrlDecoder().decode(ask.query("pageToken")), StandardCharsets.UTF_8)
                    .split(",", -1);
            long from = Long.parseLong(range[0]);
            long size = number(ask, "pageSize", 25);
            return size > settings.mostPerPage
                    ? problem("PageSize must be a value between 0 and " + settings.mostPerPage + ".")
                    : reply(
                            all.stream()
                                    .filter(entry -> entry.getKey() >= from)
                                    .limit(size)
                                    .toList(),
                            cursors);
        }
        long limit = number(ask, "limit", 25);
        if (limit > settings.mostPerPage) {
            return problem("Limit must be a value between 0 and " + settings.mostPerPage + ".");
        }
        Reply reply =
                reply(all.stream().skip(number(ask, "offset", 0)).limit(limit).toList(), cursors);
        return ask.query("totalCount").equals("true") ? reply.with("Total-Count", "" + all.size()) : reply;
    }

    private static Reply problem(String detail) {
        return Reply.json(
                400,
                JSON.createObjectNode()
                        .put("status", 400)
                        .put("title", "Parameter Validation Failed")
                        .put("detail", detail)
                        .toString());
    }

    private static Reply reply(List<Map.Entry<Long, Item>> items, boolean cursors) {
        ArrayNode body = JSON.createArrayNode();
        items.forEach(entry -> body.add(entry.getValue().body()));
        Reply reply = Reply.json(body.toString());
        if (items.isEmpty() || !cursors) {
            return reply;
        }
        String next = (items.get(items.size() - 1).getKey() + 1) + "," + Integer.MAX_VALUE;
        return reply.with(
                "Next-Page-Token",
                Base64.getUrlEncoder().withoutPadding().encodeToString(next.getBytes(StandardCharsets.UTF_8)));
    }

    /** An element that was made anew with the same identity is not among the deleted ones. */
    private Reply deleted(Ask ask, String name, Ods settings) {
        Set<String> there = new HashSet<>();
        list(name).values().forEach(item -> there.add(identity(item.body())));
        Stream<JsonNode> gone = deletes.getOrDefault(name, List.of()).stream()
                .filter(one -> within(ask, one.version(), settings) && !there.contains(one.identity()))
                .map(one -> {
                    ObjectNode line =
                            JSON.createObjectNode().put("id", one.id()).put("changeVersion", one.version());
                    line.putObject("keyValues");
                    return line;
                });
        return tracked(ask, gone.toList(), settings);
    }

    private Reply renamed(Ask ask, String name, Ods settings) {
        Map<String, JsonNode> last = new LinkedHashMap<>();
        keyChanges.getOrDefault(name, List.of()).stream()
                .filter(one -> within(ask, one.version(), settings))
                .forEach(one -> last.put(
                        one.id(), JSON.createObjectNode().put("id", one.id()).put("changeVersion", one.version())));
        return tracked(ask, List.copyOf(last.values()), settings);
    }

    private static Reply tracked(Ask ask, List<JsonNode> all, Ods settings) {
        long limit = number(ask, "limit", 25);
        if (limit > settings.mostPerPage) {
            return problem("Limit must be a value between 0 and " + settings.mostPerPage + ".");
        }
        ArrayNode body = JSON.createArrayNode();
        all.stream().skip(number(ask, "offset", 0)).limit(limit).forEach(body::add);
        Reply reply = Reply.json(body.toString());
        return ask.query("totalCount").equals("true") ? reply.with("Total-Count", "" + all.size()) : reply;
    }

    @Override
    public void close() {
        provider.close();
    }
}
