package org.yearbook.ingest.land;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.yearbook.ingest.land.DeliveryRecord.FileRecord;
import org.yearbook.ingest.land.DeliveryRecord.FindingRecord;
import org.yearbook.ingest.source.folder.Durable;
import org.yearbook.warehouse.fingerprint.Sha256;

/** A delivery in the making: its rows lie in a work folder until it is committed, and nowhere if it is not. */
final class Staging {

    /** A zip may hold names of 65,535 bytes, and no disk has them. */
    private static final int LONGEST = 120;

    /** A file that is ready, not yet in force. */
    record Ready(Store.Stored stored, RegularScan.Found found, Landed landed) {}

    private final Path folder;
    private final Set<String> taken = new HashSet<>();
    private final List<Ready> ready = new ArrayList<>();

    Staging(Path folder) {
        this.folder = folder;
    }

    /** {@return a folder for one file's rows} */
    Path place(String name) {
        String letters = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "_");
        String safe = letters.substring(0, Math.min(letters.length(), LONGEST));
        String place = safe;
        for (int copy = 2; !taken.add(place.toLowerCase(Locale.ROOT)); copy++) {
            place = safe + "_" + copy;
        }
        return folder.resolve(place);
    }

    void add(Ready file) {
        ready.add(file);
    }

    List<Ready> ready() {
        return ready;
    }

    /** Puts all files in force. */
    List<LandedFile> commit(Catalogue catalogue, String item, LocalDate night, Instant now, long batch)
            throws IOException {
        if (ready.isEmpty()) {
            discard();
            return List.of();
        }
        dropUnused();
        var sha256 = Sha256.begin();
        sha256.update(item.getBytes(StandardCharsets.UTF_8));
        ready.forEach(file -> sha256.update(HexFormat.of().parseHex(file.found().sha256())));
        String id = catalogue.nextId(now, HexFormat.of().formatHex(sha256.digest()));
        var delivery = new DeliveryRecord(
                DeliveryRecord.FORMAT,
                id,
                catalogue.nextSequence(),
                batch,
                item,
                night.toString(),
                ready.stream().map(this::record).toList());
        Path home = catalogue.commit(folder, delivery);
        return delivery.files().stream()
                .map(file -> Catalogue.landed(home, delivery, file).file())
                .toList();
    }

    /** What was stored of files that were refused afterwards is no part of the delivery. */
    private void dropUnused() throws IOException {
        Set<Path> used = new HashSet<>();
        ready.forEach(file -> used.add(file.stored().parquet().getParent()));
        try (Stream<Path> places = Files.list(folder)) {
            for (Path place : places.filter(place -> !used.contains(place)).toList()) {
                Durable.delete(place);
            }
        }
    }

    void discard() throws IOException {
        Durable.delete(folder);
    }

    private FileRecord record(Ready file) {
        LandedFile landed = file.landed().file();
        return new FileRecord(
                landed.contractId(),
                landed.source(),
                landed.file(),
                file.landed().rowsByYear(),
                file.landed().adds(),
                file.landed().replaces(),
                landed.attributes(),
                landed.header(),
                List.of(relative(file.stored().parquet())),
                relative(file.stored().rejects()),
                landed.delivered(),
                landed.rejected(),
                landed.sha256(),
                file.found().bytes(),
                file.landed().terms(),
                landed.findings().stream().map(Staging::record).toList());
    }

    private static FindingRecord record(Finding finding) {
        return new FindingRecord(
                finding.ruleId(),
                finding.severity(),
                finding.line(),
                finding.field(),
                finding.rawValue(),
                finding.message(),
                finding.whatToDo());
    }

    private String relative(Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
    }
}
