package org.yearbook.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeSetsTest {

    private static final CodeSets SHIPPED = CodeSets.shipped();

    @Test
    void everyFileIsInTheIndex() throws IOException {
        Path folder = Path.of("code-sets");
        List<String> index = Files.readAllLines(folder.resolve("index.txt"));
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(index)
                    .containsExactlyInAnyOrderElementsOf(files.filter(
                                    file -> file.toString().endsWith(".csv"))
                            .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                            .toList());
        }
        assertThat(SHIPPED.names()).hasSameSizeAs(index);
    }

    @ParameterizedTest
    @CsvSource({
        "grade-level, 9, 09",
        "grade-level, 09, 09",
        "grade-level, Grade 9, 09",
        "grade-level, Grade 09, 09",
        "grade-level, GR. 9, 09",
        "grade-level, 9th Grade, 09",
        "grade-level, 9.0, 09",
        "grade-level, Freshman, 09",
        "grade-level, 10, 10",
        "grade-level, Grade 10, 10",
        "grade-level, 0K, KG",
        "grade-level, K, KG",
        "grade-level, KF, KG",
        "grade-level, 0, KG",
        "grade-level, Kindergarten, KG",
        "grade-level, PREK, PK",
        "grade-level, Pre-K, PK",
        "grade-level, PK3, PK",
        "grade-level, -1, PK",
        "grade-level, 4K, PK",
        "grade-level, Ungraded, UG",
        "grade-level, TK, TK",
        "sex, M, male",
        "sex, Female, female",
        "sex, X, other",
        "entry-code, No Show, NS",
        "exit-code, w-2, W2",
        "exit-code, Graduated, GRAD",
        "race, Black, BlackOrAfricanAmerican",
        "race, Hispanic/Latino, HispanicOrLatinoEthnicity",
        "language, Spansh, spa",
        "language, Haitian Creole, hat"
    })
    void whatSystemsWriteIsUnderstood(String set, String written, String code) {
        var codes = SHIPPED.inForce(set, SchoolYear.parse("2025-26")).orElseThrow();
        assertThat(codes.spellings()).containsEntry(CodeSet.plain(written), code);
    }

    @Test
    void aYearBeforeTheFirstEditionHasTheFirstOne() {
        assertThat(SHIPPED.inForce("sex", SchoolYear.parse("1999-00")))
                .map(CodeSet::from)
                .contains(SchoolYear.parse("2015-16"));
        assertThat(SHIPPED.inForce("shoe-size", SchoolYear.parse("2025-26"))).isEmpty();
    }

    @Test
    void aSpellingThatTwoCodesShareIsAnError() {
        assertThatThrownBy(() -> CodeSets.read("x/2015-16.csv", "code,label,variants\nA,One,i|ii\nB,Two,II\n"))
                .hasMessageContaining("'ii' of A and B");
        assertThatThrownBy(() -> CodeSets.read("x/2015-16.csv", "code,label,variants\nA,One,\nB,Two,one\n"))
                .hasMessageContaining("'one' of A and B");
        assertThat(CodeSets.read("x/2015-16.csv", "code,label,variants\nA,a,A|i\nB,Two,\n")
                        .codes())
                .hasSize(2);
    }

    @Test
    void aFileThatIsNoCodeSetIsAnError() {
        assertThatThrownBy(() -> CodeSets.read("x/2015-16.csv", "code;label\n"))
                .hasMessageContaining("code,label,variants");
        assertThatThrownBy(() -> CodeSets.read("x/2015-16.csv", "code,label,variants\nA,One\n"))
                .hasMessageContaining("needs three fields");
    }
}
