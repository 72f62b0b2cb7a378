package org.yearbook.warehouse.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

class DistrictHomeTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a;b", "a?b", "a\\b", "a/b;c/d"})
    void aPathInWhichDuckCannotOpenAFileIsRefused(String name) {
        assertThatThrownBy(() -> DistrictHome.at(folder.resolve(name)))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining(folder.resolve(name).toString())
                .hasMessageContaining("Choose another folder");
        assertThatThrownBy(() -> DistrictHome.open(folder.resolve(name))).hasMessageContaining("may not have a '");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a'b", "a\"b", "a%41b", "a#b", "a*b", "a[b]", "a{b,c}", "a$b", "a&b", "año"})
    void inEveryOtherPathItCan(String name) throws IOException {
        Path root =
                Files.createDirectories(DistrictHome.at(folder.resolve(name)).root());
        Path file = root.resolve("x.duckdb");
        try (Duck duck = Duck.write(file, Limits.small())) {
            duck.run("create table t as select 1 as one");
        }
        try (Duck duck = Duck.inMemory(Limits.small())) {
            duck.run("attach " + Duck.literal(file) + " as other; copy (from other.t) to "
                    + Duck.literal(root.resolve("t.parquet")) + " (format parquet)");
            assertThat(duck.sql()
                            .fetchValue(
                                    "select one from read_parquet(" + Duck.literal(root.resolve("t.parquet")) + ")"))
                    .isEqualTo(1);
        }
        assertThat(root.resolve("x.duckdb")).exists();
    }

    @Test
    void aFolderWithoutSettingsIsNoHome() {
        assertThatThrownBy(() -> DistrictHome.open(folder)).hasMessageContaining("yearbook init");
    }
}
