package org.yearbook.warehouse.engine;

import java.util.Locale;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of each question how long it took, how many rows came of it and how it reads, to whoever sets the level of this
 * logger to DEBUG. Values stand in a question as places; what they are is not told, since they may be of a person.
 */
final class StatementLog implements ExecuteListener {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(StatementLog.class);
    private static final ExecuteListener SILENT = new Silent();
    private static final double NANOS_A_MILLISECOND = 1e6;

    private final long begun = System.nanoTime();
    private long rows;

    private StatementLog() {}

    /** {@return what listens to one statement} */
    static ExecuteListener listener() {
        return LOG.isDebugEnabled() ? new StatementLog() : SILENT;
    }

    @Override
    public void recordEnd(ExecuteContext context) {
        rows++;
    }

    @Override
    public void resultEnd(ExecuteContext context) {
        Result<?> result = context.result();
        rows = result == null ? rows : result.size();
    }

    @Override
    public void end(ExecuteContext context) {
        String statement = context.sql();
        LOG.debug(
                "{} ms, {} rows: {}",
                String.format(Locale.ROOT, "%.2f", (System.nanoTime() - begun) / NANOS_A_MILLISECOND),
                rows,
                statement == null ? "" : statement.replaceAll("\\s+", " "));
    }

    private static final class Silent implements ExecuteListener {
        private static final long serialVersionUID = 1L;
    }
}
