package org.yearbook.ingest.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The files that some state of a table names, which it knows. Each list of files is read once, however many name it.
 */
final class Reachable {

    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\.metadata\\.json");

    /** What Hadoop lays beside a file: its sums. */
    private static final Pattern SUMS = Pattern.compile("\\.(.+)\\.crc");

    private final Set<Path> data = new HashSet<>();
    private final Set<String> lists = new HashSet<>();

    Reachable(Table table) {
        Map<String, ManifestFile> manifests = new HashMap<>();
        for (Snapshot snapshot : table.snapshots()) {
            if (snapshot.manifestListLocation() != null) {
                lists.add(name(snapshot.manifestListLocation()));
            }
            snapshot.allManifests(table.io()).forEach(manifest -> manifests.putIfAbsent(manifest.path(), manifest));
        }
        manifests.values().forEach(manifest -> read(table, manifest));
    }

    private void read(Table table, ManifestFile manifest) {
        lists.add(name(manifest.path()));
        try (CloseableIterable<DataFile> files = ManifestFiles.read(manifest, table.io(), table.specs())) {
            files.forEach(file -> data.add(Path.of(file.location())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the files with rows} */
    Set<Path> data() {
        return data;
    }

    /**
     * {@return whether a file beside those that describe the table is of no use} A description without a version was on
     * its way to become one when its night was cut off.
     *
     * @param oldest version of the table's description that somebody may look for
     */
    boolean isUnneeded(Path file, int oldest) {
        Matcher sums = SUMS.matcher(name(file.toString()));
        String name = sums.matches() ? sums.group(1) : name(file.toString());
        if (name.endsWith(".avro")) {
            return !lists.contains(name);
        }
        return name.endsWith(".metadata.json") && version(Path.of(name)) < oldest;
    }

    /** {@return the version of a table that a file describes; 0 for any other file} */
    static int version(Path file) {
        Matcher name = VERSION.matcher(name(file.toString()));
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }

    private static String name(String location) {
        return String.valueOf(Path.of(location).getFileName());
    }
}
