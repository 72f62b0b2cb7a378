package org.yearbook.warehouse.engine;

import java.sql.SQLException;

/** DuckDB refused, and the cause carries its own words; or it could not be loaded at all. */
public class EngineException extends RuntimeException {

    public EngineException(String message, SQLException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }

    /** DuckDB is no Java: its driver unpacks it into the folder for temporary files and loads it from there. */
    EngineException(LinkageError cause) {
        super("DuckDB cannot be loaded from " + System.getProperty("java.io.tmpdir")
                + ", the folder for temporary files: nothing may be run from there (noexec), or it is full."
                + " Make room, or name another folder: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER");
        addSuppressed(cause); // a cause's own words may not be shown, and these have to be
    }
}
