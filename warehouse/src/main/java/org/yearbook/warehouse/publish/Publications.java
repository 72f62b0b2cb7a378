package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.suppress.Releases;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The publications of a home and the pointer to the current one. The pointer is one small file that is replaced in a
 * single move, so a reader sees all of one night or all of another; going back is pointing at an older one.
 */
public final class Publications {

    /** Of how many nights the last publication is kept, the current one included. */
    public static final int KEPT = 7;

    /** How many are kept beside those: a day that is refreshed has many, and an hour can be gone back to. */
    public static final int LATEST = 3;

    static final String MANIFEST = "manifest.json";

    private static final String GONE_BACK = "gone_back";

    private static final JsonMapper JSON = JsonMapper.shared();

    private Publications() {}

    /** {@return the publication in force; empty before the first night} */
    public static Optional<Publication> current(DistrictHome home) {
        Path pointer = pointer(home);
        try {
            JsonNode node = JSON.readTree(Files.readString(pointer));
            return Optional.of(new Publication(
                    node.required("publication").asString(),
                    node.required("night").asString(),
                    LocalDate.parse(node.required("as_of").asString()),
                    home.publications().resolve(node.required("publication").asString())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException | DateTimeException e) {
            throw new PublicationException(
                    "publications/current.json cannot be understood. Run a night again, or go back to an older"
                            + " publication: both write it anew.",
                    e);
        }
    }

    /**
     * {@return the publication in force, or the newest one where the pointer cannot be read: for whoever builds on what
     * was published, and writes the pointer anew}
     */
    static Optional<Publication> lastKnown(DistrictHome home) {
        try {
            return current(home);
        } catch (PublicationException e) {
            return list(home).stream().findFirst();
        }
    }

    /** {@return the file of one audience in the current publication; empty before the first night} */
    public static Optional<Path> fileOf(DistrictHome home, Audience audience) {
        return current(home).map(publication -> publication.file(audience));
    }

    /** {@return the night whose numbers everybody may see were released last; empty before the first release} */
    public static Optional<LocalDate> lastRelease(DistrictHome home) {
        return Releases.in(home.releases(), "").lastNight();
    }

    /** {@return every finished publication, newest first} */
    public static List<Publication> list(DistrictHome home) {
        if (!Files.isDirectory(home.publications())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(home.publications())) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve(MANIFEST)))
                    .filter(folder -> !Workspace.isUnfinished(folder))
                    .map(Publications::fromManifest)
                    .sorted(Comparator.comparing(Publication::id).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The publications cannot be listed", e);
        }
    }

    /** Makes a finished publication the current one, its Parquet files too. */
    public static void makeCurrent(DistrictHome home, Publication publication) {
        point(home, publication, null);
    }

    /** Makes an earlier publication the current one, until the next night publishes; whoever reads numbers sees why. */
    public static void goBack(DistrictHome home, Publication publication, GoneBack why) {
        point(home, publication, why);
    }

