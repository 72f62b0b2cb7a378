package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.yearbook.dashboard.api.Published;
import org.yearbook.dashboard.state.AuditTrail;
import org.yearbook.dashboard.state.TokenScope;
import org.yearbook.warehouse.answer.SamplePublication;
import tools.jackson.databind.JsonNode;

/** The contract of the API: what it describes it answers, what it answers it describes, and no more than the pages. */
class ApiTest {

    private static final String ROOT = "/api/v1";
    private static final String WHY = ROOT + "/metrics/{metric}/why";

    /** Calls of each address, of which at least one succeeds. */
    private static final Map<String, List<String>> CALLS = calls();

    private static Map<String, List<String>> calls() {
        var calls = new TreeMap<String, List<String>>();
        calls.put("/publication", List.of("/publication"));
        calls.put("/organizations", List.of("/organizations"));
        calls.put("/codes", List.of("/codes", "/codes?schoolYear=2019-20"));
        calls.put("/codes/{codeSet}", List.of("/codes/grade-level", "/codes/no-such-list"));
        calls.put("/metrics", List.of("/metrics"));
        calls.put("/metrics/{metric}", List.of("/metrics/chronic_absence_rate", "/metrics/no_such_metric"));
        calls.put(
                "/values",
                List.of(
                        "/values?policy=*&groupDimension=*&pageSize=5000",
                        "/values?metric=enrollment,chronic_absence_rate&schoolYear=2025-26&schoolLevel=middle",
                        "/values?metric=no_such_metric",
                        "/values?pageSize=0",
                        "/values?pageSize=many"));
        calls.put("/metrics/{metric}/why", List.of("/metrics/chronic_absence_rate/why?from=2024-25&to=v1"));
        calls.put("/schools", List.of("/schools", "/schools?schoolYear=2021-22", "/schools?schoolYear=1999-00"));
        calls.put(
                "/schools/{organizationId}",
                List.of(
                        "/schools/0101",
                        "/schools/0201?schoolYear=2023-24&policy=restated",
                        "/schools/9999",
                        "/schools/0101?policy=other"));
        calls.put("/quality/scores", List.of("/quality/scores", "/quality/scores?organizationId=0101"));
        calls.put(
                "/quality/counts",
                List.of(
                        "/quality/counts",
                        "/quality/counts?by=rule",
                        "/quality/counts?by=owner",
                        "/quality/counts?by=x"));
        calls.put("/quality/rules", List.of("/quality/rules"));
        calls.put("/quality/issues", List.of("/quality/issues?state=all", "/quality/issues?severity=terrible"));
        calls.put("/nights/latest", List.of("/nights/latest"));
        calls.put(
                "/technology/{list}",
                Stream.of(
                                "accounts-to-disable",
                                "starters-without-account",
                                "names-that-differ",
                                "applications-to-review",
                                "agreements",
                                "unused-licences")
                        .map(list -> "/technology/" + list + "?on=2026-05-15")
                        .collect(Collectors.toCollection(ArrayList::new)));
        calls.get("/technology/{list}")
                .addAll(List.of("/technology/accounts-to-disable?on=2020-01-01", "/technology/no-such-list"));
        calls.put(
                "/boards",
                List.of("/boards", "/boards?organizationId=0101&schoolYear=2024-25", "/boards?organizationId=9999"));
        calls.put(
                "/boards/{board}",
                List.of(
                        "/boards/attendance",
                        "/boards/attendance?organizationId=0101&groupDimension=el&groupValue=true",
                        "/boards/attendance?groupDimension=el&groupValue=perhaps",
                        "/boards/no-such-board"));
        calls.put("/who-is-who", List.of("/who-is-who", "/who-is-who?kind=staff&pageSize=1", "/who-is-who?kind=x"));
        calls.put("/who-is-who/decisions", List.of("/who-is-who/decisions"));
        calls.put("/quality/mappings", List.of("/quality/mappings"));
        calls.put("/packets", List.of("/packets"));
        calls.put("/exports", List.of("/exports", "/exports?schoolYear=2024-25", "/exports?schoolYear=never"));
        calls.put(
                "/exports/{schoolYear}/{file}",
                List.of(
                        "/exports/2025-26/FS052",
                        "/exports/2025-26/FS195",
                        "/exports/2025-26/FS999",
                        "/exports/x/FS052"));
        calls.put("/catalogue", List.of("/catalogue", "/catalogue?audience=public", "/catalogue?audience=everything"));
        calls.put(
                "/catalogue/{table}",
                List.of("/catalogue/metric_value", "/catalogue/metric_value?audience=internal", "/catalogue/nothing"));
        calls.put("/workbench/saved", List.of("/workbench/saved"));
        for (String list : List.of("people", "schools", "sources")) {
            calls.put("/administration/" + list, List.of("/administration/" + list));
        }
        calls.put("/openapi.yaml", List.of("/openapi.yaml"));
        calls.put("/openapi.json", List.of("/openapi.json"));
        return calls;
    }

