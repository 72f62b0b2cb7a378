package org.yearbook.dashboard.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.OwnerOnly;

/**
 * The server's database, to be read beside a running server or without one: a copy of its file, which nobody else has
 * open. The database keeps what it replaced for 45 seconds, so that a copy taken meanwhile is whole; the last second
 * may be missing from it.
 */
public final class StoredState implements AutoCloseable {

    private static final String NAME = "server";
    private static final int TRIES = 3;

    private final Path folder;
    private final Path copy;
    private final Connection connection;
    private final DSLContext sql;

    private StoredState(Path folder, Path copy, Connection connection) {
        this.folder = folder;
        this.copy = copy;
        this.connection = connection;
        this.sql = DSL.using(connection, SQLDialect.H2);
    }

    /**
     * {@return the database of a home}
     *
     * @throws StateException when no server ever ran there, or one of an earlier release did last
     */
    public static StoredState open(DistrictHome home) {
        Path file = file(home);
        if (!Files.exists(file)) {
            throw new StateException(
                    "There is no database in " + home.state() + ": no server has run with this home yet.");
        }
        StateException last = null;
        for (int i = 0; i < TRIES; i++) {
            try {
                return read(home.state(), file);
            } catch (IOException | SQLException e) {
                last = new StateException(
                        "The server's database in " + home.state() + " cannot be read: " + e.getMessage(), e);
            }
        }
        throw last == null ? new StateException("Nothing was tried") : last;
    }

    /** {@return where the database lies} */
    public static Path file(DistrictHome home) {
        return home.state().resolve(NAME + ".mv.db");
    }

    private static StoredState read(Path state, Path file) throws IOException, SQLException {
        // As the file itself, for its owner alone: it holds who saw whom.
        var copy = Files.createTempDirectory("yearbook-state-", OwnerOnly.folder());
        try {
            Files.copy(file, copy.resolve(NAME + ".mv.db"));
            var stored = new StoredState(
                    state,
                    copy,
                    DriverManager.getConnection(
                            "jdbc:h2:file:" + copy.resolve(NAME)
                                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                                    + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r",
                            "yearbook",
                            ""));
            if (!stored.sealed()) {
                stored.close();
                throw new StateException("The server's database in " + state
                        + " is of an earlier release. Start the server once: yearbook serve --home "
                        + state.getParent());
            }
            return stored;
        } catch (IOException | SQLException | RuntimeException e) {
            delete(copy);
            throw e;
        }
    }

    private boolean sealed() {
        return sql.fetchExists(
                DSL.table("information_schema.tables"),
                DSL.field(DSL.name("table_name"), String.class).eq("audit_seal"));
    }

    /** {@return the folder with the copy, until this is closed} */
    Path copy() {
        return copy;
    }

    /** {@return the door for reading} */
    DSLContext sql() {
        return sql;
    }

    /** {@return its seals} */
    public AuditSeals seals() {
        return new AuditSeals(sql, folder);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StateException("The copy of the database did not close: " + e.getMessage(), e);
        } finally {
            delete(copy);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw new StateException("The copy of the database in " + folder + " could not be removed", e);
        }
    }
}
