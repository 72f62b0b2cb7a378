package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.TokenScope;
import org.yearbook.warehouse.answer.RecordClass;
import org.yearbook.warehouse.answer.RecordScope;
import org.yearbook.warehouse.answer.Scope;
import org.yearbook.warehouse.explain.Question;
import org.yearbook.warehouse.explain.Question.Side;
import org.yearbook.warehouse.publish.ThreeNights;
import org.yearbook.warehouse.why.Asker;
import org.yearbook.warehouse.why.Whys;

/** Three nights between which a number moved for three reasons, as people see it. */
class WhyOnPagesTest {

    /** What each may learn of why a number of the district moved. */
    @EveryRole({
        "leader, everybody",
        "steward, everybody",
        "administrator, everybody",
        "registrar, everybody",
        "principal, nothing",
        "clerk, nothing",
        "human_resources, parts of enough",
        "technology, parts of enough",
        "finance, parts of enough",
        "analyst, parts of enough"
    })
    @Retention(RetentionPolicy.RUNTIME)
    private @interface EveryRoleWithWhatItLearns {}

    private static final String WHY = "/metrics/chronic_absence_rate/why";

    @TempDir
    static Path folder;

    private static ThreeNights nights;
    private static TestServer server;
    private static SomebodyOfEveryRole everybody;

