package org.yearbook.warehouse.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.run.Run.FileAccount;
import org.yearbook.warehouse.run.Run.StageTime;
import org.yearbook.warehouse.run.Run.State;
import org.yearbook.warehouse.run.Run.Step;

/**
 * Keeps the record of the run of a night in its home while it goes, about once a second and at its end. What cannot be
 * written is noted in the log and keeps no night from going on.
 */
public final class RunRecorder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunRecorder.class);
    private static final long MILLIS = 1000;

    private final Path folder;
    private final String id;
    private final LocalDate date;
    private final boolean refresh;
    private final Clock clock;
    private final Instant began;
    private final FileChannel alive;
    private final Thread writer;
    private final List<StageTime> stages = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<FileAccount> files = new ArrayList<>();
    private State state = State.RUNNING;
    private String words = "";
    private String publication = "";
    private @Nullable Instant ended;
    private boolean dirty;
    private boolean closed;
    private boolean faulty;

    private RunRecorder(Path folder, String id, Kind kind, Clock clock, FileChannel alive) {
        this.folder = folder;
        this.id = id;
        this.date = kind.date();
        this.refresh = kind.refresh();
        this.clock = clock;
        this.began = clock.instant();
        this.alive = alive;
        this.writer = new Thread(this::writeNowAndThen, "yearbook-run-record");
        writer.setDaemon(true);
    }

    /**
     * What a run is.
     *
     * @param refresh whether it takes in what is refreshed more often than nightly, and nothing else
     */
    public record Kind(LocalDate date, boolean refresh) {}

    /** {@return the record of a night that begins now; its process is known to be at work until it is closed} */
    public static RunRecorder begin(DistrictHome home, String id, LocalDate date, Clock clock) {
        return begin(home, id, new Kind(date, false), clock);
    }

    /** {@return the record of a run that begins now; its process is known to be at work until it is closed} */
    public static RunRecorder begin(DistrictHome home, String id, Kind kind, Clock clock) {
        Path folder = home.runs().resolve(id);
        try {
            Files.createDirectories(folder);
            var recorder = new RunRecorder(folder, id, kind, clock, RunFile.holdAlive(folder));
            recorder.write();
            recorder.writer.start();
            return recorder;
        } catch (IOException e) {
            throw new UncheckedIOException("The run cannot be recorded in " + folder, e);
        }
    }

    /** Written at once, so that a run that dies is known to have come so far. */
    public synchronized void stage(Stage stage) {
        stages.add(new StageTime(stage, clock.instant()));
        write();
    }

    public synchronized void step(Step step) {
        steps.add(step);
        dirty = true;
    }

    public synchronized void warn(String sentence) {
        warnings.add(sentence);
        dirty = true;
    }

    /** Takes the place of what was said of files before. */
    public synchronized void files(List<FileAccount> told) {
        files.clear();
        files.addAll(told);
        dirty = true;
    }

    public void published(String publicationId, boolean inPart) {
        end(inPart ? State.PUBLISHED_IN_PART : State.PUBLISHED, "", publicationId);
    }

    /** Written at once: the run's publication is in force, whatever becomes of the run. */
    public synchronized void inForce(String publicationId) {
        publication = publicationId;
        write();
    }

    public void nothing(String why) {
        end(State.NOTHING, why, "");
    }

    /** A publication that was in force by then stays recorded. */
    public synchronized void failed(String why) {
        end(State.FAILED, why, publication);
    }

    private synchronized void end(State how, String why, String publicationId) {
        state = how;
        words = why;
        publication = publicationId;
        ended = clock.instant();
        write();
    }

    private void writeNowAndThen() {
        try {
            while (true) {
                synchronized (this) {
                    if (closed) {
                        return;
                    }
                    if (dirty) {
                        write();
                    }
                    wait(MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void write() {
        dirty = false;
        try {
            RunFile.write(
                    folder,
                    new Run(
                            id,
                            date,
                            refresh,
                            began,
                            clock.instant(),
                            ended,
                            state,
                            words,
                            publication,
                            stages,
                            steps,
                            warnings,
                            files));
        } catch (IOException e) {
            if (!faulty) {
                faulty = true;
                LOG.warn("The record of run {} cannot be written; the night goes on without it", id, e);
            }
        }
    }

    /** The process is at work no more. A run that was not told to have ended is taken for one that died. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            RunFile.letGo(folder, alive);
        } catch (IOException e) {
            LOG.warn("The record of run {} cannot be let go", id, e);
        }
    }
}
