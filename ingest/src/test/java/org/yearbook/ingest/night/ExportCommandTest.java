package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.export.ExportHome;
import picocli.CommandLine;

class ExportCommandTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path root;

    private ExportHome home;
    private Said said = Said.NOTHING;

    @BeforeEach
    void aNight() {
        home = ExportHome.in(root).publish("20260601T020000-a", "2026-06-01", "2025-26", 10);
    }

    private int export(String... arguments) {
        said = Said.by(new CommandLine(new ExportCommand(CLOCK, Map.of())), arguments);
        return said.status();
    }

    private String at() {
        return "--home=" + root;
    }

    @Test
    void aFileGoesFromFrozenDataToTheStatesFolder() throws IOException {
        assertThat(export("freeze", at(), "2025-26", "count-day", "--by", "A. Registrar"))
                .isZero();
        assertThat(export("make", at(), "FS052", "2025-26")).isZero();
        assertThat(said.out())
                .contains("version 1 was made; ready.", "ILLEAMEMBERv0001.tab, 27 records", "Provisional:");
        assertThat(export("deliver", at(), "FS052", "2025-26")).isEqualTo(2);
        assertThat(said.err()).contains("is not signed");
        assertThat(export("sign", at(), "FS052", "2025-26", "--version-number", "1", "--by", "A. Registrar"))
                .isZero();
        assertThat(export("deliver", at(), "FS052", "2025-26")).isZero();
        assertThat(said.out()).contains("delivered.");
        assertThat(root.resolve("handed-in/ILSCHMEMBERv0001.tab"))
                .hasSameBinaryContentAs(root.resolve("exports/2025-26/FS052/v0001/ILSCHMEMBERv0001.tab"));
        assertThat(export("list", at())).isZero();
        assertThat(said.out())
                .containsPattern("FS052 +2026-07-30 delivered")
                .containsPattern("FS195 +2026-06-30 not ready");
    }

    @Test
    void anotherFileOfTheSameNameIsNotWrittenOver() throws IOException {
        export("freeze", at(), "2025-26", "count-day", "--by", "A. Registrar");
        export("make", at(), "FS052", "2025-26");
        export("sign", at(), "FS052", "2025-26", "--version-number", "1", "--by", "A. Registrar");
        Path theirs = Files.createDirectories(root.resolve("handed-in")).resolve("ILSCHMEMBERv0001.tab");
        Files.writeString(theirs, "theirs");
        assertThat(export("deliver", at(), "FS052", "2025-26")).isEqualTo(2);
        assertThat(said.err()).contains("another file called ILSCHMEMBERv0001.tab");
        assertThat(theirs).hasContent("theirs");
        assertThat(root.resolve("handed-in/ILLEAMEMBERv0001.tab")).doesNotExist();
        Files.delete(theirs);
        assertThat(export("deliver", at(), "FS052", "2025-26")).isZero();
        assertThat(root.resolve("handed-in/ILLEAMEMBERv0001.tab")).isRegularFile();
    }

    @Test
    void aFolderThatCannotBeWrittenIntoIsNamed() throws IOException {
        export("freeze", at(), "2025-26", "count-day", "--by", "A. Registrar");
        export("make", at(), "FS052", "2025-26");
        export("sign", at(), "FS052", "2025-26", "--version-number", "1", "--by", "A. Registrar");
        Files.writeString(root.resolve("handed-in"), "a file");
        assertThat(export("deliver", at(), "FS052", "2025-26")).isEqualTo(2);
        assertThat(said.err()).contains("cannot be copied to", "handed-in", "may write into");
        assertThat(root.resolve("exports/2025-26/FS052/v0001/delivered.json")).doesNotExist();
    }

    @Test
    void aFileThatCannotBeWrittenStopsNoOther() throws IOException {
        Files.writeString(
                Files.createDirectories(root.resolve("exports/2025-26")).resolve("FS195"), "in the way");
        var words = new StringWriter();
        DueExports.make(home.home(), CLOCK, new PrintWriter(words, true));
        assertThat(words.toString())
                .contains("FS195 of 2025-26 is due on 2026-06-30 and was not made.")
                .contains("FS052 of 2025-26, due on 2026-07-30: version 1 was made, draft.");
    }

    @Test
    void whereNothingIsToBeExplainedThatIsSaid() {
        export("freeze", at(), "2025-26", "count-day", "--by", "A. Registrar");
        export("make", at(), "FS052", "2025-26");
        assertThat(export("explain", at(), "FS052", "2025-26", "--text", "A new estate", "--by", "A. Registrar"))
                .isZero();
        assertThat(said.out().strip()).isEqualTo("No change in version 1 of FS052 of 2025-26 needs an explanation.");
        assertThat(root.resolve("exports/2025-26/FS052/explanations.json")).doesNotExist();
    }

    @Test
    void whatCannotBeMadeSaysWhyAndExitsAsARefusal() {
        assertThat(export("make", at(), "FS999", "2025-26")).isEqualTo(2);
        assertThat(said.err()).contains("'FS999' is no file that Yearbook knows");
        assertThat(export("make", at(), "FS052", "twenty")).isEqualTo(2);
        assertThat(said.err()).contains("write it like 2025-26");
    }

    @Test
    void theNightMakesWhatIsDueAndNothingElse() {
        var words = new StringWriter();
        DueExports.make(home.home(), CLOCK, new PrintWriter(words, true));
        assertThat(words.toString())
                .contains("Night of 2026-06-01: FS195 of 2025-26, due on 2026-06-30: version 1 was made, draft.")
                .contains("FS052 of 2025-26, due on 2026-07-30: version 1 was made, draft.");
        assertThat(root.resolve("exports/2025-26/FS088")).doesNotExist();
        var again = new StringWriter();
        DueExports.make(home.home(), CLOCK, new PrintWriter(again, true));
        assertThat(again.toString()).doesNotContain("was made, draft");
    }

    private String round() {
        var words = new StringWriter();
        DueExports.make(home.home(), CLOCK, new PrintWriter(words, true));
        return words.toString();
    }

    private long read() throws IOException {
        try (var lines = Files.lines(root.resolve("state/audit-sql.log"))) {
            return lines.count();
        }
    }

    @Test
    void aNightThatFindsAllAsItWasReadsNothingAgainAndSaysShortlyWhatIsStillLacking() throws IOException {
        String lacking = "FS029 of 2025-26 is due on 2026-01-30 and was not made";
        assertThat(round()).contains("version 1 was made", lacking + ". FS029 of 2025-26 cannot be made, since");
        String second = round();
        assertThat(second.lines())
                .as("one line for a year")
                .hasSize(2)
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "Night of 2026-06-01: still not made of 2025-26, for the same reasons as the last time: FS029 (due on"
                                        + " 2026-01-30), FS039 (due on 2026-01-30), ")
                        .endsWith(". What one lacks is told by: yearbook export make FS029 2025-26"));
        long noted = read();
        assertThat(round()).isEqualTo(second);
        assertThat(read()).as("whoever reads identified records is noted").isEqualTo(noted);
        Files.writeString(home.home().settings(), Files.readString(home.home().settings()) + "# another word\n");
        assertThat(round()).as("what is lacking is the same").isEqualTo(second);
        assertThat(read()).as("a setting is another").isGreaterThan(noted);
        noted = read();
        assertThat(round()).isEqualTo(second);
        assertThat(read()).isEqualTo(noted);
        Files.writeString(root.resolve("exports/2025-26/FS052/tried.json"), "{");
        assertThat(round()).as("nobody knows how that one fared").isEqualTo(second);
        assertThat(read()).isEqualTo(noted + 1);
        noted = read();
        home.publish("20260602T020000-b", "2026-06-02", "2025-26", 10);
        round();
        assertThat(read()).as("another night was published").isGreaterThan(noted);
    }

    @Test
    void whatANightCouldNotMakeIsListedWithTheReasonUntilItIsMade() throws IOException {
        export("freeze", at(), "2025-26", "count-day", "--by", "A. Registrar");
        Path frozen = root.resolve("exports/2025-26/frozen");
        Path away = Files.move(frozen.resolve("count-day-1/rows.duckdb"), root.resolve("away.duckdb"));
        String gone =
                "What was frozen for 2025-26, count-day-1, is gone or was changed. Put exports/2025-26/frozen back"
                        + " from a backup.";
        assertThat(round()).contains("FS052 of 2025-26 is due on 2026-07-30 and was not made. " + gone);
        assertThat(export("list", at())).isZero();
        assertThat(said.out()).containsPattern("FS052 +2026-07-30 not ready .*\\R +" + Pattern.quote(gone));
        Files.move(away, frozen.resolve("count-day-1/rows.duckdb"));
        assertThat(export("make", at(), "FS052", "2025-26")).isZero();
        assertThat(root.resolve("exports/2025-26/FS052/tried.json")).doesNotExist();
        export("list", at());
        assertThat(said.out()).containsPattern("FS052 +2026-07-30 ready .*\\R  ?\\S");
    }

    @Test
    void aFaultInASettingDoesNotStopTheNight() throws IOException {
        Files.writeString(
                home.home().settings(), "name: Cedar\nfederal: {district_id: \"1\", hand_in: {weeks_before: x}}\n");
        var words = new StringWriter();
        DueExports.make(home.home(), CLOCK, new PrintWriter(words, true));
        assertThat(words.toString()).contains("could not be made", "changes nothing of the night");
    }

    @Test
    void aDistrictThatHandsInNothingHearsNothing() throws IOException {
        Files.writeString(home.home().settings(), "name: Cedar\n");
        var words = new StringWriter();
        DueExports.make(home.home(), CLOCK, new PrintWriter(words, true));
        assertThat(words.toString()).isEmpty();
    }

    /** The example of the documentation, copied as its reader would copy it. */
    private Path describe() throws IOException {
        Path internal = root.resolve("publications/20260601T020000-a/internal.duckdb");
        try (Duck duck = Duck.write(internal, ExportHome.LIMITS)) {
            duck.run("update dim_student set state_student_id = (1987000 + student_key)::varchar");
        }
        return Files.copy(
                Path.of("../docs/state-files/VT-GRADE-PROG.yaml"),
                Files.createDirectories(home.home().stateFiles()).resolve("VT-GRADE-PROG.yaml"));
    }

    @Test
    void aFileOfTheStatesOwnGoesTheSameWay() throws IOException {
        describe();
        export("freeze", at(), "2025-26", "count-day", "--by", "A. Registrar");
        assertThat(export("make", at(), "VT-GRADE-PROG", "2025-26")).isZero();
        assertThat(said.out())
                .contains(
                        "VT-GRADE-PROG Vermont grade progression (5_PS_GradeProg), 2025-26: version 1 was made; ready.")
                .contains("06_5_PS_GradeProg.csv, 20 records", "Note: The layout is as state-files/VT-GRADE-PROG.yaml");
        assertThat(export("make", at(), "VT-GRADE-PROG", "2025-26")).isZero();
        assertThat(said.out()).contains("version 1 says the same already");
        assertThat(export("check", at(), "VT-GRADE-PROG", "2025-26")).isZero();
        assertThat(export("explain", at(), "VT-GRADE-PROG", "2025-26", "--text", "So it is", "--by", "A. Registrar"))
                .isZero();
        assertThat(said.out()).contains("No change in version 1 of VT-GRADE-PROG of 2025-26 needs an explanation.");
        assertThat(export("deliver", at(), "VT-GRADE-PROG", "2025-26")).isEqualTo(2);
        assertThat(export("sign", at(), "VT-GRADE-PROG", "2025-26", "--version-number", "1", "--by", "A. Registrar"))
                .isZero();
        assertThat(export("deliver", at(), "VT-GRADE-PROG", "2025-26")).isZero();
        assertThat(Files.readString(root.resolve("handed-in/06_5_PS_GradeProg.csv")))
                .startsWith("ADMINID,ENRORGID,PERMNUMBER,GRADE,GRADEBEGIN,GRADEEND,SY\r\n"
                        + "00100,0001,1987000,01,08/20/2025,,2026\r\n"
                        + "00100,0001,1987001,01,08/20/2025,,2026\r\n")
                .endsWith("00100,0002,1987019,01,08/20/2025,,2026\r\n");
        assertThat(export("list", at(), "2025-26")).isZero();
        assertThat(said.out()).containsPattern("VT-GRADE-PROG +no day +delivered +Vermont grade progression");
    }

    @Test
    void aFaultInADescriptionIsToldAndTheNightMakesTheOthers() throws IOException {
        Path description = describe();
        Files.writeString(
                description,
                Files.readString(description)
                        .replace("form: delimited", "due: {2025-26: 2026-06-20}\nform: delimited"));
        Files.writeString(home.home().stateFiles().resolve("BAD-1.yaml"), "name: x\n");
        Files.writeString(home.home().stateFiles().resolve("notes.txt"), "x");
        assertThat(export("make", at(), "BAD-1", "2025-26")).isEqualTo(2);
        assertThat(said.err()).contains("state-files/BAD-1.yaml line 1: 'rows' is missing");
        export("list", at(), "2025-26");
        assertThat(said.out()).contains("state-files/BAD-1.yaml line 1", "state-files/notes.txt describes no file");
        var words = new StringWriter();
        DueExports.make(home.home(), CLOCK, new PrintWriter(words, true));
        assertThat(words.toString())
                .contains("VT-GRADE-PROG of 2025-26, due on 2026-06-20: version 1 was made, draft.")
                .contains("FS052 of 2025-26, due on 2026-07-30: version 1 was made, draft.");
    }
}
