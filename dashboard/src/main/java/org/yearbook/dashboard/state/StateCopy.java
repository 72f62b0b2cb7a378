package org.yearbook.dashboard.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * The server's database and the seals of its audit, of one moment, to be kept: the file of the one and the file of the
 * other agree, and every row of the database was read.
 */
public final class StateCopy implements AutoCloseable {

    private static final int TRIES = 5;

    private final StoredState stored;
    private final Path seals;
    private final List<String> faults;

    private StateCopy(StoredState stored, Path seals, List<String> faults) {
        this.stored = stored;
        this.seals = seals;
        this.faults = List.copyOf(faults);
    }

    /**
     * {@return a copy of a home's database, which exists}
     *
     * @throws StateException when it cannot be read
     */
    public static StateCopy of(DistrictHome home) {
        for (int i = 1; ; i++) {
            StoredState stored = StoredState.open(home);
            try {
                // The server may be sealing meanwhile: first into the database, then into the file.
                Path seals = stored.copy().resolve(AuditSeals.FILE);
                Path file = home.state().resolve(AuditSeals.FILE);
                if (Files.exists(file)) {
                    Files.copy(file, seals);
                }
                AuditSeals.Report report = new AuditSeals(stored.sql(), stored.copy()).verify();
                if (report.faults().isEmpty() || i == TRIES) {
                    readAll(stored);
                    return new StateCopy(stored, seals, report.faults());
                }
                stored.close();
            } catch (IOException e) {
                stored.close();
                throw new UncheckedIOException("The seals of the audit cannot be copied", e);
            } catch (RuntimeException e) {
                stored.close();
                throw e;
            }
        }
    }

    private static void readAll(StoredState stored) {
        stored.sql().meta().getTables().stream()
                .filter(table ->
                        table.getSchema() != null && table.getSchema().getName().equalsIgnoreCase("public"))
                .forEach(table -> {
                    try (var rows = stored.sql().selectFrom(table).fetchLazy()) {
                        while (rows.hasNext()) {
                            rows.fetchNext();
                        }
                    }
                });
    }

    /** {@return the files, by their names in a home} */
    public Map<String, Path> files() {
        Path database = stored.copy().resolve("server.mv.db");
        return Files.exists(seals)
                ? Map.of("state/server.mv.db", database, "state/" + AuditSeals.FILE, seals)
                : Map.of("state/server.mv.db", database);
    }

    /** {@return what of the audit does not agree; empty where all does} */
    public List<String> faults() {
        return faults;
    }

    @Override
    public void close() {
        stored.close();
    }
}
