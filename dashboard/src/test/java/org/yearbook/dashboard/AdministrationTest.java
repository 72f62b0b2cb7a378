package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.access.Passwords;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.AuditTrail.Entry;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.People.Newcomer;
import org.yearbook.dashboard.state.Person;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.state.StateDatabase;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.home.ContractPromise;

class AdministrationTest {

    private static final String PASSWORD = "nine quiet otters";
    private static final String STUDENT = "S10175";
    private static final String NAME = "José Álvarez";

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void start() throws IOException {
        var sample = SamplePublication.in(folder);
        String night = "20260515T020000-a";
        sample.change(night, "alter table delivery add column contract_id varchar");
        sample.change(night, "update delivery set contract_id = 'sis-attendance' where file like 'sis-attendance%'");
        sample.change(night, "update delivery set data_through = data_through - 3 where file like 'sis-attendance%'");
        ContractPromise.write(
                sample.home(),
                night,
                List.of(new ContractPromise(
                        "sis-attendance", "SIS", "student_attendance", "Daily attendance", "attendance clerk", 2)));
        Files.writeString(
                Files.createDirectories(sample.home().contracts()).resolve("ours.yaml"),
                "# ours\nid: sis-attendance\n");
        server = TestServer.start(sample, true);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static AuditTrail audit() {
        return server.running().bean(AuditTrail.class);
    }

    private static Person person(String signIn) {
        return server.running().bean(People.class).bySignIn(signIn).orElseThrow();
    }

    private static Person newcomer(String signIn, Role role) {
        var people = server.running().bean(People.class);
        people.demo(
                new Newcomer(signIn, "The " + signIn, role, Set.of("0101")),
                server.running().bean(Passwords.class).hash(PASSWORD));
        return person(signIn);
    }

    private static Visitor visitor(Person person) {
        var visitor = server.visitor();
        visitor.signIn(person.signIn(), PASSWORD);
        return visitor;
    }

    private static String ask(Visitor visitor, String term) {
        var answer = visitor.submit("/who-saw", "/who-saw", Map.of("term", term));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.uri().toString()).endsWith("/who-saw");
        return answer.body();
    }

    @Test
    void whoeverReadOrTookAStudentsRecordIsFoundByTheStudentsNameInAnySpelling() {
        Person clerk = newcomer("clerk-of-one", Role.CLERK);
        var reader = visitor(clerk);
        reader.get("/quality?rule=ATT-02&status=all");
        for (String file : List.of("/quality.csv", "/quality.xlsx", "/quality.pdf")) {
            reader.file(file + "?rule=ATT-02&status=all");
        }
        var administrator = server.visitor("demo-admin");
        for (String term : List.of(STUDENT, "alvarez", "JOSE  álvarez", STUDENT.toLowerCase(java.util.Locale.ROOT))) {
            assertThat(ask(administrator, term))
                    .as(term)
                    .contains(NAME, "The clerk-of-one", "School clerk", "Data quality<", "Data quality, as a file")
                    .contains(
                            "Rule ATT-02, in any state, as CSV",
                            "Rule ATT-02, in any state, as Excel",
                            "Rule ATT-02, in any state, as PDF");
        }
        var other = newcomer("clerk-who-read-nothing", Role.CLERK);
        visitor(other).get("/quality?rule=nothing-like-it");
        assertThat(ask(administrator, STUDENT)).doesNotContain("The clerk-who-read-nothing");
    }

