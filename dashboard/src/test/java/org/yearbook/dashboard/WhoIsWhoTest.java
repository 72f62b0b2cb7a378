package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Role;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.home.PeopleDecisions;

/** People tell two records together or apart; the file of decisions says who, when and why. */
class WhoIsWhoTest {

    private static final String PAGE = "/who-is-who";
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([^\"]+)\"");

    @TempDir
    Path folder;

    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.start(SamplePublication.in(folder.resolve("home")), true);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private PeopleDecisions.Read decisions() {
        return PeopleDecisions.read(server.sample().home());
    }

    @Test
    void onlyWhoSeesTheWholeDistrictSeesWhoIsWho() {
        for (String person : new String[] {"clerk", "principal"}) {
            var visitor = server.visitor(person);
            assertThat(visitor.get(PAGE).statusCode()).as(person).isEqualTo(403);
            assertThat(visitor.get(PAGE).body()).doesNotContain("ebrennan2", "E20638");
            assertThat(visitor.get("/").body()).doesNotContain("Who is who");
            assertThat(visitor.submit("/", PAGE + "/c1aa", Map.of("decision", "same", "why", "I know them"))
                            .statusCode())
                    .isEqualTo(403);
        }
        assertThat(decisions().decisions()).isEmpty();
        assertThat(server.visitor("superintendent").get(PAGE).body())
                .contains("Evelyn Brennan", "ebrennan2", "E20638", "more than one person fits", "28");
    }

    @ParameterizedTest
    @EnumSource(
            value = Role.class,
            names = {"REGISTRAR", "HUMAN_RESOURCES", "TECHNOLOGY", "FINANCE", "ANALYST"})
    void whoSeesEverySchoolButNotEveryKindOfRecordNeitherSeesNorUndoesDecisions(Role role) {
        server.visitor("superintendent")
                .submit(PAGE, PAGE + "/c1aa", Map.of("decision", "same", "why", "asked her", "kind", "staff"));
        String key = withdrawable(server.visitor("superintendent").get(PAGE).body());

        var visitor = visitor(role);
        assertThat(visitor.get(PAGE).statusCode()).isEqualTo(403);
        assertThat(visitor.get(PAGE).body()).doesNotContain("ebrennan2", "E20638");
        assertThat(visitor.get("/").body()).doesNotContain("Who is who");
        assertThat(visitor.submit("/", PAGE + "/withdraw", Map.of("key", key)).statusCode())
                .isEqualTo(403);

        assertThat(decisions().standing()).hasSize(1);
    }

    private static String withdrawable(String page) {
        Matcher matcher = KEY.matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private Visitor visitor(Role role) {
        var passwords = server.running().bean(Passwords.class);
        String password = passwords.fresh();
        server.running()
                .bean(People.class)
                .demo(new Newcomer(role.code(), role.code(), role, Set.of()), passwords.hash(password));
        var visitor = server.visitor();
        visitor.signIn(role.code(), password);
        return visitor;
    }

    @Test
    void aDecisionIsInTheFileWithWhoWhenAndWhyAndIsNoted() throws IOException {
        var leader = server.visitor("superintendent");
        var answer = leader.submit(
                PAGE, PAGE + "/c1aa", Map.of("decision", "same", "why", "=asked, \"Evelyn\" herself", "kind", "staff"));
        assertThat(answer.uri().toString()).endsWith(PAGE + "?kind=staff");
        assertThat(answer.body()).contains("Noted: one person", "Same person, says superintendent", "next night on");
        assertThat(Files.readString(PeopleDecisions.file(server.sample().home())))
                .startsWith("left_system,left_number,right_system,right_number,decision,decided_by,decided_on,why\n"
                        + "Directory,ebrennan2,HR staff,E20638,same,superintendent,")
                .endsWith(",\" =asked, \"\"Evelyn\"\" herself\"\n");
        assertThat(decisions().standing())
                .singleElement()
                .satisfies(decision -> assertThat(decision.why()).isEqualTo("=asked, \"Evelyn\" herself"));
        var audit = server.running().bean(AuditTrail.class);
        assertThat(audit.whoSaw("E20638"))
                .extracting(AuditTrail.Entry::action)
                .contains("people.decided", "people.compared");
        assertThat(audit.latest(50)).noneMatch(entry -> entry.subject().contains("E20638"));
    }

    @Test
    void aPairIsDecidedOnceAndTakenBackByARow() {
        var leader = server.visitor("superintendent");
        leader.submit(PAGE, PAGE + "/c2bb", Map.of("decision", "different", "why", "two birth certificates"));
        var other = server.visitor("demo-admin");
        assertThat(other.submit(PAGE, PAGE + "/c2bb", Map.of("decision", "same", "why", "looks alike"))
                        .body())
                .contains("Somebody has decided this pair meanwhile");
        assertThat(decisions().decisions()).hasSize(1);
        Matcher key = KEY.matcher(other.get(PAGE).body());
        assertThat(key.find()).isTrue();
        assertThat(other.submit(PAGE, PAGE + "/withdraw", Map.of("key", key.group(1)))
                        .body())
                .contains("Taken back");
        assertThat(decisions().decisions()).hasSize(2);
        assertThat(decisions().standing()).isEmpty();
        assertThat(other.submit(PAGE, PAGE + "/withdraw", Map.of("key", key.group(1)))
                        .body())
                .contains("This decision no longer stands");
    }

    @Test
    void withoutAReasonOrAPairNothingIsDecided() {
        var leader = server.visitor("superintendent");
        assertThat(leader.submit(PAGE, PAGE + "/c1aa", Map.of("decision", "same", "why", "  "))
                        .body())
                .contains("Say in a few words how you know");
        assertThat(leader.submit(PAGE, PAGE + "/nothing", Map.of("decision", "same", "why", "I know"))
                        .body())
                .contains("no longer asked about");
        assertThat(leader.submit(PAGE, PAGE + "/c1aa", Map.of("decision", "perhaps", "why", "I know"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(leader.post(PAGE + "/c1aa", Map.of("decision", "same", "why", "without a token"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(Files.exists(PeopleDecisions.file(server.sample().home()))).isFalse();
    }

    @Test
    void rowsThatAreNotUnderstoodAreToldToo() throws IOException {
        Path file = PeopleDecisions.file(server.sample().home());
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(
                file,
                "left_system,left_number,right_system,right_number,decision,decided_by,decided_on,why\n"
                        + "Directory,old-account,HR staff,E30001,same,registrar,2026-05-01,asked him\n"
                        + "HR,1,HR,2,maybe,registrar,2026-05-01,\n");
        String page = server.visitor("superintendent").get(PAGE).body();
        assertThat(page)
                .contains("One row of the decisions is not applied", "Line 3", "must be same, different or withdrawn")
                .contains("Boris Novak", "asked him", "Applied");
    }

    @Test
    void listsGoOnAndCanBeOfOneKind() {
        var leader = server.visitor("superintendent");
        assertThat(leader.get(PAGE + "?kind=student").body())
                .contains("S90155712", "1–1 of 1")
                .doesNotContain("E20638");
        assertThat(leader.get(PAGE + "?kind=staff&page=99").body())
                .contains("21–27 of 27", "Page 3 of 3", "Pages of pairs", "kind=staff&amp;page=2\"")
                .doesNotContain("id=\"page-after\"");
        assertThat(leader.get(PAGE + "?kind=x&page=x").body()).contains("1–10 of 28");
    }

    @Test
    void aPhoneIsEnoughToDecideAndEnterAloneDecidesNothing() {
        try (var window = TestBrowser.open(server, "superintendent", 390, ColorScheme.LIGHT)) {
            window.go(PAGE);
            var page = window.page();
            page.fill("#why-c2bb", "spoke to her on the telephone");
            page.press("#why-c2bb", "Enter");
            page.waitForTimeout(300);
            assertThat(decisions().decisions()).isEmpty();
            page.click("#pair-c2bb button[value=same]");
            page.waitForSelector("#told");
            assertThat(page.textContent("#pair-c2bb")).contains("Same person, says superintendent");
            assertThat(page.textContent("#decided")).contains("spoke to her on the telephone");
            assertThat(decisions().standing()).hasSize(1);
            page.click("#pair-c2bb .pair-decided button");
            page.waitForSelector("#why-c2bb");
            assertThat(decisions().standing()).isEmpty();
            assertThat(window.complaints()).isEmpty();
        }
    }
}
