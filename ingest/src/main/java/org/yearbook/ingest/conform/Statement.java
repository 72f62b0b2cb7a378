package org.yearbook.ingest.conform;

import java.io.Serializable;
import java.time.Duration;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.OverTimeException;

/**
 * One statement of a task.
 *
 * @param sql for DuckDB
 * @param guard for the rules that somebody wrote; null when a refusal ends the task
 */
public record Statement(String sql, @Nullable Guard guard) implements Serializable {

    /**
     * What to run in place of a statement that is refused, or takes too long.
     *
     * @param refused when DuckDB refused it
     * @param overTime when it took longer than it may
     * @param limitMillis how long it may take
     */
    public record Guard(String refused, String overTime, long limitMillis) implements Serializable {}

    static Statement of(String sql) {
        return new Statement(sql, null);
    }

    /** {@return all that may be run of it} */
    Stream<String> texts() {
        return guard == null ? Stream.of(sql) : Stream.of(sql, guard.refused(), guard.overTime());
    }

    /**
     * Runs it.
     *
     * @return whether it ran as it stands, and nothing had to be run in its place
     * @throws EngineException when it is refused, and nothing is to be run in its place
     */
    public boolean run(Duck duck) {
        if (guard == null) {
            duck.run(sql);
            return true;
        }
        try {
            duck.run(sql, Duration.ofMillis(guard.limitMillis()));
            return true;
        } catch (OverTimeException e) {
            duck.run(guard.overTime());
        } catch (EngineException e) {
            duck.run(guard.refused());
        }
        return false;
    }
}
