package org.yearbook.warehouse.run;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a night, as {@code runs/<id>/run.json} tells it. Grain: one a run, also of those that published nothing.
 * No part of it holds a value of a record.
 *
 * @param id sortable by time
 * @param date the local date of the night
 * @param refresh whether it took in what is refreshed more often than nightly, and nothing else
 * @param began when it began
 * @param told when this was written; while a night runs, the last time that something moved
 * @param ended null while it runs, and of a run that was cut off
 * @param state how it stands
 * @param words why it failed or nothing was published, in a sentence; empty otherwise
 * @param publication the one that it brought into force, also when it failed or died afterwards; empty when none
 * @param stages those that began, in their order; the last may still run
 * @param steps in the order in which they ended
 * @param warnings sentences for whoever looks after the nights
 * @param files where the rows of each file went: those that came, those held back, those still in force
 */
public record Run(
        String id,
        LocalDate date,
        boolean refresh,
        Instant began,
        Instant told,
        @Nullable Instant ended,
        State state,
        String words,
        String publication,
        List<StageTime> stages,
        List<Step> steps,
        List<String> warnings,
        List<FileAccount> files) {

    public Run {
        stages = List.copyOf(stages);
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
        files = List.copyOf(files);
    }

    /** How a run stands. */
    public enum State {
        RUNNING,
        PUBLISHED,
        /** Published, with a delivery held back. */
        PUBLISHED_IN_PART,
        /** There was nothing to publish, or nothing fit to be. */
        NOTHING,
        /** Something went wrong; its publication says whether that was after it had published. */
        FAILED,
        /** Its process ended without a word. */
        DIED,
        /** It committed its rows to the lake; of its record nothing else is kept, or never was. */
        ONLY_KNOWN;

        /** {@return whether a publication came of it} */
        public boolean published() {
            return this == PUBLISHED || this == PUBLISHED_IN_PART;
        }
    }

    /** When a stage began. */
    public record StageTime(Stage stage, Instant began) {}

    /**
     * One piece of work that ended.
     *
     * @param source the file or system that it was about; empty when about everything
     */
    public record Step(String step, String source, long rows, double seconds) {}

    /**
     * Where the rows of one file went.
     *
     * @param came what the file is to this run
     * @param reason why it was held back, a sentence; empty otherwise
     * @param whatToDo a sentence; empty when not held back
     */
    public record FileAccount(
            String source,
            String file,
            Came came,
            String reason,
            String whatToDo,
            long delivered,
            long loaded,
            long quarantined,
            long duplicate) {

        /** {@return whether every delivered row is accounted for} */
        public boolean balances() {
            return delivered == loaded + quarantined + duplicate;
        }
    }

    /** What a file is to a run. */
    public enum Came {
        TONIGHT,
        /** Delivered again with the same bytes. */
        AGAIN,
        /** Delivered on an earlier night and still in force. */
        EARLIER,
        HELD
    }

    /** {@return the same run, of which it turned out that nobody is at work on it any more} */
    Run died() {
        return new Run(
                id, date, refresh, began, told, ended, State.DIED, words, publication, stages, steps, warnings, files);
    }

    /** {@return the end as far as anybody knows it: for a run that was cut off, when it was last heard of} */
    public Instant lastHeard() {
        return ended == null ? told : ended;
    }

    /** {@return how long it took until it ended or was last heard of} */
    public Duration took() {
        return Duration.between(began, lastHeard());
    }

    /** {@return how long each stage took until the next one began or the run ended} */
    public Map<Stage, Duration> stageTimes() {
        Map<Stage, Duration> times = new EnumMap<>(Stage.class);
        for (int i = 0; i < stages.size(); i++) {
            Instant end = i + 1 < stages.size() ? stages.get(i + 1).began() : lastHeard();
            times.merge(stages.get(i).stage(), Duration.between(stages.get(i).began(), end), Duration::plus);
        }
        return times;
    }

    /** {@return rows that were taken in out of delivered files} */
    public long rowsLanded() {
        return steps.stream()
                .filter(step -> step.step().equals("land"))
                .mapToLong(Step::rows)
                .sum();
    }

    /** {@return the last stage that began, if any did} */
    public @Nullable StageTime now() {
        return stages.isEmpty() ? null : stages.get(stages.size() - 1);
    }
}
