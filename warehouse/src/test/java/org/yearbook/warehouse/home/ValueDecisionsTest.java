package org.yearbook.warehouse.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.home.ValueDecisions.Decision;
import org.yearbook.warehouse.home.ValueDecisions.Verdict;

class ValueDecisionsTest {

    @TempDir
    Path folder;

    private ValueDecisions decisions;

    @BeforeEach
    void open() {
        decisions = ValueDecisions.of(new DistrictHome(folder));
    }

    private static Decision decision(String raw, String standard, Verdict verdict) {
        return new Decision(
                "staff_assignment", "job_title", raw, standard, verdict, "clerk", LocalDate.of(2026, 5, 15), "");
    }

    @Test
    void whatWasWrittenIsReadAgainWhateverTheValueHolds() throws IOException {
        List<Decision> odd = List.of(
                decision(" Techer ", "Teacher", Verdict.MAP),
                decision("Nurse, \"School\"", "School Nurse", Verdict.MAP),
                decision("two\r\nlines", "two lines", Verdict.MAP),
                decision("=1+1", "=1+1", Verdict.KEEP),
                decision("Ünïcode – ß", "", Verdict.MAP));
        assertThat(decisions.all()).isEmpty();
        decisions.add(odd.subList(0, 2));
        decisions.add(odd.subList(2, 5));
        assertThat(decisions.all()).isEqualTo(odd);
        assertThat(Files.readString(folder.resolve("decisions/values.csv")))
                .startsWith("entity,field,raw,standard,decision,by,on,why\nstaff_assignment,job_title,\" Techer \",");
    }

    @Test
    void noCellIsAFormulaInASpreadsheetAndEachIsReadExactlyAsItWasWritten() throws IOException {
        List<String> odd = List.of(
                "=HYPERLINK(\"http://x\",\"y\")",
                "=1+1",
                " =1+1",
                "  =1",
                "-5",
                "@x",
                "\t=x",
                "\n=1",
                "\uff1d1",
                "%s",
                "'=1",
                " ",
                "a\rb",
                "a\u2028b",
                "say \"a\"",
                "plain");
        decisions.add(odd.stream()
                .map(raw -> new Decision(
                        "staff", "status", raw, raw, Verdict.KEEP, "clerk", LocalDate.of(2026, 5, 15), raw))
                .toList());
        assertThat(decisions.all()).extracting(Decision::raw).isEqualTo(odd);
        assertThat(decisions.all()).extracting(Decision::why).isEqualTo(odd);
        assertThat(Files.readString(folder.resolve("decisions/values.csv")))
                .doesNotContainPattern("(^|,)\"?[=+\\-@\t\uff1d%]")
                .doesNotContainPattern("\n\"?[=+\\-@\t\uff1d%][^1]");
    }

    @Test
    void messagesDoNotSayWhereTheHomeLies() throws IOException {
        Path file = folder.resolve("decisions/values.csv");
        Files.createDirectories(file.resolveSibling(""));
        Files.write(file, new byte[] {'a', (byte) 0xff});
        assertThatThrownBy(decisions::all)
                .isInstanceOf(HomeException.class)
                .hasMessageStartingWith("decisions/values.csv cannot be read")
                .hasMessageNotContaining(folder.toString());
        Files.writeString(file, "raw\n");
        assertThatThrownBy(decisions::all)
                .hasMessageStartingWith("decisions/values.csv must begin")
                .hasMessageNotContaining(folder.toString());
        Files.delete(file);
        Files.delete(file.resolveSibling(""));
        Files.writeString(file.resolveSibling(""), "no folder");
        assertThatThrownBy(() -> decisions.add(List.of(decision("a", "b", Verdict.MAP))))
                .isInstanceOf(HomeException.class)
                .hasMessageStartingWith("decisions/values.csv cannot be written")
                .hasMessageNotContaining(folder.toString());
    }

