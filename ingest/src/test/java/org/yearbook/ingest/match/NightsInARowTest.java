package org.yearbook.ingest.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.match.SmallDistrict.Link;
import org.yearbook.warehouse.home.PeopleDecisions.Verdict;

/** A person stays the same person from night to night, and where that changes, the night says so. */
class NightsInARowTest {

    private static final String ACCOUNT = "Directory asmith";

    @TempDir
    Path folder;

    private SmallDistrict district;

    @BeforeEach
    void anEmployeeAndAnAccountWithoutANumber() {
        district = new SmallDistrict(folder)
                .record("staff employee_id=100, legal_first_name=Anna, legal_last_name=Smith, hire_date=2024-08-05")
                .record("account account_name=asmith, given_name=Anna, family_name=Smith, created_at=2024-08-05")
                .night();
        assertThat(district.link(ACCOUNT).person()).isEqualTo("staff-100");
    }

    @Test
    void nothingNewChangesNothing() {
        var links = district.links();
        district.night();
        assertThat(district.links()).isEqualTo(links);
        assertThat(district.changes()).isEmpty();
        assertThat(district.link(ACCOUNT).firstSeen()).isEqualTo(SmallDistrict.NIGHT);
        assertThat(district.link(ACCOUNT).decidedOn()).isEqualTo(SmallDistrict.NIGHT);
    }

    @Test
    void theSameRecordsSayTheSameOnEveryNightUntilADayComesThatCounts() {
        LocalDate last = SmallDistrict.NIGHT.plusDays(30);
        district.record("staff employee_id=300, legal_first_name=Bo, legal_last_name=Li, separation_date=" + last)
                .record("roster_user source=SIS, school_year=2025-26, sourced_id=u1, role=student, identifier=7")
                .record("demographic school_year=2025-26, sourced_id=u1, birth_date=" + last.plusDays(5))
                .record("account account_name=bli2, given_name=Bo, family_name=Li, created_at=2024-08-05")
                .record("account account_name=bli, given_name=Bo, family_name=Li, created_at=2024-08-05")
                .night()
                .night();
        assertThat(district.until()).isEqualTo(last);
        var said = district.tables();
        assertThat(district.night(last).tables()).isEqualTo(said);
        assertThat(district.night(last.plusDays(1)).tables())
                .as("Bo Li is gone")
                .isNotEqualTo(said);
        assertThat(district.until()).as("before the birth").isEqualTo(last.plusDays(4));
        district.night(last.plusDays(5));
        assertThat(district.until()).isNull();
    }

    @Test
    void aNewFamilyNameThatOnlyHrKnowsLeavesTheAccountWithItsPerson() {
        district.instead(
                        "staff",
                        "employee_id",
                        "100",
                        "staff employee_id=100, legal_first_name=Anna, legal_last_name=Jones, hire_date=2024-08-05")
                .night();
        Link link = district.link(ACCOUNT);
        assertThat(link.person()).isEqualTo("staff-100");
        assertThat(link.rule()).isEqualTo("ID-20");
        assertThat(link.evidence()).contains("recognized on an earlier night");
        assertThat(link.decidedOn()).isEqualTo(SmallDistrict.NIGHT);
        assertThat(district.changes()).isEmpty();
        district.night();
        assertThat(district.link(ACCOUNT)).isEqualTo(link);
    }

    @Test
    void anAccountThatWentToSomebodyElseIsNobodysUntilAPersonSaysWhose() {
        district.instead(
                        "account",
                        "account_name",
                        "asmith",
                        "account account_name=asmith, given_name=Boris, family_name=Novak, created_at=2024-08-05")
                .night();
        assertThat(district.link(ACCOUNT).person()).isNull();
        assertThat(district.changes()).containsExactly("2026-06-16 Directory asmith staff-100 nobody");
        district.night();
        assertThat(district.changes()).hasSize(1);
    }

    @Test
    void aNumberEnteredInTheDirectoryTonightWinsOverWhatWasThoughtBefore() {
        district.record("staff employee_id=200, legal_first_name=Anna, legal_last_name=Smith, hire_date=2019-08-05")
                .instead(
                        "account",
                        "account_name",
                        "asmith",
                        "account account_name=asmith, employee_id=200, given_name=Anna, family_name=Smith")
                .night();
        assertThat(district.link(ACCOUNT).person()).isEqualTo("staff-200");
        assertThat(district.link(ACCOUNT).rule()).isEqualTo("ID-01");
        assertThat(district.link(ACCOUNT).decidedOn()).isEqualTo(SmallDistrict.NIGHT.plusDays(1));
        assertThat(district.changes()).containsExactly("2026-06-16 Directory asmith staff-100 staff-200");
    }

    @Test
    void aNewEmployeeOfTheSameNameTakesNobodysAccountAway() {
        district.record("staff employee_id=200, legal_first_name=Anna, legal_last_name=Smith, hire_date=2024-08-05")
                .night();
        assertThat(district.link(ACCOUNT).number()).isEqualTo("100");
        assertThat(district.changes()).isEmpty();
    }

