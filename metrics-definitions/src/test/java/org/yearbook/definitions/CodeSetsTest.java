package org.yearbook.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CodeSetsTest {

    private static final Path SHIPPED = Path.of("code-sets");

    @Test
    void theIndexNamesEveryShippedFile() throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            assertThat(Files.readAllLines(SHIPPED.resolve("index.txt")))
                    .containsExactlyInAnyOrderElementsOf(files.filter(
                                    file -> file.toString().endsWith(".csv"))
                            .map(file -> SHIPPED.relativize(file).toString().replace('\\', '/'))
                            .toList());
        }
    }

    @Test
    void aSpellingStandsForOneCode() {
        CodeSet grades = CodeSets.shipped().latest("grade-level").orElseThrow();
        assertThat(grades.spellings())
                .containsEntry("0k", "KG")
                .containsEntry("kindergarten", "KG")
                .containsEntry("kg", "KG")
                .containsEntry("pk", "PK");
    }

    @Test
    void theOldestEditionHoldsForTheYearsBeforeItToo() {
        assertThat(CodeSets.shipped().inForce("grade-level", SchoolYear.parse("1999-00")))
                .map(CodeSet::from)
                .contains(SchoolYear.parse("2015-16"));
        assertThat(CodeSets.shipped().inForce("shoe-size", SchoolYear.parse("2025-26")))
                .isEmpty();
    }

    @Test
    void aFileOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> CodeSets.read("grade-level/2025-26.csv", "code;label\nKG;Kindergarten\n"))
                .hasMessageContaining("must lie in a folder and begin with: code,label,variants");
        assertThatThrownBy(() -> CodeSets.read("grade-level/2025-26.csv", "code,label,variants\nKG,Kindergarten\n"))
                .hasMessageContaining("needs three fields");
    }
}
