package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.IssueLog;
import org.yearbook.dashboard.state.People;
import org.yearbook.dashboard.state.Role;
import org.yearbook.warehouse.answer.RecordClass;
import org.yearbook.warehouse.answer.SamplePublication;

/** Whatever somebody asks for by address, they get nothing of other places and other kinds of records. */
class RolesByUrlTest {

    /** Of which kinds of records each sees issues, and whether of the whole district. */
    @EveryRole({
        "leader, all, true",
        "steward, all, true",
        "administrator, all, true",
        "principal, st di sc sf fo, false",
        "clerk, st sc, false",
        "registrar, st pr sc, true",
        "human_resources, sf, true",
        "technology, te fl, true",
        "finance, fi, true",
        "analyst, , true"
    })
    @Retention(RetentionPolicy.RUNTIME)
    private @interface EveryRoleWithItsIssues {}

    private static final Map<String, String> NOTE =
            Map.of("on", "2025-08-12", "words", "New attendance software", "about", "area:other", "school", "");
    private static final List<String> PLACES = List.of("0101", "0102", "none");
    private static final Pattern MARK = Pattern.compile("M(st|pr|di|sc|sf|te|fi|fo|fl|ot)(0101|0102|none)");
    private static final Map<String, String> KINDS = Map.of(
            "st",
            "students",
            "pr",
            "protected",
            "di",
            "discipline",
            "sc",
            "schools",
            "sf",
            "staff",
            "te",
            "technology",
            "fi",
            "finance",
            "fo",
            "forms",
            "fl",
            "files",
            "ot",
            "of a district's own");

    @TempDir
    static Path folder;

    private static TestServer server;
    private static SomebodyOfEveryRole everybody;
    private static final Map<String, Visitor> SIGNED_IN = new HashMap<>();

