package org.yearbook.ingest.source.edfi.api;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.yearbook.ingest.source.edfi.element.Resource;
import org.yearbook.ingest.source.http.HttpAnswer;
import org.yearbook.ingest.source.http.HttpAsk;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.pull.PullFailure;
import tools.jackson.databind.JsonNode;

/**
 * One Ed-Fi API during one pull.
 *
 * @param headers those that choose a snapshot; none when the data is read as it lives
 */
public record Api(HttpSession session, Discovery discovery, Map<String, String> headers) {

    private static final String NAMESPACE = "/ed-fi/";

    public Api {
        headers = Map.copyOf(headers);
    }

    /** What change versions there are. */
    public record Versions(long oldest, long newest) {}

    /** {@return this, reading from a snapshot when the host offers one that is not older than what we have} */
    public Api onSnapshot(long held) throws PullFailure {
        Optional<Api> frozen = discovery.isAtLeast(7, 0) ? named("Use-Snapshot", "true") : latest();
        if (frozen.isEmpty()) {
            return this;
        }
        Optional<Versions> there = frozen.get().versions();
        return there.isPresent() && there.get().newest() >= held ? frozen.get() : this;
    }

    private Optional<Api> named(String header, String value) {
        return Optional.of(new Api(session, discovery, Map.of(header, value)));
    }

    /** Before version 7, snapshots have names. */
    private Optional<Api> latest() throws PullFailure {
        if (discovery.changes().isEmpty()) {
            return Optional.empty();
        }
        HttpAnswer answer =
                session.send(HttpAsk.json(URI.create(discovery.changes().get() + "/snapshots")));
        if (!answer.ok()) {
            return Optional.empty();
        }
        String newest = "";
        String identifier = "";
        for (JsonNode snapshot : answer.json()) {
            String made = snapshot.path("snapshotDateTime").asString("");
            if (made.compareTo(newest) > 0) {
                newest = made;
                identifier = snapshot.path("snapshotIdentifier").asString("");
            }
        }
        return identifier.isEmpty() ? Optional.empty() : named("Snapshot-Identifier", identifier);
    }

    public boolean isSnapshot() {
        return !headers.isEmpty();
    }

    /** {@return the change versions; none when the host has turned them off, or lacks the snapshot} */
    public Optional<Versions> versions() throws PullFailure {
        if (discovery.changes().isEmpty()) {
            return Optional.empty();
        }
        HttpAnswer answer = ask(URI.create(discovery.changes().get() + "/availableChangeVersions"));
        if (answer.status() == 404 || answer.status() == 410) {
            return Optional.empty();
        }
        JsonNode said = answer.orFail().json();
        long newest = version(said, "newestChangeVersion");
        return newest < 0 ? Optional.empty() : Optional.of(new Versions(version(said, "oldestChangeVersion"), newest));
    }

    /** Early versions begin the names with capitals. */
    private static long version(JsonNode said, String name) {
        String capital = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        return said.path(name).asLong(said.path(capital).asLong(-1));
    }

    URI list(Resource resource, String below) {
        return URI.create(discovery.data() + NAMESPACE + resource.path() + below);
    }

    HttpAnswer ask(URI url, Map<String, String> query) throws PullFailure {
        return ask(HttpAsk.query(url, new LinkedHashMap<>(query)));
    }

    HttpAnswer ask(URI url) throws PullFailure {
        HttpAsk ask = HttpAsk.json(url);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            ask = ask.with(header.getKey(), header.getValue());
        }
        return session.send(ask);
    }

    /** {@return one element by its id; none when it is no more} */
    Optional<JsonNode> one(Resource resource, String id) throws PullFailure {
        HttpAnswer answer = ask(list(resource, "/" + id));
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(answer.orFail().json());
    }

    /** {@return how many elements there are} */
    public long count(Resource resource) throws PullFailure {
        HttpAnswer answer = ask(list(resource, ""), Map.of("limit", "0", "totalCount", "true"))
                .orFail();
        return answer.header("Total-Count")
                .filter(total -> total.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(0L);
    }
}
