package org.yearbook.warehouse.engine;

import java.sql.SQLException;

/** DuckDB refused; the cause carries its own words. */
public class EngineException extends RuntimeException {

    public EngineException(String message, SQLException cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
