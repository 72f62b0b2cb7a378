package org.yearbook.warehouse.engine;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBStruct;
import org.jooq.DSLContext;
import org.jooq.ExecuteListenerProvider;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * An open DuckDB database, in memory or in a file. Not thread-safe: one thread, one Duck. DuckDB downloads nothing
 * here: extensions that are not in the driver's jar stay unavailable.
 */
public final class Duck implements AutoCloseable {

    /** Rows that lie together, and that one thread reads alone. */
    public static final long ROW_GROUP = 122_880;

    /** Files are written as this release of DuckDB had them: analysts' own tools bring older ones along. */
    private static final String OLDEST_READER = "v1.4.0";

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    /**
     * Not found by way of {@link java.sql.DriverManager}: under spark-submit a thread of Java's common pool, the first
     * to ask, sees no class of ours.
     */
    private static final DuckDBDriver DRIVER = new DuckDBDriver();

    private final Connection connection;
    private final @Nullable MemoryEngine engine;
    private final DSLContext sql;

    private Duck(Connection connection, @Nullable MemoryEngine engine) {
        this.connection = connection;
        this.engine = engine;
        this.sql = DSL.using(new DefaultConfiguration()
                .set(connection)
                .set(SQLDialect.DUCKDB)
                .set(new Settings().withRenderSchema(false).withExecuteLogging(false))
                .set((ExecuteListenerProvider) StatementLog::listener));
    }

    /** Loads the engine, which takes a while in a process that has not used it yet. */
    public static void load() {
        inMemory(Limits.small()).close();
    }

    /** {@return a database that lives as long as this object} */
    public static Duck inMemory(Limits limits) {
        try {
            var engine = MemoryEngine.take(limits, limited(limits, new Properties()));
            return new Duck(engine.connect(), engine);
        } catch (SQLException e) {
            throw new EngineException("DuckDB could not start", e);
        }
    }

    /** {@return the database in {@code file}, created when absent, to be written by this process alone} */
    public static Duck write(Path file, Limits limits) {
        return open("jdbc:duckdb:" + file, limits, new Properties());
    }

    /**
     * {@return a finished database file, read-only, with no way out to other files and no setting to change} The same
     * file may be read by many at once in this process, as long as all state the same limits.
     */
    public static Duck read(Path file, Limits limits) {
        return open("jdbc:duckdb:" + file, limits, readOnly());
    }

    /** {@return the same, for results of any size: rows are computed as they are fetched, and never held together} */
    public static Duck stream(Path file, Limits limits) {
        Properties properties = readOnly();
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        return open("jdbc:duckdb:" + file, limits, properties);
    }

    private static Properties readOnly() {
        var properties = new Properties();
        properties.setProperty("access_mode", "READ_ONLY");
        properties.setProperty("enable_external_access", "false");
        properties.setProperty("allow_persistent_secrets", "false");
        properties.setProperty("lock_configuration", "true");
        return properties;
    }

    private static Duck open(String url, Limits limits, Properties properties) {
        try {
            return new Duck(connect(url, limited(limits, properties)), null);
        } catch (SQLException e) {
            throw new EngineException("DuckDB could not open " + url, e);
        }
    }

    static Connection connect(String url, Properties properties) throws SQLException {
        try {
            return Objects.requireNonNull(DRIVER.connect(url, properties));
        } catch (LinkageError e) {
            throw new EngineException(e);
        }
    }

    private static Properties limited(Limits limits, Properties properties) {
        properties.setProperty("threads", Integer.toString(limits.threads()));
        properties.setProperty("memory_limit", limits.memoryMegabytes() + "MB");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("allow_community_extensions", "false");
        properties.setProperty("temp_directory", spill(limits));
        return properties;
    }

    /** Left alone, DuckDB would spill rows of people into the folder that the program was started in. */
    static String spill(Limits limits) {
        return limits.spill() == null ? "" : limits.spill().toString();
    }

    /** Runs one statement; what it returns is dropped. */
    public void run(String statement) {
        try (var call = connection.createStatement()) {
            call.execute(statement);
        } catch (SQLException e) {
            throw new EngineException("DuckDB refused a statement", e);
        }
    }

