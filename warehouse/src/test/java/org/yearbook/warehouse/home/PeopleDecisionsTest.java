package org.yearbook.warehouse.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.home.PeopleDecisions.BadRow;
import org.yearbook.warehouse.home.PeopleDecisions.Decision;
import org.yearbook.warehouse.home.PeopleDecisions.Side;
import org.yearbook.warehouse.home.PeopleDecisions.Verdict;

class PeopleDecisionsTest {

    private static final LocalDate DAY = LocalDate.of(2026, 6, 15);
    private static final String HEADER =
            "left_system,left_number,right_system,right_number,decision,decided_by,decided_on,why\n";

    @TempDir
    Path root;

    private DistrictHome home;

    @BeforeEach
    void aHome() {
        home = new DistrictHome(root);
    }

    private static Decision decision(String left, String right, Verdict verdict, String why) {
        return new Decision(0, new Side("HR", left), new Side("Directory", right), verdict, "iris", DAY, why);
    }

    @Test
    void whereNothingWasDecidedThereIsNothingToRead() {
        assertThat(PeopleDecisions.read(home).decisions()).isEmpty();
        assertThat(PeopleDecisions.read("\n\n").bad()).isEmpty();
    }

    @Test
    void whatIsWrittenIsReadAgainWhateverItHolds() {
        for (String why :
                List.of("asked her", "says \"it's me\", twice", "=2+2", "über Müller, José", "line\nbreak", "")) {
            PeopleDecisions.append(home, decision("00100", "-x, \"y\"", Verdict.SAME, why));
        }
        var read = PeopleDecisions.read(home);
        assertThat(read.bad()).isEmpty();
        assertThat(read.decisions())
                .extracting(Decision::why)
                .containsExactly("asked her", "says \"it's me\", twice", "=2+2", "über Müller, José", "line break", "");
        assertThat(read.decisions()).allSatisfy(decision -> {
            assertThat(decision.left()).isEqualTo(new Side("HR", "00100"));
            assertThat(decision.right()).isEqualTo(new Side("Directory", "-x, \"y\""));
            assertThat(decision.on()).isEqualTo(DAY);
        });
        assertThat(read.decisions()).extracting(Decision::line).containsExactly(2, 3, 4, 5, 6, 7);
    }

    @Test
    void noCellIsAFormulaInASpreadsheet() throws IOException {
        PeopleDecisions.append(home, decision("@cmd", "+1", Verdict.SAME, "=HYPERLINK(1)"));
        assertThat(Files.readString(PeopleDecisions.file(home)).lines().skip(1))
                .allMatch(line -> line.startsWith("HR, @cmd,Directory, +1,same,iris,2026-06-15, =HYPERLINK(1)"));
    }

    @Test
    void aRowThatWasCutOffSpoilsNoOther() throws IOException {
        PeopleDecisions.append(home, decision("1", "a", Verdict.SAME, "one"));
        Files.writeString(PeopleDecisions.file(home), "HR,2,Directory,\"b", StandardOpenOption.APPEND);
        PeopleDecisions.append(home, decision("3", "c", Verdict.DIFFERENT, "three"));
        var read = PeopleDecisions.read(home);
        assertThat(read.decisions()).extracting(Decision::line).containsExactly(2, 4);
        assertThat(read.bad()).containsExactly(new BadRow(3, "A quotation mark is not closed."));
    }

    @Test
    void aRowThatWasCutOffSpoilsNoneThatHasQuotesOfItsOwn() throws IOException {
        PeopleDecisions.append(home, decision("1", "a", Verdict.SAME, "one"));
        Files.writeString(PeopleDecisions.file(home), "HR,2,Directory,\"b", StandardOpenOption.APPEND);
        PeopleDecisions.append(home, decision("3", "c", Verdict.DIFFERENT, "\"three\", she says"));
        Files.writeString(PeopleDecisions.file(home), "HR,4,\"Dir", StandardOpenOption.APPEND);
        PeopleDecisions.append(home, decision("5", "e, f", Verdict.SAME, "five"));
        var read = PeopleDecisions.read(home);
        assertThat(read.decisions()).extracting(Decision::line).containsExactly(2, 4, 6);
        assertThat(read.bad()).extracting(BadRow::line).containsExactly(3, 5);
    }

