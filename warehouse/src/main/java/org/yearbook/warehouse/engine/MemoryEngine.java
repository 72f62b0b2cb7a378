package org.yearbook.warehouse.engine;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * A DuckDB engine whose database is in memory. To start one takes some 25 ms and a night needs dozens, most of them for
 * a moment, so an engine that was given back is lent again: with another connection and another database, both empty.
 * Nothing of what was done before is left in it: an engine that still has a file attached, or that spilled to a disk,
 * ends instead.
 */
final class MemoryEngine {

    /** As many as work side by side on a small machine. */
    private static final int MOST_IDLE = 4;

    /** Besides its {@link Limits}, the only thing that any statement of this program changes of a whole engine. */
    private static final String AS_STARTED = "reset preserve_insertion_order";

    private static final Deque<MemoryEngine> IDLE = new ArrayDeque<>();

    private final DuckDBConnection keeper;
    private Limits limits;

    private MemoryEngine(DuckDBConnection keeper, Limits limits) {
        this.keeper = keeper;
        this.limits = limits;
    }

    /** {@return an engine that nobody else uses, with an empty database named {@code memory}} */
    static MemoryEngine take(Limits limits, Properties properties) throws SQLException {
        MemoryEngine idle = idle();
        while (idle != null) {
            if (idle.begin(limits)) {
                return idle;
            }
            idle = idle();
        }
        return start(limits, properties);
    }

    private static MemoryEngine start(Limits limits, Properties properties) throws SQLException {
        var engine = new MemoryEngine(Duck.connect("jdbc:duckdb:", properties).unwrap(DuckDBConnection.class), limits);
        // The database that an engine starts with cannot be thrown away, as long as it is the only one.
        engine.run("attach ':memory:' as nothing; use nothing; detach memory; attach ':memory:' as memory");
        return engine;
    }

    private static @Nullable MemoryEngine idle() {
        synchronized (IDLE) {
            return IDLE.poll();
        }
    }

    private boolean begin(Limits wanted) {
        var statements = new StringBuilder("attach ':memory:' as memory");
        if (wanted.threads() != limits.threads()) {
            statements.append("; set threads = ").append(wanted.threads());
        }
        if (wanted.memoryMegabytes() != limits.memoryMegabytes()) {
            statements
                    .append("; set memory_limit = '")
                    .append(wanted.memoryMegabytes())
                    .append("MB'");
        }
        if (wanted.spill() != null) {
            statements.append("; set temp_directory = ").append(Duck.literal(wanted.spill()));
        }
        limits = wanted;
        try {
            run(statements.toString());
            return true;
        } catch (SQLException e) {
            end();
            return false;
        }
    }

    /** {@return the only connection to it, with variables and settings of its own} */
    Connection connect() throws SQLException {
        try {
            Connection fresh = keeper.duplicate();
            try (Statement call = fresh.createStatement()) {
                call.execute("use memory");
            }
            return fresh;
        } catch (SQLException e) {
            keeper.close();
            throw e;
        }
    }

    /** Takes the engine back when its connection is closed. */
    void release() {
        if (!isEmpty() || !lay()) {
            end();
        }
    }

    private boolean lay() {
        synchronized (IDLE) {
            return IDLE.size() < MOST_IDLE && IDLE.add(this);
        }
    }

    private boolean isEmpty() {
        try {
            run("detach memory; " + AS_STARTED);
            if (limits.spill() != null) {
                // It keeps to a folder that it spilled to, and refuses another.
                run("set temp_directory = ''");
            }
            try (Statement call = keeper.createStatement();
                    ResultSet others = call.executeQuery("select 1 from duckdb_databases() where not internal and"
                            + " database_name <> 'nothing' limit 1")) {
                return !others.next();
            }
        } catch (SQLException e) {
            return false;
        }
    }

    private void end() {
        try {
            keeper.close();
        } catch (SQLException e) {
            throw new EngineException("DuckDB did not close cleanly", e);
        }
    }

    private void run(String statements) throws SQLException {
        try (Statement call = keeper.createStatement()) {
            call.execute(statements);
        }
    }
}
