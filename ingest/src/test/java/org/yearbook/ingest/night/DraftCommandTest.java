package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code yearbook sources draft}, as somebody types it. */
class DraftCommandTest {

    private static final String STUDENTS = """
            Student_Number\tLast_Name\tFirst_Name\tDOB\tSchoolID\tHome_Room\tLocker
            1001\tQuandt\tXimena\t4/13/2015\t101\t12\t7
            1002\tZwick\tJorge\t5/14/2014\t102\t14\t9
            """;

    @TempDir
    Path place;

    private TestHome home;
    private Said said = Said.NOTHING;

    @BeforeEach
    void newHome() {
        home = new TestHome(place.resolve("home"));
    }

    private int sources(String... arguments) {
        said = Said.by(new CommandLine(new SourcesCommand()), arguments);
        return said.status();
    }

    private String root() {
        return home.home().root().toString();
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(place.resolve(name), text);
    }

    @Test
    void aFileThatNoContractKnowsIsTakenOnceItIsDrafted() throws IOException {
        Path file = file("student.export-2025-26.text", STUDENTS);
        home.deliver(file);
        assertThat(home.night("2026-01-15")).as(home.said()).isNotZero();
        assertThat(home.said()).contains("By its columns it is nearest to Clever students (clever-students)");

        assertThat(sources("draft", "--home", root(), "--source", "PowerSchool", file.toString()))
                .isZero();
        assertThat(said.out())
                .contains("its rows become student. Its source is called PowerSchool.")
                .contains("student-export.yaml")
                .doesNotContain("Quandt", "1001");

        home.deliver(file);
        assertThat(home.night("2026-01-15")).as(home.said()).isZero();
        assertThat(home.number("select sum(loaded) from row_account")).isEqualTo(2);
    }

    @Test
    void oneFileFillsTwoEntitiesByTwoContractsThatNameItAlike() throws IOException {
        Path file = file(
                "students_2025-26.csv",
                "Student_Number,Last_Name,First_Name,SchoolID,Grade_Level,EntryDate,ExitDate,DOB\n"
                        + "1001,Quandt,Ximena,101,03,8/18/2025,,4/13/2015\n");
        assertThat(sources("draft", "--home", root(), "--source", "PowerSchool", "--like", "student", file.toString()))
                .isZero();
        assertThat(sources(
                        "draft",
                        "--home",
                        root(),
                        "--like",
                        "school_enrollment",
                        "--id",
                        "students-stays",
                        file.toString()))
                .isZero();
        assertThat(said.out()).contains("Its source is called PowerSchool.");
        assertThat(sources("check", "--home", root(), file.toString())).isZero();
        assertThat(said.out()).contains("its rows become student.").contains("its rows become school_enrollment.");
    }

    @Test
    void nothingThatIsThereIsWrittenOver() throws IOException {
        Path file = file("student.export-2025-26.text", STUDENTS);
        assertThat(sources("draft", "--home", root(), file.toString())).isZero();
        Path draft = home.home().contracts().resolve("student-export.yaml");
        String text = Files.readString(draft);

        assertThat(sources("draft", "--home", root(), "--like", "clever-students", file.toString()))
                .isEqualTo(2);
        assertThat(said.err()).contains("There is a contract 'student-export' already; give the new one another --id.");
        assertThat(sources("draft", "--home", root(), "--id", "another", file.toString()))
                .isEqualTo(2);
        assertThat(said.err())
                .contains(
                        "known to contract 'student-export' already, which makes the same of them: correct that one.");
        assertThat(Files.readString(draft)).isEqualTo(text);
    }

    @Test
    void aShippedContractGivesWayWhenSomebodySaysSo() throws IOException {
        Path file = file("sis-students-2025-26.csv", "Pupil No,Family,Given,Campus\n1001,Quandt,Ximena,101\n");
        assertThat(sources("draft", "--home", root(), "--like", "sis-students", file.toString()))
                .isEqualTo(2);
        assertThat(said.err()).contains("give the new one another --id, or this one, to take its place.");
        assertThat(sources("draft", "--home", root(), "--like", "sis-students", "--id", "ours", file.toString()))
                .isEqualTo(2);
        assertThat(said.err())
                .contains("known to contract 'sis-students' already")
                .contains("that --id, and it takes its");
        assertThat(sources(
                        "draft", "--home", root(), "--like", "sis-students", "--id", "sis-students", file.toString()))
                .isZero();
        assertThat(sources("check", "--home", root(), file.toString())).isZero();
        assertThat(said.out()).contains("1 would be loaded").containsPattern("family_name +Family +1 filled");
    }

    @Test
    void whatCannotBeDraftedIsToldWithWhatToDo() throws IOException {
        assertThat(sources("draft", "--home", root(), place.resolve("none.csv").toString()))
                .isEqualTo(2);
        assertThat(said.err()).contains("There is no file");
        assertThat(sources(
                        "draft",
                        "--home",
                        root(),
                        file("rows.csv", "1,2,3\n4,5,6\n").toString()))
                .isEqualTo(1);
        assertThat(said.err()).contains("Export the table with its column names.");
        assertThat(sources(
                        "draft",
                        "--home",
                        root(),
                        file("sweets.csv", "Flavour,Colour\nsour,green\n").toString()))
                .isEqualTo(1);
        assertThat(said.err()).contains("with --like");
        assertThat(sources(
                        "draft",
                        "--home",
                        root(),
                        "--like",
                        "sweets",
                        file("s.csv", "Flavour,Colour\nsour,red\n").toString()))
                .isEqualTo(2);
        assertThat(sources(
                        "draft",
                        "--home",
                        root(),
                        "--id",
                        "Not An Id",
                        file("t.txt", STUDENTS).toString()))
                .isEqualTo(2);
        assertThat(home.home().contracts())
                .satisfiesAnyOf(
                        folder -> assertThat(folder).doesNotExist(),
                        folder -> assertThat(folder).isEmptyDirectory());
    }
}
