package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.warehouse.fault.FaultPoint;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;
import org.yearbook.warehouse.home.RetentionSettings;
import org.yearbook.warehouse.keep.Checksums;
import org.yearbook.warehouse.keep.Copying;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.run.Runs;
import org.yearbook.warehouse.year.ClosedYears;

/**
 * Lets go of what the lake was on nights that nothing needs any more. Kept are the last state of each date for so many
 * days, and whatever a publication that is kept, a closed year, or a name in the table itself stands on. First the
 * tables forget, then the checksums, then the files go: cut off anywhere in between, the next night goes on.
 */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** Lies in the home while no run is under way and the last one left nothing behind. */
    private static final String SWEPT = "lake-swept";

    private final DistrictHome home;
    private final RetentionSettings settings;
    private final ZoneId zone;
    private boolean swept;

    Retention(DistrictHome home, RetentionSettings settings, ZoneId zone) {
        this.home = home;
        this.settings = settings;
        this.zone = zone;
    }

    /**
     * Tidies up behind a night. What cannot be removed waits for the next one: the numbers are in force already.
     *
     * @param today the night's date
     */
    void tidy(Lake lake, LocalDate today) {
        Optional<Copying> alone = Copying.none(home);
        if (alone.isEmpty()) {
            swept = false;
            return; // a backup may be about to copy what would go
        }
        try (var held = alone.get()) {
            Map<String, Set<Long>> needed = needed();
            lake.forget((table, snapshots) ->
                    kept(snapshots, needed.getOrDefault(table, Set.of()), today.minusDays(settings.lakeDays())));
            FaultPoint.LAKE_FORGOT.pass();
            remove(lake.unneededOfChanged());
            remove(records(today));
        } catch (RuntimeException e) {
            swept = false;
            // Whatever a manifest, a closed year or the disk says: the night is done, and nothing that is needed went.
            LOG.warn("What the lake does not need any more could not be removed", e);
        }
    }

    /**
     * Removes what a night left that was cut off, and what one could not remove any more. To find it, every state that
     * is kept of every table is read: not behind a run that ended well.
     */
    void sweep(Lake lake) {
        swept = takeMark();
        if (swept) {
            return;
        }
        Optional<Copying> alone = Copying.none(home);
        if (alone.isPresent()) {
            try (var held = alone.get()) {
                remove(lake.unneeded());
                swept = true;
            }
        }
    }

    // A power cut that brings the mark back costs room on the disk until files are looked for again, and nothing else.
    private boolean takeMark() {
        try {
            return Files.deleteIfExists(home.state().resolve(SWEPT));
        } catch (IOException e) {
            throw new UncheckedIOException("What the last run left in " + home.state() + " cannot be removed", e);
        }
    }

    /** Spares the next run the search, once this one has ended as it should. */
    void ended() {
        if (!swept) {
            return;
        }
        try {
            DurableFile.write(
                    home.state().resolve(SWEPT), "The last run left no file in the lake that no table knows.\n");
        } catch (IOException e) {
            LOG.warn(
                    "The next night looks for files in the lake that no table knows: it cannot be noted that none is",
                    e);
        }
    }

    /** What nobody noted goes first: on a full disk that makes the room in which the rest can be forgotten. */
    private void remove(Collection<Path> files) {
        List<Path> noted = Checksums.known(home, files);
        List<Path> others = new ArrayList<>(files);
        others.removeAll(noted);
        others.forEach(Retention::delete);
        Checksums.forget(home, noted);
        noted.forEach(Retention::delete);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be removed", e);
        }
    }

    /** {@return by table, the states that publications and closed years stand on} */
    private Map<String, Set<Long>> needed() {
        Map<String, Set<Long>> needed = new HashMap<>();
        Stream.concat(
                        Publications.list(home).stream().map(Publications::snapshots),
                        ClosedYears.of(home).all().stream()
                                .flatMap(year -> year.states().stream())
                                .map(state -> state.snapshots()))
                .flatMap(snapshots -> snapshots.entrySet().stream())
                .forEach(table -> needed.computeIfAbsent(table.getKey(), any -> new HashSet<>())
                        .add(table.getValue()));
        return needed;
    }

    private Set<Long> kept(Map<Long, Instant> snapshots, Set<Long> needed, LocalDate since) {
        Map<LocalDate, Map.Entry<Long, Instant>> lastOfDay = new HashMap<>();
        snapshots.entrySet().stream()
                .filter(one -> !date(one.getValue()).isBefore(since))
                .forEach(one -> lastOfDay.merge(
                        date(one.getValue()),
                        one,
                        (before, after) -> after.getValue().isBefore(before.getValue()) ? before : after));
        Set<Long> kept = new HashSet<>(needed);
        lastOfDay.values().forEach(one -> kept.add(one.getKey()));
        return kept;
    }

    private LocalDate date(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    /** {@return what was kept of nights whose runs are no longer told, for a lake that does not know them either} */
    private List<Path> records(LocalDate today) {
        LocalDate since = today.minusDays(settings.lakeDays());
        return new Runs(home)
                .older().stream()
                        .filter(id -> date(Runs.began(id)).isBefore(since))
                        .flatMap(id -> Stream.of(NightRecord.FILE, "contracts.csv")
                                .map(home.runs().resolve(id)::resolve))
                        .filter(Files::exists)
                        .toList();
    }
}
