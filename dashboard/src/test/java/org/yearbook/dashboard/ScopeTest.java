package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;

class ScopeTest {

    private static final List<String> OTHER_SCHOOLS =
            List.of("Birch Creek", "Rosa Parks", "Willow Park", "Heritage", "Ridgeview", "North Fork");

    @Test
    void aClerkSeesTheIssuesOfTheirOwnSchoolAlone() {
        var clerk = TestServer.shared().visitor("clerk");
        String page = clerk.get("/quality?status=all").body();
        assertThat(page).contains("Abraham Lincoln Elementary School", "ATT-02");
        assertThat(page).doesNotContain(OTHER_SCHOOLS).doesNotContain("E20031", "jdoe2");
    }

    @Test
    void noAddressLeadsAClerkToAnotherSchool() {
        var clerk = TestServer.shared().visitor("clerk");
        for (String query : List.of(
                "school=0102&status=all",
                "school=none&status=all",
                "school=0101&school=0102&status=all",
                "school=0102%27%20or%20%271%27=%271&status=all",
                "rule=HR-07&status=all",
                "page=999&status=all")) {
            assertThat(clerk.get("/quality?" + query).body())
                    .as(query)
                    .doesNotContain(OTHER_SCHOOLS)
                    .doesNotContain("E20031");
            assertThat(clerk.get("/quality.csv?" + query).body())
                    .as(query)
                    .doesNotContain("0102,", "Birch Creek", "E20031");
        }
    }

    @Test
    void aDownloadHoldsTheSameIssuesAsThePageAndNoMore() {
        var server = TestServer.shared();
        String own = server.visitor("clerk").get("/quality.csv?status=all").body();
        String all =
                server.visitor("superintendent").get("/quality.csv?status=all").body();
        assertThat(own.lines().skip(1)).hasSize(20).allMatch(line -> line.contains(",0101,"));
        assertThat(all.lines().count()).isGreaterThan(150);
        assertThat(all).startsWith("\ufeffrule,severity,entity,record").contains("HR-07");
    }

    @Test
    void readingRecordsIsNotedWithTheirKeys() {
        var server = TestServer.shared();
        var audit = server.running().bean(AuditTrail.class);
        String page = server.visitor("principal").get("/quality").body();
        var record = Pattern.compile("<span>(S1\\d+)</span>").matcher(page);
        assertThat(record.find()).isTrue();
        assertThat(audit.whoSaw(record.group(1)))
                .anyMatch(entry ->
                        entry.signIn().equals("principal") && entry.action().equals("issues.read"));
        server.visitor("principal").get("/quality.csv?rule=ATT-02");
        assertThat(audit.latest(20)).anySatisfy(entry -> {
            assertThat(entry.action()).isEqualTo("issues.downloaded");
            assertThat(entry.subject()).contains("rule=ATT-02");
            assertThat(entry.rowsSeen()).isPositive();
        });
        assertThat(server.visitor("demo-admin")
                        .submit("/who-saw", "/who-saw/of", Map.of("kind", "student", "number", record.group(1)))
                        .body())
                .contains("Marcus Reyes", "Principal", "Data quality");
    }

    @Test
    void aSmallGroupOfAnotherSchoolIsHiddenFromAClerkAndShownToALeader() {
        var server = TestServer.shared();
        String address = "/leadership?metric=chronic_absence_rate&school=0102&group=race_ethnicity";
        assertThat(server.visitor("clerk").get(address).body()).contains("Too few");
        assertThat(server.visitor("superintendent").get(address).body()).doesNotContain("Too few");
    }

    @Test
    void aNewcomerSeesWhatTheAdministratorSaysFromTheNextRequestOn() {
        var server = TestServer.shared();
        var administrator = server.visitor("demo-admin");
        var made = administrator.submit(
                "/people",
                "/people",
                Map.of("name", "Iris Novak", "signIn", "Iris.Novak@example.org", "role", "clerk", "schools", "0102"));
        var password = Pattern.compile("told-password\">([^<]+)<").matcher(made.body());
        assertThat(password.find()).isTrue();
        var iris = server.visitor();
        iris.signIn("iris.novak@example.org", password.group(1));
        String own = "oak trees grow very slowly";
        iris.submit("/password", "/password", Map.of("current", password.group(1), "fresh", own, "again", own));
        iris.signIn("iris.novak@example.org", own);
        assertThat(iris.get("/quality").body()).contains("Birch Creek").doesNotContain("Heritage Middle");
        long id = server.running()
                .bean(People.class)
                .bySignIn("iris.novak@example.org")
                .orElseThrow()
                .id();
        administrator.submit("/people", "/people/" + id + "/place", Map.of("role", "clerk", "schools", "0201"));
        assertThat(iris.get("/quality").uri().getPath())
                .as("for other places one signs in again")
                .isEqualTo("/sign-in");
        iris.signIn("iris.novak@example.org", own);
        assertThat(iris.get("/quality").body()).contains("Heritage Middle").doesNotContain("Birch Creek");
        administrator.submit("/people", "/people/" + id + "/open", Map.of("enabled", "false"));
        assertThat(iris.get("/quality").uri().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void aClerkNeedsASchoolAndANameOnlyOnce() {
        var administrator = TestServer.shared().visitor("demo-admin");
        assertThat(administrator
                        .submit("/people", "/people", Map.of("name", "X", "signIn", "x.y", "role", "clerk"))
                        .body())
                .contains("Choose at least one school");
        assertThat(administrator
                        .submit("/people", "/people", Map.of("name", "X", "signIn", "CLERK", "role", "leader"))
                        .body())
                .contains("already signs in");
    }
}
