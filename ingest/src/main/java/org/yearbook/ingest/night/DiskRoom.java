package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;
import org.yearbook.warehouse.publish.Publications;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The room on the disk of a home: judged before a night by what the last one of its kind needed, and watched while it
 * runs. What others write meanwhile counts as the night's, so a night is refused only where the publication alone would
 * not fit; {@code state/room.json} keeps what was needed.
 */
final class DiskRoom implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DiskRoom.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Long>> NEEDS = new TypeReference<>() {};
    private static final Duration LOOK = Duration.ofMillis(500);

    /** Deliveries grow from night to night. */
    private static final double SPARE = 1.25;

    private final DistrictHome home;
    private final String kind;
    private final LongSupplier free;
    private volatile long before;
    private final Thread watcher;
    private volatile long least;

    private DiskRoom(DistrictHome home, String kind, LongSupplier free) {
        this.home = home;
        this.kind = kind;
        this.free = free;
        this.before = free.getAsLong();
        this.least = before;
        this.watcher = new Thread(this::watch, "yearbook-disk-room");
        watcher.setDaemon(true);
        watcher.start();
    }

    /** {@return the room of a home, watched from now on until it is closed} */
    static DiskRoom of(DistrictHome home, boolean refresh) {
        return of(home, refresh, () -> free(home));
    }

    static DiskRoom of(DistrictHome home, boolean refresh, LongSupplier free) {
        return new DiskRoom(home, refresh ? "refresh" : "night", free);
    }

    private static long free(DistrictHome home) {
        try {
            return Files.getFileStore(home.root()).getUsableSpace();
        } catch (IOException e) {
            return Long.MAX_VALUE; // whoever writes next says what is the matter
        }
    }

    private synchronized void restart() {
        before = free.getAsLong();
        least = before;
    }

    private synchronized void look() {
        least = Math.min(least, free.getAsLong());
    }

    private void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(LOOK.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * {@return what is to be said of the room before a night, once it has cleared up behind the one before; nothing
     * where there is enough, or no night tells}
     *
     * @throws NoRoomException when a night cannot end well
     */
    Optional<String> judged() {
        restart();
        long publication = Publications.list(home).stream()
                .findFirst()
                .map(last -> size(last.folder()))
                .orElse(0L);
        if (before < publication) {
            throw new NoRoomException("The disk of the home has " + words(before)
                    + " left, and the last publication alone takes " + words(publication)
                    + ": a new one would not fit. Make room on the disk, then run it again.");
        }
        return Optional.ofNullable(needs().get(kind))
                .filter(needed -> before < needed * SPARE)
                .map(needed -> "The disk of the home has " + words(before) + " left, and the last " + kind + " needed "
                        + words(needed) + " at its peak: this one may not fit. Make room on the disk.");
    }

    /** Keeps what this one needed, for the judgement of the next. */
    void remember() {
        look();
        Map<String, Long> needs = new TreeMap<>(needs());
        needs.put(kind, before - least);
        try {
            DurableFile.write(home.state().resolve("room.json"), JSON.writeValueAsString(needs) + "\n");
        } catch (IOException e) {
            LOG.warn("How much room the {} needed could not be written", kind, e);
        }
    }

    private Map<String, Long> needs() {
        try {
            return JSON.readValue(Files.readString(home.state().resolve("room.json")), NEEDS);
        } catch (IOException | JacksonException e) {
            return Map.of();
        }
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    /** {@return 3.4 GB, or 120 MB} */
    static String words(long bytes) {
        long megabytes = bytes / 1_000_000;
        return megabytes < 1000 ? megabytes + " MB" : "%d.%d GB".formatted(megabytes / 1000, megabytes % 1000 / 100);
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
