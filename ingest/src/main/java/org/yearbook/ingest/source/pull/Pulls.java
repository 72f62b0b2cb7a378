package org.yearbook.ingest.source.pull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.ingest.source.folder.Durable;
import org.yearbook.ingest.source.pull.PullOutcome.Brought;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;

/**
 * Pulls the sources of one home into its inbox. Each stands for itself: what one of them suffers, the others do not,
 * and none of it stops a night. One process at a time: the night holds the lock.
 */
public final class Pulls {

    private static final Logger LOG = LoggerFactory.getLogger(Pulls.class);

    private static final int AT_ONCE = 4;

    /** Of a report a day, this is more than a school year. */
    private static final int MOST_NAMES = 500;

    private final DistrictHome home;
    private final District district;
    private final List<ConfiguredSource> sources;
    private final Secrets secrets;
    private final Pace pace;
    private final PullStates states;

    public Pulls(
            DistrictHome home, District district, List<ConfiguredSource> sources, Map<String, String> env, Pace pace) {
        this.home = home;
        this.district = district;
        this.sources = List.copyOf(sources);
        this.secrets = new Secrets(env, home.root());
        this.pace = pace;
        this.states = new PullStates(home.state());
    }

    /** Pulls what is due, and {@return what became of each, in the order of the file} */
    public List<PullResult> due(LocalDate date) {
        return pull(
                sources.stream()
                        .filter(source -> source.due(states.read(source.name()), date))
                        .toList(),
                date,
                false);
    }

    /**
     * {@return the sources of some names that are not paused}
     *
     * @throws HomeException when there is none of a name
     */
    public List<ConfiguredSource> named(List<String> names) {
        List<String> known = sources.stream().map(ConfiguredSource::name).toList();
        List<String> unknown =
                names.stream().filter(name -> !known.contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw new HomeException("'refresh' of district.yaml names the sources " + String.join(", ", unknown)
                    + ", and 'sources' has "
                    + (known.isEmpty()
                            ? "none at all."
                            : "none of that name; it has " + String.join(", ", known) + "."));
        }
        return sources.stream()
                .filter(source -> names.contains(source.name()) && !source.paused())
                .toList();
    }

    /** {@return the source that put an item of this name into the inbox, where a pull did} */
    public Optional<String> sourceOf(String item) {
        return sources.stream()
                .map(ConfiguredSource::name)
                .filter(source -> states.read(source).waiting().contains(item))
                .findFirst();
    }

