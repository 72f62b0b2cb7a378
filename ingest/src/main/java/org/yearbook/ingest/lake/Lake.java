package org.yearbook.ingest.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.mapping.MappingUtil;
import org.apache.iceberg.mapping.NameMappingParser;
import org.apache.iceberg.types.Types;
import org.yearbook.warehouse.fault.FaultPoint;
import org.yearbook.warehouse.home.DurableFile;
import org.yearbook.warehouse.publish.LakeNight;

/**
 * The district's Iceberg tables. Partitions are replaced, never merged into: a night rewrites the school years, and of
 * large tables the months, that changed and leaves the others as they are. One writer at a time: the night holds the
 * lock.
 */
public final class Lake implements AutoCloseable {

    private static final String NAMING = "schema.name-mapping.default";
    private static final Namespace DISTRICT = Namespace.of("district");

    private static final LakeNight.Table NOTHING = new LakeNight.Table(0, List.of(), 0);

    private final Path root;
    private final HadoopCatalog catalog;
    private final ParquetShape shapes = new ParquetShape();
    private final SideBySide tables = new SideBySide();
    private final Map<TableIdentifier, Table> open = new ConcurrentHashMap<>();
    /** Tables of which this lake wrote a state or let one go: only they can have files now that nobody needs. */
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    private Map<String, LakeNight.Table> last = Map.of();

    public Lake(Path root) {
        this.root = root;
        this.catalog = new HadoopCatalog(files(), root.toString());
    }

