package org.yearbook.warehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckTest {

    /** More than 64 MB hold, of texts that cannot be packed. */
    private static final String LARGE =
            "create temp table large as select md5(cast(range as varchar)) as text from range(4000000) order by text";

    @TempDir
    Path folder;

    @Test
    void anInstanceThatMayNotSpillRefusesAndLeavesNothingWhereTheProgramRuns() {
        try (Duck duck = Duck.inMemory(new Limits(2, 64, null))) {
            assertThatThrownBy(() -> duck.run(LARGE)).isInstanceOf(EngineException.class);
        }
        assertThat(Path.of(".tmp")).doesNotExist();
    }

    @Test
    void anInstanceThatMaySpillDoesSoInItsOwnFolder() throws IOException {
        Path spill = Files.createDirectories(folder.resolve("spill"));
        try (Duck duck = Duck.inMemory(new Limits(2, 64, spill))) {
            duck.run(LARGE);
            assertThat(spill).isNotEmptyDirectory();
        }
        assertThat(Path.of(".tmp")).doesNotExist();
    }
}
