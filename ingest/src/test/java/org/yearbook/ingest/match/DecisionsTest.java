package org.yearbook.ingest.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.match.SmallDistrict.Question;
import org.yearbook.warehouse.home.PeopleDecisions.Verdict;

/** What people decide wins over every rule; what contradicts itself is told, and asked again. */
class DecisionsTest {

    private static final String HEADER =
            "left_system,left_number,right_system,right_number,decision,decided_by,decided_on,why\n";

    @TempDir
    Path folder;

    private SmallDistrict district;

    /** Three employees of one name, a student of the past, and two accounts. */
    @BeforeEach
    void aDistrict() {
        district = new SmallDistrict(folder)
                .record("staff employee_id=100, legal_first_name=Anna, legal_last_name=Smith, birth_date=1998-03-04")
                .record("staff employee_id=200, legal_first_name=Anna, legal_last_name=Smith, birth_date=1998-03-04")
                .record("staff employee_id=300, legal_first_name=Anna, legal_last_name=Smith, birth_date=1970-01-01")
                .record("roster_user school_year=2015-16, sourced_id=s1, role=student, identifier=5, given_name=Anna,"
                        + " family_name=Smith")
                .record("demographic school_year=2015-16, sourced_id=s1, birth_date=1998-03-04")
                .record("account account_name=asmith, employee_id=100, given_name=Anna, family_name=Smith")
                .record("account account_name=annas, given_name=Anna, family_name=Smith");
    }

    private Set<Set<String>> asked() {
        return district.questions().stream().map(Question::records).collect(java.util.stream.Collectors.toSet());
    }

    @Test
    void withoutADecisionTheyAreFourPeopleAndPeopleAreAsked() {
        district.night();
        assertThat(district.link("HR staff 100").person()).isEqualTo("staff-100");
        assertThat(district.link("HR staff 200").person()).isEqualTo("staff-200");
        assertThat(district.link("SIS student 5").person()).isEqualTo("student-5");
        assertThat(asked()).contains(Set.of("HR staff 100", "HR staff 200"), Set.of("HR staff 100", "SIS student 5"));
    }

    @Test
    void aStudentWhoBecameStaffIsOnePersonOnceSomebodySaysSo() {
        district.decide("SIS student 5", "HR staff 100", Verdict.SAME).night();
        assertThat(district.link("SIS student 5").person())
                .isEqualTo(district.link("HR staff 100").person());
        assertThat(district.link("SIS student 5").number()).isEqualTo("5");
        assertThat(district.link("Directory asmith").number()).isEqualTo("100");
        assertThat(district.decisionStates()).containsExactly("2: applied");
        assertThat(asked()).doesNotContain(Set.of("HR staff 100", "SIS student 5"));
        var links = district.links();
        district.night();
        assertThat(district.links()).isEqualTo(links);
    }

    @Test
    void whoDecidedAndWhenStandsWithTheRecord() {
        district.decide("Directory annas", "HR 300", Verdict.SAME).night();
        var link = district.link("Directory annas");
        assertThat(link.person()).isEqualTo("staff-300");
        assertThat(link.number()).isEqualTo("300");
        assertThat(link.rule()).isEqualTo(IdentityRules.DECIDED);
        assertThat(link.decidedBy()).isEqualTo("Iris Novak");
        assertThat(link.decidedOn()).isEqualTo(SmallDistrict.NIGHT);
    }

    @Test
    void differentWinsOverTheNumberItself() {
        district.decide("Directory asmith", "HR 100", Verdict.DIFFERENT).night();
        assertThat(district.link("Directory asmith").person()).isNull();
        assertThat(asked()).noneMatch(pair -> pair.equals(Set.of("Directory asmith", "HR staff 100")));
    }

    @Test
    void sameWinsOverTheNumberOfSomebodyElse() {
        district.decide("HR 300", "Directory asmith", Verdict.SAME).night();
        assertThat(district.link("Directory asmith").person()).isEqualTo("staff-300");
        assertThat(district.link("HR staff 100").person()).isEqualTo("staff-100");
        assertThat(asked()).noneMatch(pair -> pair.contains("Directory asmith"));
    }

    @Test
    void twoThatAreDifferentDoNotBecomeOneByWayOfAnother() {
        district.record("account_event account_name=asmith")
                .decide("Identity asmith", "HR 100", Verdict.DIFFERENT)
                .night();
        assertThat(district.link("Identity asmith").person())
                .isNotEqualTo(district.link("HR staff 100").person());
    }

    @Test
    void aDecisionTakenBackIsAskedAgain() {
        district.decide("HR 100", "HR 200", Verdict.DIFFERENT).night();
        assertThat(asked()).doesNotContain(Set.of("HR staff 100", "HR staff 200"));
        district.decide("HR 200", "HR 100", Verdict.WITHDRAWN).night();
        assertThat(asked()).contains(Set.of("HR staff 100", "HR staff 200"));
        assertThat(district.decisionStates()).containsExactly("2: withdrawn", "3: withdrawn");
        district.decide("HR 200", "HR 100", Verdict.SAME).night();
        assertThat(district.link("HR staff 200").person()).isEqualTo("staff-100");
    }

