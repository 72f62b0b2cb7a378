package org.yearbook.warehouse.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.engine.Duck;

/** The folder that remembers what was shared, with the numbers as they really were. */
class ReleaseBookTest {

    @TempDir
    Path root;

    @Test
    void whileAReleaseIsWrittenNobodyButItsOwnerMayReadIt() throws Exception {
        Path file = root.resolve("release.parquet");
        Set<String> seen = new HashSet<>();
        try (Duck duck = Duck.inMemory(TestLake.LIMITS)) {
            duck.run("create view release_row as select md5(i::varchar) as number from range(2000000) t(i)");
            var writing = CompletableFuture.runAsync(() -> ReleaseBook.write(duck, "release_row", file));
            while (!writing.isDone()) {
                seen.addAll(permissions());
            }
            writing.get(1, TimeUnit.SECONDS);
        }
        assertThat(seen).containsExactly("rw-------");
        assertThat(permissions()).containsExactly("rw-------");
    }

    private List<String> permissions() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(ReleaseBookTest::permissions)
                    .filter(text -> !text.isEmpty())
                    .toList();
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatANightThatWasCutOffLeftInReleasesIsSwept() throws IOException {
        var home = new TwoYears(root);
        Path releases = Files.createDirectories(
                home.lake(TwoYears.BETWEEN, 3, 30).home().releases());
        Path left = Files.writeString(releases.resolve("2025-10-14_a_recovered.parquet.tmp"), "cut off");
        home.night(TwoYears.BETWEEN, 3, 30);
        assertThat(left).doesNotExist();
        try (Stream<Path> files = Files.list(releases)) {
            assertThat(files).hasSize(1).allMatch(file -> file.toString().endsWith(".parquet"));
        }
    }
}