    @Test
    void twoIdsThatDisagreeTonightEndWhatEvidenceSaid() {
        district.record("staff employee_id=200, legal_first_name=Anna, legal_last_name=Smit, email=as@d.example")
                .instead(
                        "account",
                        "account_name",
                        "asmith",
                        "account account_name=asmith, employee_id=100, email=as@d.example, given_name=Anna,"
                                + " family_name=Smith")
                .night();
        assertThat(district.link(ACCOUNT).band()).isEqualTo("review");
        assertThat(district.questions()).hasSize(2);
    }

    @Test
    void aRehireUnderANewNumberIsTheSamePersonForEver() {
        String smith = "staff employee_id=100, legal_first_name=Anna, legal_last_name=Smith, birth_date=1980-02-03,"
                + " email=asmith@d.example, hire_date=2015-08-10";
        district.instead("staff", "employee_id", "100", smith + ", separation_date=2020-06-30")
                .record("staff employee_id=200, legal_first_name=Anna, legal_last_name=Smith, birth_date=1980-02-03,"
                        + " email=asmith@d.example, hire_date=2023-08-10")
                .instead(
                        "account",
                        "account_name",
                        "asmith",
                        "account account_name=asmith, employee_id=200, given_name=Anna, family_name=Smith")
                .night();
        assertThat(district.link("HR staff 200").person()).isEqualTo("staff-100");
        assertThat(district.link(ACCOUNT).person()).isEqualTo("staff-100");
        assertThat(district.link(ACCOUNT).number()).isEqualTo("200");
        assertThat(district.changes()).isEmpty();
        // HR drops the old record, and the address becomes another one.
        district.instead("staff", "employee_id", "100")
                .instead(
                        "staff",
                        "employee_id",
                        "200",
                        "staff employee_id=200, legal_first_name=Anna, legal_last_name=Jones, birth_date=1980-02-03,"
                                + " email=ajones@d.example, hire_date=2023-08-10")
                .night();
        assertThat(district.link("HR staff 200").person()).isEqualTo("staff-100");
        assertThat(district.link("HR staff 100").person()).isEqualTo("staff-100");
        assertThat(district.changes()).isEmpty();
    }

    @Test
    void whoIsGoneWhenTheSameNightRunsAgainIsGone() {
        district.record("staff employee_id=300, legal_first_name=Bo, legal_last_name=Li, hire_date=2014-08-05")
                .night(SmallDistrict.NIGHT.plusDays(1));
        assertThat(district.present()).containsExactly(ACCOUNT, "HR staff 100", "HR staff 300");

        district.instead("staff", "employee_id", "300").night(SmallDistrict.NIGHT.plusDays(1));

        assertThat(district.present()).containsExactly(ACCOUNT, "HR staff 100");
        assertThat(district.link("HR staff 300").person()).isEqualTo("staff-300");
    }

    @Test
    void thePersonsNumberOfSomebodyWhoIsGoneIsNeverGivenAgain() {
        district.instead("staff", "employee_id", "100")
                .instead("account", "account_name", "asmith")
                .record("staff source=Charter HR, employee_id=100, legal_first_name=Boris, legal_last_name=Novak")
                .night();
        assertThat(district.link("Charter HR staff 100").person()).isEqualTo("staff-100-charter hr");
    }

    @Test
    void twoPersonsThatAreOneHaveTheOlderNumberAndPartAgainWithTheirOwn() {
        district.record("staff employee_id=050, legal_first_name=Anna, legal_last_name=Smyth, hire_date=2024-08-05")
                .night();
        assertThat(district.link("HR staff 050").person()).isEqualTo("staff-050");
        district.decide("HR 050", "HR 100", Verdict.SAME).night();
        assertThat(district.link("HR staff 050").person()).isEqualTo("staff-100");
        assertThat(district.link("HR staff 100").person()).isEqualTo("staff-100");
        assertThat(district.changes()).containsExactly("2026-06-17 HR staff 050 staff-050 staff-100");
        district.decide("HR 100", "HR 050", Verdict.WITHDRAWN).night();
        assertThat(district.link("HR staff 050").person()).isEqualTo("staff-050");
        assertThat(district.link("HR staff 100").person()).isEqualTo("staff-100");
        assertThat(district.link(ACCOUNT).person()).isEqualTo("staff-100");
        assertThat(district.changes())
                .containsExactly(
                        "2026-06-17 HR staff 050 staff-050 staff-100", "2026-06-18 HR staff 050 staff-100 staff-050");
    }

    @Test
    void aQuestionIsTheSameQuestionEveryNight() {
        district.record("staff employee_id=300, legal_first_name=Bo, legal_last_name=Li, hire_date=2014-08-05")
                .record("account account_name=bli, given_name=Bo, family_name=Li, created_at=2024-08-05")
                .night();
        var questions = district.questions();
        assertThat(questions).hasSize(1);
        district.night();
        assertThat(district.questions()).isEqualTo(questions);
        assertThat(questions.get(0).firstSeen()).isEqualTo(SmallDistrict.NIGHT.plusDays(1));
    }
}
