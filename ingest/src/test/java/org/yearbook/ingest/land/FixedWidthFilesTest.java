package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixedWidthFilesTest {

    @TempDir
    Path folder;

    private TestLanding landing;

    @BeforeEach
    void open() {
        landing = TestLanding.with(folder, """
                id: absences
                name: Absences
                source: Aesop
                entity: staff_absence
                files: ["absences*.txt"]
                format: fixed
                fixed: {nullTokens: ["NONE"]}
                schoolYear: {from: none}
                properties:
                  - {name: employee_id, positions: 1-6, required: true}
                  - {name: name, positions: 8-15}
                  - {name: code, positions: 16-19}
                  - {name: source_system, constant: aesop}
                """);
    }

    @Test
    void fieldsStandAtTheirPlaces() {
        landing.drop("absences.txt", "000123 Ann Lee SICK..\n000124 Bo, \"R\" NONE..\n\n000125\n");
        LandedFile file = landing.landed();
        assertThat(file.header()).containsExactly("source_system", "employee_id", "name", "code");
        assertThat(TestLanding.rows(file))
                .containsExactly("1|aesop|000123|Ann Lee|SICK", "2|aesop|000124|Bo, \"R\"|-", "4|aesop|000125|-|-");
        assertThat(file.findings()).isEmpty();
    }

    @Test
    void placesAreCharactersNotBytes() {
        String text = "000123 José Ñé SICK\n".repeat(3);
        landing.drop("absences.txt", text.getBytes(Charset.forName("windows-1252")));
        LandedFile file = landing.landed();
        assertThat(TestLanding.rows(file)).first().isEqualTo("1|aesop|000123|José Ñé|SICK");
        assertThat(TestLanding.told(file)).singleElement().asString().contains("windows-1252");
    }

    @Test
    void aCharacterThatLiesAcrossTheBorderOfTwoFieldsSetsItsLineAsideAndEndsNoNight() {
        String grin = new String(Character.toChars(0x1F600));
        String line = "000123 Ann Lee SICK\n";
        String across = "000124 Bo  Ray" + grin + "ICK\n";
        landing.drop("absences.txt", line.repeat(5) + across + line.repeat(5));
        LandedFile file = landing.landed();
        assertThat(TestLanding.rows(file)).hasSize(10);
        assertThat(TestLanding.rejects(file))
                .containsExactly("6|A character of two parts lies across the border of two fields|" + across.strip());
    }

    @Test
    void aLineShorterThanAllOthersAtTheEndIsACut() {
        landing.drop("absences.txt", "000123 Ann Lee SICK\n000124 Bo Ray  SICK\n000125 Cy");
        HeldBack held = landing.held();
        assertThat(held.reason()).contains("cut short", "line 3");
        assertThat(held.deliveredRows()).isEqualTo(3);
    }

    @Test
    void linesThatSayNothingAreSetAside() {
        landing.drop(
                "absences.txt",
                "000123 Ann Lee SICK\n                    x\n000124 Bo\0ay  SICK\n000125\n000126\n"
                        + "000127 Di Roy  SICK\n".repeat(9));
        LandedFile file = landing.landed();
        assertThat(file.delivered()).isEqualTo(14);
        assertThat(TestLanding.rejects(file))
                .containsExactly(
                        "2|All its fields are empty|                    x",
                        "3|It holds a NUL byte|000124 Bo\u2400ay  SICK");
    }

    @Test
    void aWorkbookOrJsonInItsPlaceIsHeldBack() {
        landing.drop("absences.txt", "{\"error\": \"expired\"}");
        assertThat(landing.held().reason()).isEqualTo("The file is a JSON document, not a text table.");
    }

    @Test
    void linesThatEndBeforeARequiredFieldAreNotThisTable() {
        landing = TestLanding.with(folder.resolve("wide"), """
                id: absences
                name: Absences
                source: Aesop
                entity: staff_absence
                files: ["absence-*-20*.txt"]
                format: fixed
                schoolYear: {from: none}
                properties:
                  - {name: employee_id, positions: 1-6, required: true}
                  - {name: days, positions: 40-44, required: true}
                """);
        landing.drop("absence-people-2025.txt", "id,name\n1,Ann\n2,Bo\n");
        HeldBack held = landing.held();
        assertThat(held.reason()).contains("too short for Absences", "begins at character 40");
        assertThat(held.whatToDo()).contains("name it as its own contract says").doesNotContain("Ann");
    }

    @Test
    void aTableByAnotherNameIsNeverTakenForOneOfFixedPlaces() {
        landing.drop("absences and more.csv", "employee,name\n000123,Ann Lee SICK\n");
        assertThat(landing.held().reason()).startsWith("No contract knows a file of this name or with these columns.");
    }
}
