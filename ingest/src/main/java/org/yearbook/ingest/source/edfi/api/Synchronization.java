package org.yearbook.ingest.source.edfi.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.source.edfi.api.Api.Versions;
import org.yearbook.ingest.source.edfi.api.Paging.Missing;
import org.yearbook.ingest.source.edfi.element.Held;
import org.yearbook.ingest.source.edfi.element.Resource;
import org.yearbook.ingest.source.http.HttpAsk;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullNote;
import tools.jackson.databind.JsonNode;

/**
 * Brings what is held to the state of the API. Everything is asked for the first time, when the API no longer tells the
 * changes since last time, or when the number of a person changed, which runs through all that refers to the person.
 * Else only what changed, in a window of change versions that ends at the newest one of now. The window begins one pull
 * earlier than it would have to, and after everything was read, some versions earlier: a version is given out when a
 * change begins, so it may have become visible after a later one.
 */
public final class Synchronization {

    /** Above so many changes of one resource it is cheaper to read all of it than to hold them in memory. */
    private static final int MANY_CHANGES = 200_000;

    /** How many versions can have been given out while the longest change was made. */
    private static final long UNDER_WAY = 10_000;

    private final Api api;
    private final Held held;
    private final Paging paging;
    private final List<PullNote> notes = new ArrayList<>();

    public Synchronization(Api api, Held held) {
        this.api = api;
        this.held = held;
        this.paging = new Paging(api);
    }

    /**
     * Up to where something was brought.
     *
     * @param version the newest change version then; negative before anything was
     * @param from up to where changes are not asked for again: the newest version of the pull before
     * @param keys up to where changed numbers of persons are known; later than {@code from} when everything was read,
     *     since all of it had the numbers of that moment
     */
    public record Position(long version, long from, long keys) {

        /** Before the first pull. */
        public static final Position START = new Position(-1, -1, -1);
    }

    /**
     * What was done.
     *
     * @param full whether everything was asked for
     */
    public record Done(Position position, boolean full, List<PullNote> notes) {

        public Done {
            notes = List.copyOf(notes);
        }
    }

    /** The changes cannot be followed: everything must be read. */
    private static final class Anew extends Exception {}

    /** Brings some resources up to now. */
    public Done bring(Set<Resource> wanted, Position before, boolean full) throws PullFailure {
        Optional<Versions> versions = api.versions();
        if (versions.isEmpty()) {
            for (Resource resource : wanted) {
                whole(resource, Map.of(), api.isSnapshot());
            }
            return new Done(Position.START, true, notes);
        }
        long newest = versions.get().newest();
        boolean all = full
                || before.version() < 0
                || newest < before.version()
                || versions.get().oldest() > before.keys() + 1;
        if (!all) {
            try {
                long from = Math.max(before.from() + 1, versions.get().oldest());
                for (Resource resource : wanted) {
                    if (!held.has(resource) || !changes(resource, from, before.keys() + 1, newest)) {
                        everything(Set.of(resource), newest);
                    }
                }
                return new Done(new Position(newest, before.version(), before.version()), false, notes);
            } catch (Anew e) {
                notes.clear();
            }
        }
        long now = everything(wanted, newest);
        return new Done(new Position(now, Math.max(0, newest - UNDER_WAY), newest), true, notes);
    }

    /**
     * Reads all of some resources, and {@return the version up to which} What changed while all was read left the
     * window; without a second look it would be missing until tomorrow.
     */
    private long everything(Set<Resource> wanted, long newest) throws PullFailure {
        for (Resource resource : wanted) {
            whole(resource, until(newest), true);
        }
        long now =
                api.isSnapshot() ? newest : api.versions().map(Versions::newest).orElse(newest);
        for (Resource resource : wanted) {
            if (now > newest && held.has(resource) && !later(resource, newest, now)) {
                whole(resource, until(now), true);
            }
        }
        return now;
    }

    private boolean later(Resource resource, long newest, long now) throws PullFailure {
        try {
            return changes(resource, newest + 1, newest + 1, now);
        } catch (Anew e) {
            return false;
        }
    }

    private Map<String, String> until(long newest) {
        return api.isSnapshot() ? Map.of() : Map.of("maxChangeVersion", Long.toString(newest));
    }

