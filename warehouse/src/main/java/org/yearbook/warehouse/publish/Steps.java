package org.yearbook.warehouse.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The steps of one publication as they are done: each is timed, told at once, and kept for {@code run_step}. */
final class Steps {

    private static final double NANOS = 1e9;

    private final String run;
    private final Consumer<RunStep> progress;
    private final List<RunStep> done;

    Steps(String run, List<RunStep> before, Consumer<RunStep> progress) {
        this.run = run;
        this.progress = progress;
        this.done = new ArrayList<>(before);
    }

    /** Does one step, which returns how many rows it handled. */
    void time(String step, LongSupplier work) {
        long begun = System.nanoTime();
        long rows = work.getAsLong();
        double seconds = Math.round((System.nanoTime() - begun) / NANOS * 1000) / 1000.0;
        var told = new RunStep(run, step, "", rows, seconds);
        done.add(told);
        progress.accept(told);
    }

    /** Records something that took no time of its own. */
    void tell(String step, String source, long rows) {
        var told = new RunStep(run, step, source, rows, 0);
        done.add(told);
        progress.accept(told);
    }

    List<RunStep> done() {
        return List.copyOf(done);
    }
}
