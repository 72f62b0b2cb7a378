package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Role;
import org.yearbook.warehouse.answer.SamplePublication;

/** The work lists of the technology office: what they say, who gets them, and that it is noted. */
class TechnologyTest {

    private static final String PAGE = "/technology";
    private static final String NIGHT = "?on=2026-05-15";
    private static final List<String> LISTS = List.of(
            "accounts-to-disable",
            "starters-without-account",
            "names-that-differ",
            "applications-to-review",
            "agreements",
            "unused-licences");

    @TempDir
    static Path folder;

    private static TestServer server;
    private static SomebodyOfEveryRole everybody;

    @BeforeAll
    static void start() {
        server = TestServer.start(SamplePublication.in(folder), true);
        everybody = SomebodyOfEveryRole.at(server, "0101");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Visitor visitor(Role role) {
        return everybody.visitor(role.code());
    }

    private static AuditTrail audit() {
        return server.running().bean(AuditTrail.class);
    }

    @Test
    void thePageTellsEachListWithItsFindingItsSourcesAndWhatIsNotKnown() {
        String page = visitor(Role.TECHNOLOGY).get(PAGE).body();
        assertThat(page)
                .contains("10 accounts of people who left are open, 1 used after the last day")
                .contains("4 people who start until May 22, 2026 have no open account; 1 of them has begun")
                .contains("2 accounts have another name than HR; 1 still has a former name")
                .contains("3 applications are in use without approval, 3 by students")
                .contains("5 applications of students lack an agreement in force; 3 agreements end within 90 days")
                .contains("Licenses of 5 applications lie idle, worth $12,841 a year")
                .contains("HR to May 14, 2026 (1 day before)", "Directory to May 15, 2026 (this night)")
                .contains("! Apps to Apr 1, 2026 (44 days before, a file held back)")
                .contains("1 open account belongs to nobody that is known")
                .contains("No system tells who uses DataDeck: whether those licenses lie idle, nobody knows.")
                .contains("Ask whose it is: it was made after the last day")
                .contains("Disable; hired again for Aug 10, 2026")
                .contains("Open anowak again by the first day");
        assertThat(page)
                .contains("<a href=\"/technology\" aria-current=\"page\">")
                .doesNotContain("DataDeck</th>");
    }

    @Test
    void dollarsOfOneColumnAreAllAsFineAndEachCellKnowsItsColumn() {
        assertThat(visitor(Role.TECHNOLOGY).get(PAGE).body())
                .containsPattern("data-name=\"Cost of unused\"[^>]*>\\$9,691</td>")
                .containsPattern("data-name=\"Cost of unused\"[^>]*>\\$500</td>")
                .doesNotContain("$500.01");
    }

    @Test
    void aFileHasAllRowsUnderNamesThatStay() {
        var visitor = visitor(Role.TECHNOLOGY);
        assertThat(visitor.get(PAGE + "/accounts-to-disable.csv" + NIGHT).body())
                .startsWith(
                        "\ufeffaccount,name,kind,number,last_day,days_since_last_day,last_sign_in,used_after_last_day,"
                                + "account_made_on,returns_on,holds_position,systems,to_do\r\n"
                                + "fweber,Frank Weber,staff,E1008,2026-05-01,14,2026-05-10,yes,2016-08-08,,no,"
                                + "\"Directory, Google\",\"Disable, and look into its use\"\r\n"
                                + "dpatel9,Dev Patel,staff,E1004,2025-06-30,319,,no,2026-01-12,,no,Directory,"
                                + "Ask whose it is: it was made after the last day\r\n")
                .contains("boneill,Brian O'Neill,staff,E1002,2026-05-15,0,2026-05-14,no,2021-08-02,,no,Directory,"
                        + "Disable at the end of the day\r\n")
                .contains("amoreno,Alícia Moreno-Ruiz,staff");
        assertThat(visitor.get(PAGE + "/starters-without-account.csv" + NIGHT).body())
                .contains(
                        "Lena Fischer,E3001,2026-05-18,3,Abraham Lincoln Elementary School,Teacher,,,Make an account");
        assertThat(visitor.get(PAGE + "/names-that-differ.csv" + NIGHT).body())
                .contains("asmith,E4001,Anna Smith,Anna Jones,Anna,Smith,Anna,Jones,Family name: the former one");
        assertThat(visitor.get(PAGE + "/applications-to-review.csv" + NIGHT).body())
                .contains("A04,A04,,not in the inventory,31,30,no,no,no\r\n");
        assertThat(visitor.get(PAGE + "/agreements.csv" + NIGHT).body())
                .contains("PhonicsPals,A12,Pals,expiring,2026-08-13,90,131,117\r\n")
                .contains("QuizSprint,A02,Quizzly,none,,,372,351\r\n");
        assertThat(visitor.get(PAGE + "/unused-licences.csv" + NIGHT).body())
                .contains("MathPath,A01,Numeria,C-01,540,,442,98,53400.00,9691.11,2026-06-30,sign-ons in 2025-26,"
                        + "Buy 98 fewer when the contract ends\r\n")
                .contains("Google Workspace,google-workspace,Google,C-09,6,4,3,3,1000.01,500.01,2027-06-30,"
                        + "\"its report of May 10, 2026\"")
                .doesNotContain("DataDeck");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void whoSeesTheTechnologyOfTheDistrictGetsThePageAndTheFilesAndNobodyElse(Role role) {
        boolean sees = Set.of(Role.LEADER, Role.STEWARD, Role.TECHNOLOGY, Role.ADMINISTRATOR)
                .contains(role);
        var visitor = visitor(role);
        var answer = visitor.get(PAGE);
        assertThat(answer.statusCode()).isEqualTo(sees ? 200 : 403);
        assertThat(answer.body().contains("fweber")).isEqualTo(sees);
        for (String list : LISTS) {
            var file = visitor.get(PAGE + "/" + list + ".csv" + NIGHT);
            assertThat(file.statusCode()).as(list).isEqualTo(sees ? 200 : 403);
            assertThat(file.body().startsWith("\ufeff")).as(list).isEqualTo(sees);
        }
        assertThat(visitor.get("/quality").body().contains("href=\"/technology\""))
                .isEqualTo(sees);
    }

    @Test
    void whoIsNotSignedInIsSentToTheDoor() {
        assertThat(server.visitor().get(PAGE + "/accounts-to-disable.csv").uri().getPath())
                .isEqualTo("/sign-in");
    }

    @Test
    void everyReadIsNotedWithTheListItsCountAndItsRecords() {
        var visitor = visitor(Role.STEWARD);
        visitor.get(PAGE);
        assertThat(audit().whoSaw("E1008")).anySatisfy(entry -> {
            assertThat(entry.signIn()).isEqualTo("the-steward");
            assertThat(entry.action()).isEqualTo("technology.read");
            assertThat(entry.subject()).isEqualTo("accounts-to-disable on=2026-05-15");
            assertThat(entry.rowsSeen()).isEqualTo(20);
        });
        visitor.get(PAGE + "/accounts-to-disable.csv?on=2026-05-22");
        for (String record : List.of("glin", "E1009")) {
            assertThat(audit().whoSaw(record)).anySatisfy(entry -> {
                assertThat(entry.action()).isEqualTo("technology.downloaded");
                assertThat(entry.subject()).isEqualTo("accounts-to-disable on=2026-05-22");
                assertThat(entry.rowsSeen()).isEqualTo(22);
            });
        }
        assertThat(audit().whoSaw("S5001")).isNotEmpty();
        assertThat(audit().whoSaw("anowak")).isNotEmpty();
        visitor.get(PAGE + "/unused-licences.csv" + NIGHT);
        assertThat(audit().latest(1)).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("technology.downloaded");
            assertThat(entry.subject()).isEqualTo("unused-licences on=2026-05-15");
            assertThat(entry.rowsSeen()).isEqualTo(5);
        });
        // nobody stands in what is noted about the asking itself
        assertThat(audit().latest(200))
                .filteredOn(entry -> entry.action().startsWith("technology."))
                .allSatisfy(entry -> assertThat(entry.subject()).matches("[a-z-]+ on=\\d{4}-\\d\\d-\\d\\d"));
    }

