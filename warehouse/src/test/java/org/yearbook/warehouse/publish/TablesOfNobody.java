package org.yearbook.warehouse.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * What a night without any delivery keeps for the next one, laid into new homes of tests. Their first publication then
 * makes the tables that their rows change, as every night after the first does; to make all the others from nothing
 * takes half of the time of a small publication. With {@code -Dyearbook.long=true} every home begins with nothing, and
 * so do those of the tests that hold kept tables against others.
 */
public final class TablesOfNobody {

    private static final String KEY = "pseudonym.key";

    private static @Nullable Path made;

    private TablesOfNobody() {}

    /** Lays them into a home that has seen no night; any other stays as it is. */
    public static void lay(DistrictHome home) {
        if (Boolean.getBoolean("yearbook.long")
                || Files.exists(home.state().resolve(KEY))
                || Files.exists(home.kept())
                || Publications.current(home).isPresent()) {
            return;
        }
        try {
            var from = new DistrictHome(made());
            Files.createDirectories(home.state());
            Files.copy(from.state().resolve(KEY), home.state().resolve(KEY));
            Files.createDirectories(home.kept());
            try (Stream<Path> files = Files.list(from.kept())) {
                for (Path file : files.toList()) {
                    Files.copy(file, home.kept().resolve(file.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized Path made() throws IOException {
        Path home = made;
        if (home == null) {
            home = Files.createTempDirectory("tables-of-nobody");
            TestLake.fromNothing(home, "2026-06-01").publish();
            Workspace.delete(home.resolve("publications"));
            made = home;
        }
        return home;
    }
}
