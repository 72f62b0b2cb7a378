package org.yearbook.ingest.source.oneroster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.yearbook.ingest.source.oneroster.model.Common;
import org.yearbook.ingest.source.oneroster.model.Model;
import org.yearbook.ingest.source.oneroster.model.Oddities;
import org.yearbook.ingest.source.oneroster.model.PartId;
import org.yearbook.ingest.source.oneroster.model.RestCollection;
import org.yearbook.ingest.source.oneroster.model.RestObject;
import org.yearbook.ingest.source.oneroster.model.Rows;
import org.yearbook.ingest.source.oneroster.model.Table;
import org.yearbook.ingest.source.oneroster.model.Version;
import org.yearbook.ingest.source.pull.PullFailure;
import org.yearbook.warehouse.fingerprint.Sha256;

/** A OneRoster CSV bundle in the making: a folder with a file for each table, and at last its manifest. */
final class Bundle {

    /** The columns that every table begins with: id, status, time of change. */
    private static final int COMMON = 3;

    static final String SUFFIX = ".csv";

    private final Path folder;
    private final Version version;
    private final Map<Table, String> modes = new EnumMap<>(Table.class);

    Bundle(Path folder, Version version) {
        this.folder = folder;
        this.version = version;
    }

    /**
     * What was written of a collection.
     *
     * @param content fingerprint of what the service said; that parts are gone is our own conclusion
     * @param latest the latest dateLastModified, as text that sorts; empty when there was none
     * @param mostParts how many parts an object had at most, by table of parts
     * @param oddities what had to be straightened
     */
    record Written(String content, String latest, Map<Table, Integer> mostParts, Oddities oddities) {}

    /**
     * Writes the files of a collection.
     *
     * @param mostBefore how many parts an object had at most in the last whole delivery; a changed object that has
     *     fewer now says of the others that they are gone
     */
    Written write(RestCollection collection, List<PageFile> pages, boolean delta, Map<Table, Integer> mostBefore)
            throws PullFailure {
        var look = new Look();
        for (PageFile page : pages) {
            page.each(object -> look.at(collection.read(new RestObject(object, look.oddities), look.oddities)));
        }
        try (var files = new Open(collection, new ArrayList<>(look.extensions), delta, mostBefore)) {
            for (PageFile page : pages) {
                page.each(
                        object -> files.take(collection.read(new RestObject(object, new Oddities()), new Oddities())));
            }
            files.close();
            return new Written(files.content(), look.latest, files.most, look.oddities);
        }
    }

