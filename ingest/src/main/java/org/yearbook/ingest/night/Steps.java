package org.yearbook.ingest.night;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.yearbook.warehouse.publish.RunStep;

/** The steps of one run, timed and told as they end. */
final class Steps {

    private final String run;
    private final NightListener listener;
    private final List<RunStep> done = new ArrayList<>();

    Steps(String run, NightListener listener) {
        this.run = run;
        this.listener = listener;
    }

    /** Does something and records how long it took; {@code rows} is asked afterwards. */
    void time(String step, String source, Supplier<Long> work) {
        long start = System.nanoTime();
        long rows = work.get();
        add(step, source, rows, (System.nanoTime() - start) / 1e9);
    }

    synchronized void add(String step, String source, long rows, double seconds) {
        hear(new RunStep(run, step, source, rows, seconds));
    }

    synchronized void hear(RunStep step) {
        done.add(step);
        listener.done(step);
    }

    synchronized List<RunStep> all() {
        return List.copyOf(done);
    }
}