    /** Gets ready what every lake needs, which takes longer than to open one. */
    public static void load() {
        try (var catalog =
                new HadoopCatalog(files(), Path.of("").toAbsolutePath().toString())) {
            catalog.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return how the lake's files are written} */
    static Configuration files() {
        var files = new Configuration();
        files.set("fs.file.impl", LocalFiles.class.getName());
        return files;
    }

    /** {@return a new file in the table's data folder, for a task to write to; invisible until it is committed} */
    public Path newFile(String table, String name) {
        Path folder = data(table);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder.resolve(name + ".parquet");
    }

    /** Removes a new file that is not needed after all. */
    public static void forget(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Makes replacements visible, those of each table in one atomic step.
     *
     * @return how many tables changed
     */
    public long commit(List<Replacement> replacements) {
        Map<String, List<Replacement>> byTable = replacements.stream()
                .collect(Collectors.groupingBy(Replacement::table, TreeMap::new, Collectors.toList()));
        tables.each(byTable.entrySet(), table -> {
            commit(table.getKey(), table.getValue());
            return table.getKey();
        });
        return byTable.size();
    }

    /** Makes all replacements of one table visible in one atomic step. */
    void commit(String name, List<Replacement> replacements) {
        List<Replacement> filled = new ArrayList<>();
        Expression replaced = Expressions.alwaysFalse();
        for (Replacement replacement : replacements) {
            replaced = Expressions.or(replaced, replacement.partition().filter());
            if (!replacement.files().isEmpty()) {
                filled.add(replacement);
            }
        }
        TableIdentifier id = TableIdentifier.of(DISTRICT, name);
        Optional<Table> existing = existing(id);
        if (filled.isEmpty() && existing.isEmpty()) {
            return;
        }
        changed.add(name);
        Table table = filled.isEmpty() ? existing.get() : fitting(id, existing, filled);
        OverwriteFiles overwrite = table.newOverwrite().overwriteByRowFilter(replaced);
        Map<Path, Long> rows = shapes.rows(filled.stream()
                .flatMap(replacement -> replacement.files().stream())
                .distinct()
                .toList());
        for (Replacement replacement : filled) {
            for (Path file : replacement.files()) {
                overwrite.addFile(dataFile(table, replacement.partition(), file, counted(rows, file)));
            }
        }
        overwrite.commit();
        // Its names, too, before a record says that they are there.
        force(data(name));
        force(data(name).resolveSibling("metadata"));
        FaultPoint.TABLE_COMMITTED.pass();
    }

    private static long counted(Map<Path, Long> rows, Path file) {
        Long counted = rows.get(file);
        if (counted == null) {
            throw new IllegalStateException("Nobody knows how many rows " + file + " has");
        }
        return counted;
    }

    private static DataFile dataFile(Table table, Partition partition, Path file, long rows) {
        try {
            force(file);
            var builder = DataFiles.builder(table.spec())
                    .withPath(file.toString())
                    .withFileSizeInBytes(Files.size(file))
                    .withRecordCount(rows)
                    .withFormat(FileFormat.PARQUET);
            return table.spec().isUnpartitioned()
                    ? builder.build()
                    : builder.withPartitionPath(partition.path(partitionColumns(table)))
                            .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A power cut must not take what a table names, or its name. */
    private static void force(Path path) {
        try {
            DurableFile.force(path);
        } catch (NoSuchFileException e) {
            // a table without rows has no folder for them
        } catch (IOException e) {
            throw new UncheckedIOException("What was written to the lake cannot be kept: " + path, e);
        }
    }

    /** The table, made when it is new, with a column added for each that the files bring along. */
    private Table fitting(TableIdentifier id, Optional<Table> existing, List<Replacement> filled) {
        Schema shape = shapes.of(filled.get(0).files().get(0));
        Set<String> columns = filled.stream()
                .flatMap(replacement -> replacement.partition().values().keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (existing.isEmpty()) {
            var spec = PartitionSpec.builderFor(shape);
            columns.forEach(spec::identity);
            Table table = catalog.createTable(
                    id, shape, spec.build(), Map.of("write.format.default", "parquet", "format-version", "2"));
            FaultPoint.TABLE_MADE.pass();
            named(table);
            return table;
        }
        Table table = existing.get();
        List<Types.NestedField> added = shape.columns().stream()
                .filter(column -> table.schema().findField(column.name()) == null)
                .toList();
        if (!added.isEmpty()) {
            var update = table.updateSchema();
            added.forEach(column -> update.addColumn(column.name(), column.type()));
            update.commit();
        }
        named(table);
        columns.removeAll(partitionColumns(table));
        if (!columns.isEmpty()) {
            // Older files stay as they are; whatever replaces them is parted more finely.
            var finer = table.updateSpec();
            columns.forEach(finer::addField);
            finer.commit();
            table.refresh();
        }
        return table;
    }

    /** DuckDB's files have names only. A night may have been cut off between a new column and this. */
    private static void named(Table table) {
        String names = NameMappingParser.toJson(MappingUtil.create(table.schema()));
        if (!names.equals(table.properties().get(NAMING))) {
            table.updateProperties().set(NAMING, names).commit();
        }
    }

    private static List<String> partitionColumns(Table table) {
        return table.spec().fields().stream().map(PartitionField::name).toList();
    }

    /** {@return every table as it stands, by name} */
    public Map<String, LakeNight.Table> tables() {
        return ofEach((name, table) -> Map.entry(name, standing(name, table))).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    /** {@return what comes of every table} */
    private <T> List<T> ofEach(BiFunction<String, Table, T> work) {
        if (!Files.isDirectory(root.resolve("district"))) {
            return List.of();
        }
        return tables
                .each(
                        catalog.listTables(DISTRICT),
                        id -> existing(id).map(table -> work.apply(id.name(), table)).stream()
                                .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /**
     * {@return a table as it is now} Its description is read again only when there is a newer one. A night that was cut
     * off while it made a table leaves a folder that looks like one.
     */
    private Optional<Table> existing(TableIdentifier id) {
        Table known = open.get(id);
        if (known != null) {
            known.refresh();
            return Optional.of(known);
        }
        try {
            Table table = catalog.loadTable(id);
            open.put(id, table);
            return Optional.of(table);
        } catch (NoSuchTableException e) {
            return Optional.empty();
        }
    }

    /** {@return a table as it stands} To list its files is mostly waiting: not where the last night knows them. */
    private LakeNight.Table standing(String name, Table table) {
        LakeNight.Table then = last.getOrDefault(name, NOTHING);
        return snapshot(table) == then.snapshot() ? then : read(table);
    }

    private static long snapshot(Table table) {
        Snapshot now = table.currentSnapshot();
        return now == null ? NOTHING.snapshot() : now.snapshotId();
    }

    private static LakeNight.Table read(Table table) {
        Snapshot snapshot = table.currentSnapshot();
        if (snapshot == null) {
            return NOTHING;
        }
        List<Path> files = new ArrayList<>();
        long rows = 0;
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
            for (FileScanTask task : tasks) {
                files.add(Path.of(task.file().location()));
                rows += task.file().recordCount();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LakeNight.Table(
                snapshot.snapshotId(), files.stream().sorted().toList(), rows);
    }

    /**
     * Makes the tables what a night left: what another one committed that failed afterwards is undone.
     *
     * @param tables every table that the night left, by name; one that it did not know is emptied
     */
    public void backTo(Map<String, LakeNight.Table> tables) {
        last = Map.copyOf(tables);
        ofEach((name, table) -> {
            LakeNight.Table then = tables.getOrDefault(name, NOTHING);
            if (snapshot(table) == then.snapshot() || read(table).files().equals(then.files())) {
                return name;
            }
            changed.add(name);
            if (then.files().isEmpty()) {
                table.newDelete().deleteFromRowFilter(Expressions.alwaysTrue()).commit();
            } else {
                table.manageSnapshots().setCurrentSnapshot(then.snapshot()).commit();
            }
            return name;
        });
    }

    /** {@return whether a table can be brought back to what a night left} */
    public boolean knows(String name, LakeNight.Table then) {
        return existing(TableIdentifier.of(DISTRICT, name))
                .filter(table -> knows(table, then))
                .isPresent();
    }

    private static boolean knows(Table table, LakeNight.Table then) {
        Snapshot snapshot = table.snapshot(then.snapshot());
        return then.files().isEmpty()
                || (snapshot != null && Set.copyOf(filesOf(table, snapshot)).equals(Set.copyOf(then.files())));
    }

    /**
     * Lets go of what tables were once, each in one step. Their files stay until somebody removes those that
     * {@link #unneeded} names. What a table is now, and what has a name of its own in it, stays.
     *
     * @param keeps says by a table's name and snapshots which of them are still needed
     * @return how many states of tables are gone
     */
    public int forget(Keeps keeps) {
        return ofEach((name, table) -> forget(name, table, keeps)).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private int forget(String name, Table table, Keeps keeps) {
        Map<Long, Instant> snapshots = new TreeMap<>();
        table.snapshots().forEach(one -> snapshots.put(one.snapshotId(), Instant.ofEpochMilli(one.timestampMillis())));
        Set<Long> old = new HashSet<>(snapshots.keySet());
        old.removeAll(keeps.of(name, snapshots));
        table.refs().values().forEach(named -> old.remove(named.snapshotId()));
        if (!old.isEmpty()) {
            changed.add(name);
            // None by its age alone, as Iceberg would have it.
            var expiring = table.expireSnapshots().expireOlderThan(0).cleanupLevel(ExpireSnapshots.CleanupLevel.NONE);
            old.forEach(expiring::expireSnapshotId);
            expiring.commit();
        }
        return old.size();
    }

    /** Tells which states of a table are still needed, out of all that it knows and when each came to be. */
    @FunctionalInterface
    public interface Keeps {
        Set<Long> of(String table, Map<Long, Instant> snapshots);
    }

    /**
     * {@return the files of the lake that no table knows} What a night wrote that was killed before it committed, what
     * only forgotten states knew, and earlier descriptions of tables. Nothing is written to the lake meanwhile.
     */
    public List<Path> unneeded() {
        return ofEach(this::unneeded).stream().flatMap(List::stream).toList();
    }

    /**
     * {@return those of the tables that changed since this lake was opened} It spares the reading of all others, of
     * which nothing can have become unneeded by what was done here.
     */
    public List<Path> unneededOfChanged() {
        return ofEach((name, table) -> changed.contains(name) ? unneeded(name, table) : List.<Path>of()).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Path> unneeded(String name, Table table) {
        var known = new Reachable(table);
        Path metadata = data(name).resolveSibling("metadata");
        List<Path> unneeded = new ArrayList<>();
        try (Stream<Path> files = Files.exists(data(name)) ? Files.list(data(name)) : Stream.empty();
                Stream<Path> descriptions = Files.list(metadata)) {
            files.filter(file -> !known.data().contains(file)).forEach(unneeded::add);
            int oldest = oldestNeeded(table, metadata);
            descriptions.filter(file -> known.isUnneeded(file, oldest)).forEach(unneeded::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return unneeded;
    }

    /** Removes what {@link #unneeded} names, of a home whose checksums are noted anew. */
    public void sweep() {
        for (Path file : unneeded()) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A hint that a night could not write any more is behind, and tables are looked for from there on. */
    private static int oldestNeeded(Table table, Path metadata) throws IOException {
        int current = Reachable.version(
                Path.of(((HasTableOperations) table).operations().current().metadataFileLocation()));
        Path hint = metadata.resolve("version-hint.text");
        try {
            return Math.min(current, Integer.parseInt(Files.readString(hint).strip()));
        } catch (NoSuchFileException | NumberFormatException e) {
            return 0;
        }
    }

    private static List<Path> filesOf(Table table, Snapshot snapshot) {
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
            List<Path> files = new ArrayList<>();
            tasks.forEach(task -> files.add(Path.of(task.file().location())));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path data(String table) {
        return root.resolve("district").resolve(table).resolve("data");
    }

    @Override
    public void close() throws IOException {
        tables.close();
        shapes.close();
        catalog.close();
    }
}
