package org.yearbook.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.CutScores.Cut;
import org.yearbook.definitions.CutScores.Edition;

class CutScoresTest {

    private static final String HEADER = String.join(",", CutScoreFile.COLUMNS) + "\n";

    /** A line of the state test in mathematics of grade 5. */
    private static String line(String edition, String from, String to, String level, String lowest, String proficient) {
        return "State Test," + edition + "," + from + "," + to + ",Mathematics,05," + level + ",," + lowest + ","
                + proficient + ",The state,board.example\n";
    }

    private static String two(String edition, String from, String to, String cut) {
        return line(edition, from, to, "1", "", "no") + line(edition, from, to, "2", cut, "yes");
    }

    private static List<String> faults(String text) {
        var faults = new ArrayList<Fault>();
        CutScores.of(Map.of("cut-scores/state.csv", text), faults);
        return faults.stream().map(Fault::toString).toList();
    }

    private static CutScores sound(String text) {
        var faults = new ArrayList<Fault>();
        CutScores scores = CutScores.of(Map.of("cut-scores/state.csv", text), faults);
        assertThat(faults).isEmpty();
        return scores;
    }

    @Test
    void theShippedFilesSayWhereTheyAreFromAndGiveThePublishedThresholds() throws IOException {
        for (String file : Files.readAllLines(Path.of("cut-scores/index.txt"))) {
            assertThat(Files.readString(Path.of("cut-scores", file))).as(file).startsWith("# ");
        }
        Edition edition =
                CutScores.shipped().inForce("sbac", SchoolYear.parse("2025-26")).orElseThrow();
        assertThat(edition.assessment()).isEqualTo("Smarter Balanced");
        assertThat(edition.cuts())
                .filteredOn(cut -> cut.subject().equals("math") && "11".equals(cut.grade()))
                .extracting(cut -> cut.level() + " " + cut.lowest() + " to " + cut.below() + " " + cut.proficient())
                .containsExactly(
                        "1 null to 2543 false", "2 2543 to 2628 false", "3 2628 to 2718 true", "4 2718 to null true");
        assertThat(CutScores.shipped().inForce("sbac", SchoolYear.parse("2013-14")))
                .isEmpty();
    }

    @Test
    void eachYearHasTheEditionOfItsYearsAndAYearWithoutHasNone() {
        CutScores scores =
                sound(HEADER + two("new", "2024-25", "2026-27", "2540") + two("old", "2015-16", "2022-23", "2500"));
        assertThat(List.of("2014-15", "2015-16", "2022-23", "2023-24", "2024-25", "2026-27", "2027-28"))
                .extracting(year -> scores.inForce(" STATE test", SchoolYear.parse(year))
                        .map(Edition::edition)
                        .orElse("none"))
                .containsExactly("none", "old", "old", "none", "new", "new", "none");
    }