    @BeforeAll
    static void start() {
        nights = ThreeNights.in(folder);
        server = TestServer.start(nights.home());
        everybody = SomebodyOfEveryRole.at(server, "0102");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String weekOne() {
        return "?from=" + nights.id(1) + "&to=" + nights.id(2);
    }

    private static Visitor visitor(String role) {
        return everybody.visitor(role);
    }

    /** {@return the page once it is worked out; the server itself waits a while each time} */
    private static String settled(Visitor visitor, String path) {
        String body = visitor.get(path).body();
        for (int i = 0; i < 60 && body.contains("Working it out"); i++) {
            body = visitor.get(path).body();
        }
        return body;
    }

    @Test
    void aLeaderReadsTheReasonsInOneSentenceAndWhoIsBehindThem() {
        String page = settled(server.visitor("superintendent"), WHY + weekOne());
        assertThat(page)
                .contains("since Friday, November 14, 2025:")
                .contains("because data was corrected", "because data about earlier days arrived late")
                .contains("because of what happened since")
                .contains("3 students behind it", "Given1 Family1", "Absent 2 days", "Absent 0 days")
                .contains("no longer counted", "came to the group, counted now")
                .contains("Nothing came from: definition.")
                .contains("The whole list, as CSV")
                .contains("Data as of <span>Friday, November 28, 2025</span>");
        var audit = server.running().bean(AuditTrail.class);
        assertThat(audit.whoSaw("S1"))
                .filteredOn(entry -> entry.signIn().equals("superintendent"))
                .extracting(AuditTrail.Entry::action)
                .contains("why.read");
    }

    @Test
    void whoIsBehindANumberIsListedForThoseWhoMaySeeThemAndNoted() {
        String records = "/metrics/chronic_absence_rate/records";
        var leader = server.visitor("superintendent");
        assertThat(leader.get("/metrics/chronic_absence_rate").body()).contains("href=\"" + records + "\"");
        String page = leader.get(records).body();
        assertThat(page)
                .contains("33 of 60. Students absent for 10% or more of the days they were enrolled.")
                .contains("Given4 Family4", "Absent 2 days", "Counted (33)", "Looked at, not counted (27)")
                .doesNotContain("Given1 Family1<", "The number was made of other records");
        assertThat(NumbersOnPagesTest.rows(page, "records")).hasSize(33);
        assertThat(leader.get(records + "?part=others").body())
                .contains("Given1 Family1")
                .doesNotContain("Given4 Family4");
        var audit = server.running().bean(AuditTrail.class);
        assertThat(audit.whoSaw("S4")).extracting(AuditTrail.Entry::action).contains("number.read");
        String csv = leader.get(records + ".csv").body();
        assertThat(csv).contains("S4,Given4 Family4,0101,").hasLineCount(34);
        assertThat(csv.lines().skip(1).map(line -> line.split(",")[1]).toList())
                .as("names in capitals and with accents stand where they are looked for")
                .contains("GIVEN23 Family23", "Gíven22 Family22")
                .isSortedAccordingTo(
                        Comparator.comparing(name -> name.replace('í', 'i').toLowerCase(Locale.ROOT)));
        assertThat(audit.latest(1))
                .extracting(entry -> entry.action() + " " + entry.rowsSeen())
                .containsExactly("number.downloaded 33");
        assertThat(audit.whoSaw("S4"))
                .as("who saw a student knows of the file, and of the list that the student stands on")
                .extracting(AuditTrail.Entry::action)
                .startsWith("number.downloaded", "number.read");
        assertThat(audit.whoSaw("S1"))
                .filteredOn(entry -> entry.action().equals("number.downloaded"))
                .as("whoever is not in the file was not seen in it")
                .isEmpty();

        assertThat(visitor("principal").get(records + "?school=0102").body())
                .contains("Given5 Family5")
                .doesNotContain("Given4 Family4");
        for (String path :
                List.of(records + "?school=0101", records + "?school=3100042", records + ".csv?school=0101")) {
            // A number that is hidden from somebody is as one that is not there.
            assertThat(visitor("principal").get(path).statusCode()).as(path).isIn(403, 404);
        }
        for (String role : List.of("finance", "technology", "human_resources")) {
            assertThat(visitor(role).get("/metrics/chronic_absence_rate").body())
                    .doesNotContain("/records");
            assertThat(visitor(role).get(records).statusCode()).as(role).isEqualTo(403);
            assertThat(visitor(role).get(records + ".csv").statusCode())
                    .as(role)
                    .isEqualTo(403);
        }
        assertThat(leader.get("/metrics/no_such/records").statusCode()).isEqualTo(404);
        assertThat(leader.get(records + "?page=99999999").statusCode()).isEqualTo(200);
    }

    @Test
    void whoSeesNoStudentsGetsNeitherThemNorThePartOfThree() {
        String page = settled(visitor("finance"), WHY + weekOne());
        assertThat(page)
                .contains("Causes that moved fewer than 10 people stand together as one part.")
                .contains("Other changes", "Newly arrived data")
                .doesNotContain("Given1", "students behind it", "no longer counted", "why.csv", "/60")
                .doesNotContain("<span>Corrected data</span>");
        assertThat(visitor("finance").get(WHY + ".csv" + weekOne()).statusCode())
                .isEqualTo(403);
        assertThat(visitor("principal")
                        .get(WHY + ".csv" + weekOne() + "&school=0101")
                        .statusCode())
                .as("never, and not only for the moment")
                .isEqualTo(403);
    }

    @EveryRoleWithWhatItLearns
    void aRoleLearnsOfTheDistrictWhatItMay(String role, String learns) {
        var visitor = visitor(role);
        String page = settled(visitor, WHY + weekOne());
        boolean everybody = learns.equals("everybody");
        assertThat(page.contains("Given1 Family1")).as("names").isEqualTo(everybody);
        assertThat(page.contains("<span>Corrected data</span>"))
                .as("the part of three")
                .isEqualTo(everybody);
        assertThat(page.contains("<span>Newly arrived data</span>"))
                .as("the part of forty")
                .isEqualTo(!learns.equals("nothing"));
        assertThat(visitor.get(WHY + ".csv" + weekOne()).statusCode()).isEqualTo(everybody ? 200 : 403);
    }

    @Test
    void theFileHasEverybodyAndIsNoted() {
        var visitor = server.visitor("superintendent");
        settled(visitor, WHY + weekOne());
        String file = new String(visitor.file(WHY + ".csv" + weekOne()).body(), StandardCharsets.UTF_8);
        assertThat(file.lines()).hasSize(1 + 3 + 40 + 12);
        assertThat(file)
                .startsWith("\ufeffpart,kind,number,name,before,after,what it did\r\n")
                .contains("Corrected data,student,S1,Given1 Family1,");
        assertThat(server.running().bean(AuditTrail.class).latest(20)).anySatisfy(entry -> {
            assertThat(entry.action()).isEqualTo("why.downloaded");
            assertThat(entry.rowsSeen()).isEqualTo(55);
        });
    }

    @Test
    void aPrincipalBeginsWithTheirSchoolAndGetsNoPartsElsewhere() {
        // The demo's principal looks after the last school by name, Cedar Academy.
        var principal = server.visitor("principal");
        assertThat(settled(principal, WHY)).contains("Cedar Academy");
        assertThat(settled(principal, WHY + "?from=" + nights.id(2) + "&to=" + nights.id(3)))
                .as("the district less this school of three and another")
                .contains("One of the two numbers is hidden, since it would tell of few people")
                .doesNotContain("Given48", "student behind it");
        assertThat(settled(principal, WHY + "?from=" + nights.id(2) + "&to=" + nights.id(3) + "&school=0101"))
                .contains("One of the two numbers is hidden, since it would tell of few people")
                .doesNotContain("Given48", "student behind it");
        assertThat(settled(principal, WHY + weekOne() + "&school=0101"))
                .contains("One of the two numbers speaks of fewer than 10 people.")
                .doesNotContain("Given2", "behind it");
    }

    @Test
    void whatIsBeingWorkedOutSaysSoAndLooksAgainWithoutScripts() throws InterruptedException {
        var whys = server.running().bean(Whys.class);
        var everything = new Asker(new Scope.District(), new RecordScope(new Scope.District(), RecordClass.all()));
        var question = new Question(
                "chronic_absence_rate",
                "district",
                "3100042",
                "all",
                "all",
                Side.night(nights.id(1)),
                Side.night(nights.id(2)));
        var open = new CountDownLatch(1);
        var begun = new CountDownLatch(2);
        List<Thread> busy = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            var thread = new Thread(() -> whys.list(everything, question, (causes, record) -> hold(begun, open)));
            thread.start();
            busy.add(thread);
        }
        begun.await();
        var visitor = server.visitor("superintendent");
        String path = WHY + "?from=" + nights.id(1) + "&to=" + nights.id(3) + "&school=0102";
        try {
            assertThat(visitor.get(path).body())
                    .contains("Working it out")
                    .contains("<noscript><meta http-equiv=\"refresh\" content=\"2;url=" + WHY)
                    .contains("Look now");
        } finally {
            open.countDown();
        }
        for (Thread thread : busy) {
            thread.join();
        }
        assertThat(settled(visitor, path)).contains("Birch Middle School").doesNotContain("http-equiv=\"refresh\"");
    }

