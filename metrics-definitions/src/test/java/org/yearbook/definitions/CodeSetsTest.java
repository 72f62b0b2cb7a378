package org.yearbook.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        assertThat(SHIPPED.names())
                .containsExactlyElementsOf(index.stream()
                        .map(file -> file.substring(0, file.indexOf('/')))
                        .distinct()
                        .toList());
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
        "language, Haitian Creole, hat",
        "sced-subject-area, 2, 02",
        "sced-subject-area, 'Physical, Health, and Safety Education', 08"
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
    void everyShippedSetSaysWhereItIsFrom() throws IOException {
        for (String file : Files.readAllLines(Path.of("code-sets/index.txt"))) {
            assertThat(Files.readString(Path.of("code-sets", file))).as(file).startsWith("# ");
        }
    }

    private static CodeSets own(Path folder, String... filesAndTexts) throws IOException {
        for (int i = 0; i < filesAndTexts.length; i += 2) {
            Path file = folder.resolve(filesAndTexts[i]);
            Files.createDirectories(file.resolveSibling(""));
            Files.writeString(file, filesAndTexts[i + 1]);
        }
        return CodeSets.load(folder, null);
    }

    private static List<String> codes(CodeSets sets, String set, String year) {
        return sets.inForce(set, SchoolYear.parse(year)).orElseThrow().codes().stream()
                .map(CodeSet.Code::code)
                .toList();
    }

    @Test
    void aFileHoldsFromItsYearOnAndNotBefore(@TempDir Path folder) throws IOException {
        CodeSets sets = own(
                folder,
                "exit-code/2027-28.csv",
                "code,label,variants,use\nW7,Left for military service,army,\nW5,,,no\n");
        assertThat(codes(sets, "exit-code", "2026-27")).contains("W5").doesNotContain("W7");
        assertThat(codes(sets, "exit-code", "2027-28")).contains("W7", "W6").doesNotContain("W5");
        assertThat(codes(sets, "exit-code", "2035-36")).contains("W7").doesNotContain("W5");
        assertThat(codes(sets, "exit-code", "2001-02")).contains("W5").doesNotContain("W7");
        assertThat(codes(SHIPPED, "exit-code", "2027-28")).contains("W5").doesNotContain("W7");
    }

    @Test
    void theNextFileOfTheDistrictTakesTheLastOnesPlace(@TempDir Path folder) throws IOException {
        CodeSets sets = own(
                folder,
                "exit-code/2026-27.csv",
                "code,label,variants\nW7,Left for military service,\n",
                "exit-code/2028-29.csv",
                "code,label,variants\nW8,Left for work,\n");
        assertThat(codes(sets, "exit-code", "2027-28")).contains("W7").doesNotContain("W8");
        assertThat(codes(sets, "exit-code", "2028-29")).contains("W8", "W1").doesNotContain("W7");
    }

    @Test
    void aRecordWithoutASchoolYearHasTheCodesOfTheNightAndNotOfAYearToCome(@TempDir Path folder) throws IOException {
        CodeSets sets = own(folder, "sex/2027-28.csv", "code,label,variants\nintersex,Intersex,i\n");
        assertThat(sets.asOf(SchoolYear.parse("2026-27"))
                        .current("sex")
                        .orElseThrow()
                        .spellings())
                .doesNotContainKey("i");
        assertThat(sets.asOf(SchoolYear.parse("2027-28"))
                        .current("sex")
                        .orElseThrow()
                        .spellings())
                .containsEntry("i", "intersex");
    }

    @Test
    void aDistrictSaysACodeAnewOrKeepsASetOfItsOwn(@TempDir Path folder) throws IOException {
        CodeSets sets = own(
                folder,
                "entry-code/2025-26.csv",
                "\ufeff# From the state's manual\n\ncode,label,variants\r\nE1,\"First entry, ever\",new\r\n",
                "bus-route/2025-26.csv",
                "code,label,variants\nN,North,\n");
        assertThat(sets.inForce("entry-code", SchoolYear.parse("2025-26"))
                        .orElseThrow()
                        .codes())
                .hasSameSizeAs(codes(SHIPPED, "entry-code", "2025-26"))
                .contains(new CodeSet.Code("E1", "First entry, ever", List.of("new")));
        assertThat(codes(sets, "bus-route", "2025-26")).containsExactly("N");
    }

    @Test
    void everyFaultIsToldWithItsFileAndLine(@TempDir Path folder) {
        assertThatThrownBy(() -> own(
                        folder,
                        "exit-code/2026-27.csv",
                        "code,label,variants,use\nX,Expelled,death,\nY,Yes\nZ,Zed,,no\nQ,Quit,,maybe\nX,Again,,\n,,,\n"
                                + "V,\"Open,,\n",
                        "exit-code/2026-28.csv",
                        "code,label,variants\n",
                        "sex.csv",
                        "code,label,variants\n",
                        "sex/2026-27.csv",
                        "code;label;variants\n",
                        "language/2026-27.csv",
                        "code,label,variants\nA,One,i|ii\nB,Two,II\n"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageStartingWith("The code sets need a correction:")
                .hasMessageContaining("code-sets/exit-code/2026-27.csv line 2: 'death' means W6 in 2026-27 already")
                .hasMessageContaining("code-sets/exit-code/2026-27.csv line 3: needs a code and 4 cells")
                .hasMessageContaining("code-sets/exit-code/2026-27.csv line 4: the set has no code 'Z'")
                .hasMessageContaining("code-sets/exit-code/2026-27.csv line 5: use is 'no'")
                .hasMessageContaining("code-sets/exit-code/2026-27.csv line 6: the code 'X' has a line already")
                .hasMessageContaining("code-sets/exit-code/2026-27.csv line 7: needs a code")
                .hasMessageContaining("code-sets/exit-code/2026-27.csv line 8: needs a code")
                .hasMessageContaining("code-sets/exit-code/2026-28.csv line 1: is no file of a code set")
                .hasMessageContaining("code-sets/sex.csv line 1: is no file of a code set")
                .hasMessageContaining("code-sets/sex/2026-27.csv line 1: must begin with the line code,label,variants")
                .hasMessageContaining("code-sets/language/2026-27.csv line 3: 'ii' of A and B");
    }

    @Test
    void aSpellingMayMoveToAnotherCodeWhenItsOldOneIsSaidAnew(@TempDir Path folder) throws IOException {
        CodeSets sets = own(folder, "exit-code/2026-27.csv", "code,label,variants\nD,Died,death\nW6,Died abroad,w06\n");
        assertThat(sets.inForce("exit-code", SchoolYear.parse("2026-27"))
                        .orElseThrow()
                        .spellings())
                .containsEntry("death", "D")
                .containsEntry("w06", "W6");
        assertThat(sets.inForce("exit-code", SchoolYear.parse("2025-26"))
                        .orElseThrow()
                        .spellings())
                .containsEntry("death", "W6");
    }

    @Test
    void theCombinedQuestionHoldsFromTheYearOfTheDistrict(@TempDir Path folder) {
        CodeSets sets = CodeSets.load(folder.resolve("none"), SchoolYear.parse("2027-28"));
        String mena = "MiddleEasternOrNorthAfrican";
        assertThat(codes(sets, "race", "2026-27")).doesNotContain(mena);
        assertThat(codes(sets, "race", "2027-28")).contains(mena, "HispanicOrLatinoEthnicity");
        assertThat(codes(CodeSets.load(folder.resolve("none"), null), "race", "2040-41"))
                .doesNotContain(mena);
        assertThat(sets.combinedQuestion(SchoolYear.parse("2026-27"))).isFalse();
        assertThat(sets.combinedQuestion(SchoolYear.parse("2027-28"))).isTrue();
    }

    @Test
    void everyAnswerToTheCombinedQuestionWasCountedSomewhereBefore() {
        List<String> before = codes(SHIPPED, "race", "2023-24");
        assertThat(CodeSets.combinedRace().formerly())
                .containsEntry("MiddleEasternOrNorthAfrican", "White")
                .containsEntry("Asian", "Asian")
                .allSatisfy((code, formerly) -> assertThat(before).contains(formerly));
    }
}
