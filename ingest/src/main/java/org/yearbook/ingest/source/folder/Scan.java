package org.yearbook.ingest.source.folder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.yearbook.ingest.source.folder.Inbox.BundleFolder;
import org.yearbook.ingest.source.folder.Inbox.Item;
import org.yearbook.ingest.source.folder.Inbox.Left;
import org.yearbook.ingest.source.folder.Inbox.LoneFile;
import org.yearbook.ingest.source.folder.Inbox.Zip;

/** One look through the inbox: every file is looked at twice, and one that changed in between is still growing. */
final class Scan {

    private static final Set<String> UNFINISHED =
            Set.of(".part", ".partial", ".tmp", ".temp", ".filepart", ".crdownload", ".download", ".swp", ".uploading");

    /** So begins the name of what Excel and Word lay beside a file that somebody has open. */
    private static final String OPEN = "~$";

    /** Left behind by desktops; nobody delivered them. */
    private static final Set<String> LITTER = Set.of("thumbs.db", "desktop.ini", "__macosx");

    private final Path root;
    private final Duration betweenLooks;
    private final List<Item> items = new ArrayList<>();
    private final List<Left> left = new ArrayList<>();
    private final Map<Path, Trace> firstLook = new HashMap<>();

    Scan(Path root, Duration betweenLooks) {
        this.root = root;
        this.betweenLooks = betweenLooks;
    }

    /** What shows that a file is being written to. */
    private record Trace(long size, long modified) {

        static Trace of(Path file) {
            try {
                BasicFileAttributes now =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return new Trace(now.size(), now.lastModifiedTime().toMillis());
            } catch (IOException e) {
                return new Trace(-1, -1);
            }
        }
    }

    Inbox look() {
        if (!Files.isDirectory(root)) {
            return new Inbox(root, List.of(), List.of());
        }
        List<Path> entries = list(root);
        entries.forEach(this::remember);
        if (!firstLook.isEmpty()) {
            pause();
        }
        boolean looseBundle = entries.stream().anyMatch(entry -> named(entry, OneRosterFiles.MANIFEST) && plain(entry));
        List<Path> loose = new ArrayList<>();
        for (Path entry : entries) {
            if (looseBundle && OneRosterFiles.isOne(name(entry)) && plain(entry)) {
                loose.add(entry);
            } else {
                sort(entry);
            }
        }
        if (looseBundle) {
            bundle(root, loose);
        }
        items.sort(Comparator.comparing(item -> item.path().toString()));
        return new Inbox(root, items, left);
    }

    private void remember(Path entry) {
        if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
            list(entry).stream().filter(Scan::plain).forEach(file -> firstLook.put(file, Trace.of(file)));
        } else {
            firstLook.put(entry, Trace.of(entry));
        }
    }

    private void pause() {
        try {
            Thread.sleep(betweenLooks.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sort(Path entry) {
        if (Files.isSymbolicLink(entry)) {
            left.add(new Left(entry, "It is a link. Put the file itself into the inbox."));
        } else if (Files.isDirectory(entry)) {
            folder(entry);
        } else if (!Files.isRegularFile(entry)) {
            left.add(new Left(entry, "It is neither a file nor a folder."));
        } else if (name(entry).startsWith(OPEN)) {
            left.add(new Left(entry, "It says that somebody has the file open; it goes when that is closed there."));
        } else if (unfinished(entry)) {
            left.add(new Left(entry, "It is still being uploaded; it is taken once it has its final name."));
        } else if (growing(entry)) {
            left.add(new Left(entry, "It changed while it was looked at; it is taken once it is complete."));
        } else if (name(entry).endsWith(Inbox.ACCEPT)) {
            acceptance(entry);
        } else {
            items.add(name(entry).endsWith(".zip") ? new Zip(entry) : new LoneFile(entry));
        }
    }

    private void acceptance(Path entry) {
        String file = String.valueOf(entry.getFileName());
        Path meant = entry.resolveSibling(file.substring(0, file.length() - Inbox.ACCEPT.length()));
        if (!Files.exists(meant, LinkOption.NOFOLLOW_LINKS)) {
            left.add(new Left(entry, "It accepts " + meant.getFileName() + ", which is not in the inbox."));
        }
    }

    private void folder(Path entry) {
        List<Path> inside = list(entry);
        if (inside.stream().noneMatch(file -> named(file, OneRosterFiles.MANIFEST) && plain(file))) {
            left.add(new Left(
                    entry,
                    "It is a folder without a manifest.csv. Put files directly into the inbox; only an unpacked"
                            + " OneRoster bundle may come as a folder."));
            return;
        }
        inside.stream()
                .filter(file -> !plain(file))
                .forEach(file -> left.add(new Left(file, "A bundle's folder may hold files only; this is not read.")));
        bundle(entry, inside.stream().filter(Scan::plain).toList());
    }

    /** A bundle is one thing: while one of its files grows, all of it waits. */
    private void bundle(Path folder, List<Path> files) {
        List<Path> waiting =
                files.stream().filter(file -> unfinished(file) || growing(file)).toList();
        if (waiting.isEmpty()) {
            items.add(new BundleFolder(folder, files));
            return;
        }
        waiting.forEach(file -> left.add(
                new Left(file, "It is still being uploaded; its OneRoster bundle is taken once it is complete.")));
    }

    private boolean growing(Path file) {
        Trace first = firstLook.get(file);
        return first == null || !first.equals(Trace.of(file));
    }

    /** {@return whether a file of a name, in small letters, is taken for a delivery} */
    static boolean takes(String name) {
        return !hidden(name) && !unfinished(name) && !name.endsWith(Inbox.ACCEPT);
    }

    private static boolean hidden(String name) {
        return name.startsWith(".") || LITTER.contains(name);
    }

    private static boolean unfinished(Path file) {
        return unfinished(name(file));
    }

    private static boolean unfinished(String name) {
        return name.startsWith(OPEN) || UNFINISHED.stream().anyMatch(name::endsWith);
    }

    private static boolean plain(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean named(Path file, String name) {
        return name(file).equals(name);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !hidden(name(entry))).sorted().toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The inbox folder " + folder + " cannot be listed", e);
        }
    }
}