    /** Runs one statement that fills a table; {@return how many rows it put there} */
    public long fill(String statement) {
        try (var call = connection.createStatement()) {
            call.execute(statement);
            return call.getUpdateCount();
        } catch (SQLException e) {
            throw new EngineException("DuckDB refused a statement", e);
        }
    }

    /**
     * Runs one statement, for a while; what it returns is dropped.
     *
     * @throws OverTimeException when it was stopped; nothing of it was done
     */
    public void run(String statement, Duration limit) {
        try (var call = connection.createStatement();
                var watchdog = new Watchdog(call, limit)) {
            try {
                call.execute(statement);
            } catch (SQLException e) {
                throw watchdog.stopped()
                        ? new OverTimeException(limit, e)
                        : new EngineException("DuckDB refused a statement", e);
            }
        } catch (SQLException e) {
            throw new EngineException("DuckDB refused a statement", e);
        }
    }

    /** {@return the time that all that follows may take, from now on; to be closed when it is done} */
    public Deadline within(Duration limit) {
        return new Deadline(connection, limit);
    }

    /**
     * Opens another database's file beside this one, to be filled from nothing and read by nobody until it is done: no
     * statement waits for the disk, and whatever a power cut leaves of the file is of no use. {@link #detach} makes it
     * whole.
     */
    public void attachUnfinished(Path file, String name) {
        run("attach " + literal(file) + " as " + name + " (recovery_mode no_wal_writes)");
        run("use " + name);
    }

    /** The same; a file that is not there yet is made of blocks of this size, for {@link #OLDEST_READER} to read. */
    public void attachUnfinished(Path file, String name, BlockSize blocks) {
        if (Files.exists(file)) {
            attachUnfinished(file, name);
            return;
        }
        run("attach " + literal(file) + " as " + name + " (recovery_mode no_wal_writes, block_size " + blocks.bytes()
                + ", storage_version " + literal(OLDEST_READER) + ")");
        run("use " + name);
    }

    /** Writes what an attached database still holds in memory, and lets go of its file. */
    public void detach(String name) {
        run("use memory");
        run("detach " + name);
    }

    /** Adds rows to a table, in the order of its columns, much faster than inserts do. */
    public void append(String catalog, String table, Iterable<? extends List<?>> rows) {
        try (var appender = connection.unwrap(DuckDBConnection.class).createAppender(catalog, "main", table)) {
            for (List<?> row : rows) {
                appender.beginRow();
                for (Object value : row) {
                    append(appender, value);
                }
                appender.endRow();
            }
        } catch (SQLException e) {
            throw new EngineException("DuckDB refused rows for " + table, e);
        }
    }

    private static void append(DuckDBAppender appender, @Nullable Object value) throws SQLException {
        if (value == null) {
            appender.appendNull();
        } else if (value instanceof String text) {
            appender.append(text);
        } else if (value instanceof Long number) {
            appender.append(number.longValue());
        } else if (value instanceof Boolean fact) {
            appender.append(fact.booleanValue());
        } else if (value instanceof Integer number) {
            appender.append(number.intValue());
        } else if (value instanceof LocalDate day) {
            appender.append(day);
        } else if (value instanceof BigDecimal number) {
            appender.append(number);
        } else {
            throw new IllegalArgumentException("rows hold texts, numbers, facts and days, not " + value.getClass());
        }
    }

    /** {@return jOOQ on this database} */
    public DSLContext sql() {
        return sql;
    }

    /** {@return the plain connection, for what jOOQ cannot do: streaming, cancelling} */
    public Connection connection() {
        return connection;
    }

    /** {@return the fields of a struct value by name; the driver's own interface knows only their order} */
    public static Map<String, Object> fields(Struct value) throws SQLException {
        return value instanceof DuckDBStruct struct ? struct.getMap() : Map.of();
    }

    /** {@return the files as a DuckDB list literal, for {@code read_parquet}} */
    public static String fileList(Collection<Path> files) {
        return files.stream().map(Duck::literal).collect(Collectors.joining(", ", "[", "]"));
    }

    /** {@return the path as a DuckDB string literal} */
    public static String literal(Path path) {
        return literal(path.toString());
    }

    /** {@return the text as a DuckDB string literal} */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new EngineException("DuckDB did not close cleanly", e);
        }
        if (engine != null) {
            engine.release();
        }
    }
}