    /** {@return why an earlier publication is in force than the last one; empty when the last one is} */
    public static Optional<GoneBack> goneBack(DistrictHome home) {
        try {
            JsonNode why = JSON.readTree(Files.readString(pointer(home))).path(GONE_BACK);
            if (!why.isObject()) {
                return Optional.empty();
            }
            return Optional.of(new GoneBack(
                    why.required("from").asString(),
                    LocalDate.parse(why.required("from_as_of").asString()),
                    why.required("by").asString(),
                    Instant.parse(why.required("at").asString()),
                    why.required("reason").asString()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException | DateTimeException e) {
            throw new PublicationException(
                    "publications/current.json does not tell why an earlier night is in force. Go back once more, or run"
                            + " a night: both write it anew.",
                    e);
        }
    }

    /** {@return whether the pointer is, to the letter, one that names a publication which is there} */
    public static boolean isWhole(DistrictHome home) {
        try {
            Optional<Publication> current = current(home);
            return current.isEmpty()
                    || (list(home).contains(current.get())
                            && Files.readString(pointer(home))
                                    .equals(text(current.get(), goneBack(home).orElse(null))));
        } catch (IOException e) {
            throw new UncheckedIOException("publications/current.json cannot be read", e);
        }
    }

    private static void point(DistrictHome home, Publication publication, @Nullable GoneBack why) {
        Workspace.writeAtomically(pointer(home), text(publication, why));
        ParquetFiles.makeCurrent(home, publication);
    }

    private static String text(Publication publication, @Nullable GoneBack why) {
        ObjectNode node = JSON.createObjectNode();
        node.put("publication", publication.id());
        node.put("night", publication.night());
        node.put("as_of", publication.asOf().toString());
        ObjectNode files = node.putObject("files");
        for (Audience audience : Audience.values()) {
            if (!Files.isRegularFile(publication.file(audience))) {
                throw new PublicationException("Publication " + publication.id() + " has no file for "
                        + audience.label() + "; the pointer stays where it is.");
            }
            files.put(audience.label(), publication.id() + "/" + audience.fileName());
        }
        if (why != null) {
            node.putObject(GONE_BACK)
                    .put("from", why.from())
                    .put("from_as_of", why.fromAsOf().toString())
                    .put("by", why.by())
                    .put("at", why.at().toString())
                    .put("reason", why.reason());
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }

    /**
     * Deletes all but the last publication of each of {@code nights} dates and the {@value #LATEST} latest ones; never
     * the current one, nor one that another process has open: that one goes on a later night.
     *
     * @return the ids of those deleted
     */
    public static List<String> prune(DistrictHome home, int nights) {
        String current = current(home).map(Publication::id).orElse("");
        var deleted = new ArrayList<String>();
        List<Publication> all = list(home);
        Set<LocalDate> told = new HashSet<>();
        Set<String> kept = new HashSet<>();
        all.stream().limit(LATEST).map(Publication::id).forEach(kept::add);
        all.stream()
                .filter(one -> told.size() < nights && told.add(one.asOf()))
                .map(Publication::id)
                .forEach(kept::add);
        all.stream()
                .filter(old -> !kept.contains(old.id()))
                .filter(old -> !old.id().equals(current))
                .filter(old -> !inUse(old))
                .forEach(old -> {
                    Workspace.delete(old.folder());
                    deleted.add(old.id());
                });
        ParquetFiles.prune(home);
        return List.copyOf(deleted);
    }

    // DuckDB holds a shared lock on a file that it reads, so an exclusive one is to be had only when nobody reads.
    private static boolean inUse(Publication publication) {
        for (Audience audience : Audience.values()) {
            try (FileChannel channel = FileChannel.open(publication.file(audience), StandardOpenOption.WRITE);
                    var lock = channel.tryLock()) {
                if (lock == null) {
                    return true;
                }
            } catch (NoSuchFileException e) {
                // a folder half deleted before: nothing to protect in it
            } catch (IOException e) {
                return true;
            }
        }
        return false;
    }

    /**
     * {@return by table, the state of the lake that a publication was made from}
     *
     * @throws PublicationException when its manifest cannot be understood
     */
    public static Map<String, Long> snapshots(Publication publication) {
        var snapshots = new TreeMap<String, Long>();
        manifest(publication.folder())
                .path("lake")
                .properties()
                .forEach(table -> snapshots.put(
                        table.getKey(), table.getValue().path("snapshot").asLong()));
        return snapshots;
    }

    /**
     * {@return by school year, the state of the closed years whose rows a publication shows}
     *
     * @throws PublicationException when its manifest cannot be understood
     */
    public static Map<String, Integer> closedStates(Publication publication) {
        var states = new TreeMap<String, Integer>();
        manifest(publication.folder())
                .path("closed_years")
                .properties()
                .forEach(year -> states.put(year.getKey(), year.getValue().asInt()));
        return states;
    }

    private static JsonNode manifest(Path folder) {
        try {
            return JSON.readTree(Files.readString(folder.resolve(MANIFEST)));
        } catch (IOException | JacksonException e) {
            throw spoilt(folder, e);
        }
    }

    private static PublicationException spoilt(Path folder, Exception cause) {
        return new PublicationException(
                "The manifest of publication " + folder.getFileName() + " cannot be understood; delete its folder.",
                cause);
    }

    private static Publication fromManifest(Path folder) {
        JsonNode node = manifest(folder);
        try {
            return new Publication(
                    node.required("publication").asString(),
                    node.required("night").asString(),
                    LocalDate.parse(node.required("as_of").asString()),
                    folder);
        } catch (JacksonException | DateTimeException e) {
            throw spoilt(folder, e);
        }
    }

    private static Path pointer(DistrictHome home) {
        return home.publications().resolve("current.json");
    }
}
