package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.Role;
import org.yearbook.warehouse.answer.SamplePublication;

/** The front page over three nights: what moved, and what needs whom. */
class TodayTest {

    private static final String LAST = "20260514T020000-a";
    private static final String NOW = "20260515T020000-a";

    @TempDir
    static Path folder;

    private static TestServer server;
    private static SomebodyOfEveryRole everybody;

    @BeforeAll
    static void threeNights() {
        var sample = SamplePublication.emptyHome(folder);
        for (String day : new String[] {"2026-05-06", "2026-05-14", "2026-05-15"}) {
            sample.publish(day.replace("-", "") + "T020000-a", day, Map.of());
        }
        // The night before, one district number was better and one school's was another; a week ago one met its goal.
        sample.change(LAST, move("chronic_absence_rate", "3100042", "- 0.004"))
                .change(LAST, move("chronic_absence_rate", "0101", "- 0.01"))
                .change(LAST, move("chronic_absence_rate", "0102", "- 0.02"))
                .change("20260506T020000-a", move("account_removal_on_time", "3100042", "+ 0.2"))
                .change(NOW, "delete from delivery where status = 'held'");
        server = TestServer.start(sample, true);
        everybody = SomebodyOfEveryRole.at(server, "0101");
        Set<String> many = Set.of("0101", "0102", "0103", "0104", "0201", "0202");
        for (Role role : Set.of(Role.CLERK, Role.PRINCIPAL)) {
            everybody.and("many-" + role.code(), role, many);
        }
        everybody.and("new-clerk", Role.CLERK, Set.of());
    }

