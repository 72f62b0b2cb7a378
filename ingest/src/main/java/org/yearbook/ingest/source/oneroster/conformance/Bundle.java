package org.yearbook.ingest.source.oneroster.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.yearbook.ingest.source.folder.SafeZip;

/** The files of a bundle, as a zip or as a folder; nothing is unpacked. What a package must not hold is a fault. */
final class Bundle implements AutoCloseable {

    private static final int MOST_ENTRIES = 64;
    private static final long LARGEST_ENTRY = 4L << 30;

    /** Opens the bytes of one file. */
    private interface Opening {
        InputStream open() throws IOException;
    }

    private final Map<String, Opening> files = new TreeMap<>();
    private final AutoCloseable source;

    private Bundle(AutoCloseable source) {
        this.source = source;
    }

    static Bundle open(Path path, Faults faults) throws IOException {
        return Files.isDirectory(path) ? folder(path, faults) : zip(path, faults);
    }

    private static Bundle folder(Path folder, Faults faults) throws IOException {
        var bundle = new Bundle(() -> {});
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                String name = String.valueOf(entry.getFileName());
                if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                    bundle.files.put(name, () -> Files.newInputStream(entry));
                } else {
                    faults.add("zip.entry_directory", name, null, 0, "A bundle holds files only, no folders or links.");
                }
            }
        }
        return bundle;
    }

    private static Bundle zip(Path path, Faults faults) throws IOException {
        String name = String.valueOf(path.getFileName());
        ZipFile zip;
        try {
            zip = SafeZip.open(path);
        } catch (ZipException e) {
            faults.add("zip.invalid_archive", name, null, 0, "The file is no readable zip.");
            return new Bundle(() -> {});
        }
        var bundle = new Bundle(zip);
        List<ZipEntry> entries = new ArrayList<>();
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            entries.add(all.nextElement());
        }
        if (entries.size() > MOST_ENTRIES) {
            faults.add("zip.entry_count_exceeded", name, null, 0, "The zip has more entries than OneRoster has files.");
        }
        Set<String> seen = new HashSet<>();
        for (ZipEntry entry : entries) {
            if (bundle.sound(entry, seen, faults)) {
                bundle.files.put(entry.getName(), () -> zip.getInputStream(entry));
            }
        }
        return bundle;
    }

    private boolean sound(ZipEntry entry, Set<String> seen, Faults faults) {
        String name = entry.getName();
        String plain = name.replace('\\', '/');
        if (entry.isDirectory()) {
            return fault(faults, "zip.entry_directory", name, "A bundle holds no folders.");
        }
        if (plain.startsWith("/") || plain.matches("[A-Za-z]:.*")) {
            return fault(faults, "zip.entry_absolute_path", name, "The entry's name is an absolute path.");
        }
        if (List.of(plain.split("/", -1)).contains("..")) {
            return fault(faults, "zip.entry_path_traversal", name, "The entry's name points outside of the zip.");
        }
        if (plain.contains("/")) {
            return fault(faults, "zip.entry_nested_path", name, "The entry lies in a folder; a bundle is flat.");
        }
        if (!seen.add(name)) {
            return fault(faults, "zip.entry_duplicate_name", name, "Two entries have the same name.");
        }
        return entry.getSize() <= LARGEST_ENTRY
                || fault(faults, "zip.entry_too_large", name, "The entry is larger than any roster.");
    }

    private static boolean fault(Faults faults, String code, String file, String message) {
        faults.add(code, file, null, 0, message);
        return false;
    }

    Set<String> names() {
        return files.keySet();
    }

    boolean has(String name) {
        return files.containsKey(name);
    }

    InputStream read(String name) throws IOException {
        Opening opening = files.get(name);
        if (opening == null) {
            throw new IllegalArgumentException("The bundle has no " + name);
        }
        return opening.open();
    }

    @Override
    public void close() throws IOException {
        try {
            source.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
