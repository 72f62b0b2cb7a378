package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.answer.SamplePublication;

/** A list that nobody can make is not an empty one, neither for people nor for scripts. */
class TechnologyWithoutDataTest {

    private static final String ID = "20260515T020000-a";

    @TempDir
    Path folder;

    @Test
    void whatNoSystemDeliveredIsSaidAndNotTakenForNothingToDo() {
        var sample = SamplePublication.in(folder)
                .change(ID, "delete from dim_account")
                .change(ID, "delete from fact_license_contract")
                .change(ID, "update agg_app_year set users = null, student_users = null")
                .change(ID, "delete from entity_source");
        var server = TestServer.start(sample, true);
        try {
            var visitor = server.visitor("superintendent");
            assertThat(visitor.get("/technology").body())
                    .contains("5 lists cannot be made", "Accounts to disable: not known")
                    .contains("No directory has delivered its accounts, so nobody can tell.")
                    .contains("No system has told who signs on to which application, so nobody can tell.")
                    .contains("No contracts for applications have been delivered, so nobody can tell.")
                    .contains("The night does not say which systems this rests on.")
                    .contains("only agreements that end are here", "PhonicsPals")
                    .doesNotContain("accounts-to-disable.csv", "QuizSprint");
            for (String list : new String[] {"accounts-to-disable", "starters-without-account", "unused-licences"}) {
                var file = visitor.get("/technology/" + list + ".csv?on=2026-05-15");
                assertThat(file.statusCode()).as(list).isEqualTo(409);
                assertThat(file.body()).as(list).contains("so nobody can tell");
            }
        } finally {
            server.close();
        }
    }

    @Test
    void withNothingToDoThePageSaysSo() {
        var sample = SamplePublication.in(folder)
                .change(ID, "delete from dim_staff where employee_id not in ('E1006', 'E4002')")
                .change(ID, "delete from dim_account where account_name not in ('jsmith2', 'jgarcia')")
                .change(ID, "delete from dim_application where application_id <> 'A01'")
                .change(ID, "delete from agg_app_year where application_id <> 'A01'")
                .change(ID, "delete from fact_license_contract where application_id <> 'A05'")
                .change(ID, "update fact_license_contract set application_id = 'A01', licences = 442");
        var server = TestServer.start(sample, true);
        try {
            assertThat(server.visitor("superintendent").get("/technology").body())
                    .contains("Nothing is known that has to be done")
                    .contains("No account of anybody who left is known to be open")
                    .contains("Everybody who starts until May 22, 2026 has an account")
                    .contains("Every account of an employee has the name that HR has")
                    .contains("Every application in use is approved")
                    .contains("Every agreement holds for another 90 days")
                    .contains("No license is known to lie idle");
        } finally {
            server.close();
        }
    }
}
