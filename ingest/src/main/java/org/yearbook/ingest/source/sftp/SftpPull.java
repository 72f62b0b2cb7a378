package org.yearbook.ingest.source.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yearbook.ingest.source.pull.NightNames;
import org.yearbook.ingest.source.pull.PullContext;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.ingest.source.pull.PullNote;
import org.yearbook.ingest.source.pull.PullOutcome;
import org.yearbook.ingest.source.sftp.SftpConnection.Remote;

/** One look at the server, and what it brings. */
final class SftpPull {

    private final SftpSource source;
    private final PullContext context;
    private final SftpConnection connection;
    private final List<PullNote> notes = new ArrayList<>();

    SftpPull(SftpSource source, PullContext context, SftpConnection connection) {
        this.source = source;
        this.context = context;
        this.connection = connection;
    }

    PullOutcome pull() throws PullFailure {
        Map<String, String> before = context.before().marks();
        Map<String, Remote> found = look();
        // What is gone from the server is forgotten, so that the memory does not grow for ever.
        Map<String, String> marks = new TreeMap<>();
        List<Remote> wanted = new ArrayList<>();
        for (Remote file : found.values()) {
            String known = before.get(file.path());
            if (known != null && known.equals(file.trace()) && !context.again()) {
                marks.put(file.path(), known);
            } else {
                wanted.add(file);
            }
        }
        // In the order in which they were written: of two that take each other's place, the one fetched last holds.
        wanted.sort(Comparator.comparingInt(Remote::modified).thenComparing(Remote::path));
        List<Path> items = new ArrayList<>();
        for (Remote file : settled(wanted)) {
            Path to = context.work().resolve(file.name());
            if (take(file, to)) {
                items.add(to);
                marks.put(file.path(), file.trace());
            }
        }
        return items.isEmpty()
                ? new PullOutcome.Nothing(marks, notes)
                : new PullOutcome.Brought(items, true, marks, notes);
    }

    /** {@return the files that fit, by path} */
    Map<String, Remote> look() throws PullFailure {
        Map<String, Remote> found = new TreeMap<>();
        for (String pattern : source.files()) {
            int name = pattern.lastIndexOf('/') + 1;
            if (NightNames.isDaily(pattern.substring(name)) && !NightNames.isDaily(pattern.substring(0, name))) {
                for (LocalDate night : context.missed()) {
                    look(NightNames.fill(pattern, context, night, source.daysBack()), found);
                }
            }
            look(NightNames.fill(pattern, context, source.daysBack()), found);
        }
        twins(found);
        return found;
    }

    private void look(String filled, Map<String, Remote> found) throws PullFailure {
        String folder = filled.substring(0, filled.lastIndexOf('/') + 1);
        PathMatcher name =
                FileSystems.getDefault().getPathMatcher("glob:" + filled.substring(filled.lastIndexOf('/') + 1));
        List<Remote> listed = connection.list(folder);
        Set<String> names = listed.stream().map(Remote::name).collect(Collectors.toSet());
        for (Remote file : listed) {
            boolean beingWritten = names.contains(file.name() + ".part")
                    || names.contains(file.name() + ".filepart")
                    || names.contains(file.name() + ".tmp");
            if (NightNames.fitsInbox(file.name()) && !beingWritten && name.matches(Path.of(file.name()))) {
                found.put(file.path(), file);
            }
        }
    }

    private static void twins(Map<String, Remote> found) throws PullFailure {
        Map<String, String> byName = new TreeMap<>();
        for (Remote file : found.values()) {
            String other = byName.put(file.name(), file.path());
            if (other != null) {
                throw new PullFailure(
                        "Two files on the server have one name: " + other + " and " + file.path() + ".",
                        "Narrow 'files' down, or make two sources of it.");
            }
        }
    }

    /** {@return those that did not change between two looks} */
    private List<Remote> settled(List<Remote> files) throws PullFailure {
        if (files.isEmpty()) {
            return files;
        }
        context.pace().sleep(Duration.ofSeconds(source.settleSeconds()));
        List<Remote> settled = new ArrayList<>();
        for (Remote file : files) {
            if (connection.look(file).equals(Optional.of(file))) {
                settled.add(file);
            } else {
                growing(file);
            }
        }
        return settled;
    }

    /** Fetches a file, and {@return whether it was complete and stayed as it was}. */
    private boolean take(Remote file, Path to) throws PullFailure {
        connection.fetch(file, to, context);
        try {
            if (Files.size(to) == file.size() && connection.look(file).equals(Optional.of(file))) {
                return true;
            }
            Files.delete(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        growing(file);
        return false;
    }

    private void growing(Remote file) {
        notes.add(
                new PullNote(
                        "warning",
                        file.name(),
                        file.name() + " changed while it was looked at; it is taken once it is complete.",
                        "Nothing, unless it is said every night: then ask the vendor to upload under another name and rename."));
    }
}