    @Test
    void everyRouteIsDescribedWithItsParametersAndNothingElseIs() {
        var server = TestServer.shared();
        var contract = ApiContract.of(server);
        Map<String, Set<String>> routes = new TreeMap<>();
        server.running()
                .bean(RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((mapping, method) -> mapping.getPatternValues().stream()
                        .filter(path -> path.startsWith(ROOT) && !path.endsWith("/**"))
                        .forEach(path -> routes.put(path, parameters(method))));
        assertThat(contract.paths()).isEqualTo(routes.keySet());
        routes.forEach((path, parameters) ->
                assertThat(contract.parameters(path)).as(path).isEqualTo(parameters));
    }

    private static Set<String> parameters(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .flatMap(parameter -> {
                    if (parameter.hasParameterAnnotation(ModelAttribute.class)) {
                        return Arrays.stream(parameter.getParameterType().getRecordComponents())
                                .map(RecordComponent::getName);
                    }
                    return parameter.hasParameterAnnotation(RequestParam.class)
                                    || parameter.hasParameterAnnotation(PathVariable.class)
                            ? Stream.of(parameter.getParameter().getName())
                            : Stream.empty();
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyAnswerIsAsDescribedWhoeverAsks() {
        var server = TestServer.shared();
        var contract = ApiContract.of(server);
        assertThat(CALLS.keySet().stream().map(path -> ROOT + path))
                .containsExactlyInAnyOrderElementsOf(contract.paths());
        for (String who : List.of("superintendent", "principal", "clerk", "demo-admin")) {
            var program = ApiCaller.of(server, who);
            CALLS.forEach((path, calls) -> {
                var statuses = new ArrayList<Integer>();
                for (String call : calls) {
                    var answer = program.get(ROOT + call);
                    statuses.add(answer.statusCode());
                    contract.check(ROOT + path, answer);
                    assertThat(answer.statusCode()).as(call).isNotEqualTo(500);
                }
                // Why has a test of its own, with nights between which a number moved.
                boolean forAdministrators = Stream.of("/administration/", "/catalogue", "/workbench/")
                        .anyMatch(path::startsWith);
                if (who.equals(forAdministrators ? "demo-admin" : "superintendent") && !(ROOT + path).equals(WHY)) {
                    assertThat(statuses).as(path).contains(200);
                }
            });
        }
    }

    @Test
    void anAddressOrParameterThatIsNotThereIsToldSo() {
        var program = ApiCaller.of(TestServer.shared(), "superintendent");
        var nowhere = program.get(ROOT + "/nothing/here");
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(ApiCaller.read(nowhere).get("detail").asString()).contains("openapi.yaml");
        var misspelt = program.get(ROOT + "/values?schoolyear=2025-26");
        assertThat(misspelt.statusCode()).isEqualTo(400);
        assertThat(ApiCaller.read(misspelt).get("detail").asString()).contains("schoolYear");
        var otherYear = program.get(ROOT + "/metrics/chronic_absence_rate/why?schoolYear=1999-00");
        assertThat(otherYear.statusCode()).isEqualTo(400);
        assertThat(ApiCaller.read(otherYear).get("detail").asString()).contains("There is no such schoolYear here.");
        var twice = program.get(ROOT + "/values?schoolYear=2025-26&schoolYear=2024-25");
        assertThat(twice.statusCode()).isEqualTo(400);
        assertThat(ApiCaller.read(twice).get("detail").asString()).contains("'schoolYear' is given more than once");
        var written = program.post(ROOT + "/metrics");
        assertThat(written.statusCode()).isEqualTo(405);
        assertThat(written.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(program.get(ROOT + "/metrics", "Accept", "text/html").statusCode())
                .isEqualTo(406);
    }

    @Test
    void whatIsNotNewIsNotSentAgainAndWhatNamesPeopleIsNotKept() {
        var server = TestServer.shared();
        var program = ApiCaller.of(server, "superintendent");
        for (String call : List.of("/publication", "/values", "/schools/0101", "/nights/latest", "/quality/scores")) {
            var first = program.get(ROOT + call);
            String mark = first.headers().firstValue("ETag").orElseThrow();
            assertThat(first.headers().firstValue("Cache-Control")).contains("private, no-cache");
            assertThat(first.headers().firstValue("Vary").orElseThrow()).containsIgnoringCase("Authorization");
            var again = program.get(ROOT + call, "If-None-Match", mark);
            assertThat(again.statusCode()).as(call).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(ApiCaller.of(server, "principal")
                            .get(ROOT + call, "If-None-Match", mark)
                            .statusCode())
                    .as("%s of somebody else", call)
                    .isNotEqualTo(304);
        }
        var problem = program.get(ROOT + "/schools/9999");
        assertThat(problem.headers().firstValue("ETag")).isEmpty();
        assertThat(problem.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(problem.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        for (String call : List.of("/quality/issues", "/technology/agreements?on=2026-05-15", "/quality/counts")) {
            var answer = program.get(ROOT + call);
            assertThat(answer.headers().firstValue("Cache-Control")).contains("private, no-store");
            assertThat(answer.headers().firstValue("ETag")).isEmpty();
        }
    }

    @Test
    void anAnswerComesPacked() throws Exception {
        var server = TestServer.shared();
        var request = HttpRequest.newBuilder(URI.create(server.url() + ROOT + "/metrics"))
                .headers(
                        "Authorization",
                        "Bearer " + ApiCaller.of(server, "superintendent").secret(),
                        "Accept-Encoding",
                        "gzip")
                .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("chronic_absence_rate");
        }
    }

    @Test
    void pagesHoldEachValueOnceAndAllAreOfOneNight(@TempDir Path folder) {
        var sample = SamplePublication.in(folder);
        var server = TestServer.start(sample, true);
        try {
            var program = ApiCaller.of(server, "superintendent");
            String asked =
                    ROOT + "/values?policy=*&groupDimension=*&metric=chronic_absence_rate&schoolYear=2023-24,2024-25";
            List<String> whole = keys(program.json(asked + "&pageSize=5000"));
            assertThat(whole.size()).isGreaterThan(500);
            var paged = new ArrayList<String>();
            HttpResponse<String> answer = program.get(asked + "&pageSize=400");
            int pages = 1;
            while (!ApiCaller.read(answer).get("nextPageToken").isNull()) {
                paged.addAll(keys(ApiCaller.read(answer)));
                String link = answer.headers().firstValue("Link").orElseThrow();
                assertThat(link).endsWith(">; rel=\"next\"");
                answer = program.get(link.substring(1, link.indexOf('>')));
                pages++;
            }
            paged.addAll(keys(ApiCaller.read(answer)));
            assertThat(pages).isGreaterThan(2);
            // Compared one by one, for a list of thousands says nothing.
            assertThat(paged).hasSameSizeAs(whole);
            for (int i = 0; i < whole.size(); i++) {
                assertThat(paged.get(i)).as("value %s", i).isEqualTo(whole.get(i));
            }
            assertThat(new HashSet<>(paged)).hasSameSizeAs(paged);

            String token =
                    program.json(asked + "&pageSize=400").get("nextPageToken").asString();
            sample.publish("20260516T020000-b", "2026-05-16", Map.of());
            var other = program.get(asked + "&pageSize=400&pageToken=" + token);
            assertThat(other.statusCode()).isEqualTo(409);
            assertThat(ApiCaller.read(other).get("type").asString()).isEqualTo("/api#other-publication");
            for (String bad : List.of("x", "W10", "bm9uc2Vuc2U", "WyJhIiwiYiJd", "%00")) {
                assertThat(program.get(asked + "&pageToken=" + bad).statusCode())
                        .as(bad)
                        .isEqualTo(400);
            }
        } finally {
            server.close();
        }
    }

    private static List<String> keys(JsonNode page) {
        var keys = new ArrayList<String>();
        for (JsonNode value : page.get("data")) {
            keys.add(Stream.of(
                            "metric",
                            "authority",
                            "schoolYear",
                            "policy",
                            "version",
                            "organizationId",
                            "groupDimension",
                            "groupValue")
                    .map(part -> value.get(part).asString())
                    .collect(Collectors.joining(" ")));
        }
        return keys;
    }

    @Test
    void numbersOfFewPeopleAreHiddenAsOnThePages() {
        var server = TestServer.shared();
        String call = ROOT + "/values?metric=chronic_absence_rate&organizationId=0102&groupDimension=race_ethnicity";
        var hidden = new ArrayList<JsonNode>();
        ApiCaller.of(server, "clerk").json(call).get("data").forEach(value -> {
            if (value.get("suppressed").asBoolean()) {
                hidden.add(value);
            }
        });
        assertThat(hidden).isNotEmpty().allSatisfy(value -> {
            for (String part : List.of("value", "numerator", "denominator", "n")) {
                assertThat(value.get(part).isNull()).as(part).isTrue();
            }
            assertThat(value.get("statusReason").asString()).contains("fewer than 10 people");
            assertThat(value.get("standing").asString()).isEqualTo("suppressed");
        });
        ApiCaller.of(server, "superintendent")
                .json(call)
                .get("data")
                .forEach(
                        value -> assertThat(value.get("suppressed").asBoolean()).isFalse());
    }

    /** The district's less their own school would be the rest: it is hidden on every way, and from nobody else. */
    @Test
    void whatTheirOwnSchoolCouldBeSubtractedFromIsHiddenFromItsPeople(@TempDir Path folder) {
        String night = "20260515T020000-a";
        var sample = SamplePublication.in(folder)
                .change(night, "alter table metric_value add column hidden boolean default false")
                .change(night, "alter table metric_value add column hidden_schools varchar")
                .change(
                        night,
                        "update metric_value set hidden_schools = '0101,0104' where metric = 'chronic_absence_rate'"
                                + " and organization_id = '3100042' and group_dimension = 'all'"
                                + " and school_year = '2025-26'")
                .change(
                        night,
                        "update metric_value set hidden = true where metric = 'chronic_absence_rate'"
                                + " and organization_id = '0104' and group_dimension = 'all'"
                                + " and school_year = '2025-26'");
        var server = TestServer.start(sample, true);
        try {
            String call = ROOT + "/values?metric=chronic_absence_rate&authority=district&schoolYear=2025-26";
            assertThat(shown(ApiCaller.of(server, "clerk").json(call)))
                    .contains("0101", "0102")
                    .doesNotContain("3100042", "0104");
            assertThat(shown(ApiCaller.of(server, "superintendent").json(call))).contains("3100042", "0101", "0104");
            assertThat(shown(ApiCaller.of(server, "clerk").json(call.replace("2025-26", "2024-25"))))
                    .contains("3100042", "0104");
            assertThat(server.visitor("clerk")
                            .get("/metrics/chronic_absence_rate?school=3100042")
                            .body())
                    .contains("The number of the year is hidden", "Too few");
        } finally {
            server.close();
        }
    }

    private static Set<String> shown(JsonNode values) {
        var shown = new TreeSet<String>();
        values.get("data").forEach(value -> {
            if (!value.get("suppressed").asBoolean()) {
                shown.add(value.get("organizationId").asString());
            }
        });
        return shown;
    }

    @Test
    void aBoardHidesNumbersOfFewPeopleAsItsPage() {
        var server = TestServer.shared();
        String call = ROOT + "/boards/attendance?organizationId=0102&groupDimension=race_ethnicity&groupValue=";
        var hidden = new ArrayList<JsonNode>();
        var told = new ArrayList<JsonNode>();
        for (String group : List.of("AmericanIndianOrAlaskaNative", "White")) {
            ApiCaller.of(server, "clerk")
                    .json(call + group)
                    .get("data")
                    .get("numbers")
                    .forEach(hidden::add);
            ApiCaller.of(server, "superintendent")
                    .json(call + group)
                    .get("data")
                    .get("numbers")
                    .forEach(told::add);
        }
        assertThat(told).noneMatch(number -> number.get("status").asString().equals("suppressed"));
        assertThat(hidden)
                .hasSameSizeAs(told)
                .anyMatch(number -> number.get("status").asString().equals("suppressed"))
                .anyMatch(number -> number.get("status").asString().equals("ok"))
                .filteredOn(number -> number.get("status").asString().equals("suppressed"))
                .allSatisfy(number -> {
                    assertThat(number.get("value").isNull()).isTrue();
                    assertThat(number.get("n").isNull()).isTrue();
                    assertThat(number.get("standing").asString()).isEqualTo("suppressed");
                });
    }

    @Test
    void aValueCarriesTheGoalAndTheDefinitionOfThePage() {
        var program = ApiCaller.of(TestServer.shared(), "superintendent");
        JsonNode value = program.json(
                        ROOT + "/values?metric=chronic_absence_rate&organizationId=0104&schoolYear=2025-26")
                .get("data")
                .get(0);
        assertThat(value.get("value").asDouble()).isBetween(0.1115, 0.1125);
        assertThat(value.get("goal").get("value").asDouble()).isEqualTo(0.13);
        assertThat(value.get("standing").asString()).isEqualTo("met");
        assertThat(value.get("version").asInt()).isEqualTo(2);
        assertThat(value.get("definitionHash").asString()).isEqualTo("b2c3d4e5f6071829");
        JsonNode school = program.json(ROOT + "/schools/0104").get("data");
        var found = new HashSet<Double>();
        school.get("numbers").forEach(number -> {
            if (number.get("metric").asString().equals("chronic_absence_rate")) {
                found.add(number.get("value").asDouble());
            }
        });
        assertThat(found).containsExactly(value.get("value").asDouble());
    }

    @Test
    void aTokenOpensWhatItIsForAndNothingElse() {
        var server = TestServer.shared();
        var contract = ApiContract.of(server);
        for (TokenScope scope : TokenScope.values()) {
            var program = ApiCaller.of(server, "demo-admin", Set.of(scope));
            CALLS.forEach((path, calls) -> {
                var answer = program.get(ROOT + calls.get(0));
                String needed = contract.scope(ROOT + path);
                boolean opens = needed.isEmpty() || needed.equals(scope.code());
                assertThat(answer.statusCode() == 403)
                        .as("%s with a token for %s", path, scope)
                        .isEqualTo(!opens);
                if (!opens) {
                    assertThat(ApiCaller.read(answer).get("type").asString()).isEqualTo("/api#scope-missing");
                    contract.check(ROOT + path, answer);
                }
            });
        }
    }

    @Test
    void whatIsReadOfPeopleIsNotedAndTheIssuesAreThoseOfThePage() {
        var server = TestServer.shared();
        var audit = server.running().bean(AuditTrail.class);
        JsonNode issues = ApiCaller.of(server, "clerk").json(ROOT + "/quality/issues?state=all&pageSize=1000");
        long onPage = server.visitor("clerk")
                .get("/quality.csv?status=all")
                .body()
                .lines()
                .skip(1)
                .count();
        assertThat(issues.get("data").size()).isEqualTo((int) onPage);
        for (JsonNode issue : issues.get("data")) {
            assertThat(issue.get("organizationId").asString()).isEqualTo("0101");
            assertThat(audit.whoSaw(issue.get("recordKey").asString()))
                    .anyMatch(entry ->
                            entry.signIn().equals("clerk") && entry.action().equals("api.issues"));
        }
        JsonNode list =
                ApiCaller.of(server, "superintendent").json(ROOT + "/technology/accounts-to-disable?on=2026-05-15");
        assertThat(list.get("data").get("rows").size()).isPositive();
        String account = list.get("data").get("rows").get(0).get("account").asString();
        assertThat(audit.whoSaw(account)).anyMatch(entry -> entry.action().equals("api.technology"));
        assertThat(server.visitor("superintendent")
                        .get("/technology/accounts-to-disable.csv?on=2026-05-15")
                        .body())
                .contains(account);
    }

    @Test
    void beforeTheFirstNightAProblemSaysSo(@TempDir Path folder) {
        var server = TestServer.start(SamplePublication.emptyHome(folder), true);
        try {
            var answer = ApiCaller.of(server, "superintendent").get(ROOT + "/publication");
            assertThat(answer.statusCode()).isEqualTo(503);
            ApiContract.of(server).check(ROOT + "/publication", answer);
        } finally {
            server.close();
        }
    }

    @Test
    void aFaultIsToldByANumberAndNowhereByItsCause(@TempDir Path folder) throws IOException {
        var sample = SamplePublication.in(folder);
        var server = TestServer.start(sample, true);
        try {
            Files.writeString(sample.home().publications().resolve("current.json"), "{ broken");
            var answer = ApiCaller.of(server, "superintendent").get(ROOT + "/values");
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("current.json", "Exception");
            ApiContract.of(server).check(ROOT + "/values", answer);
        } finally {
            server.close();
        }
    }

    @Test
    void aCallThatFindsNoPlaceIsToldWhenToAskAgainInsteadOfWaitingWithoutEnd() throws Exception {
        var server = TestServer.shared();
        var program = ApiCaller.of(server, "superintendent");
        var published = server.running().bean(Published.class);
        var seated = new CountDownLatch(2);
        var done = new CountDownLatch(1);
        var others = Executors.newFixedThreadPool(2);
        try {
            for (int i = 0; i < 2; i++) {
                others.submit(() -> published.unkept(
                        new ServletWebRequest(new MockHttpServletRequest(), new MockHttpServletResponse()), answers -> {
                            seated.countDown();
                            return waited(done);
                        }));
            }
            assertThat(seated.await(30, TimeUnit.SECONDS)).isTrue();
            // Somebody who waited without end would get an answer when the others go, which is no problem answer.
            var goes = Executors.newSingleThreadScheduledExecutor();
            goes.schedule(done::countDown, 20, TimeUnit.SECONDS);
            HttpResponse<String> answer = program.get(ROOT + "/publication");
            goes.shutdownNow();
            assertThat(answer.statusCode()).isEqualTo(503);
            ApiContract.of(server).check(ROOT + "/publication", answer);
            assertThat(ApiCaller.read(answer).get("type").asString()).isEqualTo("/api#busy");
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(answer.headers().firstValue("ETag")).isEmpty();
        } finally {
            done.countDown();
            others.shutdown();
        }
        assertThat(others.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(program.get(ROOT + "/publication").statusCode()).isEqualTo(200);
    }

    private static boolean waited(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thePageOfTheApiNamesEveryAddressAndEveryProblem() {
        var server = TestServer.shared();
        String page = server.visitor("clerk").get("/api").body();
        var contract = ApiContract.of(server);
        assertThat(page).contains(contract.paths().toArray(String[]::new));
        contract.description()
                .at("/components/schemas/Problem/properties/type/enum")
                .forEach(type ->
                        assertThat(page).contains("id=\"" + type.asString().substring(5) + "\""));
        assertThat(page).doesNotContain("https://cdn", "src=\"http", "href=\"http");
    }
}
