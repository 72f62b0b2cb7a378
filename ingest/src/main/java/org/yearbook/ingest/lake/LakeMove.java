package org.yearbook.ingest.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.RewriteTablePathUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableMetadataParser;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Gives the tables of a lake that comes to lie elsewhere their new paths: Iceberg writes down where every file is, in
 * full. Snapshots keep their numbers, so that the records of nights still name them. The data files stay as they are.
 */
public final class LakeMove {

    private static final Pattern METADATA = Pattern.compile("v(\\d+)\\.metadata\\.json");
    private static final String MOVED = "moved-";

    private final Path from;
    private final Path to;
    private final Path now;

    private LakeMove(Path from, Path to, Path now) {
        this.from = from;
        this.to = to;
        this.now = now;
    }

    /**
     * Moves all tables.
     *
     * @param from where the lake was
     * @param to where it will be
     * @param now where its files are meanwhile
     */
    public static void move(Path from, Path to, Path now) {
        if (from.equals(to) || !Files.isDirectory(now.resolve("district"))) {
            return;
        }
        var move = new LakeMove(from, to, now);
        try (Stream<Path> tables = Files.list(now.resolve("district"))) {
            for (Path table : tables.sorted().toList()) {
                move.table(table.resolve("metadata"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The lake cannot be given its new place", e);
        }
    }

    private void table(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> versions;
        try (Stream<Path> files = Files.list(folder)) {
            versions = files.filter(file -> version(file) > 0)
                    .sorted(Comparator.comparingInt(LakeMove::version).reversed())
                    .toList();
        }
        if (versions.isEmpty()) {
            return;
        }
        var files = new Elsewhere(from.toString(), now.toString());
        TableMetadata metadata = TableMetadataParser.read(
                files, from.resolve(now.relativize(versions.get(0))).toString());
        Map<String, Long> lengths = manifests(folder, metadata, files);
        for (Snapshot snapshot : metadata.snapshots()) {
            RewriteTablePathUtil.rewriteManifestList(
                    snapshot,
                    files,
                    metadata,
                    lengths,
                    from.toString(),
                    to.toString(),
                    folder.toString(),
                    moved(folder, snapshot.manifestListLocation()).toString());
        }
        put(folder);
        TableMetadataParser.overwrite(
                RewriteTablePathUtil.replacePaths(metadata, from.toString(), to.toString()),
                files.newOutputFile(versions.get(0).toString()));
        // They tell of the old place, and nobody reads them.
        for (Path earlier : versions.subList(1, versions.size())) {
            Files.delete(earlier);
        }
    }

    private Map<String, Long> manifests(Path folder, TableMetadata metadata, FileIO files) throws IOException {
        Map<String, ManifestFile> manifests = new LinkedHashMap<>();
        for (Snapshot snapshot : metadata.snapshots()) {
            snapshot.allManifests(files).forEach(manifest -> manifests.putIfAbsent(manifest.path(), manifest));
        }
        Set<Long> snapshots =
                metadata.snapshots().stream().map(Snapshot::snapshotId).collect(Collectors.toSet());
        Map<String, Long> lengths = new HashMap<>();
        for (ManifestFile manifest : manifests.values()) {
            Path written = moved(folder, manifest.path());
            RewriteTablePathUtil.rewriteDataManifest(
                    manifest,
                    snapshots,
                    files.newOutputFile(written.toString()),
                    files,
                    metadata.formatVersion(),
                    metadata.specsById(),
                    from.toString(),
                    to.toString());
            lengths.put(manifest.path(), Files.size(written));
        }
        return lengths;
    }

    private static Path moved(Path folder, String file) {
        return folder.resolve(MOVED + Path.of(file).getFileName());
    }

    /** Everything of a table is written before the first file of it is replaced. */
    private static void put(Path folder) throws IOException {
        List<Path> written;
        try (Stream<Path> files = Files.list(folder)) {
            written = files.filter(file -> name(file).startsWith(MOVED)).toList();
        }
        for (Path file : written) {
            Files.move(
                    file,
                    file.resolveSibling(name(file).substring(MOVED.length())),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static int version(Path file) {
        Matcher name = METADATA.matcher(name(file));
        return name.matches() ? Integer.parseInt(name.group(1)) : 0;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** Files by the names that they had where they were. */
    private record Elsewhere(String from, String now) implements FileIO {

        private String path(String location) {
            String plain = location.startsWith("file:") ? location.replaceFirst("^file:/*", "/") : location;
            return plain.startsWith(from + "/") ? now + plain.substring(from.length()) : plain;
        }

        @Override
        public InputFile newInputFile(String location) {
            return org.apache.iceberg.Files.localInput(path(location));
        }

        @Override
        public OutputFile newOutputFile(String location) {
            return org.apache.iceberg.Files.localOutput(location);
        }

        @Override
        public void deleteFile(String location) {
            throw new UnsupportedOperationException("Nothing is deleted while a lake is moved");
        }
    }
}
