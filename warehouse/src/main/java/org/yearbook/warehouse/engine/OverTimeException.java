package org.yearbook.warehouse.engine;

import java.sql.SQLException;
import java.time.Duration;

/** A statement took longer than it may and was stopped; nothing of it was done. */
public final class OverTimeException extends EngineException {

    OverTimeException(Duration limit, SQLException cause) {
        super("A statement took longer than " + limit.toMillis() + " ms and was stopped", cause);
    }
}
