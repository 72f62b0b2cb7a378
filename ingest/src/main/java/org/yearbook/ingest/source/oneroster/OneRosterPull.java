package org.yearbook.ingest.source.oneroster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.yearbook.ingest.source.http.HttpAnswer;
import org.yearbook.ingest.source.http.HttpSession;
import org.yearbook.ingest.source.oneroster.Bundle.Written;
import org.yearbook.ingest.source.oneroster.Paging.Refused;
import org.yearbook.ingest.source.oneroster.model.RestCollection;
import org.yearbook.ingest.source.oneroster.model.Table;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullNote;
import org.yearbook.ingest.source.pull.PullOutcome;

/**
 * One pull: everything, or what changed. Everything is brought the first time, every some days, after something was
 * held back or the settings changed, and when the academic sessions are others than last time: a new year has begun.
 */
final class OneRosterPull {

    private static final String SETTINGS = "settings";
    private static final String SINCE = "since.";
    private static final String CONTENT = "content.";
    private static final String ROWS = "rows.";
    private static final String PARTS = "parts.";

    private final OneRosterSource source;
    private final PullContext context;
    private final HttpSession http;
    private final Map<String, String> before;
    private final Map<String, String> marks = new LinkedHashMap<>();
    private final List<PullNote> notes = new ArrayList<>();
    private final Bundle bundle;
    private final Path folder;
    private boolean sameSettings;
    private boolean full;
    private boolean news;

    OneRosterPull(OneRosterSource source, PullContext context, HttpSession http) {
        this.source = source;
        this.context = context;
        this.http = http;
        this.before = context.before().marks();
        this.folder = context.work().resolve(context.source());
        this.bundle = new Bundle(folder, source.version());
    }