    @Test
    void aRefusedReadIsNotNotedAsSeen() {
        int before = audit().whoSaw("fweber").size();
        visitor(Role.PRINCIPAL).get(PAGE + "/accounts-to-disable.csv" + NIGHT);
        visitor(Role.PRINCIPAL).get(PAGE);
        assertThat(audit().whoSaw("fweber")).hasSize(before);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-14, no day before it can be answered",
        "2026-06-16, 'the last day that can be answered is Jun 15, 2026'",
        "tomorrow, Write the day like this: 2026-05-15",
        "2026-02-30, Write the day like this: 2026-05-15"
    })
    void aDayThatTheNightCannotAnswerIsToldAndAScriptGetsNoOtherDaysList(String on, String why) {
        var visitor = visitor(Role.TECHNOLOGY);
        assertThat(visitor.get(PAGE + "?on=" + on).body()).contains(why, "The lists below are for another day.");
        var file = visitor.get(PAGE + "/accounts-to-disable.csv?on=" + on);
        assertThat(file.statusCode()).isEqualTo(400);
        assertThat(file.body()).contains(why).doesNotContain("fweber");
    }

    @Test
    void aScriptThatNamesNoDayGetsNoOlderList() {
        var file = visitor(Role.TECHNOLOGY).get(PAGE + "/accounts-to-disable.csv");
        assertThat(file.statusCode()).isEqualTo(409);
        assertThat(file.body())
                .contains("the last night was that of May 15, 2026", "?on=2026-05-15")
                .doesNotContain("fweber");
        assertThat(visitor(Role.TECHNOLOGY).get(PAGE).body())
                .contains("/technology/accounts-to-disable.csv?on=2026-05-15");
    }

    @Test
    void aDayAheadMovesEveryList() {
        String page = visitor(Role.TECHNOLOGY).get(PAGE + "?on=2026-05-16").body();
        assertThat(page)
                .contains("For <strong>Saturday, May 16, 2026</strong>", "on=2026-05-16", "E3006", "LastDay")
                .doesNotContain("Disable at the end of the day");
    }

    @Test
    void thereIsNoOtherList() {
        assertThat(visitor(Role.TECHNOLOGY).get(PAGE + "/everybody.csv" + NIGHT).statusCode())
                .isEqualTo(404);
    }
}
