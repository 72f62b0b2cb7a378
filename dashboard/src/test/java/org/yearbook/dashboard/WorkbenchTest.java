package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Role;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.ThreeNights;

/** People's own statements, from the editor to the file they take away, on a publication as a night builds it. */
class WorkbenchTest {

    private static final String PAGE = "/workbench";

    @TempDir
    static Path folder;

    private static DistrictHome home;
    private static TestServer server;
    private static SomebodyOfEveryRole everybody;

    @BeforeAll
    static void start() throws IOException {
        home = ThreeNights.lastOf(folder);
        Path left = Files.createDirectories(home.state().resolve("answers/7")).resolve("left-by-a-crash.duckdb");
        Files.writeString(left, "rows");
        server = TestServer.start(home);
        assertThat(left).as("left by a server that broke off").doesNotExist();
        everybody = SomebodyOfEveryRole.at(server, "0101");
    }

    @AfterAll
    static void stop() {
        analyst().submit(PAGE, PAGE, form("select 1 as a"));
        server.close();
        assertThat(home.state().resolve("answers")).doesNotExist();
    }

    private static Visitor analyst() {
        return everybody.visitor("analyst");
    }

    private static Map<String, String> form(String statement) {
        return form(statement, "analyst");
    }

    private static Map<String, String> form(String statement, String audience) {
        return Map.of("statement", statement, "audience", audience);
    }

    private static Map<String, String> and(Map<String, String> form, String name, String value) {
        var more = new HashMap<>(form);
        more.put(name, value);
        return more;
    }

    /** {@return the page of the answer, once there is one} */
    private static HttpResponse<String> ask(Visitor visitor, Map<String, String> form) {
        HttpResponse<String> page = visitor.submit(PAGE, PAGE, form);
        for (int i = 0; i < 300 && page.body().contains("id=\"live-title\""); i++) {
            page = visitor.get(page.uri().getPath());
        }
        return page;
    }

    private static List<List<String>> rows(HttpResponse<String> page) {
        return NumbersOnPagesTest.rows(page.body(), "rows");
    }

    private static List<String> last(HttpResponse<String> page) {
        List<List<String>> rows = rows(page);
        return rows.get(rows.size() - 1);
    }

    private static long files() throws IOException {
        Path answers = home.state().resolve("answers");
        if (!Files.exists(answers)) {
            return 0;
        }
        try (Stream<Path> found = Files.walk(answers)) {
            return found.filter(Files::isRegularFile).count();
        }
    }

    @EveryRole({
        "leader, 403",
        "steward, 403",
        "administrator, 200",
        "principal, 403",
        "clerk, 403",
        "registrar, 403",
        "human_resources, 403",
        "technology, 403",
        "finance, 403",
        "analyst, 200"
    })
    void onlyAnalystsAndAdministratorsAsk(String role, int status) {
        var visitor = everybody.visitor(role);
        for (String path : List.of(
                PAGE,
                PAGE + "/saved",
                PAGE + "/history",
                PAGE + "/words?audience=analyst",
                PAGE + "/table?audience=analyst&name=dim_student",
                "/catalogue",
                "/catalogue/dim_student")) {
            assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(status);
        }
        assertThat(visitor.get("/").body().contains("href=\"/workbench\"")).isEqualTo(status == 200);
        assertThat(visitor.post(PAGE, visitor.token("/password"), form("select 1"))
                        .statusCode())
                .isEqualTo(status);
        assertThat(visitor.get("/metrics/chronic_absence_rate").body().contains("/workbench?metric="))
                .isEqualTo(status == 200);
    }

