package org.yearbook.ingest.source.edfi;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.ingest.source.edfi.EdFiKind.Credentials;
import org.yearbook.ingest.source.edfi.api.Api;
import org.yearbook.ingest.source.edfi.api.Api.Versions;
import org.yearbook.ingest.source.edfi.api.Discovery;
import org.yearbook.ingest.source.edfi.api.Synchronization;
import org.yearbook.ingest.source.edfi.api.Synchronization.Position;
import org.yearbook.ingest.source.edfi.element.Held;
import org.yearbook.ingest.source.edfi.element.Resource;
import org.yearbook.ingest.source.edfi.rows.Composition;
import org.yearbook.ingest.source.edfi.rows.Options;
import org.yearbook.ingest.source.http.HttpAuth;
import org.yearbook.ingest.source.http.HttpPolicy;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.http.OAuth2;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullNote;
import org.yearbook.ingest.source.pull.PullOutcome;
import org.yearbook.ingest.source.pull.Source;

/**
 * An Ed-Fi ODS / API. What it has is held between nights, so that a night asks only for changes and deletions; from
 * what is held, the rows of each entity and school year are put together whole, and those files that differ from the
 * last ones are brought. So a deletion ends a row like any row that is gone from a file.
 *
 * @param snapshots whether a snapshot is read where the host offers one
 * @param fullEveryDays after how many days everything is asked for anew
 */
record EdFiSource(Where where, Credentials credentials, boolean snapshots, int fullEveryDays, Options options)
        implements Source {

    /**
     * Which data of which API.
     *
     * @param year in which the school year ends, where each has a database of its own; null elsewhere
     * @param tenant null where the host serves one alone
     */
    record Where(URI url, @Nullable Integer year, @Nullable String tenant) {

        /** {@return a text that changes when other data is meant} */
        String mark() {
            return url + "|" + year + "|" + tenant;
        }
    }

    private static final String WHERE = "where";
    private static final String GENERATION = "generation";
    private static final String VERSION = "version";
    private static final String FROM = "from";
    private static final String KEYS = "keys";
    private static final String HELD = "held.";
    private static final String LAST_FULL = "full";

    @Override
    public boolean speaksOfAll() {
        return true;
    }

    @Override
    public PullOutcome pull(PullContext context) throws PullFailure {
        Map<String, String> marks = context.before().marks();
        boolean same = where.mark().equals(marks.getOrDefault(WHERE, ""));
        Held held = held(context, same ? marks : Map.of());
        held.sweep();
        Api api = api(context);
        Position before = same ? position(marks) : Position.START;
        if (snapshots) {
            api = api.onSnapshot(before.version());
        }
        var synchronization = new Synchronization(api, held);
        Synchronization.Done done =
                synchronization.bring(options.resources(), before, full(context) || !held.isComplete());
        Composition.Made made = new Composition(options, context.district(), context.date())
                .write(held, context.work(), context.source());
        return outcome(context, held, done, made, same ? marks : Map.of());
    }

    /**
     * {@return whether everything is to be asked for} When landing held a file back, bringing it again from what is
     * held is enough.
     */
    private boolean full(PullContext context) {
        String last = context.before().marks().getOrDefault(LAST_FULL, "");
        return context.again()
                || last.isEmpty()
                || !context.date().isBefore(LocalDate.parse(last).plusDays(fullEveryDays));
    }

    private Held held(PullContext context, Map<String, String> marks) {
        Map<Resource, String> files = new EnumMap<>(Resource.class);
        for (Resource resource : Resource.values()) {
            String file = marks.getOrDefault(HELD + resource.path(), "");
            if (!file.isEmpty()) {
                files.put(resource, file);
            }
        }
        return new Held(context.kept(), Integer.toString(generation(context) + 1), files);
    }

    private static int generation(PullContext context) {
        String text = context.before().marks().getOrDefault(GENERATION, "0");
        return text.matches("\\d{1,8}") ? Integer.parseInt(text) : 0;
    }

    private static Position position(Map<String, String> marks) {
        String version = marks.getOrDefault(VERSION, "");
        String from = marks.getOrDefault(FROM, "");
        String keys = marks.getOrDefault(KEYS, from);
        boolean usable = Stream.of(version, from, keys).allMatch(number -> number.matches("\\d{1,18}"));
        return usable
                ? new Position(Long.parseLong(version), Long.parseLong(from), Long.parseLong(keys))
                : Position.START;
    }

    private Api api(PullContext context) throws PullFailure {
        Discovery discovery = discovery(context);
        HttpAuth auth =
                new OAuth2(discovery.tokens(), credentials.clientId(), credentials.clientSecret(), List.of(), false);
        return new Api(new HttpSession(context, HttpPolicy.USUAL, auth), discovery, Map.of());
    }

    private Discovery discovery(PullContext context) throws PullFailure {
        var anybody = new HttpSession(context, HttpPolicy.USUAL, HttpAuth.NONE);
        return Discovery.read(anybody, where.url(), where.year(), where.tenant());
    }

    private PullOutcome outcome(
            PullContext context,
            Held held,
            Synchronization.Done done,
            Composition.Made made,
            Map<String, String> before) {
        Map<String, String> marks = new LinkedHashMap<>();
        marks.put(WHERE, where.mark());
        marks.put(GENERATION, Integer.toString(generation(context) + 1));
        marks.put(
                LAST_FULL,
                done.full()
                        ? context.date().toString()
                        : context.before().marks().getOrDefault(LAST_FULL, ""));
        marks.put(VERSION, Long.toString(done.position().version()));
        marks.put(FROM, Long.toString(done.position().from()));
        marks.put(KEYS, Long.toString(done.position().keys()));
        held.files().forEach((resource, file) -> marks.put(HELD + resource.path(), file));
        List<PullNote> notes = new ArrayList<>(done.notes());
        notes.addAll(made.notes());
        var sent = new Sent(before, context);
        List<Path> files = sent.changed(made.files());
        notes.addAll(sent.notes());
        marks.putAll(sent.marks());
        boolean all = done.full() || context.full();
        return files.isEmpty() && !all
                ? new PullOutcome.Nothing(marks, notes)
                : new PullOutcome.Brought(files, all, marks, notes);
    }

    @Override
    public void check(PullContext context, Consumer<String> tell) throws PullFailure {
        Discovery discovery = discovery(context);
        tell.accept("An Ed-Fi API of version " + discovery.version() + ".");
        Api api = api(context);
        Optional<Versions> versions = api.versions();
        tell.accept(
                versions.isPresent()
                        ? "It tells changes; the newest version is "
                                + versions.get().newest() + "."
                        : "It does not tell changes: everything is asked for each night.");
        tell.accept(
                snapshots && api.onSnapshot(-1).isSnapshot()
                        ? "It offers a snapshot, which is read."
                        : "Data is read as it lives.");
        for (Resource resource : List.of(Resource.SCHOOLS, Resource.STUDENTS, Resource.SCHOOL_ATTENDANCE)) {
            tell.accept(resource.path() + ": " + api.count(resource) + ".");
        }
    }
}
