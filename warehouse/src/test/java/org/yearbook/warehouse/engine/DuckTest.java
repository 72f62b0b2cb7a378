package org.yearbook.warehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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

    @Test
    void aStatementThatTakesTooLongIsStoppedAndTheNextOneRuns() {
        try (Duck duck = Duck.inMemory(Limits.small())) {
            duck.run("create table done(number bigint)");
            long start = System.nanoTime();
            assertThatThrownBy(() -> duck.run(
                            "insert into done select sum(range % 7) from range(10000000000000)",
                            Duration.ofMillis(300)))
                    .isInstanceOf(OverTimeException.class)
                    .hasMessageContaining("300 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            duck.run("insert into done values (1)", Duration.ofSeconds(60));
            assertThat(duck.sql()
                            .fetchSingle("select count(*), min(number) from done")
                            .intoList())
                    .isEqualTo(List.of(1L, 1L));
        }
    }

    @Test
    void aStatementThatIsWrongIsRefusedWhateverItsLimit() {
        try (Duck duck = Duck.inMemory(Limits.small())) {
            assertThatThrownBy(() -> duck.run("select nothing", Duration.ofSeconds(60)))
                    .isInstanceOf(EngineException.class)
                    .isNotInstanceOf(OverTimeException.class);
        }
    }
}
