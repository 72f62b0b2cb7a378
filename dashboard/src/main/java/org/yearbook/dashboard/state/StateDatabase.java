package org.yearbook.dashboard.state;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.h2.api.ErrorCode;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.yearbook.warehouse.home.DistrictHome;

/** The server's own database, in the home's state folder. Opening it brings its tables up to date. */
public final class StateDatabase implements AutoCloseable {

    private final HikariDataSource source;
    private final DSLContext sql;

    private StateDatabase(HikariDataSource source) {
        this.source = source;
        this.sql = DSL.using(source, SQLDialect.H2);
    }

    /** {@return the database of a home}; refused while another server has it open */
    public static StateDatabase open(DistrictHome home) {
        Path folder = home.state();
        try {
            ownFolder(folder);
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
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:state")
                    .load()
                    .migrate();
            return new StateDatabase(source);
        } catch (RuntimeException e) {
            throw new StateException(why(folder, e), e);
        }
    }

    private static void ownFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static String why(Path folder, Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sqlFault
                    && sqlFault.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return "Another Yearbook server already uses this home. Stop it first, or give --home another folder.";
            }
        }
        return "The server's database in " + folder + " cannot be opened: " + thrown.getMessage();
    }

    /** {@return the door for queries} */
    public DSLContext sql() {
        return sql;
    }

    @Override
    public void close() {
        source.close();
    }
}