    private void whole(Resource resource, Map<String, String> window, boolean closed) throws PullFailure {
        try (var all = new All(resource)) {
            Optional<Missing> missing = paging.read(api.list(resource, ""), window, closed, all);
            if (missing.isPresent()) {
                missing(resource, missing.get());
            } else {
                all.done();
            }
        }
    }

    /** What was there once must not end because a permission was taken away. */
    private void missing(Resource resource, Missing why) throws PullFailure {
        boolean forbidden = why == Missing.FORBIDDEN;
        boolean basic = resource == Resource.SCHOOLS || resource == Resource.STUDENTS;
        String where = HttpAsk.shown(api.list(resource, ""));
        if (held.has(resource) || basic) {
            throw new PullFailure(
                    where + (forbidden ? " may not be read with our key." : " is not there."),
                    forbidden
                            ? "Ask the host to let the key's claim set read " + resource.path() + "."
                            : "Check 'url' and 'schoolYear' with the host.");
        }
        if (forbidden) {
            notes.add(new PullNote(
                    "minor",
                    resource.path(),
                    "The key may not read " + resource.path() + "; what depends on it is missing.",
                    "Ask the host to let the key's claim set read it, or leave it out with 'deliver'."));
        }
    }

    /** {@return whether the changes could be followed; if not, nothing was changed} */
    private boolean changes(Resource resource, long from, long keysFrom, long to) throws PullFailure, Anew {
        if (to < from) {
            return true;
        }
        Map<String, String> window = between(from, to);
        var renamed = new Some();
        // Not every version knows of changed keys.
        paging.read(
                api.list(resource, "/keyChanges"), between(resource.isPerson() ? keysFrom : from, to), true, renamed);
        if (resource.isPerson() && !renamed.byId.isEmpty()) {
            throw new Anew();
        }
        var changed = new Some();
        Optional<Missing> missing = paging.read(api.list(resource, ""), window, true, changed);
        if (missing.isPresent()) {
            missing(resource, missing.get());
        }
        var gone = new Some();
        Optional<Missing> untold = paging.read(api.list(resource, "/deletes"), window, true, gone);
        if (untold.isPresent() || changed.tooMany || gone.tooMany) {
            return false;
        }
        Set<String> ended = new HashSet<>(gone.byId.keySet());
        for (String id : renamed.byId.keySet()) {
            if (!ended.contains(id) && !changed.byId.containsKey(id)) {
                Optional<JsonNode> element = api.one(resource, id);
                element.ifPresentOrElse(now -> changed.byId.put(id, now), () -> ended.add(id));
            }
        }
        held.change(resource, changed.byId, ended);
        return true;
    }

    private static Map<String, String> between(long from, long to) {
        Map<String, String> window = new LinkedHashMap<>();
        window.put("minChangeVersion", Long.toString(from));
        window.put("maxChangeVersion", Long.toString(to));
        return window;
    }

    private static String id(JsonNode element) {
        return element.path("id").asString("");
    }

    /** All elements of a resource, on their way to disk. */
    private final class All implements Paging.Receiver, AutoCloseable {

        private final Resource resource;
        private final Set<String> ids = new HashSet<>();
        private Held.@Nullable Writing writing;

        All(Resource resource) {
            this.resource = resource;
        }

        @Override
        public void begin() {
            close();
            ids.clear();
            writing = held.replace(resource);
        }

        @Override
        public void element(JsonNode element) {
            String id = id(element);
            if (ids.add(id) && writing != null) {
                writing.add(id, element);
            }
        }

        @Override
        public long received() {
            return ids.size();
        }

        void done() {
            if (writing != null) {
                writing.done();
            }
        }

        @Override
        public void close() {
            if (writing != null) {
                writing.close();
            }
        }
    }

    /** Some elements, in memory. */
    private static final class Some implements Paging.Receiver {

        private final Map<String, JsonNode> byId = new LinkedHashMap<>();
        private boolean tooMany;

        @Override
        public void begin() {
            byId.clear();
        }

        @Override
        public void element(JsonNode element) {
            if (byId.size() < MANY_CHANGES) {
                byId.put(id(element), element);
            } else {
                tooMany = true;
            }
        }

        @Override
        public long received() {
            return tooMany ? Long.MAX_VALUE : byId.size();
        }
    }
}
