package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.fault.FaultPoint;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.metric.MetricEngine;

/** Builds a publication from a lake night, one file per audience, and makes it the current one. */
public final class Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    private final DistrictHome home;
    private final District district;
    private final MetricEngine metrics;
    private final Limits limits;
    private final Clock clock;

    /** @param metrics as they were when the night began: what somebody edits meanwhile is for the next one */
    public Publisher(DistrictHome home, District district, MetricEngine metrics, Limits limits, Clock clock) {
        this.home = home;
        this.district = district;
        this.metrics = metrics;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Builds, checks and switches. When anything fails before the switch, the last publication stays in force and
     * nothing is left of the new one.
     *
     * @param before the steps of the night so far; they go into {@code run_step} with the publisher's own
     * @param progress hears of each of the publisher's steps as soon as it is done
     */
    public Publication publish(LakeNight night, List<RunStep> before, Consumer<RunStep> progress) {
        return publish(night, before, progress, publication -> {});
    }

    /**
     * As {@link #publish(LakeNight, List, Consumer)} does it.
     *
     * @param inForce hears of the publication as soon as it is the current one: what fails afterwards takes nothing of
     *     it back
     */
    public Publication publish(
            LakeNight night, List<RunStep> before, Consumer<RunStep> progress, Consumer<Publication> inForce) {
        try {
            Files.createDirectories(home.publications());
            try (FileChannel channel = FileChannel.open(
                            home.publications().resolve("publish.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
                    var lock = channel.tryLock()) {
                if (lock == null) {
                    throw busy(null);
                }
                return publishAlone(night, new Steps(night.id(), before, progress), inForce);
            } catch (OverlappingFileLockException e) {
                throw busy(e);
            }
        } catch (IOException e) {
            throw new PublicationException(
                    "The publication of night " + night.id() + " could not be written. The last one stays in force.",
                    e);
        }
    }

    private Publication publishAlone(LakeNight night, Steps steps, Consumer<Publication> inForce) throws IOException {
        sweep();
        Path folder = freeFolder(night.id());
        var publication = new Publication(folder.getFileName().toString(), night.id(), night.date(), folder);
        Path unfinished = Files.createDirectory(Workspace.unfinished(folder));
        Build build;
        try {
            build = new Build(
                    new Build.Order(home, district, metrics, night, publication.id(), clock.instant()),
                    limits,
                    unfinished);
            build.run(steps);
            // Remembered first: what is remembered and never came into force costs a number, the reverse costs a
            // secret.
            ReleaseBook.remember(home, unfinished);
            FaultPoint.RELEASE_REMEMBERED.pass();
            Workspace.finish(unfinished, folder);
        } catch (IOException | RuntimeException e) {
            Workspace.delete(unfinished);
            Workspace.delete(Workspace.unfinished(home.kept()));
            throw e;
        }
        parquet(publication, steps);
        FaultPoint.PUBLICATION_NAMED.pass();
        pointAt(publication, inForce);
        build.remember();
        FaultPoint.YEARS_REMEMBERED.pass();
        prune();
        return publication;
    }

    // A disk may fail right after the pointer moved: then the publication is in force, and whoever waits must hear it.
    private void pointAt(Publication publication, Consumer<Publication> inForce) {
        try {
            Publications.makeCurrent(home, publication);
            FaultPoint.POINTER_MOVED.pass();
        } catch (PublicationException | UncheckedIOException e) {
            if (isCurrent(publication)) {
                inForce.accept(publication);
            }
            throw e;
        }
        inForce.accept(publication);
    }

    private boolean isCurrent(Publication publication) {
        try {
            return Publications.current(home).filter(publication::equals).isPresent();
        } catch (PublicationException e) {
            return false;
        }
    }

    // Pages do not wait for files that a full disk may refuse. Nobody reads old ones for new ones meanwhile: "current"
    // goes where there are none.
    private void parquet(Publication publication, Steps steps) {
        if (district.parquetFiles().isEmpty()) {
            return;
        }
        try {
            steps.time(
                    "parquet files",
                    () -> ParquetFiles.write(home, publication, district.parquetFiles(), limits, clock.instant()));
        } catch (PublicationException | EngineException | UncheckedIOException e) {
            LOG.warn(
                    "The Parquet files of publication {} could not all be written; it comes into force without those."
                            + " Make room on the disk and see that parquet/ of the home can be written.",
                    publication.id(),
                    e);
        }
    }

    // The new publication is in force already: what cannot be tidied tonight waits for the next night.
    private void prune() {
        try {
            Publications.prune(home, Publications.KEPT);
        } catch (PublicationException | UncheckedIOException e) {
            LOG.warn("Old publications could not be removed", e);
        }
    }

    // A night that was killed left its folder unfinished, or a pointer that never came into place.
    private void sweep() throws IOException {
        try (Stream<Path> entries = Files.list(home.publications())) {
            for (Path entry : entries.filter(Workspace::isUnfinished).toList()) {
                Workspace.delete(entry);
            }
        }
    }

    // A night that is published again comes after what it published before, even when the first of those is gone.
    private Path freeFolder(String night) throws IOException {
        int last = 0;
        try (Stream<Path> entries = Files.list(home.publications())) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (name.equals(night)) {
                    last = Math.max(last, 1);
                } else if (name.matches(Pattern.quote(night) + "-\\d{3}")) {
                    last = Math.max(last, Integer.parseInt(name.substring(night.length() + 1)));
                }
            }
        }
        return home.publications().resolve(last == 0 ? night : "%s-%03d".formatted(night, last + 1));
    }

    private static PublicationException busy(@Nullable Exception cause) {
        String message = "Another publication is being built in this home. Wait until it is done, then publish again.";
        return cause == null ? new PublicationException(message) : new PublicationException(message, cause);
    }
}
