package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;
import org.yearbook.warehouse.home.OwnerOnly;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The folder {@code kept/} of a home: the tables that a publication begins with, as the last one that was built left
 * them, and what each was made of. It is under another name while it is changed, so a night that was cut off leaves
 * none, and what is not as it was written is not used: then everything is made anew. No reader ever opens it; it does
 * not matter which publication is in force.
 */
final class KeptFolder {

    private static final Logger LOG = LoggerFactory.getLogger(KeptFolder.class);

    private static final String MADE = "made.json";

    /** Small enough to stay near the processor: blocks of a megabyte took twice as long to copy. */
    private static final int BLOCK = 1 << 16;

    /**
     * What a table was made of, and what came of it.
     *
     * @param of a digest of all that it depends on
     * @param content a digest of its rows; null where nobody asked yet
     * @param months the same by months, of a table that is made month by month; else empty
     */
    record Made(String of, @Nullable String content, Map<String, String> months) {
        Made {
            months = Map.copyOf(months);
        }
    }

    private final Path unfinished;
    private final Path folder;
    private final String edition;
    private final Map<String, Map<String, Made>> made = new TreeMap<>();
    /** Taken while the publication goes on with its copy. */
    private final Map<String, CompletableFuture<String>> sums = new ConcurrentSkipListMap<>();

    private KeptFolder(Path folder, String edition) {
        this.folder = folder;
        this.unfinished = Workspace.unfinished(folder);
        this.edition = edition;
    }

    /**
     * {@return the folder, to be changed} It is empty when there is none yet, when it is of another edition, and when
     * it is not as it was written.
     *
     * @param edition of the program and of all that every table depends on
     */
    static KeptFolder open(DistrictHome home, String edition) throws IOException {
        var kept = new KeptFolder(home.kept(), edition);
        Workspace.delete(kept.unfinished);
        if (Files.isDirectory(kept.folder)) {
            Files.move(kept.folder, kept.unfinished, StandardCopyOption.ATOMIC_MOVE);
            if (!kept.recall()) {
                kept.made.clear();
                Workspace.delete(kept.unfinished);
            }
        }
        if (Files.notExists(kept.unfinished)) {
            Files.createDirectory(kept.unfinished, OwnerOnly.folder());
        }
        return kept;
    }

    private boolean recall() {
        Path file = unfinished.resolve(MADE);
        try {
            JsonNode node = JsonMapper.shared().readTree(Files.readString(file));
            if (!node.path("edition").asString("").equals(edition)) {
                return false;
            }
            List<String> spoilt = node.required("files").properties().parallelStream()
                    .filter(one -> !summed(unfinished.resolve(one.getKey()))
                            .equals(one.getValue().asString()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (!spoilt.isEmpty()) {
                LOG.warn("kept/{} is not as it was written: everything is made anew.", spoilt.get(0));
                return false;
            }
            for (var database : node.required("tables").properties()) {
                for (var table : database.getValue().properties()) {
                    of(database.getKey()).put(table.getKey(), made(table.getValue()));
                }
            }
            return true;
        } catch (IOException | UncheckedIOException | JacksonException e) {
            LOG.warn("What is in kept/ cannot be read: everything is made anew.", e);
            return false;
        }
    }

    private static Made made(JsonNode table) {
        JsonNode content = table.get("content");
        var months = new TreeMap<String, String>();
        table.path("months")
                .properties()
                .forEach(month -> months.put(month.getKey(), month.getValue().asString()));
        return new Made(table.required("of").asString(), content == null ? null : content.asString(), months);
    }

    /** {@return what is known of the tables of one file, to be changed with them} */
    Map<String, Made> of(String database) {
        return made.computeIfAbsent(database, name -> new HashMap<>());
    }

    /** {@return of the program and of all that every table depends on} */
    String edition() {
        return edition;
    }

    Path file(String database) {
        return unfinished.resolve(database + ".duckdb");
    }

    boolean has(String database) {
        return Files.isRegularFile(file(database));
    }

    /** Gives a file that nobody has open to a publication. */
    void give(String database, Path target) throws IOException {
        Path file = file(database);
        copy(file, target);
        sums.put(file.getFileName().toString(), CompletableFuture.supplyAsync(() -> summed(file)));
    }

    /** Lets the next night find the folder. All its files are closed. */
    void close() throws IOException {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        node.put("edition", edition);
        ObjectNode files = node.putObject("files");
        try (var entries = Files.newDirectoryStream(unfinished, "*.duckdb")) {
            for (Path file : entries) {
                OwnerOnly.set(file);
                DurableFile.force(file);
                String name = file.getFileName().toString();
                CompletableFuture<String> taken = sums.get(name);
                files.put(name, taken == null ? summed(file) : taken.join());
            }
        }
        ObjectNode tables = node.putObject("tables");
        made.forEach((database, all) -> {
            ObjectNode one = tables.putObject(database);
            new TreeMap<>(all).forEach((name, table) -> {
                ObjectNode told = one.putObject(name).put("of", table.of());
                if (table.content() != null) {
                    told.put("content", table.content());
                }
                if (!table.months().isEmpty()) {
                    ObjectNode months = told.putObject("months");
                    new TreeMap<>(table.months()).forEach(months::put);
                }
            });
        });
        Workspace.writeDurably(unfinished.resolve(MADE), JsonMapper.shared().writeValueAsString(node) + "\n");
        Workspace.finish(unfinished, folder);
    }

    private static String summed(Path file) {
        try {
            return sum(file);
        } catch (IOException e) {
            throw new UncheckedIOException("kept/" + file.getFileName() + " cannot be read", e);
        }
    }

    private static String sum(Path file) throws IOException {
        var sum = new CRC32C();
        ByteBuffer block = ByteBuffer.allocateDirect(BLOCK);
        try (FileChannel in = FileChannel.open(file)) {
            while (in.read(block.clear()) >= 0) {
                sum.update(block.flip());
            }
        }
        return Long.toHexString(sum.getValue());
    }

    // Left to the system, which copies nothing where files can share blocks and Java asks for it (25 does, on XFS).
    private static void copy(Path file, Path target) throws IOException {
        try (FileChannel in = FileChannel.open(file);
                FileChannel out = FileChannel.open(target, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            long size = in.size();
            for (long done = 0; done < size; ) {
                long more = in.transferTo(done, size - done, out);
                if (more <= 0) {
                    throw new IOException(file.getFileName() + " became shorter while it was copied");
                }
                done += more;
            }
        }
    }
}
