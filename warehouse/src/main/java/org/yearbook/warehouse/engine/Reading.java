package org.yearbook.warehouse.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBResultSet;

/**
 * A finished file, open for statements that people write: in an instance of its own, read-only, with no way out to
 * other files, with settings that nobody changes, and with limits that all statements share. Thread-safe; each
 * connection is for one thread and one question.
 */
public final class Reading implements AutoCloseable {

    private final Path folder;
    private final Connection keeper;

    private Reading(Path folder, Connection keeper) {
        this.folder = folder;
        this.keeper = keeper;
    }

    /**
     * {@return the file, open}
     *
     * @param file a DuckDB file that never changes
     */
    public static Reading open(Path file, ReadingLimits limits) {
        Path folder = LinkFolder.beside(file);
        try {
            Path name = LinkFolder.link(folder, file);
            Path spill = Files.createDirectory(folder.resolve("spill"));
            Connection keeper = Duck.connect("jdbc:duckdb:" + name, properties(limits));
            lock(keeper, limits, spill);
            return new Reading(folder, keeper);
        } catch (IOException e) {
            LinkFolder.delete(folder);
            throw new UncheckedIOException("There is no place for temporary files", e);
        } catch (SQLException e) {
            LinkFolder.delete(folder);
            throw new EngineException("DuckDB could not open " + file, e);
        } catch (EngineException e) {
            LinkFolder.delete(folder);
            throw e;
        }
    }

    private static Properties properties(ReadingLimits limits) {
        var properties = new Properties();
        properties.setProperty("access_mode", "READ_ONLY");
        properties.setProperty("allow_community_extensions", "false");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("allow_persistent_secrets", "false");
        properties.setProperty("threads", Integer.toString(limits.threads()));
        properties.setProperty("memory_limit", limits.memoryMegabytes() + "MB");
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        return properties;
    }

    /** In this order: the size of a folder that is named when a file is opened is not looked at. */
    private static void lock(Connection keeper, ReadingLimits limits, Path spill) throws SQLException {
        try (Statement call = keeper.createStatement()) {
            call.execute("set temp_directory = " + Duck.literal(spill));
            call.execute("set max_temp_directory_size = '" + limits.spillMegabytes() + "MB'");
            call.execute("set enable_external_access = false");
            call.execute("set allowed_configs = ['enable_progress_bar', 'enable_progress_bar_print']");
            call.execute("set lock_configuration = true");
        } catch (SQLException e) {
            keeper.close();
            throw e;
        }
    }

    /** {@return a fresh connection, which shares nothing with others; results are computed as they are fetched} */
    public synchronized Connection connect() {
        try {
            Connection fresh = keeper.unwrap(DuckDBConnection.class).duplicate();
            count(fresh);
            return fresh;
        } catch (SQLException e) {
            throw new EngineException("DuckDB gave no connection", e);
        }
    }

    /** The engine counts how much is done only where it would draw a bar, which it is told not to draw. */
    private static void count(Connection fresh) throws SQLException {
        try (Statement call = fresh.createStatement()) {
            call.execute("set enable_progress_bar_print = false");
            call.execute("set enable_progress_bar = true");
        } catch (SQLException e) {
            fresh.close();
            throw e;
        }
    }

    /** {@return how much of what runs on a statement is done, in percent; -1 while the engine does not know} */
    public static double percent(Statement statement) {
        try {
            return statement
                    .unwrap(DuckDBPreparedStatement.class)
                    .getQueryProgress()
                    .getPercentage();
        } catch (SQLException e) {
            return -1;
        }
    }

    /**
     * {@return the rest of a result as a stream of Arrow batches, an {@code ArrowReader}}
     *
     * @param allocator a {@code BufferAllocator}; Arrow is of the caller's class path
     */
    public static Object arrow(ResultSet result, Object allocator, long batchRows) throws SQLException {
        return result.unwrap(DuckDBResultSet.class).arrowExportStream(allocator, batchRows);
    }

    @Override
    public void close() {
        try {
            keeper.close();
        } catch (SQLException e) {
            throw new EngineException("DuckDB did not close cleanly", e);
        } finally {
            LinkFolder.delete(folder);
        }
    }
}