    @Test
    void aFileWithColumnsOfItsOwnIsAddedToUnderThem() throws IOException {
        String before =
                "Note,Decision,Left number,Left system,Right system,Right number,why,Decided by,Decided on,why\n"
                        + "first,same,1,HR,Directory,a,asked,iris,2026-06-01,\n";
        Path file = PeopleDecisions.file(home);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, before);
        PeopleDecisions.append(home, decision("2", "b", Verdict.DIFFERENT, "two certificates"));
        assertThat(Files.readString(file))
                .isEqualTo(before + ",different,2,HR,Directory,b,two certificates,iris,2026-06-15,\n");
        assertThat(PeopleDecisions.read(home).bad()).isEmpty();
        assertThat(PeopleDecisions.read(home).standing())
                .extracting(Decision::verdict)
                .containsExactly(Verdict.SAME, Verdict.DIFFERENT);
    }

    @Test
    void aFileThatDoesNotNameItsColumnsIsLeftAsItIs() throws IOException {
        Path file = PeopleDecisions.file(home);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, "left_system,left_number\n");
        assertThatThrownBy(() -> PeopleDecisions.append(home, decision("1", "a", Verdict.SAME, "one")))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("must name the columns")
                .hasMessageNotContaining(root.toString());
        assertThat(Files.readString(file)).isEqualTo("left_system,left_number\n");
    }

    @Test
    void aFileOfLineEndsAloneGetsItsHeader() throws IOException {
        Path file = PeopleDecisions.file(home);
        Files.createDirectories(file.resolveSibling(""));
        for (String nothing : List.of("", "\n", "\r\n\r\n", "\ufeff", "  ")) {
            Files.writeString(file, nothing);
            PeopleDecisions.append(home, decision("1", "a", Verdict.SAME, "one"));
            PeopleDecisions.append(home, decision("2", "b", Verdict.SAME, "two"));
            assertThat(PeopleDecisions.read(home).bad()).isEmpty();
            assertThat(PeopleDecisions.read(home).standing())
                    .extracting(Decision::why)
                    .containsExactly("one", "two");
        }
    }

    @Test
    void aNumberIsReadExactlyAsItWasWritten() {
        List<String> numbers = List.of(
                "j  doe",
                "a\u2028b",
                "a\u2029b",
                "a\u0085b",
                "a\tb",
                "a\u000bb",
                "a\u000cb",
                "a\nb",
                "=1",
                "-0017",
                "'x");
        for (String number : numbers) {
            PeopleDecisions.append(home, decision(number, "z" + number, Verdict.SAME, "a\u2028b\nc"));
        }
        var read = PeopleDecisions.read(home);
        assertThat(read.bad()).isEmpty();
        assertThat(read.decisions())
                .extracting(decision -> decision.left().number())
                .isEqualTo(numbers);
        assertThat(read.decisions())
                .extracting(decision -> decision.right().number())
                .isEqualTo(numbers.stream().map(number -> "z" + number).toList());
    }

    @Test
    void aCellOfSeveralLinesIsOneCellAndLinesAreCountedAsAnEditorDoes() {
        var read = PeopleDecisions.read(
                HEADER + "HR,1,HR,2,same,iris,2026-06-01,\"asked\r\nher\"\r\n" + "HR,1,HR,3,maybe,iris,2026-06-03,\n");
        assertThat(read.decisions()).extracting(Decision::why).containsExactly("asked\r\nher");
        assertThat(read.bad()).extracting(BadRow::line).containsExactly(4);
    }

    @Test
    void manyAtOnceLoseNothing() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Object>> writing = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String number = Integer.toString(i);
                Callable<Object> write = () -> {
                    PeopleDecisions.append(home, decision(number, "a" + number, Verdict.SAME, "together"));
                    return number;
                };
                writing.add(pool.submit(write));
            }
            for (Future<Object> one : writing) {
                one.get();
            }
        } finally {
            pool.shutdown();
        }
        var read = PeopleDecisions.read(home);
        assertThat(read.bad()).isEmpty();
        assertThat(read.decisions()).hasSize(40);
    }

    @Test
    void aDecisionStandsUntilItIsTakenBackFromEitherSide() {
        var read =
                PeopleDecisions.read(HEADER + "HR,1,HR,2,same,iris,2026-06-01,\nHR,2,HR,1,withdrawn,iris,2026-06-02,\n"
                        + "HR,1,HR,3,different,iris,2026-06-03,\nHR,1,HR,2,different,iris,2026-06-04,\n");
        assertThat(read.standing()).extracting(Decision::line).containsExactly(4, 5);
    }

    @Test
    void aSpreadsheetMayHaveTouchedTheFile() {
        var read = PeopleDecisions.read(
                "Why,Decided on,Decided by,Decision,Right number,Right system,Left number,Left system\r\n"
                        + "asked,6/15/2026,iris,SAME,a,Directory,1,HR\r\n,,,,,,,\r\nasked,6/5/26,iris,Different,b,Directory,2,HR\r\n");
        assertThat(read.bad()).isEmpty();
        assertThat(read.decisions()).extracting(Decision::verdict).containsExactly(Verdict.SAME, Verdict.DIFFERENT);
        assertThat(read.decisions()).extracting(Decision::on).containsExactly(DAY, LocalDate.of(2026, 6, 5));
    }

    @Test
    void everyBadRowSaysWhatIsWrong() {
        var read = PeopleDecisions.read(
                HEADER + "HR,1\nHR,1,HR,1,same,iris,2026-06-01,\nHR,1,HR,2,maybe,iris,2026-06-01,\n"
                        + "HR,1,HR,2,same,iris,2026-13-01,\nHR,1,HR,2,same,,2026-06-01,\n");
        assertThat(read.decisions()).isEmpty();
        assertThat(read.bad())
                .containsExactly(
                        new BadRow(2, "right_system is empty."),
                        new BadRow(3, "Both sides name the same record."),
                        new BadRow(4, "The decision must be same, different or withdrawn."),
                        new BadRow(5, "decided_on must be a date like 2026-06-15."),
                        new BadRow(6, "decided_by is empty."));
        assertThat(PeopleDecisions.read("left_system,left_number\n").bad())
                .singleElement()
                .satisfies(bad -> assertThat(bad.reason()).contains("right_system", "why"));
    }
}