    /** Leaves a collection out that turned out to bring nothing new. */
    void leaveOut(RestCollection collection) {
        for (Table table : collection.tables()) {
            modes.remove(table);
            try {
                Files.deleteIfExists(file(table));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    void manifest(String system) {
        try (var manifest = new TableFile(folder.resolve("manifest.csv"), List.of("propertyName", "value"))) {
            manifest.row(List.of("manifest.version", "1.0"));
            manifest.row(List.of("oneroster.version", version.number()));
            for (Table table : Table.values()) {
                if (table.in(version)) {
                    manifest.row(List.of("file." + table.file(), modes.getOrDefault(table, "absent")));
                }
            }
            manifest.row(List.of("source.systemName", system));
            manifest.row(List.of("source.systemCode", system));
        }
    }

    private Path file(Table table) {
        return folder.resolve(table.file() + SUFFIX);
    }

    /** What must be known before the first line can be written. */
    private static final class Look {

        private final TreeSet<String> extensions = new TreeSet<>();
        private final Oddities oddities = new Oddities();
        private String latest = "";

        void at(Model model) {
            Common common = model.common();
            extensions.addAll(common.metadata().keySet());
            String modified = Moments.sortable(common.dateLastModified());
            if (modified.compareTo(latest) > 0) {
                latest = modified;
            }
        }
    }

    /** The files of one collection, open for writing. */
    private final class Open implements Rows, AutoCloseable {

        private final List<String> extensions;
        private final boolean delta;
        private final Map<Table, Integer> mostBefore;
        private final String owner;
        private final Map<Table, Integer> most = new EnumMap<>(Table.class);
        private final Map<Table, TableFile> open = new EnumMap<>(Table.class);
        private final Map<Table, MessageDigest> said = new EnumMap<>(Table.class);
        private Common current = new Common("", "", "", Map.of());

        Open(RestCollection collection, List<String> extensions, boolean delta, Map<Table, Integer> mostBefore) {
            this.extensions = extensions;
            this.delta = delta;
            this.mostBefore = mostBefore;
            this.owner = collection.path().replaceAll("(?<=ss)es$|s$", "") + "SourcedId";
            file(collection.tables().get(0), extensions);
            said(collection.tables().get(0), extensions);
            if (!delta) {
                // Parts that are all gone are gone from the file, too.
                mostBefore.keySet().forEach(table -> file(table, List.of()));
            }
        }

        void take(Model model) {
            current = model.common();
            model.rows(version, this);
        }

        @Override
        public void own(Table table, List<String> cells) {
            List<String> row = row(current.sourcedId(), current.status(), cells);
            extensions.forEach(name -> row.add(current.metadata().getOrDefault(name, "")));
            file(table, extensions).row(written(row));
            said(table, row);
        }

        @Override
        public void parts(Table table, List<List<String>> rows) {
            int before = delta ? mostBefore.getOrDefault(table, 0) : 0;
            if (!table.in(version) || Math.max(rows.size(), before) == 0) {
                return;
            }
            if (!rows.isEmpty()) {
                most.merge(table, rows.size(), Math::max);
            }
            TableFile file = file(table, List.of());
            for (int place = 0; place < rows.size(); place++) {
                List<String> row = row(PartId.of(current.sourcedId(), table, place), current.status(), rows.get(place));
                file.row(written(row));
                said(table, row);
            }
            List<String> like = rows.isEmpty() ? gone(table) : rows.get(rows.size() - 1);
            for (int place = rows.size(); place < before; place++) {
                file.row(row(PartId.of(current.sourcedId(), table, place), "tobedeleted", like));
            }
        }

        /** The cells of a part of which nothing is known but whose it was. */
        private List<String> gone(Table table) {
            List<String> header = table.header(version);
            return header.subList(COMMON, header.size()).stream()
                    .map(column -> column.equals(owner) ? current.sourcedId() : "")
                    .toList();
        }

        private List<String> row(String id, String status, List<String> cells) {
            List<String> row = new ArrayList<>(List.of(id, status, current.dateLastModified()));
            row.addAll(cells);
            return row;
        }

        /** A bulk leaves status and time of change blank, by the standard; what it says of a deletion it says. */
        private List<String> written(List<String> row) {
            if (delta || !row.get(1).equals("active")) {
                return row;
            }
            List<String> written = new ArrayList<>(row);
            written.set(1, "");
            written.set(2, "");
            return written;
        }

        private TableFile file(Table table, List<String> metadata) {
            return open.computeIfAbsent(table, any -> {
                List<String> header = new ArrayList<>(table.header(version));
                metadata.forEach(name -> header.add("metadata." + name));
                modes.put(table, delta ? "delta" : "bulk");
                return new TableFile(Bundle.this.file(table), header);
            });
        }

        private void said(Table table, List<String> cells) {
            MessageDigest digest = said.computeIfAbsent(table, any -> Sha256.begin());
            for (String cell : cells) {
                digest.update((cell.length() + " " + cell).getBytes(StandardCharsets.UTF_8));
            }
            digest.update((byte) '\n');
        }

        String content() {
            MessageDigest all = Sha256.begin();
            said.forEach((table, digest) -> {
                all.update(table.file().getBytes(StandardCharsets.UTF_8));
                all.update(digest.digest());
            });
            return HexFormat.of().formatHex(all.digest());
        }

        @Override
        public void close() {
            open.values().forEach(TableFile::close);
        }
    }
}
