package org.yearbook.warehouse.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** A row that is added behind the back of what a table was made of shows whether the table was read. */
class KnownContentsTest {

    private static final List<String> COLUMNS = List.of("days", "student");

    @TempDir
    Path folder;

    private Map<String, String> found;

    @BeforeEach
    void aFirstNight() throws IOException {
        Files.createDirectory(folder.resolve("first"));
        found = night("nowhere", "first", "rows of Monday", COLUMNS, 5);
    }

    private Map<String, String> night(String before, String tonight, String madeOf, List<String> columns, int days)
            throws IOException {
        var kept = new KeptTable(folder.resolve(before), folder.resolve(tonight), "contents");
        var known = new KnownContents(kept, Map.of("absence", madeOf));
        return night(known, columns, days);
    }

    private static Map<String, String> night(KnownContents known, List<String> columns, int days) {
        try (Duck duck = Duck.inMemory(Limits.small())) {
            duck.run("create table absence as from (values ('2024-25', 'a', 3, 'x'), ('2025-26', 'a', " + days
                    + ", 'y'), (null, 'b', 1, 'z')) rows(school_year, student, days, note)");
            Map<String, String> contents = new Contents(duck, known).of("absence", columns);
            known.leave(duck);
            return contents;
        }
    }

    private Map<String, String> second(String madeOf, List<String> columns) throws IOException {
        Files.createDirectories(folder.resolve("second"));
        return night("first", "second", madeOf, columns, 6);
    }

    @Test
    void aTableThatIsMadeOfTheSameIsNotRead() throws IOException {
        assertThat(found).containsOnlyKeys("2024-25", "2025-26", "-");
        assertThat(second("rows of Monday", COLUMNS)).isEqualTo(found);
    }

    @Test
    void whatANightDidNotReadIsKnownToTheNextOneToo() throws IOException {
        second("rows of Monday", COLUMNS);
        Files.createDirectory(folder.resolve("third"));
        assertThat(night("second", "third", "rows of Monday", COLUMNS, 7)).isEqualTo(found);
    }

    @Test
    void aTableThatIsMadeOfSomethingElseIsRead() throws IOException {
        Map<String, String> now = second("rows of Tuesday", COLUMNS);
        assertThat(now.get("2025-26")).isNotEqualTo(found.get("2025-26"));
        assertThat(now.get("2024-25")).isEqualTo(found.get("2024-25"));
    }

    @Test
    void otherColumnsAreRead() throws IOException {
        assertThat(second("rows of Monday", List.of("days", "note")).get("2024-25"))
                .isNotEqualTo(found.get("2024-25"));
    }

    @Test
    void aTableOfWhichNobodySaysWhatItIsMadeOfIsRead() throws IOException {
        var kept = new KeptTable(folder.resolve("first"), Files.createDirectory(folder.resolve("second")), "contents");
        assertThat(night(new KnownContents(kept, Map.of("presence", "rows of Monday")), COLUMNS, 6))
                .isNotEqualTo(found);
        assertThat(night(KnownContents.none(), COLUMNS, 5)).isEqualTo(found);
    }

    @Test
    void aTableThatHoldsOtherRowsByNowIsRead() throws IOException {
        var kept = new KeptTable(folder.resolve("first"), Files.createDirectory(folder.resolve("second")), "contents");
        KnownContents known = new KnownContents(kept, Map.of("absence", "rows of Monday")).but("absence"::equals);
        assertThat(night(known, COLUMNS, 6)).isNotEqualTo(found);
    }

    @Test
    void whatWasLeftAndIsNotAsItWasWrittenIsNotBelieved() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("first"))) {
            Path file = files.findFirst().orElseThrow();
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        }
        assertThat(second("rows of Monday", COLUMNS)).isNotEqualTo(found);
    }

    private static final Map<String, String> TYPES =
            Map.of("school_year", "VARCHAR", "student", "VARCHAR", "days", "INTEGER", "note", "VARCHAR");

    private Map<String, String> files(String before, String tonight, String hash, String rows) throws IOException {
        Files.createDirectories(folder.resolve(tonight));
        var kept = new KeptTable(folder.resolve(before), folder.resolve(tonight), "contents");
        var known = new KnownContents(kept, Map.of());
        try (Duck duck = Duck.inMemory(Limits.small())) {
            Map<String, String> contents = new Contents(duck, known).ofFiles(hash, TYPES, () -> rows);
            known.leave(duck);
            return contents;
        }
    }

    @Test
    void rowsOfFilesAreKnownAsATableThatHasThemIs() throws IOException {
        String rows = "(select *, 'x' as note from (values ('2024-25', 'a', 3), ('2025-26', 'a', 5), (null, 'b', 1))"
                + " rows(school_year, student, days))";
        Map<String, String> filed = files("nowhere", "second", "abc", rows);
        try (Duck duck = Duck.inMemory(Limits.small())) {
            duck.run("create table absence as from " + rows);
            assertThat(new Contents(duck).of("absence", TYPES.keySet())).isEqualTo(filed);
        }
    }

    @Test
    void filesThatAreTheSameAreNotReadAgain() throws IOException {
        String rows = "(select '2024-25' as school_year, 'a' as student, 3 as days, 'x' as note)";
        Map<String, String> filed = files("nowhere", "second", "abc", rows);
        String others = rows.replace("3", "4");
        assertThat(files("second", "third", "abc", others)).isEqualTo(filed);
        assertThat(files("second", "fourth", "def", others)).isNotEqualTo(filed);
    }
}
