package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.yearbook.ingest.land.DeliveryRecord.FileRecord;
import org.yearbook.ingest.source.folder.Durable;
import org.yearbook.warehouse.fault.FaultPoint;
import org.yearbook.warehouse.home.DurableFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * All deliveries that were ever landed. A delivery is one folder, {@code landing/<date>/<deliveryId>}, made elsewhere
 * and moved here whole, with its {@code delivery.json} inside: it is there complete or not at all.
 */
final class Catalogue {

    static final String RECORD = "delivery.json";

    /** Where deliveries are made; what lies here belongs to no delivery. */
    static final String WORK = ".work";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path landing;
    private final Standing standing = new Standing();
    private long lastSequence;

    private Catalogue(Path landing) {
        this.landing = landing;
    }

    static Catalogue open(Path landing) {
        var catalogue = new Catalogue(landing);
        record Found(Path folder, DeliveryRecord delivery) {}
        List<Found> all = new ArrayList<>();
        for (Path date : folders(landing)) {
            for (Path folder : folders(date)) {
                Path file = folder.resolve(RECORD);
                if (Files.isRegularFile(file)) {
                    all.add(new Found(folder, read(file)));
                }
            }
        }
        all.sort(Comparator.comparingLong(found -> found.delivery().sequence()));
        all.forEach(found -> catalogue.arrive(found.folder(), found.delivery()));
        return catalogue;
    }

    /** {@return the files of one delivery; none when it is not there} */
    static List<LandedFile> files(Path landing, String deliveryId) {
        for (Path date : folders(landing)) {
            Path folder = date.resolve(deliveryId);
            Path record = folder.resolve(RECORD);
            if (Files.isRegularFile(record)) {
                DeliveryRecord delivery = read(record);
                return delivery.files().stream()
                        .map(file -> landed(folder, delivery, file).file())
                        .toList();
            }
        }
        return List.of();
    }

    Standing standing() {
        return standing;
    }

    /** {@return the place of the next delivery} */
    long nextSequence() {
        return lastSequence + 1;
    }

    /** {@return an id that sorts by arrival and that no other delivery has} */
    String nextId(Instant now, String contentHash) {
        return "%s-%06d-%s".formatted(STAMP.format(now), nextSequence(), contentHash.substring(0, 8));
    }

    /**
     * Makes a delivery durable and visible, in one step.
     *
     * @param made the folder it was made in
     * @return the folder where it lies from now on
     */
    Path commit(Path made, DeliveryRecord delivery) throws IOException {
        Files.write(made.resolve(RECORD), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(delivery));
        Durable.tree(made);
        Path date = landing.resolve(delivery.arrived());
        Files.createDirectories(date);
        Path folder = date.resolve(delivery.deliveryId());
        FaultPoint.DELIVERY_MADE.pass();
        Durable.move(made, folder);
        FaultPoint.DELIVERY_LANDED.pass();
        DurableFile.force(landing);
        arrive(folder, delivery);
        return folder;
    }

    private void arrive(Path folder, DeliveryRecord delivery) {
        lastSequence = Math.max(lastSequence, delivery.sequence());
        delivery.files().forEach(file -> standing.arrive(landed(folder, delivery, file)));
    }

    static Landed landed(Path folder, DeliveryRecord delivery, FileRecord file) {
        List<Finding> findings = file.findings().stream()
                .map(finding -> new Finding(
                        finding.ruleId(),
                        finding.severity(),
                        file.source(),
                        file.file(),
                        finding.line(),
                        finding.field(),
                        finding.rawValue(),
                        finding.message(),
                        finding.whatToDo()))
                .toList();
        var landed = new LandedFile(
                delivery.deliveryId(),
                file.contractId(),
                file.source(),
                file.file(),
                LocalDate.parse(delivery.arrived()),
                List.copyOf(file.rowsByYear().keySet()),
                file.attributes(),
                file.header(),
                file.parquet().stream().map(folder::resolve).toList(),
                folder.resolve(file.rejects()),
                file.delivered(),
                file.rejected(),
                file.sha256(),
                findings);
        return new Landed(
                landed, file.rowsByYear(), file.adds(), file.replaces(), file.terms(), file.bytes(), delivery.batch());
    }

    private static DeliveryRecord read(Path file) {
        try {
            return JSON.readValue(Files.readAllBytes(file), DeliveryRecord.class);
        } catch (IOException e) {
            throw new UncheckedIOException("The record of a delivery cannot be read: " + file, e);
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    "The record of a delivery is damaged: " + file + ". Restore it from the backup.", e);
        }
    }

    private static List<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(parent)) {
            return entries.filter(Files::isDirectory)
                    .filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + parent + " cannot be listed", e);
        }
    }
}