    @BeforeAll
    static void start() {
        var sample = SamplePublication.in(folder);
        KINDS.forEach((mark, kind) -> PLACES.forEach(place -> sample.change(
                "20260515T020000-a",
                "insert into quality_issue select * replace ('key" + mark + place
                        + "' as issue_key, 'MRK-01' as rule_id,"
                        + " 'M" + mark + place + "' as record_key, "
                        + (place.equals("none") ? "null" : "'" + place + "'")
                        + " as school_id, '" + kind.replace("'", "''") + "' as record_class, 'open' as status,"
                        + " null as resolved_on) from quality_issue where issue_key = 'hr1'")));
        assertThat(KINDS.values())
                .as("every kind of record is among those asked for")
                .containsAll(RecordClass.all().stream()
                        .filter(kind -> kind != RecordClass.OTHER)
                        .map(RecordClass::code)
                        .toList());
        server = TestServer.start(sample.release("20260515T020000-a"), true);
        everybody = SomebodyOfEveryRole.at(server, "0101");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** {@return somebody of a role, who signs in once and stays} */
    private static Visitor visitor(String role) {
        return SIGNED_IN.computeIfAbsent(role, everybody::visitor);
    }

    /** The marks of those kinds at those places. */
    private static Set<String> marks(String kinds, List<String> places) {
        return KINDS.keySet().stream()
                .filter(mark -> kinds.equals("all") || List.of(kinds.split(" ")).contains(mark))
                .flatMap(mark -> places.stream().map(place -> "M" + mark + place))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> marksIn(String text) {
        return MARK.matcher(text).results().map(found -> found.group()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String sheet(byte[] file) throws IOException {
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(file))) {
            return book.findSheet("Issues").orElseThrow().read().stream()
                    .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining(" ")))
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String print(byte[] file) throws IOException {
        try (var pdf = Loader.loadPDF(file)) {
            return new PDFTextStripper().getText(pdf);
        }
    }

    @EveryRoleWithItsIssues
    void aRoleGetsItsPlacesAndKindsByEveryAddressAndNothingElse(String role, String kinds, boolean district)
            throws IOException {
        var visitor = visitor(role);
        var program = ApiCaller.of(server, "the-" + role);
        List<String> own = district ? PLACES : List.of("0101");
        for (String asked : List.of("", "0101", "0102", "none")) {
            Set<String> expected = marks(
                    kinds,
                    own.stream()
                            .filter(place -> asked.isEmpty() || asked.equals(place))
                            .toList());
            String query = "?status=all&rule=MRK-01" + (asked.isEmpty() ? "" : "&school=" + asked);
            assertThat(marksIn(visitor.get("/quality" + query).body()
                            + visitor.get("/quality" + query + "&page=2").body()))
                    .as("page %s", query)
                    .isEqualTo(expected);
            String call = "/api/v1/quality/issues?state=all&rule=MRK-01&pageSize=1000"
                    + (asked.isEmpty() ? "" : "&organizationId=" + asked);
            assertThat(marksIn(program.get(call).body())).as(call).isEqualTo(expected);
            assertThat(marksIn(visitor.get("/quality.csv" + query).body()))
                    .as("csv %s", query)
                    .isEqualTo(expected);
            assertThat(marksIn(sheet(visitor.file("/quality.xlsx" + query).body())))
                    .as("xlsx %s", query)
                    .isEqualTo(expected);
            assertThat(marksIn(print(visitor.file("/quality.pdf" + query).body())))
                    .as("pdf %s", query)
                    .isEqualTo(expected);
        }
        for (String query :
                List.of("?status=all", "?status=all&cause=MRK-01%2Fstaff%2Femail", "?owner=HR+specialist")) {
            assertThat(marks(kinds, own))
                    .as(query)
                    .containsAll(marksIn(visitor.get("/quality" + query).body()));
            assertThat(marksIn(sheet(visitor.file("/quality.xlsx" + query).body())))
                    .as("xlsx %s", query)
                    .isEqualTo(marks(kinds, own));
        }
        // A rule that finds nothing of the role's is not even named.
        assertThat(visitor.get("/quality?status=all").body().contains("HR-07"))
                .isEqualTo(district && marks(kinds, PLACES).contains("Msf0101"));
    }

    @EveryRoleWithItsIssues
    void aRoleReadsAndDecidesItsOwnIssuesAlone(String role, String kinds, boolean district) {
        var visitor = visitor(role);
        var log = server.running().bean(IssueLog.class);
        Set<String> own = marks(kinds, district ? PLACES : List.of("0101"));
        String token = visitor.token("/password");
        var decision = Map.of("kind", "waiting", "waitingFor", "an answer of " + role);
        for (String mark : marks("all", PLACES)) {
            String address = "/quality/issue/key" + mark.substring(1);
            int status = visitor.get(address).statusCode();
            assertThat(status).as(address).isEqualTo(own.contains(mark) ? 200 : 404);
            if (!own.contains(mark)) {
                assertThat(visitor.post(address, token, decision).statusCode())
                        .as(address)
                        .isEqualTo(404);
                var many = new HashMap<>(decision);
                many.put("keys", address.substring("/quality/issue/".length()));
                many.put("rule", "nothing-like-it");
                visitor.post("/quality/decide", token, many);
            }
        }
        var every = new HashMap<>(decision);
        every.putAll(Map.of("every", "true", "status", "all", "rule", "MRK-01"));
        visitor.post("/quality/decide", token, every);
        for (String mark : marks("all", PLACES)) {
            assertThat(log.history("key" + mark.substring(1)).stream()
                            .anyMatch(entry -> entry.words().equals("an answer of " + role)))
                    .as(mark)
                    .isEqualTo(own.contains(mark));
        }
    }

    @EveryRole({
        "leader, 403, 200",
        "steward, 403, 200",
        "administrator, 200, 200",
        "principal, 403, 403",
        "clerk, 403, 403",
        "registrar, 403, 403",
        "human_resources, 403, 403",
        "technology, 403, 403",
        "finance, 403, 403",
        "analyst, 403, 403"
    })
    void onlyAdministratorsSeeWhoSignsInAndOnlyWhoSeesEverybodySeesWhoIsWho(String role, int people, int whoIsWho) {
        var visitor = visitor(role);
        assertThat(visitor.get("/people").statusCode()).isEqualTo(people);
        assertThat(visitor.get("/audit").statusCode()).isEqualTo(people);
        for (String path : List.of(
                "/audit.csv",
                "/administration",
                "/administration/schools",
                "/administration/sources",
                "/administration/schedules",
                "/who-saw")) {
            assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(people);
        }
        String token = visitor.token("/password");
        for (String path : List.of("/who-saw/of", "/who-saw.csv")) {
            assertThat(visitor.post(path, token, Map.of("kind", "student", "number", "S5001"))
                            .statusCode())
                    .as(path)
                    .isEqualTo(people);
        }
        assertThat(visitor.post("/who-saw", token, Map.of("term", "S5001")).statusCode())
                .isEqualTo(people);
        assertThat(visitor.post("/people/1000/view", token, Map.of()).statusCode())
                .isEqualTo(people == 200 ? 404 : 403);
        assertThat(visitor.get("/").body().contains("href=\"/administration\"")).isEqualTo(people == 200);
        assertThat(visitor.get("/who-is-who").statusCode()).isEqualTo(whoIsWho);
    }

    @Test
    void nightsAndTheSearchAreForWhoeverSignsInAndTheSearchHoldsNoRecord() {
        for (String path : List.of("/nights", "/search?q=mst0101")) {
            assertThat(server.visitor().get(path).uri().getPath()).as(path).isEqualTo("/sign-in");
            for (Role role : Role.values()) {
                var answer = visitor(role.code()).get(path);
                assertThat(answer.statusCode()).as("%s %s", role, path).isEqualTo(200);
                assertThat(marksIn(answer.body())).as("%s %s", role, path).isEmpty();
            }
        }
    }

    @Test
    void theReportCardIsForWhoeverSignsInAndHoldsNoRecord() {
        for (String path : List.of(
                "/report-card", "/report-card/0102?year=2024-25", "/report-card/0102.csv", "/report-card/0102.pdf")) {
            assertThat(server.visitor().get(path).uri().getPath()).as(path).isEqualTo("/sign-in");
            for (Role role : Role.values()) {
                var answer = visitor(role.code()).get(path);
                assertThat(answer.statusCode()).as("%s %s", role, path).isEqualTo(200);
                assertThat(marksIn(answer.body())).as("%s %s", role, path).isEmpty();
            }
        }
    }

    @Test
    void whoeverIsNamedForItAsksWhoSawAStudentAndGetsNothingElseOfAdministration() {
        var people = server.running().bean(People.class);
        long id = people.bySignIn("the-registrar").orElseThrow().id();
        people.setAsksWhoSaw(id, true);
        try {
            var visitor = visitor("registrar");
            assertThat(visitor.get("/who-saw").statusCode()).isEqualTo(200);
            assertThat(visitor.get("/administration").body())
                    .contains("href=\"/who-saw\"")
                    .doesNotContain("href=\"/people\"", "href=\"/audit\"");
            for (String path : List.of("/people", "/audit", "/audit.csv", "/administration/sources")) {
                assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(403);
            }
        } finally {
            people.setAsksWhoSaw(id, false);
        }
    }

    @Test
    void onlyLeadersAndTheSchoolsOwnPrincipalOpenASchool() {
        Set<Role> everywhere = Set.of(Role.LEADER, Role.STEWARD, Role.ADMINISTRATOR);
        for (Role role : Role.values()) {
            boolean all = everywhere.contains(role);
            boolean own = all || role == Role.PRINCIPAL;
            var visitor = visitor(role.code());
            assertThat(visitor.get("/schools").statusCode()).as("%s list", role).isEqualTo(own ? 200 : 403);
            assertThat(visitor.get("/schools/0101").statusCode())
                    .as("%s own", role)
                    .isEqualTo(own ? 200 : 403);
            assertThat(visitor.get("/schools/0102?year=2024-25&policy=restated").statusCode())
                    .as("%s other", role)
                    .isEqualTo(all ? 200 : 403);
            assertThat(visitor.get("/schools/3100042").statusCode())
                    .as("%s no school", role)
                    .isEqualTo(own ? 404 : 403);
            assertThat(visitor.get("/").body().contains("href=\"/schools\""))
                    .as("%s navigation", role)
                    .isEqualTo(own);
            // Records of no other place and kind, and no record at all: the page counts issues and shows none.
            assertThat(marksIn(visitor.get("/schools/0101").body())).isEmpty();
        }
        assertThat(visitor("principal").get("/schools").body())
                .contains("/schools/0101")
                .doesNotContain("/schools/0102");
        var nobody = server.visitor().get("/schools/0101");
        assertThat(nobody.uri().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void onlyWhoSeesEverybodyOpensFederalFiles() {
        String file = "/exports/2025-26/FS052";
        Set<Role> readers = Set.of(Role.LEADER, Role.STEWARD, Role.ADMINISTRATOR);
        for (Role role : Role.values()) {
            var visitor = visitor(role.code());
            boolean reads = readers.contains(role);
            for (String page : List.of("/exports", file)) {
                assertThat(visitor.get(page).statusCode())
                        .as("%s %s", role, page)
                        .isEqualTo(reads ? 200 : 403);
            }
            // There is no version here: whoever may open one is told so, whoever may not learns nothing.
            for (String page : List.of(
                    file + "/numbers",
                    file + "/students?place=school+0101",
                    file + "/download/1/SCH",
                    "/exports/sign/2025-26/FS052")) {
                assertThat(visitor.get(page).statusCode())
                        .as("%s %s", role, page)
                        .isEqualTo(reads ? 404 : 403);
            }
            if (!reads) {
                String token = visitor.token("/password");
                for (String deed : List.of(file + "/make", file + "/explain", "/exports/sign/2025-26/FS052")) {
                    assertThat(visitor.post(deed, token, Map.of()).statusCode())
                            .as("%s %s", role, deed)
                            .isEqualTo(403);
                }
            }
            assertThat(visitor.get("/").body().contains("href=\"/exports\""))
                    .as("%s", role)
                    .isEqualTo(reads);
        }
        assertThat(server.visitor().get(file).uri().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void onlyLeadersWriteOnChartsAndWhatTheyWriteIsChecked() {
        Set<Role> writers = Set.of(Role.LEADER, Role.STEWARD, Role.ADMINISTRATOR);
        for (Role role : Role.values()) {
            var visitor = visitor(role.code());
            boolean writes = writers.contains(role);
            assertThat(visitor.get("/annotations").statusCode()).as("%s", role).isEqualTo(writes ? 200 : 403);
            assertThat(visitor.get("/metrics/enrollment")
                            .body()
                            .contains("href=\"/annotations?about=metric%3Aenrollment\""))
                    .as("%s", role)
                    .isEqualTo(writes);
            if (!writes) {
                assertThat(visitor.post("/annotations", visitor.token("/password"), NOTE)
                                .statusCode())
                        .as("%s", role)
                        .isEqualTo(403);
            }
        }
        var leader = visitor("leader");
        for (var wrong : List.of(
                Map.of("on", "", "words", "x"),
                Map.of("on", "2199-01-01", "words", "x"),
                Map.of("on", "2025-08-12", "words", " "),
                Map.of("on", "2025-08-12", "words", "x".repeat(201)),
                Map.of("on", "2025-08-12", "words", "x", "about", "metric:nothing"),
                Map.of("on", "2025-08-12", "words", "x", "school", "3100042"))) {
            assertThat(leader.submit("/annotations", "/annotations", wrong).body())
                    .as("%s", wrong)
                    .contains("id=\"fault\"", "No annotation is on any chart.");
        }
    }

    @Test
    void whatIsWrittenStandsOnEveryChartThatItIsAboutUntilItIsTakenBack() {
        var leader = visitor("leader");
        leader.submit("/annotations", "/annotations", NOTE);
        leader.submit(
                "/annotations",
                "/annotations",
                Map.of(
                        "on",
                        "2025-10-02",
                        "words",
                        "<b>New bus routes</b>",
                        "about",
                        "metric:chronic_absence_rate",
                        "school",
                        "0102"));
        String said = "A. Aug 12, 2025: New attendance software (Other numbers)";
        for (String path : List.of(
                "/leadership?metric=chronic_absence_rate", "/metrics/chronic_absence_rate", "/metrics/enrollment")) {
            String page = visitor("finance").get(path).body();
            assertThat(page)
                    .as(path)
                    .contains(said, "class=\"note-letter\">A</span>")
                    .doesNotContain("bus routes");
            assertThat(NumbersOnPagesTest.rows(page, "trend-table").get(0))
                    .as(path)
                    .contains(said);
        }
        assertThat(visitor("leader").get("/metrics/enrollment").body())
                .as("pictures and files say what their letters mean")
                .contains("&quot;notes&quot;:[&quot;" + said + "&quot;]", "Note%20A%2C%22" + "A.%20Aug%2012%2C%202025");
        String months = visitor("leader")
                .get("/metrics/chronic_absence_rate?school=0102")
                .body();
        assertThat(NumbersOnPagesTest.rows(months, "months-table").get(2))
                .contains(
                        "Oct",
                        "B. Oct 2, 2025: &lt;b&gt;New bus routes&lt;/b&gt; (Chronic absence, Birch Creek Elementary School)");
        var audit = server.running().bean(org.yearbook.dashboard.state.AuditTrail.class);
        assertThat(audit.latest(40))
                .filteredOn(entry -> entry.action().equals("annotation.added"))
                .extracting(entry -> entry.signIn() + " " + entry.subject())
                .containsExactly(
                        "the-leader 2 on=2025-10-02 about=metric:chronic_absence_rate school=0102",
                        "the-leader 1 on=2025-08-12 about=area:other");
        leader.submit("/annotations", "/annotations/1/remove", Map.of());
        assertThat(visitor("finance").get("/metrics/enrollment").body()).doesNotContain("New attendance software");
        assertThat(leader.post("/annotations/1/remove", leader.token("/annotations"), Map.of())
                        .statusCode())
                .isEqualTo(404);
        leader.submit("/annotations", "/annotations/2/remove", Map.of());
        assertThat(audit.latest(5)).extracting(entry -> entry.action()).contains("annotation.removed");
    }

    @EveryRole({
        "leader, 200, 200, 200",
        "steward, 200, 200, 200",
        "administrator, 200, 200, 200",
        "principal, 200, 403, 403",
        "clerk, 403, 403, 403",
        "registrar, 403, 403, 403",
        "human_resources, 403, 403, 403",
        "technology, 403, 403, 200",
        "finance, 403, 403, 403",
        "analyst, 403, 403, 403"
    })
    void aTokenOpensTheAddressesOfTheRolesPagesAndNoOthers(String role, int own, int other, int technology) {
        var program = ApiCaller.of(server, "the-" + role);
        assertThat(program.get("/api/v1/schools").statusCode()).isEqualTo(own);
        assertThat(program.get("/api/v1/schools/0101").statusCode()).isEqualTo(own);
        assertThat(program.get("/api/v1/schools/0102?schoolYear=2024-25").statusCode())
                .isEqualTo(other);
        for (String list : List.of("accounts-to-disable", "agreements")) {
            assertThat(program.get("/api/v1/technology/" + list + "?on=2026-05-15")
                            .statusCode())
                    .as(list)
                    .isEqualTo(technology);
        }
        boolean everybody = List.of("leader", "steward", "administrator").contains(role);
        for (String whole : List.of("who-is-who", "who-is-who/decisions", "exports", "exports/2025-26/FS052")) {
            assertThat(program.get("/api/v1/" + whole).statusCode()).as(whole).isEqualTo(everybody ? 200 : 403);
        }
        boolean asks = List.of("administrator", "analyst").contains(role);
        assertThat(program.get("/api/v1/workbench/saved").statusCode()).isEqualTo(asks ? 200 : 403);
        assertThat(program.get("/api/v1/catalogue").statusCode() == 403).isEqualTo(!asks);
        for (String named : List.of("catalogue", "catalogue/metric_value")) {
            assertThat(program.get("/api/v1/" + named + "?audience=internal").statusCode())
                    .as(named)
                    .isEqualTo(role.equals("administrator") ? 200 : asks ? 400 : 403);
        }
        for (String list : List.of("people", "schools", "sources")) {
            assertThat(program.get("/api/v1/administration/" + list).statusCode())
                    .as(list)
                    .isEqualTo(role.equals("administrator") ? 200 : 403);
        }
        for (String open : List.of(
                "publication",
                "organizations",
                "codes",
                "boards",
                "boards/attendance?organizationId=0102",
                "metrics",
                "values?metric=enrollment",
                "quality/scores",
                "quality/counts?by=rule",
                "quality/rules",
                "quality/mappings",
                "packets",
                "nights/latest")) {
            var answer = program.get("/api/v1/" + open);
            assertThat(answer.statusCode()).as(open).isEqualTo(200);
            assertThat(marksIn(answer.body())).as("no record in %s", open).isEmpty();
        }
        // Counts are of the role's own places and kinds.
        assertThat(program.get("/api/v1/quality/counts?by=school").body().contains("\"0102\""))
                .isEqualTo(!Set.of("principal", "clerk", "analyst").contains(role));
        assertThat(visitor(role).get("/api").statusCode()).isEqualTo(200);
        assertThat(visitor(role).get("/account/tokens").statusCode()).isEqualTo(200);
        assertThat(visitor(role).get("/people/tokens").statusCode())
                .isEqualTo(role.equals("administrator") ? 200 : 403);
    }
}
