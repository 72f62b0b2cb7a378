package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.fingerprint.Sha256;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;
import org.yearbook.warehouse.home.OwnerOnly;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The tables of a publication as Parquet files, for people who would rather have files than ask a server:
 * {@code parquet/<audience>/<publication id>/}, one file a table and a manifest. {@code current} beside the folders is
 * a link to the one of the publication in force, and is missing where that one has no files.
 */
final class ParquetFiles {

    static final String CURRENT = "current";

    private static final Logger LOG = LoggerFactory.getLogger(ParquetFiles.class);

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Table names become file names; one that could lead elsewhere would be a fault of ours. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,120}");

    /** Identified rows are their owner's alone; others are for the group that the administrator gives the folder. */
    private record Rights(String folder, String file) {
        static Rights of(Audience audience) {
            return audience == Audience.INTERNAL
                    ? new Rights("rwx------", "rw-------")
                    : new Rights("rwxr-x---", "rw-r-----");
        }
    }

    private final DistrictHome home;
    private final Publication publication;
    private final Limits limits;

    private ParquetFiles(DistrictHome home, Publication publication, Limits limits) {
        this.home = home;
        this.publication = publication;
        this.limits = limits;
    }

    /**
     * Writes the files of a finished publication for some audiences; each folder appears whole or not at all.
     *
     * @param audiences labels
     * @return how many rows were written
     */
    static long write(
            DistrictHome home, Publication publication, Set<String> audiences, Limits limits, Instant writtenAt) {
        var files = new ParquetFiles(home, publication, limits);
        return Stream.of(Audience.values())
                .filter(audience -> audiences.contains(audience.label()))
                .mapToLong(audience -> files.write(audience, writtenAt))
                .sum();
    }

    private long write(Audience audience, Instant writtenAt) {
        Rights rights = Rights.of(audience);
        Path folder = folder(home, audience).resolve(publication.id());
        Path unfinished = Workspace.unfinished(folder);
        try {
            Files.createDirectories(home.parquet());
            if (Files.notExists(folder(home, audience))) {
                createFolder(folder(home, audience), rights);
            }
            sweep(folder(home, audience));
            createFolder(unfinished, rights);
            long rows = tables(audience, unfinished, rights, writtenAt);
            Workspace.finish(unfinished, folder);
            return rows;
        } catch (IOException e) {
            Workspace.delete(unfinished);
            throw new UncheckedIOException("The Parquet files for " + audience.label() + " cannot be written", e);
        } catch (RuntimeException e) {
            Workspace.delete(unfinished);
            throw e;
        }
    }

    private long tables(Audience audience, Path folder, Rights rights, Instant writtenAt) throws IOException {
        Path spill = folder.resolve("spill");
        var own = limits.spill() == null ? new Limits(limits.threads(), limits.memoryMegabytes(), spill) : limits;
        ObjectNode manifest = JSON.createObjectNode();
        long rows = 0;
        try (Duck duck = Duck.inMemory(own)) {
            duck.run("attach " + Duck.literal(publication.file(audience)) + " as published (read_only)");
            about(duck, manifest, writtenAt);
            ArrayNode listed = manifest.putArray("tables");
            for (Record table : duck.sql().fetch("""
                    select table_name, comment from duckdb_tables()
                    where database_name = 'published' and not internal order by table_name""")) {
                rows += table(duck, table, folder, rights, listed.addObject());
            }
        }
        Workspace.delete(spill);
        Path file = createFile(folder.resolve(Publications.MANIFEST), rights);
        Workspace.writeDurably(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest) + "\n");
        return rows;
    }

    private void about(Duck duck, ObjectNode manifest, Instant writtenAt) {
        Record about = duck.sql()
                .fetchSingle("select district_name, audience, minimum_group_size, hidden_range, built_at::varchar"
                        + " from published.publication");
        manifest.put("publication", publication.id());
        manifest.put("night", publication.night());
        manifest.put("as_of", publication.asOf().toString());
        manifest.put("district", about.get(0, String.class));
        manifest.put("audience", about.get(1, String.class));
        manifest.put("minimum_group_size", about.get(2, Integer.class));
        manifest.put("hidden_range", about.get(3, Integer.class));
        manifest.put("built_at", about.get(4, String.class));
        manifest.put("written_at", writtenAt.toString());
    }

    private static long table(Duck duck, Record table, Path folder, Rights rights, ObjectNode listed)
            throws IOException {
        String name = table.get(0, String.class);
        if (!NAME.matcher(name).matches()) {
            throw new PublicationException("The table " + name + " cannot become a file: its name has other than"
                    + " letters, digits, _ and -. Give its contract another name.");
        }
        Path file = createFile(folder.resolve(name + ".parquet"), rights);
        String source = "published." + Catalogue.quoted(name);
        // Straight into the file made above: DuckDB's own beside it would be readable by everybody.
        duck.run("copy (from " + source + ") to " + Duck.literal(file)
                + " (format parquet, compression zstd, use_tmp_file false)");
        long rows = count(duck, "read_parquet(" + Duck.literal(file) + ")");
        if (rows != count(duck, source)) {
            throw new PublicationException("The Parquet file of " + name + " does not hold every row of the table.");
        }
        DurableFile.force(file);
        listed.put("table", name);
        listed.put("file", name + ".parquet");
        listed.put("comment", words(table.get(1, String.class)));
        listed.put("rows", rows);
        listed.put("bytes", Files.size(file));
        listed.put("sha256", Sha256.of(file));
        ArrayNode columns = listed.putArray("columns");
        for (Record column : duck.sql().fetch("""
                select column_name, data_type, comment from duckdb_columns()
                where database_name = 'published' and table_name = ? order by column_index""", name)) {
            columns.addObject()
                    .put("name", column.get(0, String.class))
                    .put("type", column.get(1, String.class))
                    .put("comment", words(column.get(2, String.class)));
        }
        return rows;
    }

    private static long count(Duck duck, String from) {
        return duck.sql().fetchSingle("select count(*) from " + from).get(0, Long.class);
    }

    private static String words(@Nullable String comment) {
        return comment == null ? "" : comment;
    }

    /**
     * Lets {@code current} of every audience name the files of a publication; where it has none, {@code current} goes,
     * so that nobody reads on in numbers that are not in force.
     */
    static void makeCurrent(DistrictHome home, Publication publication) {
        for (Audience audience : Audience.values()) {
            try {
                makeCurrent(folder(home, audience), publication.id());
            } catch (IOException e) {
                LOG.warn(
                        "parquet/{}/{} could not be made to name the files of publication {}, which is in force. See"
                                + " that the folder can be written, and make the link by hand.",
                        audience.label(),
                        CURRENT,
                        publication.id(),
                        e);
            }
        }
    }

    private static void makeCurrent(Path folder, String id) throws IOException {
        Path link = folder.resolve(CURRENT);
        if (Files.isDirectory(folder.resolve(id))) {
            Path beside = Workspace.unfinished(link);
            Files.deleteIfExists(beside);
            Files.createSymbolicLink(beside, Path.of(id));
            Files.move(beside, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            DurableFile.force(folder);
        } else if (Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.delete(link);
            DurableFile.force(folder);
        }
    }

    /** Deletes the files of publications that are gone. */
    static void prune(DistrictHome home) {
        Set<String> kept =
                Publications.list(home).stream().map(Publication::id).collect(Collectors.toUnmodifiableSet());
        Optional<String> current = Publications.current(home).map(Publication::id);
        for (Audience audience : Audience.values()) {
            for (Path folder : folders(home, audience)) {
                String id = folder.getFileName().toString();
                if (!kept.contains(id) && !current.equals(Optional.of(id))) {
                    Workspace.delete(folder);
                }
            }
        }
    }

    private static List<Path> folders(DistrictHome home, Audience audience) {
        if (!Files.isDirectory(folder(home, audience))) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder(home, audience))) {
            return entries.filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("parquet/" + audience.label() + " cannot be listed", e);
        }
    }

    // Of a night that was killed.
    private static void sweep(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.filter(Workspace::isUnfinished).toList()) {
                Workspace.delete(entry);
            }
        }
    }

    private static Path folder(DistrictHome home, Audience audience) {
        return home.parquet().resolve(audience.label());
    }

    // Said twice: what is asked for at the making is cut by the mask of the process, but never too wide for a moment.
    private static void createFolder(Path folder, Rights rights) throws IOException {
        Files.createDirectory(folder, OwnerOnly.rights(rights.folder()));
        OwnerOnly.set(folder, rights.folder());
    }

    private static Path createFile(Path file, Rights rights) throws IOException {
        Files.createFile(file, OwnerOnly.rights(rights.file()));
        OwnerOnly.set(file, rights.file());
        return file;
    }
}