    @Test
    void oneSaysSameAndTheOtherDifferentAndNeitherIsBelieved() {
        district.decide("HR 100", "HR 300", Verdict.SAME)
                .decide("HR 300", "HR 100", Verdict.DIFFERENT)
                .night();
        assertThat(district.link("HR staff 300").person()).isEqualTo("staff-300");
        assertThat(district.decisionStates()).containsExactly("2: contradicts", "3: contradicts");
        assertThat(district.told())
                .containsExactly(
                        "decisions/people.csv, line 2: Contradicts line 3: both cannot be true, so neither is applied."
                                + " Withdraw what is wrong.",
                        "decisions/people.csv, line 3: Contradicts line 2: both cannot be true, so neither is applied."
                                + " Withdraw what is wrong.");
        assertThat(district.questions()).anySatisfy(question -> {
            assertThat(question.records()).containsExactlyInAnyOrder("HR staff 100", "HR staff 300");
            assertThat(question.against()).contains(IdentityRules.CONTRADICTED);
        });
    }

    @Test
    void decisionsThatContradictEachOtherInACircleAreToldAndAskedAgain() {
        district.decide("HR 100", "HR 200", Verdict.SAME)
                .decide("HR 200", "HR 300", Verdict.SAME)
                .decide("HR 100", "HR 300", Verdict.DIFFERENT)
                .decide("Directory annas", "SIS 5", Verdict.SAME)
                .night();
        assertThat(district.decisionStates())
                .containsExactly("2: contradicts", "3: contradicts", "4: contradicts", "5: applied");
        assertThat(district.told()).hasSize(3).first().asString().contains("line 3, 4");
        for (String number : new String[] {"100", "200", "300"}) {
            assertThat(district.link("HR staff " + number).person()).isEqualTo("staff-" + number);
        }
        assertThat(district.questions())
                .filteredOn(question -> question.against().contains(IdentityRules.CONTRADICTED))
                .extracting(Question::records)
                .containsExactlyInAnyOrder(
                        Set.of("HR staff 100", "HR staff 200"),
                        Set.of("HR staff 200", "HR staff 300"),
                        Set.of("HR staff 100", "HR staff 300"));
    }

    @Test
    void aContradictionAboutARecordWithANumberLeavesItToPeopleToo() {
        district.decide("Directory asmith", "HR 100", Verdict.SAME)
                .decide("Directory asmith", "HR 100", Verdict.DIFFERENT)
                .night();
        assertThat(district.link("Directory asmith").person()).isNull();
        assertThat(asked()).contains(Set.of("Directory asmith", "HR staff 100"));
    }

    @Test
    void rowsThatCannotBeUsedAreToldOneByOneAndTheOthersApplied() {
        district.record("roster_user sourced_id=t9, role=teacher, identifier=5, given_name=Olga, family_name=Ivanova")
                .decisions("\ufeff" + HEADER + "HR,100,HR,200,same,Iris,2026-06-01,\r\n"
                        + "HR,100,HR,999,same,Iris,2026-06-01,\r\n"
                        + "SIS,5,HR,300,different,Iris,2026-06-01,\r\n"
                        + "SIS student,5,HR staff,300,different,Iris,6/1/2026,\"asked, twice\"\r\n"
                        + "HR,100,HR,300,perhaps,Iris,2026-06-01,\r\n"
                        + "HR,100,HR,100,same,Iris,2026-06-01,\r\n"
                        + "HR,100,HR,300,same,,2026-06-01,\r\n"
                        + "HR,100,HR,300,same,Iris,2026-02-30,\r\n"
                        + "HR,100,\"HR,300,same,Iris,2026-06-01,\r\n"
                        + "\r\n")
                .night();
        assertThat(district.decisionStates())
                .containsExactly(
                        "2: applied",
                        "3: refused",
                        "4: refused",
                        "5: applied",
                        "6: unreadable",
                        "7: unreadable",
                        "8: unreadable",
                        "9: unreadable",
                        "10: unreadable");
        assertThat(district.told()).hasSize(7).noneMatch(line -> line.contains("999"));
        assertThat(district.told().get(1)).contains("write SIS student or SIS staff");
        assertThat(district.link("HR staff 200").person()).isEqualTo("staff-100");
        assertThat(district.link("HR staff 300").person()).isEqualTo("staff-300");
    }

    @Test
    void aFileWithoutItsHeaderIsToldAndNothingOfItApplied() {
        district.decisions("HR,100,HR,200,same,Iris,2026-06-01,\n").night();
        assertThat(district.link("HR staff 200").person()).isEqualTo("staff-200");
        assertThat(district.told()).hasSize(1).first().asString().contains("The first line must name the columns");
    }
}