    private static void hold(CountDownLatch begun, CountDownLatch open) {
        try {
            begun.countDown();
            open.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theMetricsPageTellsTheLatestMoveAndLeadsToItsReasons() {
        assertThat(server.visitor("superintendent")
                        .get("/metrics/chronic_absence_rate")
                        .body())
                .contains("Since Friday, November 21, 2025 it ")
                .contains(WHY + "?from=" + nights.id(2) + "&amp;to=" + nights.id(3));
    }

    @Test
    void oddAddressesAreAnswered() {
        var visitor = server.visitor("superintendent");
        for (String odd : List.of(
                "?from=v9999&to=v1",
                "?from=20200101T000000-gone&to=" + nights.id(1),
                "?compare=years",
                "?compare=versions&from=x&to=y",
                "?school=9999&group=a=b&authority=nobody&year=1999-00",
                "?from=2025-26&to=2024-25")) {
            var answer = visitor.get(WHY + odd);
            assertThat(answer.statusCode()).as(odd).isEqualTo(200);
            assertThat(settled(visitor, WHY + odd)).as(odd).contains("<h1>Why did it change?</h1>");
        }
        assertThat(visitor.get("/metrics/no_such_metric/why").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT"})
    void thePageIsAccessibleFitsAndIsWalkedByKeys(int width, ColorScheme scheme) {
        try (var window = TestBrowser.open(server, "superintendent", width, scheme)) {
            window.go(WHY + weekOne());
            Page page = window.page();
            String pictures = System.getProperty("yearbook.pictures");
            page.waitForSelector("#move canvas");
            if (pictures != null) {
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(pictures, "closed-" + width + "-" + scheme + ".png")));
            }
            page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })");
            assertThat(PagesInBrowserTest.overflow(page)).isEmpty();
            assertThat(PagesInBrowserTest.violations(page, scheme)).isEmpty();
            if (pictures != null) {
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(pictures, "why-" + width + "-" + scheme + ".png")));
            }
            page.focus("#move");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowDown");
            assertThat(page.textContent("#move-point")).startsWith("Corrected data. −");
            page.selectOption("#why-school", "0102");
            page.waitForURL("**school=0102**");
            page.waitForSelector(".lead:has-text('Birch Middle School')");
            assertThat(window.complaints()).isEmpty();
        }
    }

    @EveryRoleWithWhatItLearns
    void aProgramLearnsOfTheDistrictWhatItsPersonMayAndNoRecord(String role, String learns) {
        String path = "/api/v1/metrics/{metric}/why";
        String call = path.replace("{metric}", "chronic_absence_rate") + weekOne();
        var program = ApiCaller.of(server, "the-" + role, Set.of(TokenScope.NUMBERS));
        var answer = program.get(call);
        for (int i = 0; i < 20 && answer.statusCode() == 503; i++) {
            answer = program.get(call);
        }
        ApiContract.of(server).check(path, answer);
        assertThat(answer.body()).doesNotContain("Given1", "Family1", "S1");
        assertThat(answer.statusCode()).isEqualTo(learns.equals("nothing") ? 409 : 200);
        if (learns.equals("nothing")) {
            return;
        }
        boolean everybody = learns.equals("everybody");
        var alone = new ArrayList<String>();
        ApiCaller.read(answer).get("data").get("parts").forEach(part -> {
            if (part.get("causes").size() == 1) {
                alone.add(part.get("causes").get(0).asString());
            }
            if (!everybody) {
                assertThat(part.get("moved").isNull()).as("how many moved").isTrue();
            } else if (part.get("causes").get(0).asString().equals("corrected")) {
                assertThat(part.get("moved").asInt()).isEqualTo(3);
            }
        });
        assertThat(alone.contains("corrected")).as("the part of three").isEqualTo(everybody);
        assertThat(alone.contains("arrived")).as("the part of forty").isTrue();
    }

    @Test
    void aProgramThatAsksForWhatIsNotThereIsToldSo() {
        String call = "/api/v1/metrics/chronic_absence_rate/why";
        var leader = ApiCaller.of(server, "the-leader", Set.of(TokenScope.NUMBERS));
        for (String wrong : List.of(
                "?organizationId=nowhere",
                "?authority=nobody",
                "?group=el=perhaps",
                "?schoolYear=1999-00",
                "?from=2025-26&to=v1",
                "?from=2025-26&to=2024-2025",
                "?from=" + nights.id(1),
                "?from=" + nights.id(1) + "&to=2024-25")) {
            assertThat(leader.get(call + wrong).statusCode()).as(wrong).isEqualTo(400);
        }
        assertThat(leader.get("/api/v1/metrics/no_such_metric/why").statusCode())
                .isEqualTo(404);
    }
}
