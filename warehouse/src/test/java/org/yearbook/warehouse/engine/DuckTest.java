package org.yearbook.warehouse.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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
        try (Duck duck = Duck.inMemory(new Limits(1, 64, spill))) {
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

    @Test
    void nothingOfWhatWasDoneBeforeIsLeftInADatabaseInMemory() {
        Path file = folder.resolve("other.duckdb");
        for (int time = 0; time < 20; time++) {
            try (Duck duck = Duck.inMemory(new Limits(1 + time % 2, 64 + time, folder.resolve("spill" + time)))) {
                assertThat(left(duck)).isEqualTo(List.of(0L, 0L, 0L, 0L));
                assertThat(duck.sql()
                                .fetchSingle("select current_database(), getvariable('seen'), m.value, t.value, p.value"
                                        + " from duckdb_settings() m, duckdb_settings() t, duckdb_settings() p where"
                                        + " m.name = 'temp_directory' and t.name = 'threads' and p.name ="
                                        + " 'preserve_insertion_order'")
                                .intoList())
                        .containsExactly(
                                "memory",
                                null,
                                folder.resolve("spill" + time).toString(),
                                Integer.toString(1 + time % 2),
                                "true");
                assertThat(duck.sql()
                                .fetchSingle("select current_setting('memory_limit')")
                                .get(0, String.class))
                        .isEqualTo(
                                String.format(Locale.ROOT, "%.1f MiB", Math.floor((64 + time) * 1e7 / (1 << 20)) / 10));
                duck.run("create table kept as select 1 as number");
                duck.run("create temp table passing as select 1 as number");
                duck.run("create view seen as from kept");
                duck.run("create macro one() as 1");
                duck.run("create schema room");
                duck.run("set variable seen = 1");
                duck.run("set preserve_insertion_order = false");
                if (time % 3 == 1) {
                    // Left to be closed by the engine, as after a failure.
                    duck.attachUnfinished(file, "other");
                    duck.run("begin");
                    duck.run("create or replace table number as select " + time + " as time");
                    duck.run("commit");
                }
                if (time % 5 == 1) {
                    assertThatThrownBy(() -> duck.run("select nothing")).isInstanceOf(EngineException.class);
                }
            }
        }
        try (Duck duck = Duck.read(file, Limits.small())) {
            assertThat(duck.sql().fetchSingle("select time from number").get(0)).isEqualTo(19);
        }
    }

    private static List<?> left(Duck duck) {
        return duck.sql()
                .fetchSingle("select (select count(*) from duckdb_tables()), (select count(*) from duckdb_views() where"
                        + " not internal), (select count(*) from duckdb_functions() where not internal),"
                        + " (select count(*) from duckdb_schemas() where schema_name = 'room')")
                .intoList();
    }

    @Test
    void whatSpilledIsGoneWithItsDatabase() throws IOException {
        Path spill = folder.resolve("spill");
        for (int time = 0; time < 2; time++) {
            try (Duck duck = Duck.inMemory(new Limits(1, 64, spill))) {
                duck.run(LARGE);
                assertThat(spill).isNotEmptyDirectory();
            }
            assertThat(spill).doesNotExist();
        }
    }
}