    private static String move(String metric, String place, String by) {
        return "update metric_value set value = value " + by + " where metric = '" + metric
                + "' and organization_id = '"
                + place + "' and school_year = '2025-26' and policy = 'in_force' and group_dimension = 'all'"
                + " and authority = 'district'";
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String page(String who) {
        return everybody.visitorNamed(who).get("/").body();
    }

    private static String words(String page) {
        return page.replaceAll("</?(span|strong|a)\\b[^>]*>", "")
                .replaceAll("<[^>]+>", " ")
                .replaceAll("\\s+", " ");
    }

    @Test
    void whatMovedSinceTheNightBeforeAndSinceAWeekLeadsToWhy() {
        String page = page("the-leader");
        assertThat(words(page))
                .contains("1 number moved since the night before, all for the worse")
                .contains("Since the night of May 14, 2026")
                .contains("Chronic absence rose 0.4 points to 17.2%")
                .contains("Since the night of May 6, 2026")
                .containsPattern(
                        "Accounts closed on time fell 20.0 points to [0-9.]+%, [0-9.]+ points below the goal of"
                                + " 95%, which it met before");
        assertThat(page)
                .contains(
                        "/metrics/chronic_absence_rate/why?from=20260514T020000-a&amp;to=20260515T020000-a&amp;year=2025-26\"")
                .doesNotContain("school=0102");
        var why = server.visitor("superintendent")
                .get("/metrics/chronic_absence_rate/why?from=" + LAST + "&to=" + NOW + "&year=2025-26");
        assertThat(why.statusCode()).isEqualTo(200);
    }

    @Test
    void aPrincipalSeesTheirSchoolAndNoOther() {
        String page = page("the-principal");
        assertThat(words(page))
                .contains("Abraham Lincoln Elementary School, data as of")
                .contains("Chronic absence rose 1.0 point to")
                .doesNotContain("Chronic absence rose 2.0 points")
                .doesNotContain("Chronic absence rose 0.4 points")
                .doesNotContain("The whole district");
        assertThat(page).contains("&amp;school=0101\"").doesNotContain("school=0102", "href=\"/technology");
    }

    @Test
    void boardsSayOfWhichSchoolTheyAreWhereThereAreMore() {
        String page = page("many-clerk");
        var first =
                Pattern.compile("href=\"/boards/attendance\\?school=(\\w+)\"").matcher(page);
        assertThat(first.find()).isTrue();
        assertThat(first.group(1)).isEqualTo("0101");
        assertThat(page).contains(">Boards of Abraham Lincoln Elementary School</h2>");
        assertThat(page("the-clerk")).contains(">Boards</h2>").doesNotContain("Boards of", "id=\"left-out\"");
    }

    @Test
    void schoolsThatThereIsNoRoomForAreCountedAndLeadWhereThePersonMayGo() {
        String clerk = page("many-clerk");
        assertThat(clerk)
                .contains("href=\"/boards\">2 more schools that you look after: choose one on Boards</a>")
                .doesNotContain("href=\"/schools");
        String principal = page("many-principal");
        assertThat(principal).contains("href=\"/schools\">2 more schools that you look after: see Schools</a>");
        var visitor = everybody.visitorNamed("many-clerk");
        assertThat(visitor.get("/boards").statusCode()).isEqualTo(200);
    }

    @Test
    void whoIsOfNoSchoolYetIsToldWhatToDo() {
        assertThat(words(page("new-clerk")))
                .contains("no school is entered for you", "Ask an administrator")
                .doesNotContain("What moved");
    }

    /** The needs and numbers of each role; a role that is new has to be asked for here. */
    @EveryRole({
        "leader, need-accounts need-starters need-pairs, account_removal_on_time",
        "steward, need-accounts need-starters need-pairs, account_removal_on_time",
        "administrator, need-accounts need-starters need-pairs, account_removal_on_time",
        "principal, , -",
        "clerk, , -",
        "registrar, , -",
        "human_resources, , account_removal_on_time",
        "technology, need-accounts need-starters, account_removal_on_time",
        "finance, , -",
        "analyst, , -"
    })
    void eachRoleIsToldOfItsOwnWorkAlone(String role, String needs, String moved) {
        String page = page("the-" + role);
        for (String need : new String[] {"need-accounts", "need-starters", "need-pairs", "need-agreements"}) {
            boolean technology = need.equals("need-agreements") && needs.contains("need-accounts");
            assertThat(page.contains("id=\"" + need + "\""))
                    .as("%s %s", role, need)
                    .isEqualTo(technology || needs.contains(need));
        }
        assertThat(page.contains("/metrics/account_removal_on_time/why?"))
                .as(role)
                .isEqualTo(moved.equals("account_removal_on_time"));
        assertThat(page.contains("/metrics/chronic_absence_rate/why?"))
                .as(role)
                .isEqualTo(!Set.of("human_resources", "technology", "finance", "analyst")
                        .contains(role));
        // Spreadsheets of finance say nothing to a clerk, nor attendance to finance.
        assertThat(page.contains("<th scope=\"row\">SIS</th>"))
                .as(role)
                .isEqualTo(!Set.of("human_resources", "technology", "finance", "analyst")
                        .contains(role));
        assertThat(page.contains("<th scope=\"row\">HR</th>"))
                .as(role)
                .isEqualTo(Set.of("leader", "steward", "administrator", "principal", "human_resources")
                        .contains(role));
    }

    @Test
    void nobodyIsNamedSoNothingIsNoted() {
        page("the-technology");
        assertThat(server.running().bean(AuditTrail.class).latest(1000).stream()
                        .filter(entry -> entry.signIn().equals("the-technology"))
                        .map(AuditTrail.Entry::action))
                .isNotEmpty()
                .noneMatch(action -> action.endsWith(".read") || action.endsWith(".downloaded"));
    }

    @Test
    void oldAddressesLeadToWhereTheNumbersStandNow() {
        var visitor = server.visitor("superintendent");
        var moved = visitor.get("/?metric=chronic_absence_rate&school=0102&group=race_ethnicity&year=");
        assertThat(moved.uri().toString())
                .endsWith("/leadership?metric=chronic_absence_rate&school=0102&group=race_ethnicity");
        assertThat(moved.body()).contains("Birch Creek Elementary School");
        assertThat(visitor.get("/?nothing=known").body()).contains("What needs attention");
    }
}