    @Test
    void lookingForSomebodyIsNotedAndNoNameStandsInTheAudit() {
        var administrator = server.visitor("demo-admin");
        ask(administrator, "alvarez");
        assertThat(audit().latest(4)).extracting(Entry::action).contains("who-saw.searched", "who-saw.asked");
        assertThat(audit().whoSaw(STUDENT)).extracting(Entry::action).contains("who-saw.searched", "who-saw.asked");
        var sql = server.running().bean(StateDatabase.class).sql();
        for (String table : List.of("audit", "audit_subject")) {
            assertThat(sql.fetch("select * from " + table).formatCSV().toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain("lvarez", "josé", "jose");
        }
    }

    @Test
    void ofSeveralOfANameOneIsChosenAndAnEmployeeIsFoundByTheAccountsThatWereRead() {
        var administrator = server.visitor("demo-admin");
        assertThat(ask(administrator, "kid number")).contains("S5001", "S5008", "Who saw them?");
        server.visitor("superintendent").get("/technology");
        var answer = administrator.submit("/who-saw", "/who-saw/of", Map.of("kind", "staff", "number", "E1008"));
        assertThat(answer.body()).contains("employee E1008", "Dana Whitfield", "Technology work list");
        assertThat(administrator
                        .submit("/who-saw", "/who-saw/of", Map.of("kind", "student", "number", "E1008"))
                        .body())
                .contains("Nobody is noted");
        assertThat(administrator
                        .submit("/who-saw", "/who-saw/of", Map.of("kind", "parent", "number", "E1008"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(ask(administrator, "N-0-such-number"))
                .contains("Nobody of last night", "Ask for it as a student number");
        assertThat(ask(administrator, "x")).contains("at least two letters");
    }

    @Test
    void whoSawSomebodyIsAlsoAFileAndTakingItIsNoted() {
        server.visitor("superintendent").get("/quality?rule=ATT-02&status=all");
        var administrator = server.visitor("demo-admin");
        String file = administrator
                .submit("/who-saw", "/who-saw.csv", Map.of("kind", "student", "number", STUDENT))
                .body();
        assertThat(file)
                .startsWith("\ufeffnumber,at,sign_in,role,seen_as,action,what,which,records\r\n")
                .contains(",superintendent,leader,,issues.read,Data quality,")
                .doesNotContain("lvarez");
        assertThat(audit().latest(1)).extracting(Entry::action).containsExactly("who-saw.downloaded");
    }

    @Test
    void theTrailIsNarrowedByPersonKindAndDayGoesOnAndIsNotedItself() {
        Person leader = newcomer("leader-of-many", Role.LEADER);
        var reader = visitor(leader);
        for (int i = 0; i < 105; i++) {
            audit().did(leader, "issue.noted", "entry-" + i + "-");
        }
        reader.get("/technology");
        var administrator = server.visitor("demo-admin");
        String address = "/audit?person=" + leader.id() + "&kind=decided";
        String first = administrator.get(address).body();
        assertThat(first)
                .contains("Decisions and notes, by The leader-of-many", "entry-104-", "entry-5-", "Older")
                .doesNotContain("entry-4-", "accounts-to-disable");
        var older = java.util.regex.Pattern.compile("id=\"page-after\" href=\"([^\"]+)\"")
                .matcher(first);
        assertThat(older.find()).isTrue();
        assertThat(administrator.get(older.group(1).replace("&amp;", "&")).body())
                .contains("entry-4-", "entry-0-", "Latest")
                .doesNotContain("entry-5-", "Older</a>");
        assertThat(audit().latest(1)).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("log.read");
            assertThat(entry.subject()).isEqualTo("person=" + leader.id() + "&kind=decided");
        });
        assertThat(administrator.get(address + "&to=2001-01-01").body()).contains("nothing is noted");
        assertThat(administrator.get(address + "&from=2001-01-01").body()).contains("entry-104-");
        assertThat(administrator.get("/audit?person=x&kind=y&from=z&before=-1").statusCode())
                .isEqualTo(200);
        String file = administrator.get("/audit.csv" + address.substring(6)).body();
        assertThat(file.lines()).hasSize(106);
        assertThat(file).contains(",leader-of-many,leader,,issue.noted,Noted on an issue,entry-0-,0");
        assertThat(audit().latest(1)).extracting(Entry::action).containsExactly("log.downloaded");
    }

    @Test
    void aLastDayThatIsOverEndsTheSessionAndOpeningTheAccountAgainTakesItAway() {
        Person clerk = newcomer("clerk-who-leaves", Role.CLERK);
        var leaver = visitor(clerk);
        assertThat(leaver.get("/quality").uri().getPath()).isEqualTo("/quality");
        var administrator = server.visitor("demo-admin");
        String details = "/people/" + clerk.id() + "/details";
        administrator.submit("/people", details, Map.of("name", "Ruth Newname", "lastDay", "2001-06-30"));
        assertThat(person("clerk-who-leaves"))
                .returns("Ruth Newname", Person::name)
                .returns(false, Person::enabled);
        assertThat(leaver.get("/quality").uri().getPath()).isEqualTo("/sign-in");
        assertThat(visitor(clerk).get("/quality").uri().getPath()).isEqualTo("/sign-in");
        assertThat(administrator.get("/people").body()).contains("Ended on Jun 30, 2001");
        administrator.submit("/people", "/people/" + clerk.id() + "/open", Map.of("enabled", "true"));
        assertThat(visitor(clerk).get("/quality").uri().getPath()).isEqualTo("/quality");
        administrator.submit("/people", details, Map.of("name", "Ruth Newname", "lastDay", "2999-06-30"));
        assertThat(person("clerk-who-leaves").enabled()).isTrue();
        assertThat(administrator
                        .submit("/people", details, Map.of("name", " ", "lastDay", ""))
                        .body())
                .contains("Give the person");
        assertThat(administrator
                        .submit("/people", details, Map.of("name", "R", "lastDay", "tomorrow"))
                        .body())
                .contains("The last day is a date");
        assertThat(person("clerk-who-leaves").name()).isEqualTo("Ruth Newname");
        Person self = person("demo-admin");
        assertThat(administrator
                        .submit(
                                "/people",
                                "/people/" + self.id() + "/details",
                                Map.of("name", "R", "lastDay", "2001-01-01"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void anAdministratorSeesWhatAnotherSeesChangesNothingAndIsNotedAsThemself() {
        Person clerk = newcomer("clerk-who-is-seen", Role.CLERK);
        var administrator = server.visitor("demo-admin");
        String token = administrator.token("/people");
        assertThat(administrator
                        .post("/people/" + clerk.id() + "/view", token, Map.of())
                        .body())
                .contains("You see Yearbook as", "The clerk-who-is-seen", "Sam Lindqvist");
        assertThat(administrator.post("/view-as/end", token, Map.of()).statusCode())
                .as("a form of before the view")
                .isEqualTo(403);
        token = administrator.token("/quality");
        String quality = administrator.get("/quality?status=all").body();
        assertThat(quality).contains("You see Yearbook as").doesNotContain("E20031");
        assertThat(quality).contains(STUDENT);
        for (String path : List.of("/people", "/audit", "/administration", "/technology", "/no-such-page")) {
            var answer = administrator.get(path);
            assertThat(answer.statusCode()).as(path).isIn(403, 404);
            assertThat(answer.body()).as(path).contains("You see Yearbook as");
        }
        Person other = person("superintendent");
        var fields =
                new HashMap<>(Map.of("kind", "waiting", "waitingFor", "anything", "every", "true", "status", "all"));
        fields.putAll(Map.of("current", "a", "fresh", "b", "again", "b", "name", "Mallory", "lastDay", ""));
        for (String path : List.of(
                "/people/" + other.id() + "/view",
                "/people/" + other.id() + "/details",
                "/quality/decide",
                "/password",
                "/who-saw",
                "/no-such-page")) {
            var refused = administrator.post(path, token, fields);
            assertThat(refused.statusCode()).as(path).isEqualTo(403);
            assertThat(refused.body()).contains("in this view you only read", "Nothing was changed");
        }
        assertThat(person("superintendent").name()).isEqualTo("Dana Whitfield");
        assertThat(audit().whoSaw(STUDENT).get(0))
                .returns("demo-admin", Entry::signIn)
                .returns("administrator", Entry::role)
                .returns("clerk-who-is-seen", Entry::seenAs);
        assertThat(administrator.post("/view-as/end", token, Map.of()).uri().getPath())
                .isEqualTo("/people");
        assertThat(administrator.get("/people").body()).doesNotContain("You see Yearbook as");
        assertThat(administrator
                        .post("/account/mail", token, Map.of("email", "clerk@example.org", "mailing", "weekly"))
                        .statusCode())
                .as("a form of the view, once it is over")
                .isEqualTo(403);
        assertThat(audit().latest(60).stream().filter(entry -> entry.action().startsWith("view.")))
                .extracting(Entry::signIn, Entry::action, Entry::seenAs)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("demo-admin", "view.ended", "clerk-who-is-seen"),
                        org.assertj.core.groups.Tuple.tuple("demo-admin", "view.began", "clerk-who-is-seen"));
        assertThat(administrator.get("/audit?kind=view").body()).contains("seeing as The clerk-who-is-seen");
    }

    @Test
    void aViewEndsWithSigningOutWithTheAccountThatIsSeenAndWithTheRoleOfWhoSees() {
        Person seen = newcomer("clerk-to-see", Role.CLERK);
        Person second = newcomer("second-administrator", Role.ADMINISTRATOR);
        var people = server.running().bean(People.class);
        String view = "/people/" + seen.id() + "/view";
        var visitor = visitor(second);
        visitor.submit("/people", view, Map.of());
        assertThat(visitor.get("/").body()).contains("You see Yearbook as");
        visitor.submit("/", "/sign-out", Map.of());
        assertThat(visitor.get("/").uri().getPath()).isEqualTo("/sign-in");
        assertThat(audit().latest(1)).extracting(Entry::action).containsExactly("view.ended");
        visitor.signIn(second.signIn(), PASSWORD);
        assertThat(visitor.get("/").body()).doesNotContain("You see Yearbook as");

        visitor.submit("/people", view, Map.of());
        people.enable(seen.id(), false);
        assertThat(visitor.get("/people").body())
                .doesNotContain("You see Yearbook as")
                .contains("Account closed");
        assertThat(visitor.submit("/people", view, Map.of()).body()).contains("there is nothing to see");

        people.enable(seen.id(), true);
        visitor.submit("/people", view, Map.of());
        people.place(second.id(), Role.CLERK, Set.of("0102"));
        assertThat(visitor.get("/").uri().getPath())
                .as("another role ends the session")
                .isEqualTo("/sign-in");
        assertThat(audit().latest(1))
                .extracting(Entry::action)
                .as("and the view")
                .containsExactly("view.ended");
        visitor.signIn(second.signIn(), PASSWORD);
        assertThat(visitor.get("/").body())
                .doesNotContain("You see Yearbook as")
                .contains("The second-administrator");
        assertThat(visitor.submit("/", view, Map.of()).statusCode()).isEqualTo(403);
    }

    @Test
    void theEntranceSaysHowEverythingStands() {
        var administrator = server.visitor("demo-admin");
        assertThat(administrator.get("/administration").body())
                .contains(
                        "people may sign in",
                        "8 schools have numbers",
                        "Apps is behind what it promises",
                        "1 file was held back")
                .contains("href=\"/quality/values\"", "href=\"/administration/schedules\"", "href=\"/audit\"");
        assertThat(administrator.get("/administration/schools").body())
                .contains("Elementary", "Of few people", "fewer than");
        assertThat(administrator.get("/administration/sources").body())
                .contains("Directory", "! behind what it promises", "came with Yearbook", "district.yaml")
                .contains("Daily attendance", "at most 2 days old", "! 2 days late", "attendance clerk answers for it")
                .contains("contracts/ours.yaml", "not told by this night");
        assertThat(administrator.get("/administration/schedules").body())
                .contains("as of May 15", "There is no mail.yaml in the home", "public_release: monthly");
    }
}
