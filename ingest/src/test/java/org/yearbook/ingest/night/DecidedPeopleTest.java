package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules across systems know who is who as the same night recognized it, and believe what people said. */
class DecidedPeopleTest {

    private static final String STAFF =
            "employee_id,legal_first_name,legal_last_name,birth_date,email,hire_date,separation_date,separation_reason,status\n";
    private static final String ACCOUNTS = "SamAccountName,EmployeeID,GivenName,Surname,mail,Enabled,LastLogonDate\n";
    private static final String DECISIONS =
            "left_system,left_number,right_system,right_number,decision,decided_by,decided_on,why\n";

    @TempDir
    Path folder;

    private TestHome home;

    @BeforeEach
    void newHome() {
        home = new TestHome(folder.resolve("home"));
    }

    private void night(String date, String staff, String accounts) {
        home.deliver("hr-staff.csv", STAFF + staff);
        home.deliver("directory-accounts.csv", ACCOUNTS + accounts);
        assertThat(home.night(date)).as(home.said()).isZero();
    }

    private void decide(String... rows) throws IOException {
        Path file = home.home().root().resolve("decisions").resolve("people.csv");
        Files.createDirectories(file.getParent());
        Files.writeString(file, DECISIONS + String.join("\n", rows) + "\n");
    }

    private List<String> told(String... rules) {
        return home
                .ask(
                        "select rule_id || ' ' || record_key from quality_issue where resolved_on is null and rule_id in ('"
                                + String.join("', '", rules) + "') order by all")
                .stream()
                .map(row -> row.get(0, String.class))
                .toList();
    }

    @Test
    void twoEmployeesWhoWereSaidToBeTwoAreToldNoMoreAndAThirdStillIs() throws IOException {
        String staff = "1,Lydia,Roe,1980-01-01,a@x.org,2015-08-01,,,Active\n"
                + "2,Lydia,Roe,1980-01-01,b@x.org,2019-08-01,,,Active\n"
                + "3,Lydia,Roe,1980-01-01,c@x.org,2021-08-01,,,Active\n";
        night("2026-05-01", staff, "");
        assertThat(told("HR-02")).containsExactly("HR-02 2", "HR-02 3");

        decide("HR,1,HR,2,different,pat,2026-05-02,two birth certificates");
        night("2026-05-04", staff + "4,Omar,Reddy,1981-01-01,d@x.org,2019-08-01,,,Active\n", "");

        assertThat(told("HR-02")).containsExactly("HR-02 3");
    }

    @Test
    void anAccountThatWasRecognizedAsThatOfAnEmployeeWhoLeftIsToldAndTheOneOfNobodyToo() {
        night(
                "2026-05-01",
                "1,Lydia,Roe,1980-01-01,lroe@x.org,2015-08-01,2026-01-15,Resigned,Separated\n"
                        + "2,Omar,Reddy,1981-01-01,oreddy@x.org,2015-08-01,,,Active\n",
                "lroe,,Lydia,Roe,lroe@x.org,True,\noreddy,,Omar,Reddy,oreddy@x.org,True,\nsvc,,,,,True,\n");

        assertThat(told("X-01", "X-09")).containsExactly("X-01 lroe", "X-09 svc");
    }

    @Test
    void anAccountOfWhichSomebodySaidThatItIsAnothersBelongsToNobody() throws IOException {
        String staff = "1,Lydia,Roe,1980-01-01,lroe@x.org,2015-08-01,2026-01-15,Resigned,Separated\n";
        String accounts = "backup,1,Backup,Service,,True,\n";
        night("2026-05-01", staff, accounts);
        assertThat(told("X-01", "X-06", "X-09")).containsExactly("X-01 backup", "X-06 backup", "X-06 backup");

        decide("Directory,backup,HR,1,different,pat,2026-05-02,the number was typed wrong");
        night("2026-05-04", staff + "2,Omar,Reddy,1981-01-01,d@x.org,2019-08-01,,,Active\n", accounts);

        assertThat(told("X-01", "X-06", "X-09")).containsExactly("X-09 backup");
    }
}
