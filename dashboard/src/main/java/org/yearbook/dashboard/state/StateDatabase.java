package org.yearbook.dashboard.state;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.yearbook.warehouse.home.DistrictHome;

/** The server's own database, in the home's state folder. Opening it brings its tables up to date. */
public final class StateDatabase implements AutoCloseable {

    /** Steps that the database took and this release does not know. */
    private static final Set<MigrationState> LATER =
            Set.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

    private final HikariDataSource source;
    private final FileChannel lock;
    private final DSLContext sql;
    private final Path folder;

    private StateDatabase(HikariDataSource source, FileChannel lock, Path folder) {
        this.source = source;
        this.lock = lock;
        this.folder = folder;
        this.sql = DSL.using(source, SQLDialect.H2);
    }

    /** {@return the database of a home}; refused while another server has it open */
    public static StateDatabase open(DistrictHome home) {
        Path folder = home.state();
        FileChannel lock;
        try {
            ownFolder(folder);
            lock = lock(folder);
        } catch (IOException e) {
            throw new StateException("The folder " + folder + " cannot be written: " + e.getMessage(), e);
        }
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:h2:file:" + folder.resolve("server")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_ON_EXIT=FALSE");
        config.setUsername("yearbook");
        config.setPassword("");
        config.setMaximumPoolSize(8);
        config.setPoolName("state");
        try {
            var source = new HikariDataSource(config);
            try {
                migrate(source, folder);
            } catch (RuntimeException e) {
                source.close();
                throw e;
            }
            return new StateDatabase(source, lock, folder);
        } catch (StateException e) {
            release(lock);
            throw e;
        } catch (RuntimeException e) {
            release(lock);
            throw new StateException("The server's database in " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void migrate(DataSource source, Path folder) {
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .locations("classpath:state")
                .javaMigrations(new SeenRecordsMove())
                .load();
        for (MigrationInfo migration : flyway.info().all()) {
            if (LATER.contains(migration.getState())) {
                throw new StateException(
                        "The server's database in " + folder + " was brought up to date by a later release"
                                + " of Yearbook (" + migration.getVersion() + ", " + migration.getDescription()
                                + "). Start that"
                                + " release or a later one, or restore a backup from before: yearbook restore");
            }
        }
        flyway.migrate();
    }

    private static void ownFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** One server a home: two would hand out passwords behind each other's back. */
    private static FileChannel lock(Path folder) throws IOException {
        var channel =
                FileChannel.open(folder.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // The same process holds it; told like any other.
        }
        channel.close();
        throw new StateException(
                "Another Yearbook server already uses this home. Stop it first, or give --home another folder.");
    }

    /** {@return the door for queries} */
    public DSLContext sql() {
        return sql;
    }

    /** {@return where it lies} */
    Path folder() {
        return folder;
    }

    /** {@return the connections, for a library that keeps its own table here} */
    public DataSource source() {
        return source;
    }

    @Override
    public void close() {
        source.close();
        release(lock);
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