    /** Pulls some sources, due or not. */
    public List<PullResult> pull(List<ConfiguredSource> chosen, LocalDate date, boolean full) {
        if (chosen.isEmpty()) {
            return List.of();
        }
        sweep(pulling());
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, chosen.size()));
        try {
            List<Future<PullResult>> running = new ArrayList<>();
            for (ConfiguredSource source : chosen) {
                Callable<PullResult> one = () -> pull(source, date, full);
                running.add(threads.submit(one));
            }
            List<PullResult> results = new ArrayList<>();
            for (Future<PullResult> result : running) {
                results.add(result.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The pulls were interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A pull could not be recorded", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private PullResult pull(ConfiguredSource source, LocalDate date, boolean askedFull) {
        Instant start = pace.clock().instant();
        PullState before = states.read(source.name());
        boolean lost = before.waiting().stream().anyMatch(name -> !Files.exists(inboxed(name)));
        boolean again = askedFull || lost || before.lastFull() == null;
        try {
            forget(pulling().resolve(source.name()));
            Path work = Files.createDirectories(pulling().resolve(source.name()));
            PullContext context = context(source, work, before, again, date, start);
            PullOutcome outcome = source.source().pull(context);
            List<String> items = outcome instanceof Brought brought ? place(source, brought, before) : List.of();
            List<String> brought = brought(source, before, items);
            states.write(source.name(), after(before, outcome, items, brought, date));
            return new PullResult(
                    source.name(),
                    source.kind(),
                    items,
                    brought,
                    isFull(outcome),
                    before.failure() != null,
                    null,
                    outcome.notes(),
                    took(start));
        } catch (PullFailure e) {
            return failed(source, e, start);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The pull of {} met a fault of the disk", source.name(), e);
            return failed(
                    source,
                    new PullFailure(
                            "What was pulled could not be written to disk.",
                            "Check that the disk of the home has room and may be written to.",
                            e),
                    start);
        } catch (RuntimeException e) {
            LOG.warn(
                    "The pull of {} met a fault of the program: {}",
                    source.name(),
                    e.getClass().getName());
            return failed(
                    source,
                    new PullFailure(
                            "The pull met a fault of the program ("
                                    + e.getClass().getSimpleName() + ").",
                            "Please report it, with the kind of the source and the name of its system.",
                            e),
                    start);
        } finally {
            sweep(pulling().resolve(source.name()));
        }
    }

    /** {@return what a source has to work with when it is only tried; the caller removes the work folder} */
    public PullContext trial(ConfiguredSource source, Path work, LocalDate date) {
        return context(source, work, PullState.NONE, true, date, pace.clock().instant());
    }

    private PullContext context(
            ConfiguredSource source, Path work, PullState before, boolean again, LocalDate date, Instant start) {
        return new PullContext(
                source.name(),
                home.root(),
                work,
                states.kept(source.name()),
                before,
                again || before.fullNext(),
                again,
                date,
                source.missed(before, date),
                district,
                start.plus(source.patience()),
                secrets,
                pace);
    }

    private PullResult failed(ConfiguredSource source, PullFailure failure, Instant start) {
        // Read anew: what was moved into the inbox before it failed is waited for.
        remember(source, states.read(source.name()).failed(failure.reason()));
        return new PullResult(
                source.name(), source.kind(), List.of(), List.of(), false, false, failure, List.of(), took(start));
    }

    /** The latest names come last where they tell of a day, and of old ones nobody asks. */
    private static List<String> brought(ConfiguredSource source, PullState before, List<String> items) {
        if (!source.source().speaksOfAll()) {
            return List.of();
        }
        List<String> known = before.brought() == null ? List.of() : before.brought();
        List<String> all =
                Stream.concat(known.stream(), items.stream()).distinct().toList();
        return all.subList(Math.max(0, all.size() - MOST_NAMES), all.size());
    }

    private PullState after(
            PullState before, PullOutcome outcome, List<String> items, List<String> brought, LocalDate date) {
        LocalDate lastFull = isFull(outcome) ? date : before.lastFull();
        return new PullState(date, lastFull, false, waiting(before, items), null, brought, outcome.marks());
    }

    private List<String> waiting(PullState before, List<String> items) {
        List<String> waiting = new ArrayList<>(before.waiting());
        waiting.removeIf(name -> !Files.exists(inboxed(name)));
        items.stream().filter(item -> !waiting.contains(item)).forEach(waiting::add);
        return waiting;
    }

    private static boolean isFull(PullOutcome outcome) {
        return outcome instanceof Brought brought && brought.full();
    }

    /**
     * Moves what was made into the inbox. Files of one name take the place of what this source put there before and no
     * night has taken yet; a bundle's folder never does, since the one before may hold other changes.
     */
    private List<String> place(ConfiguredSource source, Brought brought, PullState before)
            throws IOException, PullFailure {
        for (Path item : brought.items()) {
            Path at = inboxed(String.valueOf(item.getFileName()));
            boolean ours = before.waiting().contains(String.valueOf(item.getFileName()));
            if (Files.isRegularFile(item) && Files.exists(at) && !ours) {
                throw new PullFailure(
                        "A file named " + item.getFileName() + " lies in the inbox already, and it is not from "
                                + source.name() + ".",
                        "Let a night take that file first, or remove it; the next night pulls again.");
            }
            Durable.tree(item);
        }
        Map<Path, Path> moves = new LinkedHashMap<>();
        for (Path item : brought.items()) {
            Path at = inboxed(String.valueOf(item.getFileName()));
            moves.put(item, Files.isDirectory(item) ? free(at, moves.values()) : at);
        }
        List<String> placed = moves.values().stream()
                .map(to -> String.valueOf(to.getFileName()))
                .toList();
        // Before the moves: what a broken-off one left in the inbox must be known as ours, and what it did not, as
        // lost.
        states.write(
                source.name(),
                before.waiting(
                        Stream.concat(before.waiting().stream(), placed.stream())
                                .distinct()
                                .toList(),
                        before.fullNext()));
        for (Map.Entry<Path, Path> move : moves.entrySet()) {
            Durable.move(move.getKey(), move.getValue());
        }
        return placed;
    }

    /** {@return where nothing lies, and nothing else of this pull is about to} */
    private static Path free(Path at, Collection<Path> chosen) {
        Path to = at;
        for (int copy = 2; Files.exists(to) || chosen.contains(to); copy++) {
            to = at.resolveSibling(at.getFileName() + "-" + copy);
        }
        return to;
    }

    /**
     * Hears, once the inbox is cleared, what landing did with it: what it took is no longer waited for, and a source of
     * which something was held back brings everything next time, since later changes would build on what is not there.
     */
    public void landed(Collection<Path> taken, Collection<Path> refused) {
        for (ConfiguredSource source : sources) {
            PullState state = states.read(source.name());
            if (state.waiting().isEmpty()) {
                continue;
            }
            boolean held = state.waiting().stream().map(this::inboxed).anyMatch(refused::contains);
            List<String> waiting = state.waiting().stream()
                    .filter(name -> !taken.contains(inboxed(name)) && !refused.contains(inboxed(name)))
                    .toList();
            if (held || waiting.size() < state.waiting().size()) {
                remember(source, state.waiting(waiting, state.fullNext() || held));
            }
        }
    }

    /**
     * Writes what a night can do without: a failure it tells anyway; and what landed, since what is waited for but no
     * longer there counts as lost, so that everything is brought again.
     */
    private void remember(ConfiguredSource source, PullState state) {
        try {
            states.write(source.name(), state);
        } catch (UncheckedIOException e) {
            LOG.warn("What became of the source {} could not be remembered", source.name(), e);
        }
    }

    private Path inboxed(String name) {
        return home.inbox().resolve(name);
    }

    /** Hidden, so that nobody takes what is being made; inside, so that it can be moved in one step. */
    private Path pulling() {
        return home.inbox().resolve(".pulling");
    }

    private Duration took(Instant start) {
        return Duration.between(start, pace.clock().instant());
    }

    /** What cannot be removed now is removed before the next pull, which fails if it still cannot. */
    private static void sweep(Path work) {
        try {
            forget(work);
        } catch (UncheckedIOException e) {
            LOG.warn("The work files of pulls cannot be removed", e);
        }
    }

    /** Removes the work folder of a pull or a trial. */
    public static void forget(Path work) {
        try {
            Durable.delete(work);
        } catch (IOException e) {
            throw new UncheckedIOException("The work files of a pull cannot be removed", e);
        }
    }
}