    @Test
    void aQuoteThatIsNotClosedIsNamedInItsOwnRow() throws IOException {
        Files.createDirectories(folder.resolve("decisions"));
        Files.writeString(
                folder.resolve("decisions/values.csv"),
                "entity,field,raw,standard,decision,by,on,why\nstaff,status,a,b,map,clerk,2026-05-15,\"cut\n"
                        + "staff,status,c,d,map,clerk,2026-05-15,whole\n");
        assertThatThrownBy(decisions::all).isInstanceOf(HomeException.class).hasMessageContaining("row 2");
    }

    @Test
    void whatStandsInTheFileStaysAsItIsWhenSomethingIsAdded() throws IOException {
        Files.createDirectories(folder.resolve("decisions"));
        Path file = folder.resolve("decisions/values.csv");
        String before = "\ufeffentity,field,raw,standard,decision,by,on,why\r\n"
                + "\"staff\",status,act,Active,map,clerk,2026-05-15,asked HR";
        Files.writeString(file, before);
        decisions.add(List.of(decision("a", "b", Verdict.MAP)));
        assertThat(Files.readString(file))
                .isEqualTo(before + "\nstaff_assignment,job_title,a,b,map,clerk,2026-05-15,\n");
        assertThat(decisions.all()).hasSize(2);
    }

    @Test
    void theLastDecisionAboutAValueHoldsAndPairsStandForThemselves() {
        decisions.add(List.of(
                decision("Techer", "Teacher", Verdict.MAP),
                decision("Teacher", "Teaches", Verdict.DIFFERENT),
                decision("Techer", "Techer", Verdict.KEEP),
                decision("Teacher", "Preacher", Verdict.DIFFERENT)));
        assertThat(decisions.holding())
                .extracting(Decision::verdict, Decision::standard)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Verdict.DIFFERENT, "Teaches"),
                        org.assertj.core.groups.Tuple.tuple(Verdict.KEEP, "Techer"),
                        org.assertj.core.groups.Tuple.tuple(Verdict.DIFFERENT, "Preacher"));
    }

    @Test
    void aFileThatASpreadsheetSavedIsRead() throws IOException {
        Files.createDirectories(folder.resolve("decisions"));
        Files.writeString(
                folder.resolve("decisions/values.csv"),
                "\ufeffentity,field,raw,standard,decision,by,on,why\r\n"
                        + "staff,status,act,Active,map,clerk,2026-05-15,asked HR\r\n\r\n");
        assertThat(decisions.all())
                .containsExactly(new Decision(
                        "staff",
                        "status",
                        "act",
                        "Active",
                        Verdict.MAP,
                        "clerk",
                        LocalDate.of(2026, 5, 15),
                        "asked HR"));
    }

    @Test
    void aRowThatMakesNoSenseIsNamedAndNothingIsLostByAdding() throws IOException {
        Files.createDirectories(folder.resolve("decisions"));
        Path file = folder.resolve("decisions/values.csv");
        String text =
                "entity,field,raw,standard,decision,by,on,why\nstaff,status,act,Active,perhaps,clerk,2026-05-15,\n";
        Files.writeString(file, text);
        assertThatThrownBy(decisions::all).isInstanceOf(HomeException.class).hasMessageContaining("row 2");
        assertThatThrownBy(() -> decisions.add(List.of(decision("a", "b", Verdict.MAP))))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("row 2");
        assertThat(Files.readString(file)).isEqualTo(text);
        Files.writeString(file, "raw,standard\n");
        assertThatThrownBy(decisions::all)
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("must begin with the line entity,field");
    }

    @Test
    void peopleWhoDecideAtOnceLoseNothing() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        List<Future<?>> tasks = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String raw = "value " + i;
            tasks.add(pool.submit(() ->
                    ValueDecisions.of(new DistrictHome(folder)).add(List.of(decision(raw, "value", Verdict.MAP)))));
        }
        for (Future<?> task : tasks) {
            task.get();
        }
        pool.shutdown();
        assertThat(decisions.all())
                .extracting(Decision::raw)
                .doesNotHaveDuplicates()
                .hasSize(40);
    }
}