    @Test
    void theColumnsMayStandInAnyOrderAndGradesMayBeAll() {
        CutScores scores = sound("""
                # From the board's web site
                level,level_name,lowest_score,proficient,assessment,edition,from_school_year,to_school_year,subject,grade_level,authority,source
                2,"Met, or better",350.5,YES,Algebra I,2020,2020-21,,Math,,The state,a page
                1,Not met,,no,Algebra I,2020,2020-21,,Math,,The state,a page
                """);
        Edition edition =
                scores.inForce("algebra i", SchoolYear.parse("2030-31")).orElseThrow();
        assertThat(edition.cuts())
                .extracting(Cut::name, cut -> String.valueOf(cut.grade()), cut -> String.valueOf(cut.lowest()))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Not met", "null", "null"),
                        org.assertj.core.groups.Tuple.tuple("Met, or better", "null", "350.5"));
    }

    @Test
    void whatADistrictSaysOfAnAssessmentIsAllThereIsOfIt() {
        CutScores scores = sound(HEADER + two("ours", "2022-23", "", "2500").replace("State Test", "Our Test|SBA"));
        assertThat(scores.inForce("SBA", SchoolYear.parse("2025-26")).map(Edition::edition))
                .contains("ours");
        assertThat(scores.inForce("Smarter Balanced", SchoolYear.parse("2025-26")))
                .isEmpty();
    }

    @Test
    void everyFaultIsToldWithFileAndLine() {
        assertThat(faults("assessment,edition\n"))
                .singleElement()
                .asString()
                .startsWith("cut-scores/state.csv line 1: must begin with the names of these columns: assessment,");
        String text = HEADER
                + line("2015", "2015-17", "", "1", "", "no")
                + line("2015", "2015-16", "", "one", "", "no")
                + line("2015", "2015-16", "2014-15", "1", "", "no")
                + line("2015", "2015-16", "", "2", "", "yes")
                + line("2015", "2015-16", "", "2", "2,400", "yes")
                + line("2015", "2015-16", "", "2", "24OO", "yes")
                + line("2015", "2015-16", "", "2", "2400", "perhaps")
                + line("2015", "2015-16", "", "2", "2400", "yes").replace(",05,", ",5,")
                + line("", "2015-16", "", "2", "2400", "yes");
        assertThat(faults(text))
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .startsWith("cut-scores/state.csv line 2: from_school_year: '2015-17'"),
                        fault -> assertThat(fault).startsWith("cut-scores/state.csv line 3: level is a number from 1"),
                        fault -> assertThat(fault)
                                .startsWith("cut-scores/state.csv line 4: to_school_year 2014-15 lies before"),
                        fault -> assertThat(fault).startsWith("cut-scores/state.csv line 5: lowest_score is empty"),
                        fault -> assertThat(fault).startsWith("cut-scores/state.csv line 6: needs 12 cells"),
                        fault -> assertThat(fault).contains("line 7: lowest_score is a number such as 2432", "'24OO'"),
                        fault -> assertThat(fault).contains("line 8: proficient is yes or no, but is 'perhaps'"),
                        fault -> assertThat(fault).contains("line 9: grade_level is a grade as CEDS writes it", "'5'"),
                        fault -> assertThat(fault).contains("line 10: needs a value in edition"));
    }

    @Test
    void levelsThatDoNotFitTogetherAreToldNeverHalfUsed() {
        assertThat(faults(
                        HEADER + two("2015", "2015-16", "", "2500") + line("2015", "2015-16", "", "2", "2600", "yes")))
                .containsExactly("cut-scores/state.csv line 4: level 2 of this subject and grade has a line already");
        assertThat(faults(HEADER
                        + line("2015", "2015-16", "", "1", "", "no")
                        + line("2015", "2015-16", "", "3", "2600", "yes")))
                .containsExactly("cut-scores/state.csv line 3: level 2 of this subject and grade has no line");
        assertThat(faults(
                        HEADER + two("2015", "2015-16", "", "2500") + line("2015", "2015-16", "", "3", "2500", "yes")))
                .containsExactly("cut-scores/state.csv line 4: lowest_score 2500 is not above 2500 of level 2");
        assertThat(faults(HEADER + two("2015", "2015-16", "", "2500") + line("2015", "2015-16", "", "3", "2600", "no")))
                .contains("cut-scores/state.csv line 4: level 2 is proficient, so a higher one is, too");
        assertThat(faults(HEADER + line("2015", "2015-16", "", "1", "", "no")))
                .containsExactly(
                        "cut-scores/state.csv line 2: no level of this subject and grade is proficient; say proficient"
                                + " yes");
        // The same subject, spelled in two ways.
        assertThat(faults(HEADER
                        + two("2015", "2015-16", "", "2500")
                        + two("2015", "2015-16", "", "2600").replace("Mathematics", "Math")))
                .containsExactly("cut-scores/state.csv line 4: level 1 of this subject and grade has a line already");
        assertThat(faults(HEADER
                        + two("2015", "2015-16", "", "2500")
                        + two("2015", "2015-16", "", "2600").replace(",05,", ",,")))
                .containsExactly("cut-scores/state.csv line 4: the subject has cut scores for all grades and for some;"
                        + " say which");
    }

    @Test
    void editionsOfAnAssessmentHaveYearsOfTheirOwn() {
        assertThat(faults(HEADER + two("2015", "2015-16", "", "2500") + two("2024", "2024-25", "", "2600")))
                .containsExactly("cut-scores/state.csv line 4: '2024' begins in 2024-25, but '2015' holds without an"
                        + " end; close it with to_school_year 2023-24");
        assertThat(faults(HEADER + two("2015", "2015-16", "2024-25", "2500") + two("2024", "2024-25", "", "2600")))
                .singleElement()
                .asString()
                .contains("holds until 2024-25; close it with to_school_year 2023-24");
        assertThat(faults(HEADER
                        + line("2015", "2015-16", "", "1", "", "no")
                        + line("2015", "2016-17", "", "2", "2600", "yes")))
                .singleElement()
                .asString()
                .startsWith("cut-scores/state.csv line 3: the years differ from those of the edition's first line");
        assertThat(faults(HEADER
                        + two("2015", "2015-16", "", "2500").replace("State Test", "State Test|ST")
                        + two("2015", "2015-16", "", "2500").replace("State Test", "Science Test|ST")))
                .contains("cut-scores/state.csv line 4: 'st' is a name of 'state test' already; give each assessment"
                        + " names of its own");
    }

    @Test
    void theFilesOfAHomeAreReadAndAllTheirFaultsTold(@TempDir Path folder) throws IOException {
        assertThat(CutScores.load(folder.resolve("none")).said())
                .isEqualTo(CutScores.shipped().said());
        Files.writeString(folder.resolve("a.csv"), HEADER + two("2015", "2015-16", "", "2500"));
        assertThat(CutScores.load(folder).inForce("State Test", SchoolYear.parse("2015-16")))
                .isPresent();
        Files.write(folder.resolve("b.csv"), (HEADER + "é").getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("c.csv"), "level\n");
        assertThatThrownBy(() -> CutScores.load(folder))
                .isInstanceOf(DefinitionException.class)
                .hasMessageStartingWith("The cut scores need a correction:")
                .hasMessageContaining("cut-scores/b.csv line 1: is not UTF-8")
                .hasMessageContaining("cut-scores/c.csv line 1: must begin");
    }
}