    @Test
    void anAnalystAsksTheAnalystsFileAndNeverTheInternalOne() {
        var visitor = analyst();
        String token = visitor.token("/password");
        assertThat(visitor.get(PAGE).body()).contains("value=\"analyst\"").doesNotContain("value=\"internal\"");
        assertThat(visitor.post(PAGE, token, form("select 1", "internal")).statusCode())
                .isEqualTo(403);
        assertThat(visitor.post(PAGE + "/saved", token, and(form("select 1", "internal"), "title", "x"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.get(PAGE + "/words?audience=internal").statusCode()).isEqualTo(403);
        assertThat(visitor.get(PAGE + "/table?audience=internal&name=person").statusCode())
                .isEqualTo(404);
        assertThat(visitor.get("/catalogue?audience=internal").statusCode()).isEqualTo(404);
        assertThat(visitor.get(PAGE + "?table=person&audience=internal").statusCode())
                .isEqualTo(404);
        assertThat(ask(visitor, form("select given_name from dim_student")).body())
                .contains("given_name&quot; not found", "LINE 1: select given_name", "^^^^")
                .doesNotContain("Given1");
        assertThat(rows(ask(
                        everybody.visitor("administrator"),
                        form("select min(given_name) from dim_student where length(given_name) = 6", "internal"))))
                .anySatisfy(row -> assertThat(row.toString()).contains("Given"));
    }

    @Test
    void aLongAnswerIsReadPageByPageAndTakenAwayWhole() throws IOException {
        var visitor = analyst();
        var page = ask(
                visitor,
                form(
                        "select i, '=cmd ' || i as text, i % 2 = 0 as even, i / 8 as part, date '2026-01-01' + i::int as day,"
                                + " case when i > 1 then i end as i from range(250) t(i)"));
        assertThat(page.body()).contains("250 rows of 6 columns", "Page 1 of 3", "answer.parquet");
        assertThat(rows(page)).hasSize(100);
        assertThat(rows(page).get(0)).contains("1", "0", "=cmd 0", "true", "2026-01-01", "null");
        String path = page.uri().getPath();
        assertThat(rows(visitor.get(path + "?page=3"))).hasSize(50);
        assertThat(last(visitor.get(path + "?page=3"))).contains("250", "249", "=cmd 249");
        assertThat(visitor.get(path + "?page=99999").body()).contains("Page 3 of 3");

        List<String> csv = visitor.get(path + "/answer.csv").body().lines().toList();
        assertThat(csv).hasSize(251).startsWith("i,text,even,part,day,i_2", "0,'=cmd 0,true,0.0,2026-01-01,");
        try (var book = new ReadableWorkbook(
                new ByteArrayInputStream(visitor.file(path + "/answer.xlsx").body()))) {
            var sheet = book.getFirstSheet().read();
            assertThat(sheet).hasSize(251);
            assertThat(sheet.get(250).getCellAsNumber(0))
                    .hasValueSatisfying(value -> assertThat(value).isEqualByComparingTo("249"));
            assertThat(sheet.get(250).getCellAsString(1)).hasValue("=cmd 249");
        }
        Path parquet = Files.write(
                folder.resolve("answer.parquet"),
                visitor.file(path + "/answer.parquet").body());
        try (Duck duck = Duck.inMemory(new Limits(1, 128, null))) {
            assertThat(duck.sql()
                            .fetch(
                                    "select count(*), sum(i), max(text), typeof(any_value(i)), typeof(any_value(day)), count(i_2)"
                                            + " from read_parquet(" + Duck.literal(parquet) + ")")
                            .map(row -> row.intoList().toString()))
                    .containsExactly("[250, 31125, =cmd 99, BIGINT, DATE, 248]");
        }
        assertThat(visitor.get(path + "/answer.exe").statusCode()).isEqualTo(404);
        assertThat(server.running().bean(AuditTrail.class).latest(20))
                .filteredOn(entry -> entry.action().equals("statement.downloaded"))
                .extracting(entry -> entry.signIn() + " " + entry.subject().split(" ")[0] + " " + entry.rowsSeen())
                .contains("the-analyst csv 250", "the-analyst xlsx 250", "the-analyst parquet 250");
    }

    @Test
    void valuesAreGivenBelowTheStatementAndAreNeverPartOfIt() {
        var visitor = analyst();
        String statement = "select count(*) as schools from dim_organization where name = :name and 1 = ?";
        assertThat(visitor.submit(PAGE, PAGE, form(statement)))
                .satisfies(page -> assertThat(page.statusCode()).isEqualTo(422))
                .satisfies(page -> assertThat(page.body())
                        .contains("asks for a value of name", "name=\"value.name\"", "name=\"value.1\""));
        var filled = and(and(form(statement), "value.name", "Cedar Academy"), "value.1", "1");
        assertThat(last(ask(visitor, filled))).contains("1");
        String hostile = "x' or '1' = '1";
        var page = ask(visitor, and(filled, "value.name", hostile));
        assertThat(last(page)).contains("0");
        assertThat(page.body()).contains("value=\"x&#39; or &#39;1&#39; = &#39;1\"");
        assertThat(server.running().bean(AuditTrail.class).latest(50))
                .extracting(AuditTrail.Entry::subject)
                .anyMatch(subject -> subject.contains("where name = $1"))
                .noneMatch(subject -> subject.contains("Cedar Academy") || subject.contains(hostile));
        assertThat(visitor.submit(PAGE, PAGE + "/fields", form("select :a, :b")).body())
                .contains("name=\"value.a\"", "name=\"value.b\"");
    }

    @Test
    void whatIsRefusedIsSaidBesideTheEditorAndNotedLikeEveryQuestion() {
        var visitor = analyst();
        var refused = visitor.submit(PAGE, PAGE, form("delete from dim_student"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("id=\"fault\"", "Only statements that read", "delete from dim_student</textarea>");
        assertThat(visitor.submit(PAGE, PAGE, form("select * frm dim_student")).body())
                .contains("id=\"fault\"", "frm");
        ask(visitor, form("select 11 as eleven from range(3)"));
        assertThat(server.running().bean(AuditTrail.class).latest(20))
                .filteredOn(entry -> entry.signIn().equals("the-analyst"))
                .extracting(entry -> entry.action() + " " + entry.rowsSeen() + " "
                        + entry.subject().replaceAll(" \\d{8}T[^ :]+", "").replaceAll("bytes=\\d+", "bytes"))
                .contains(
                        "statement.refused 0 workbench analyst: delete from dim_student",
                        "statement.asked 0 workbench analyst: select 11 as eleven from range(3)",
                        "statement.ended 3 workbench analyst answered bytes: select 11 as eleven from range(3)");
        String history = visitor.get(PAGE + "/history").body();
        assertThat(NumbersOnPagesTest.rows(history, "asked").toString())
                .contains("delete from dim_student", "refused", "select 11 as eleven", "3 rows");
        assertThat(everybody.visitor("administrator").get(PAGE + "/history").body())
                .contains("/audit?kind=statement")
                .doesNotContain("select 11 as eleven");
        String again = history.replaceAll("(?s).*?href=\"(/workbench\\?asked=\\d+)\".*", "$1");
        assertThat(visitor.get(again).body()).contains("select 11 as eleven from range(3)</textarea>");
        assertThat(everybody.visitor("administrator").get(again).statusCode()).isEqualTo(404);
    }

    @Test
    void aLongStatementIsNotedWhole() {
        String comment = "/* " + "nothing to see here ".repeat(120) + "*/ ";
        ask(analyst(), form(comment + "select 4712 as hidden_by_a_comment"));
        List<AuditTrail.Entry> latest = server.running().bean(AuditTrail.class).latest(20);
        List<String> parts = new ArrayList<>();
        for (AuditTrail.Entry entry : latest) {
            if (entry.action().equals("statement.asked")
                    && (entry.subject().contains("nothing to see")
                            || entry.subject().contains("hidden_by"))) {
                parts.add(0, entry.subject());
            }
        }
        assertThat(parts).hasSize(3).allMatch(part -> part.length() <= 1000);
        String whole = parts.get(0)
                + parts.get(1).substring("... ".length())
                + parts.get(2).substring("... ".length());
        assertThat(whole).endsWith(": " + comment + "select 4712 as hidden_by_a_comment");
    }

    @Test
    void aLongQuestionShowsHowFarItIsAndCanBeStopped() {
        var visitor = analyst();
        var page = visitor.submit(
                PAGE,
                PAGE,
                form(
                        "select count(*) from fact_student_attendance a, fact_student_attendance b, fact_student_attendance c,"
                                + " fact_student_attendance d where a.absent_units + b.absent_units + c.member_units = d.absent_units"));
        String path = page.uri().getPath();
        assertThat(page.body()).contains("id=\"live-title\"", "http-equiv=\"refresh\"", path + "/live", "Stop it");
        assertThat(visitor.get(path + "/live").body()).contains("id=\"live-title\"");
        assertThat(visitor.get("/nights").statusCode()).isEqualTo(200);
        visitor.post(path + "/stop", visitor.token("/password"), Map.of());
        var stopped = visitor.get(path);
        for (int i = 0; i < 300 && stopped.body().contains("id=\"live-title\""); i++) {
            stopped = visitor.get(path);
        }
        assertThat(stopped.body()).contains("You stopped it.", "id=\"fault\"");
        assertThat(visitor.get(path + "/answer.csv").statusCode()).isEqualTo(409);
        assertThat(visitor.get(path + "/live").headers().firstValue("HX-Refresh"))
                .hasValue("true");
    }

    @Test
    void anAnswerIsItsPersonsAloneAndGoesWhenTheySignOut() throws IOException {
        var visitor = analyst();
        var page = ask(visitor, form("select 4711 as secret"));
        String path = page.uri().getPath();
        assertThat(page.body()).contains("4711");
        for (String other : List.of(path, path + "/answer.csv")) {
            var foreign = everybody.visitor("administrator").get(other);
            assertThat(foreign.statusCode()).as(other).isEqualTo(410);
            assertThat(foreign.body()).doesNotContain("4711");
        }
        String longest = ask(visitor, form("select 1")).uri().getPath();
        String later = ask(visitor, form("select 2")).uri().getPath();
        assertThat(visitor.get(path).statusCode()).isEqualTo(200);
        ask(visitor, form("select 3"));
        assertThat(visitor.get(longest).statusCode())
                .as("three are kept, and this was looked at before the others")
                .isEqualTo(410);
        assertThat(visitor.get(later).statusCode()).isEqualTo(200);
        assertThat(visitor.get(page.uri().getPath()).statusCode())
                .as("looked at a moment ago")
                .isEqualTo(200);
        long before = files();
        visitor.submit(PAGE, "/sign-out", Map.of());
        assertThat(files()).isLessThan(before);
        assertThat(analyst().get(path).statusCode()).isEqualTo(410);
        assertThat(analyst().get(path).body()).contains("not kept any more");
    }

    @Test
    void anAnswerOfAFileThatTheRoleDoesNotOpenAnyMoreIsNotShown() {
        everybody.and("moved-on", Role.ADMINISTRATOR, Set.of());
        String path = ask(
                        everybody.visitorNamed("moved-on"),
                        form("select min(given_name) from dim_student where length(given_name) = 6", "internal"))
                .uri()
                .getPath();
        assertThat(everybody.visitorNamed("moved-on").get(path).body()).contains("id=\"rows-title\"", "Given");
        People people = server.running().bean(People.class);
        people.place(people.bySignIn("moved-on").orElseThrow().id(), Role.ANALYST, Set.of());
        for (String other : List.of(path, path + "/answer.csv")) {
            var gone = everybody.visitorNamed("moved-on").get(other);
            assertThat(gone.statusCode()).as(other).isEqualTo(410);
            assertThat(gone.body()).doesNotContain("Given");
        }
    }

    @Test
    void twoWhoTakeAnAnswerAwayAtOnceBothHaveAllOfIt() throws Exception {
        var visitor = analyst();
        String path = ask(visitor, form("select i, 'row ' || i as words from range(200000) t(i)"))
                .uri()
                .getPath();
        var at = Executors.newFixedThreadPool(6);
        try {
            List<Callable<byte[]>> takers = Collections.nCopies(
                    6, () -> visitor.file(path + "/answer.parquet").body());
            for (Future<byte[]> taken : at.invokeAll(takers)) {
                Path file = Files.write(Files.createTempFile(folder, "taken", ".parquet"), taken.get());
                try (Duck duck = Duck.inMemory(new Limits(1, 128, null))) {
                    assertThat(duck.sql()
                                    .fetchSingle(
                                            "select count(*), sum(i) from read_parquet(" + Duck.literal(file) + ")")
                                    .intoList()
                                    .toString())
                            .isEqualTo("[200000, 19999900000]");
                }
            }
        } finally {
            at.shutdownNow();
        }
        try (Stream<Path> left = Files.walk(home.state().resolve("answers"))) {
            assertThat(left.filter(file -> file.toString().endsWith(".parquet")))
                    .isEmpty();
        }
    }

    @Test
    void keptStatementsAreTheirOwnersUntilTheyAreShared() {
        var analyst = analyst();
        var administrator = everybody.visitor("administrator");
        var draft = and(and(form("select 1 as mine"), "title", "Mine <b>"), "about", "What it answers");
        String kept = analyst.submit(PAGE, PAGE + "/saved", draft).uri().toString();
        String id = kept.substring(kept.indexOf('=') + 1);
        String own = PAGE + "?saved=" + id;
        assertThat(analyst.get(own).body())
                .contains("select 1 as mine</textarea>", "Save the change", "Mine &lt;b&gt;");
        assertThat(administrator.get(own).statusCode()).isEqualTo(404);
        assertThat(administrator.get(PAGE + "/saved").body()).doesNotContain("select 1 as mine");
        var shared = and(and(draft, "statement", "select 2 as ours"), "shared", "true");
        assertThat(administrator.submit(PAGE, PAGE + "/saved/" + id, shared).statusCode())
                .isEqualTo(404);
        analyst.submit(PAGE, PAGE + "/saved/" + id, shared);
        assertThat(administrator.get(own).body())
                .contains("select 2 as ours</textarea>")
                .doesNotContain("Save the change");
        assertThat(administrator.get(PAGE + "/saved").body()).contains("Kept by The Analyst", "Shared.");
        administrator.submit(
                PAGE,
                PAGE + "/saved",
                and(and(and(form("select 3", "internal"), "title", "Names"), "about", ""), "shared", "true"));
        assertThat(analyst.get(PAGE + "/saved").body())
                .as("of a file that is not theirs")
                .doesNotContain("Names");
        assertThat(administrator
                        .submit(PAGE, PAGE + "/saved/" + id + "/remove", Map.of())
                        .statusCode())
                .isEqualTo(404);
        assertThat(analyst.submit(PAGE, PAGE + "/saved", and(form("select 1"), "about", "Not lost"))
                        .body())
                .contains("Give the statement a name", "value=\"Not lost\"")
                .doesNotContain("Save the change");
        assertThat(analyst.submit(PAGE, PAGE + "/saved/" + id, and(shared, "title", " "))
                        .body())
                .contains(
                        "Give the statement a name", "/saved/" + id, "Save the change", "select 2 as ours</textarea>");
        assertThat(administrator
                        .submit(PAGE, PAGE + "/saved/" + id, and(shared, "title", " "))
                        .body())
                .doesNotContain("Save the change");
        analyst.submit(PAGE, PAGE + "/saved/" + id + "/remove", Map.of());
        assertThat(analyst.get(own).statusCode()).isEqualTo(404);
    }

    @Test
    void columnsAreDrawnWithATableAndWords() {
        var visitor = analyst();
        String path = ask(visitor, form("select 'n' || i as name, i * i as square, i from range(5) t(i)"))
                .uri()
                .getPath();
        assertThat(visitor.get(path).body()).contains("Draw it").doesNotContain("data-chart");
        for (String shape : List.of("bar", "line")) {
            String page = visitor.get(path + "?chart=" + shape + "&x=1&y=2").body();
            assertThat(page).contains("data-chart", "square by name, 5 rows. Least: 0 at n0. Most: 16 at n4.");
            assertThat(NumbersOnPagesTest.rows(page, "drawn")).hasSize(5).last().isEqualTo(List.of("n4", "16"));
        }
        assertThat(visitor.get(path + "?chart=scatter&x=3&y=2").body()).contains("data-chart", "square by i");
        assertThat(visitor.get(path + "?chart=scatter&x=1&y=2").body()).contains("There is no row to draw");
        assertThat(visitor.get(path + "?chart=bar&x=99&y=1").body()).contains("data-chart");
        String text =
                ask(visitor, form("select '1e99999999999' as a, 1 as b")).uri().getPath();
        assertThat(visitor.get(text + "?chart=scatter&x=1&y=2").body())
                .as("a text that is a number to nobody")
                .contains("There is no row to draw");
    }

    /** The page of a number leads to its SQL, and the gate lets every definition through that the file can answer. */
    @Test
    void theSqlOfAMetricIsAskedAsItStands() {
        var visitor = analyst();
        String page = visitor.get("/metrics/chronic_absence_rate").body();
        String link = page.replaceAll("(?s).*?href=\"(/workbench\\?metric=[^\"]+)\".*", "$1")
                .replace("&amp;", "&");
        String editor = visitor.get(link).body();
        assertThat(editor).contains("How chronic_absence_rate is computed under version");
        String statement = editor.replaceAll("(?s).*<textarea[^>]*>(.*?)</textarea>.*", "$1")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#39;", "'")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
        assertThat(statement).contains("from agg_student_year");
        assertThat(rows(ask(visitor, form(statement)))).hasSizeGreaterThan(2);
        assertThat(visitor.get(PAGE + "?metric=nothing&version=district-1").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theCatalogueTellsAndDrawsHowTablesBelongTogetherAndItsExamplesRun() {
        var visitor = analyst();
        String page = visitor.get("/catalogue").body();
        assertThat(page)
                .contains("<svg class=\"diagram\" role=\"img\"", "dim_student</text>", "One row for each student");
        assertThat(NumbersOnPagesTest.rows(page, "leads").toString())
                .contains("fact_student_attendance", "dim_student by school_year, student_key");
        String table = visitor.get("/catalogue/fact_student_attendance").body();
        assertThat(table)
                .contains(
                        "join dim_student using (school_year, student_key)",
                        "Look into it",
                        "Absence by day of the week");
        assertThat(NumbersOnPagesTest.rows(table, "columns").toString())
                .contains("student_key", "BIGINT", "Pseudonym of the student");
        assertThat(visitor.get("/catalogue/person").statusCode()).isEqualTo(404);
        var administrator = everybody.visitor("administrator");
        String beside =
                administrator.get(PAGE + "/table?audience=internal&name=person").body();
        String more =
                beside.replaceAll("(?s).*href=\"(/catalogue/[^\"]+)\".*", "$1").replace("&amp;", "&");
        assertThat(administrator.get(more).statusCode())
                .as("the link to a table that this file alone has: %s", more)
                .isEqualTo(200);
        for (int number = 1; page.contains("/workbench?example=" + number + "\""); number++) {
            String editor = visitor.get(PAGE + "?example=" + number).body();
            var fields = new HashMap<String, String>();
            java.util.regex.Pattern.compile("name=\"(value\\.\\w+)\" value=\"([^\"]*)\"")
                    .matcher(editor)
                    .results()
                    .forEach(field -> fields.put(field.group(1), field.group(2)));
            fields.put("audience", editor.replaceAll("(?s).*<option value=\"(\\w+)\" selected=\"selected\">.*", "$1"));
            fields.put(
                    "statement",
                    editor.replaceAll("(?s).*<textarea[^>]*>(.*?)</textarea>.*", "$1")
                            .replace("&lt;", "<")
                            .replace("&gt;", ">")
                            .replace("&#39;", "'")
                            .replace("&quot;", "\"")
                            .replace("&amp;", "&"));
            var answer = ask(visitor, fields);
            assertThat(answer.body())
                    .as("example %d", number)
                    .contains("id=\"rows-title\"")
                    .doesNotContain("id=\"fault\"");
        }
    }

    @Test
    void theEditorProposesNamesAndIsUsedByTheKeyboardAlone() {
        try (var window = TestBrowser.open(server, "demo-admin", 1280, ColorScheme.LIGHT)) {
            Page page = window.page();
            window.go(PAGE);
            page.waitForCondition(() -> page.evaluate("fetch('/workbench/words?audience=analyst').then(a => a.status)")
                    .equals(200));
            page.focus("#statement");
            page.keyboard().type("select grade_level, count(*) as students from agg_student_ye");
            page.waitForCondition(() -> page.isVisible("#proposals"));
            assertThat(page.getAttribute("#statement", "aria-activedescendant")).isEqualTo("proposal-0");
            assertThat(page.textContent("#proposals")).contains("agg_student_year", "One row for each student");
            assertThat(PagesInBrowserTest.violations(page, ColorScheme.LIGHT)).isEmpty();
            page.keyboard().press("Tab");
            assertThat(page.inputValue("#statement")).endsWith("from agg_student_year");
            page.keyboard().type(" s where s.organization_ty");
            page.waitForCondition(() -> page.isVisible("#proposals"));
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowUp");
            page.keyboard().press("Enter");
            page.keyboard().type(" = :place group by all order by 1 -- gra");
            assertThat(page.isVisible("#proposals")).as("in a comment").isFalse();
            page.waitForSelector("#value-place");
            page.keyboard().press("Tab");
            page.keyboard().type("district");
            page.keyboard().press("Enter");
            page.waitForSelector("#rows");
            assertThat(page.url()).doesNotContain("select");
            assertThat(page.textContent("#rows-title")).contains("of 2 columns");
            assertThat(page.inputValue("#value-place")).isEqualTo("district");
            page.click(".subject summary");
            page.click(".subject[open] .tables summary");
            page.waitForSelector(".columns-list");
            assertThat(PagesInBrowserTest.violations(page, ColorScheme.LIGHT)).isEmpty();
            page.selectOption("#chart", "bar");
            page.click("#draw button[type=submit]");
            page.waitForSelector("#answer-chart canvas");
            assertThat(PagesInBrowserTest.violations(page, ColorScheme.LIGHT)).isEmpty();
            for (String path : List.of(
                    "/catalogue",
                    "/catalogue/fact_student_attendance",
                    page.url().substring(server.url().length()))) {
                page.setViewportSize(390, 844);
                window.go(path);
                assertThat(PagesInBrowserTest.overflow(page)).as(path).isEmpty();
                assertThat(PagesInBrowserTest.violations(page, ColorScheme.LIGHT))
                        .as(path)
                        .isEmpty();
            }
            assertThat(window.complaints()).isEmpty();
        }
    }
}