    PullOutcome pull() throws PullFailure {
        String settings = settings();
        sameSettings = settings.equals(before.get(SETTINGS));
        LocalDate lastFull = context.before().lastFull();
        full = context.full()
                || lastFull == null
                || !context.date().isBefore(lastFull.plusDays(source.fullEveryDays()))
                || !sameSettings;
        marks.put(SETTINGS, settings);
        try {
            Files.createDirectories(folder);
            for (RestCollection collection : source.collections(source.included())) {
                collection(collection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!full && !news) {
            return new PullOutcome.Nothing(marks, notes);
        }
        bundle.manifest(context.source());
        return new PullOutcome.Brought(List.of(folder), full, marks, notes);
    }

    /** {@return what must stay the same for changes to build on what came before: another server counts otherwise} */
    private String settings() {
        return source.version() + " " + source.included().stream().sorted().toList() + " "
                + new TreeMap<>(source.addresses());
    }

    private void collection(RestCollection collection) throws PullFailure, IOException {
        Path pages = Files.createDirectories(context.work().resolve("pages-" + collection.path()));
        var paging = new Paging(http, source.address(collection), collection.path(), source.pageSize(), pages);
        var pulling = new CollectionPull(collection, paging, notes);
        try {
            String since = before.get(SINCE + collection.path());
            boolean whole = full || collection.alwaysWhole();
            take(collection, whole || since == null ? pulling.whole() : pulling.since(reachingBack(since)));
        } catch (Refused refused) {
            refused(collection, refused.answer());
        } finally {
            for (Path page : list(pages)) {
                Files.delete(page);
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }

    private String reachingBack(String since) {
        Instant moment = Moments.read(since).orElse(Instant.EPOCH);
        return Moments.wire(moment.minus(Duration.ofMinutes(source.overlapMinutes())));
    }

    private void take(RestCollection collection, CollectionPull.Brought brought) throws PullFailure {
        String name = collection.path();
        Written written = bundle.write(collection, brought.pages(), brought.delta(), mostBefore(collection));
        remember(collection, brought, written);
        tell(collection, written);
        boolean same = written.content().equals(before.get(CONTENT + name));
        if (collection == RestCollection.ACADEMIC_SESSIONS) {
            // Nothing else was asked for yet, so everything can still be.
            full |= !same;
            return;
        }
        if (full) {
            boolean hadSome = !before.getOrDefault(ROWS + name, "0").equals("0");
            if (brought.rows() == 0 && !hadSome && !collection.needed()) {
                bundle.leaveOut(collection);
            }
            return;
        }
        if (collection == RestCollection.ORGS) {
            news |= !same;
        } else if (same || (brought.delta() && brought.rows() == 0)) {
            bundle.leaveOut(collection);
        } else {
            news = true;
        }
    }

    private Map<Table, Integer> mostBefore(RestCollection collection) {
        Map<Table, Integer> most = new EnumMap<>(Table.class);
        for (Table table : collection.tables()) {
            String count = before.get(PARTS + table.file());
            if (count != null) {
                most.put(table, Integer.valueOf(count));
            }
        }
        return most;
    }

    private void remember(RestCollection collection, CollectionPull.Brought brought, Written written) {
        String name = collection.path();
        marks.put(CONTENT + name, written.content());
        if (brought.delta() && brought.rows() == 0) {
            // An empty answer tells nothing of what was delivered last.
            keep(CONTENT + name);
        }
        if (brought.delta() || brought.rows() == 0) {
            // Also of a collection that turned empty: from then on each whole one tells it, accepted or not.
            keep(ROWS + name);
        } else {
            marks.put(ROWS + name, Long.toString(brought.rows()));
        }
        for (Table table : collection.tables()) {
            int parts = written.mostParts().getOrDefault(table, 0);
            int most = brought.delta() ? Math.max(parts, mostBefore(collection).getOrDefault(table, 0)) : parts;
            if (most > 0) {
                marks.put(PARTS + table.file(), Integer.toString(most));
            }
        }
        since(name, brought, written.latest()).ifPresent(moment -> marks.put(SINCE + name, Moments.wire(moment)));
    }

    private void keep(String mark) {
        String value = before.get(mark);
        if (value == null) {
            marks.remove(mark);
        } else {
            marks.put(mark, value);
        }
    }

    /**
     * The latest change seen, but never later than the service's own time: a record dated in the future would hide all
     * that changes until then.
     */
    private Optional<Instant> since(String name, CollectionPull.Brought brought, String latest) {
        Instant now = brought.serverTime().orElse(context.pace().clock().instant());
        Optional<Instant> seen = Moments.read(latest).map(moment -> moment.isAfter(now) ? now : moment);
        Optional<Instant> known = brought.delta()
                ? Optional.ofNullable(before.get(SINCE + name)).flatMap(Moments::read)
                : Optional.empty();
        return seen.isPresent() && known.isPresent() && known.get().isAfter(seen.get()) ? known : seen.or(() -> known);
    }

    private void tell(RestCollection collection, Written written) {
        String name = collection.path();
        if (written.oddities().trimmedIds() > 0) {
            note(
                    "minor",
                    name,
                    written.oddities().trimmedIds() + " ids in " + name
                            + " had blanks around them, which were taken off.",
                    "Ask the vendor to export ids without blanks.");
        }
        if (written.oddities().brokenLines() > 0) {
            note(
                    "minor",
                    name,
                    written.oddities().brokenLines() + " values in " + name + " held line breaks, which became blanks.",
                    "Nothing, unless the line breaks matter: the files of OneRoster cannot hold them.");
        }
        if (written.oddities().objectsWithoutId() > 0) {
            note(
                    "major",
                    name,
                    written.oddities().objectsWithoutId() + " objects in " + name + " have no sourcedId.",
                    "Ask the vendor: without an id a record cannot be used.");
        }
    }

    private void refused(RestCollection collection, HttpAnswer answer) throws PullFailure {
        String name = collection.path();
        int status = answer.status();
        boolean denied = status == 401 || status == 403 || status == 404 || status == 501;
        if (collection.needed() || !denied) {
            throw failure(name, answer);
        }
        for (String mark : List.of(CONTENT, ROWS)) {
            keep(mark + name);
        }
        collection.tables().forEach(table -> keep(PARTS + table.file()));
        if (sameSettings) {
            keep(SINCE + name);
        }
        notes.add(new PullNote(
                before.containsKey(ROWS + name) ? "major" : "minor",
                name,
                "The service does not give " + name + " (status " + status + "). What it gave before stays in force.",
                "Ask the vendor to grant it to the key, or leave it out of 'include'.",
                collection.tables().stream()
                        .map(table -> table.file() + Bundle.SUFFIX)
                        .toList()));
    }

    /** The standard's own code for what is wrong helps whoever asks the vendor. */
    private static PullFailure failure(String name, HttpAnswer answer) {
        String code = OneRosterCheck.codeMinor(answer);
        PullFailure plain = answer.failure();
        return new PullFailure(
                "No " + name + ": " + plain.reason() + (code.isEmpty() ? "" : " (" + code + ")"), plain.whatToDo());
    }

    private void note(String severity, String part, String message, String whatToDo) {
        notes.add(new PullNote(severity, part, message, whatToDo));
    }
}
