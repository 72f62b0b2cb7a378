package org.yearbook.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.CodeSets;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.ingest.contract.Contracts;

/** A row is judged and standardized by the codes of its own school year. */
class CodesByYearTest {

    private static final String DEMOGRAPHICS = "oneroster11-demographics";
    private static final String HEADER = "sourcedId,status,dateLastModified,birthDate,sex,asian,white,"
            + "demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,metadata.middleEasternOrNorthAfrican\n";
    private static final String BASE = ",,,2012-04-23,female,";

    @TempDir
    Path folder;

    private List<String> found(CodeSets sets, String contract, String year, String text) throws IOException {
        Path work = Files.createTempDirectory(folder, "night");
        Contracts contracts = Contracts.load(folder.resolve("none"));
        var night = new MiniNight(work, contracts, sets)
                .run(List.of(
                        new Deliveries(work, contracts).text(contract, year, Map.of("manifest.mode", "bulk"), text)));
        return night.issues().stream()
                .map(issue -> issue.record() + " " + issue.rule() + " " + issue.field())
                .sorted()
                .toList();
    }

    private static String races(String... answers) {
        var text = new StringBuilder(HEADER);
        for (int i = 0; i < answers.length; i++) {
            text.append("s").append(i).append(BASE).append(answers[i]).append('\n');
        }
        return text.toString();
    }

    @Test
    void theCombinedQuestionIsJudgedFromItsYearOnAndTheTwoQuestionsUntilThen() throws IOException {
        CodeSets sets = CodeSets.load(folder.resolve("none"), SchoolYear.parse("2027-28"));
        // Asian, White, two or more, Hispanic, Middle Eastern or North African
        String answers = races("false,false,false,,true", "false,false,false,true,", "true,,,,", "false,false,,,");

        assertThat(found(sets, DEMOGRAPHICS, "2026-27", answers))
                .containsExactly(
                        "s0 STU-11 hispanic_or_latino",
                        "s0 STU-11 middle_eastern_or_north_african",
                        "s2 STU-11 hispanic_or_latino",
                        "s3 STU-11 hispanic_or_latino");
        assertThat(found(sets, DEMOGRAPHICS, "2027-28", answers)).containsExactly("s3 STU-11 two_or_more_races");
        assertThat(found(CodeSets.shipped(), DEMOGRAPHICS, "2027-28", answers))
                .contains("s0 STU-11 middle_eastern_or_north_african");
    }

    @Test
    void theListOfStudentsIsJudgedByTheQuestionOfItsYearToo() throws IOException {
        CodeSets sets = CodeSets.load(folder.resolve("none"), SchoolYear.parse("2027-28"));
        String list =
                "student_number,school_number,state_student_id,given_name,family_name,birth_date,race,hispanic_or_latino\n"
                        + "1,0101,9000000001,Ann,Lee,2012-05-05,MiddleEasternOrNorthAfrican,\n"
                        + "2,0101,9000000002,Bo,Lee,2012-05-06,,\n";

        assertThat(found(sets, "sis-students", "2026-27", list))
                .contains("1 STU-11 race", "1 STU-11 hispanic_or_latino");
        assertThat(found(sets, "sis-students", "2027-28", list)).containsExactly("2 STU-11 race");
    }

    @Test
    void aCodeOfTheDistrictIsKnownFromItsYearOnAndOneTakenOutIsNot() throws IOException {
        Path own = Files.createDirectories(folder.resolve("own/exit-code"));
        Files.writeString(
                own.resolve("2027-28.csv"), "code,label,variants,use\nW7,Left for military service,army,\nW5,,,no\n");
        CodeSets sets = CodeSets.load(own.resolveSibling(""), null);
        assertThat(stays(sets, "2026-27", "W5", "army")).containsExactlyInAnyOrder("army unknown", "W5");
        assertThat(stays(sets, "2027-28", "W5", "army")).containsExactlyInAnyOrder("W5 unknown", "army > W7");
        assertThat(stays(CodeSets.shipped(), "2027-28", "W5", "army")).containsExactlyInAnyOrder("army unknown", "W5");
    }

    private List<String> stays(CodeSets sets, String year, String... codes) throws IOException {
        int from = SchoolYear.parse(year).startYear();
        var text = new StringBuilder(
                "student_number,school_number,grade_level,entry_date,entry_code,exit_date,exit_code\n");
        for (String code : codes) {
            text.append("S-%s,0101,09,%d-08-20,R1,%d-06-02,%s\n".formatted(code, from, from + 1, code));
        }
        Path work = Files.createTempDirectory(folder, "night");
        Contracts contracts = Contracts.load(folder.resolve("none"));
        var night = new MiniNight(work, contracts, sets)
                .run(List.of(new Deliveries(work, contracts).text("sis-enrollments", year, Map.of(), text.toString())));
        return java.util.Arrays.stream(codes)
                .map(code -> night.issues().stream()
                        .filter(issue -> "exit_code".equals(issue.field()) && code.equals(issue.raw()))
                        .map(issue -> code + (issue.suggested() == null ? " unknown" : " > " + issue.suggested()))
                        .findFirst()
                        .orElse(code))
                .sorted()
                .toList();
    }
}
