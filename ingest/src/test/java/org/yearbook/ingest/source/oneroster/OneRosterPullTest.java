package org.yearbook.ingest.source.oneroster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yearbook.ingest.source.oneroster.OneRosterProvider.Fault;
import org.yearbook.ingest.source.oneroster.conformance.Conformance;
import org.yearbook.ingest.source.oneroster.conformance.Verdict;
import org.yearbook.ingest.source.pull.PullNote;
import org.yearbook.ingest.source.pull.PullResult;
import org.yearbook.ingest.source.pull.SourceHome;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Pulls from a service that is made of a bundle, and compares what comes with that bundle. */
class OneRosterPullTest {

    private static final Path SHARED = Path.of("..", "..", "shared");
    private static final int STUDENTS = 23;

    @TempDir
    Path folder;

    private OneRosterProvider provider;

    @AfterEach
    void close() {
        if (provider != null) {
            provider.close();
        }
    }

    private SourceHome home(String more) {
        return new SourceHome(folder.resolve("home-" + System.nanoTime()))
                .secret("SIS_SECRET", OneRosterProvider.SECRET)
                .sources(sources(more));
    }

    private String sources(String more) {
        return """
                        - name: sis
                          kind: oneroster
                          url: %s
                          auth: {kind: oauth2, tokenUrl: %s, clientId: %s, clientSecret: "env:SIS_SECRET"}
                        """.formatted(provider.url(), provider.tokenUrl(), OneRosterProvider.CLIENT) + more.indent(2);
    }

    private SourceHome small(String version, int pageSize) {
        provider = new OneRosterProvider(
                SmallBundle.write(folder.resolve("bundle-" + version), version, STUDENTS), version);
        return home("pageSize: " + pageSize + "\ninclude: [roster, demographics, resources, gradebook]");
    }

    private static Map<String, Set<Map<String, String>>> tables(Path bundle) throws IOException {
        Map<String, Set<Map<String, String>>> tables = new TreeMap<>();
        try (Stream<Path> files = Files.list(bundle)) {
            for (Path file :
                    files.filter(file -> !file.endsWith("manifest.csv")).toList()) {
                List<Map<String, String>> rows = CsvTable.read(file);
                if (!rows.isEmpty()) {
                    tables.put(file.getFileName().toString(), Set.copyOf(rows));
                    assertThat(Set.copyOf(rows)).as(file + " has no row twice").hasSameSizeAs(rows);
                }
            }
        }
        return tables;
    }

    /** A bulk of the standard leaves blank when a row that is active changed. */
    private static Map<String, String> inABulk(Map<String, String> row) {
        if (!"active".equals(row.get("status"))) {
            return row;
        }
        Map<String, String> blank = new LinkedHashMap<>(row);
        blank.put("status", "");
        blank.put("dateLastModified", "");
        return blank;
    }

    /** Told table by table, and only what differs: a whole roster in a message helps nobody. */
    private static void same(
            Map<String, Set<Map<String, String>>> actual, Map<String, Set<Map<String, String>>> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((table, original) -> {
            Set<Map<String, String>> rows =
                    original.stream().map(OneRosterPullTest::inABulk).collect(Collectors.toSet());
            Set<Map<String, String>> missing = new java.util.HashSet<>(rows);
            missing.removeAll(actual.get(table));
            Set<Map<String, String>> more = new java.util.HashSet<>(actual.get(table));
            more.removeAll(rows);
            assertThat(missing.stream().limit(2)).as("missing in " + table).isEmpty();
            assertThat(more.stream().limit(2)).as("too much in " + table).isEmpty();
        });
    }

    private static Map<String, String> manifest(Path bundle) {
        Map<String, String> manifest = new LinkedHashMap<>();
        CsvTable.lines(bundle.resolve("manifest.csv")).forEach(line -> manifest.put(line.get(0), line.get(1)));
        return manifest;
    }

    private static Path pulled(SourceHome home) {
        return home.home().inbox().resolve("sis");
    }

    private static List<String> told(PullResult result) {
        return result.notes().stream().map(PullNote::message).toList();
    }

    private static void succeeded(PullResult result) {
        assertThat(result.failure()).as("failure").isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.2"})
    void everyFileOfTheVersionComesOutAsItWentIn(String version) throws IOException {
        SourceHome home = small(version, 7);
        PullResult result = home.pull("2026-11-25");
        succeeded(result);
        assertThat(result.items()).containsExactly("sis");
        assertThat(result.full()).isTrue();
        same(tables(pulled(home)), tables(folder.resolve("bundle-" + version)));
        assertThat(manifest(pulled(home)))
                .containsEntry("propertyName", "value")
                .containsEntry("manifest.version", "1.0")
                .containsEntry("oneroster.version", version)
                .containsEntry("file.users", "bulk")
                .hasSize(1 + 2 + (version.equals("1.2") ? 21 : 13) + 2);
        assertThat(result.notes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.2"})
    void headersStandInTheStandardsOrderWithExtensionsLast(String version) throws IOException {
        SourceHome home = small(version, 100);
        succeeded(home.pull("2026-11-25"));
        try (Stream<Path> files = Files.list(pulled(home))) {
            for (Path file :
                    files.filter(file -> !file.endsWith("manifest.csv")).toList()) {
                List<String> expected = CsvTable.lines(
                                folder.resolve("bundle-" + version).resolve(file.getFileName()))
                        .get(0);
                List<String> header = CsvTable.lines(file).get(0);
                if (file.endsWith("orgs.csv")) {
                    assertThat(header)
                            .containsExactly(
                                    "sourcedId",
                                    "status",
                                    "dateLastModified",
                                    "name",
                                    "type",
                                    "identifier",
                                    "parentSourcedId",
                                    "metadata.edu.kind",
                                    "metadata.region");
                } else {
                    assertThat(header).as(file.toString()).isEqualTo(expected);
                }
            }
        }
    }

    /**
     * The strict reading of the standard, apart from the program's own writer. Status and time of change are kept in a
     * bulk file, though the standard wants them blank: they say more than nothing, and real exporters keep them too.
     * What the records of the service say of each other is its own affair, and so is a scale without an organization,
     * which REST allows and CSV does not.
     */
    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.2"})
    void whatIsWrittenConformsToTheStandard(String version) throws IOException {
        SourceHome home = small(version, 50);
        succeeded(home.pull("2026-11-25"));
        Verdict verdict = Conformance.of(pulled(home));
        assertThat(verdict.version()).isEqualTo(version);
        assertThat(verdict.faults())
                .filteredOn(fault -> !fault.code().equals("row.field_forbidden_in_bulk")
                        && !fault.code().startsWith("semantic.")
                        && !(fault.file().equals("scoreScales.csv") && "orgSourcedId".equals(fault.field())))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "NO_TOTAL",
                "NO_LINKS",
                "IGNORES_LIMIT",
                "IGNORES_PAGING",
                "LINK_PAST_THE_END",
                "LINK_ELSEWHERE",
                "RELATIVE_LINKS",
                "SHORT_PAGES",
                "NOT_FOUND_BEHIND_THE_END",
                "BUSY_WITH_SECONDS",
                "BUSY_WITH_DATE",
                "FAILS_SOMETIMES",
                "RESETS",
                "TOKENS_EXPIRE",
                "NO_SCOPE_AT_ALL",
                "GZIP",
                "SHIFTS_ONCE"
            })
    void whatRealServicesDoCostsNothingOfTheRoster(Fault fault) throws IOException {
        SourceHome home = small("1.1", 7);
        provider.with(fault);
        if (fault == Fault.NO_SCOPE_AT_ALL) {
            home.sources(Files.readString(home.home().settings())
                    .replaceAll("(?s).*sources:\n", "")
                    .stripIndent()
                    .replace("clientSecret:", "scope: none, clientSecret:"));
        }
        PullResult result = home.pull("2026-11-25");
        succeeded(result);
        same(tables(pulled(home)), tables(folder.resolve("bundle-1.1")));
        assertThat(result.notes()).isEmpty();
    }

    @Test
    void aServiceThatClampsThePageSizeWithoutAWordIsReadToItsEnd() throws IOException {
        SourceHome home = small("1.2", 500);
        provider.clamped(4).with(Fault.NO_TOTAL, Fault.NO_LINKS);
        succeeded(home.pull("2026-11-25"));
        same(tables(pulled(home)), tables(folder.resolve("bundle-1.2")));
    }

    @Test
    void theServerIsAskedAgainWhenItSaidToCome() {
        SourceHome home = small("1.1", 100);
        provider.with(Fault.BUSY_WITH_SECONDS);
        succeeded(home.pull("2026-11-25"));
        assertThat(home.time().slept()).isNotEmpty().allMatch(Duration.ofSeconds(17)::equals);
    }

    @Test
    void anExpiredTokenIsRenewedOnceForARequest() {
        SourceHome home = small("1.1", 7);
        provider.with(Fault.TOKENS_EXPIRE);
        succeeded(home.pull("2026-11-25"));
        assertThat(provider.tokensGiven()).isGreaterThan(1);
    }

    @Test
    void aTokenServesAWholePull() {
        SourceHome home = small("1.1", 7);
        succeeded(home.pull("2026-11-25"));
        assertThat(provider.tokensGiven()).isOne();
    }

    @Test
    void aTotalThatIsALittleOffIsToldWhenTwoPassesAgree() throws IOException {
        SourceHome home = small("1.1", 7);
        provider.with(Fault.WRONG_TOTAL);
        PullResult result = home.pull("2026-11-25");
        succeeded(result);
        assertThat(told(result)).contains("The service counts 25 users but gave 24, in two passes.");
        same(tables(pulled(home)), tables(folder.resolve("bundle-1.1")));
    }

    @Test
    void idsThatAreNotUniqueAreToldAndBothRowsKept() throws IOException {
        provider = new OneRosterProvider(SmallBundle.write(folder.resolve("b"), "1.1", 300), "1.1");
        provider.with(Fault.NO_LINKS);
        SourceHome home = home("pageSize: 50");
        provider.data()
                .get("users")
                .add(new HashMap<>(provider.data().get("users").get(5)));
        // A second user of the same id far behind: ids that repeat, in both passes.
        PullResult result = home.pull("2026-11-25");
        succeeded(result);
        assertThat(told(result)).anyMatch(message -> message.startsWith("1 objects of users have an id"));
        assertThat(CsvTable.read(pulled(home).resolve("users.csv"))).hasSize(302);
    }

    @Test
    void pagesThatShiftAllTheTimeFailThePullAndSayWhy() {
        SourceHome home = small("1.1", 7);
        provider.with(Fault.SHIFTS_ALWAYS);
        PullResult result = home.pull("2026-11-25");
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().reason()).contains("shifted while they were read");
        assertThat(home.inbox()).isEmpty();
    }

    @Test
    void anObjectThatVanishesWhileWeReadDoesNotTakeAnotherWithIt() throws IOException {
        SourceHome home = small("1.1", 7);
        provider.with(Fault.SHRINKS_ONCE);
        PullResult result = home.pull("2026-11-25");
        succeeded(result);
        Set<String> expected = new TreeSet<>();
        provider.data().get("enrollments").forEach(one -> expected.add(String.valueOf(one.get("sourcedId"))));
        expected.remove(String.valueOf(provider.data().get("enrollments").get(0).get("sourcedId")));
        Set<String> got = new TreeSet<>();
        CsvTable.read(pulled(home).resolve("enrollments.csv")).forEach(row -> got.add(row.get("sourcedId")));
        assertThat(got).isEqualTo(expected);
    }

    @Test
    void aServiceThatEndsBeforeWhatItCountsIsNotBelieved() {
        SourceHome home = small("1.1", 7);
        provider.with(Fault.DROPS_A_PAGE);
        PullResult result = home.pull("2026-11-25");
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().reason()).isEqualTo("Of 24 users that the service counts, it gave 7, twice.");
        assertThat(home.inbox()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ALWAYS_500", "REJECTS_CLIENT", "NO_ENROLLMENTS", "LOGIN_PAGE", "CUT_SHORT"})
    void aPullIsCompleteOrNothing(Fault fault) {
        SourceHome home = small("1.1", 7);
        provider.with(fault);
        PullResult result = home.pull("2026-11-25");
        assertThat(result.failure()).isNotNull();
        assertThat(result.failure().whatToDo()).isNotBlank();
        assertThat(result.failure().reason())
                .doesNotContain(OneRosterProvider.SECRET)
                .doesNotContain("token-");
        assertThat(home.inbox()).isEmpty();
        assertThat(home.home().inbox().resolve(".pulling/sis")).doesNotExist();
        assertThat(home.state("sis").lastPull()).isNull();
        assertThat(home.state("sis").failure()).isEqualTo(result.failure().reason());
    }

    @Test
    void whenOnlyTheCoreScopeIsGrantedDemographicsAreLeftOutAndThatIsTold() throws IOException {
        SourceHome home = small("1.1", 100);
        provider.with(Fault.ONLY_CORE_SCOPE);
        PullResult result = home.pull("2026-11-25");
        succeeded(result);
        assertThat(told(result)).anyMatch(message -> message.startsWith("The service does not give demographics"));
        assertThat(manifest(pulled(home))).containsEntry("file.demographics", "absent");
        assertThat(pulled(home).resolve("demographics.csv")).doesNotExist();
    }

    @Test
    void idsWithBlanksAreTrimmedAndThatIsTold() throws IOException {
        SourceHome home = small("1.1", 100);
        provider.with(Fault.BLANKS_IN_IDS);
        PullResult result = home.pull("2026-11-25");
        succeeded(result);
        same(tables(pulled(home)), tables(folder.resolve("bundle-1.1")));
        assertThat(told(result)).anyMatch(message -> message.startsWith("3 ids in orgs had blanks around them"));
    }

    @Test
    void aSecondPullBringsNothingWhenNothingChanged() {
        SourceHome home = small("1.2", 7);
        succeeded(home.pull("2026-11-25"));
        home.takeAll();
        provider.forgetRequests();
        for (String night : List.of("2026-11-26", "2026-11-27")) {
            PullResult again = home.pull(night);
            succeeded(again);
            assertThat(again.items()).isEmpty();
            assertThat(home.inbox()).isEmpty();
        }
        assertThat(provider.requests())
                .filteredOn(request -> request.contains("/users?"))
                .allMatch(request -> request.contains("filter=dateLastModified%3E%272026-08-31T23%3A00%3A00.000Z%27"));
        assertThat(home.state("sis").lastFull()).hasToString("2026-11-25");
        assertThat(home.state("sis").lastPull()).hasToString("2026-11-27");
    }

    private void change(String collection, int index, String attribute, Object value, String when) {
        Map<String, Object> object = provider.data().get(collection).get(index);
        object.put(attribute, value);
        object.put("dateLastModified", when);
    }

    @Test
    void whatChangedComesAsADeltaAndDeletionsWithIt() throws IOException {
        SourceHome home = small("1.1", 7);
        succeeded(home.pull("2026-11-25"));
        home.takeAll();
        change("users", 4, "familyName", "Newname", "2026-11-25T20:00:00.000Z");
        change("enrollments", 6, "status", "tobedeleted", "2026-11-25T21:00:00.000Z");
        home.time().pass(Duration.ofDays(1));
        PullResult result = home.pull("2026-11-26");
        succeeded(result);
        assertThat(result.full()).isFalse();
        assertThat(manifest(pulled(home)))
                .containsEntry("file.users", "delta")
                .containsEntry("file.enrollments", "delta")
                .containsEntry("file.academicSessions", "bulk")
                .containsEntry("file.orgs", "bulk")
                .containsEntry("file.classes", "absent");
        assertThat(CsvTable.read(pulled(home).resolve("users.csv")))
                .filteredOn(row -> row.get("familyName").equals("Newname"))
                .hasSize(1);
        assertThat(CsvTable.read(pulled(home).resolve("enrollments.csv")))
                .filteredOn(row -> row.get("status").equals("tobedeleted"))
                .hasSize(1);
        home.takeAll();
        provider.forgetRequests();
        change("users", 5, "familyName", "Other", "2026-11-26T20:00:00.000Z");
        home.time().pass(Duration.ofDays(1));
        succeeded(home.pull("2026-11-27"));
        assertThat(CsvTable.read(pulled(home).resolve("users.csv")))
                .as("what is later than the last change seen, with the overlap of an hour")
                .extracting(row -> row.get("familyName"))
                .containsExactlyInAnyOrder("Newname", "Other");
    }

    @Test
    void aPersonWhoLostARoleLosesItInTheDeltaToo() throws IOException {
        SourceHome home = small("1.2", 7);
        succeeded(home.pull("2026-11-25"));
        home.takeAll();
        List<?> roles = (List<?>) provider.data().get("users").get(0).get("roles");
        change("users", 0, "roles", new ArrayList<>(List.of(roles.get(0))), "2026-11-25T20:00:00.000Z");
        home.time().pass(Duration.ofDays(1));
        succeeded(home.pull("2026-11-26"));
        assertThat(CsvTable.read(pulled(home).resolve("roles.csv")))
                .filteredOn(row -> row.get("userSourcedId").equals("teacher-1"))
                .extracting(row -> row.get("sourcedId") + " " + row.get("status"))
                .containsExactly("teacher-1/roles-1 active", "teacher-1/roles-2 tobedeleted");
    }

    @Test
    void aPersonWhoLostAllRolesLosesThemInTheDeltaToo() throws IOException {
        SourceHome home = small("1.2", 7);
        succeeded(home.pull("2026-11-25"));
        home.takeAll();
        change("users", 0, "roles", new ArrayList<>(), "2026-11-25T20:00:00.000Z");
        home.time().pass(Duration.ofDays(1));
        succeeded(home.pull("2026-11-26"));
        assertThat(CsvTable.read(pulled(home).resolve("roles.csv")))
                .filteredOn(row -> row.get("userSourcedId").equals("teacher-1"))
                .extracting(row -> row.get("sourcedId") + " " + row.get("status"))
                .containsExactly("teacher-1/roles-1 tobedeleted", "teacher-1/roles-2 tobedeleted");
    }

    @Test
    void aClassThatLostItsOnlyResourceLosesItInTheDeltaToo() throws IOException {
        SourceHome home = small("1.1", 100);
        succeeded(home.pull("2026-11-25"));
        String name =
                CsvTable.read(pulled(home).resolve("classResources.csv")).get(0).get("classSourcedId");
        home.takeAll();
        int index = 0;
        while (!provider.data().get("classes").get(index).get("sourcedId").equals(name)) {
            index++;
        }
        change("classes", index, "resources", new ArrayList<>(), "2026-11-25T20:00:00.000Z");
        home.time().pass(Duration.ofDays(1));
        succeeded(home.pull("2026-11-26"));
        assertThat(CsvTable.read(pulled(home).resolve("classResources.csv")))
                .extracting(row -> row.get("sourcedId") + " " + row.get("status") + " " + row.get("classSourcedId"))
                .contains(name + "/classResources-1 tobedeleted " + name);
    }

    @Test
    void partsOfWhatIsRefusedForANightAreStillKnownTheNextOne() throws IOException {
        SourceHome home = small("1.2", 100);
        succeeded(home.pull("2026-11-25"));
        home.takeAll();
        Map<String, String> marks = home.state("sis").marks();
        assertThat(marks).containsKey("parts.resultScoreScales");
        List<Map<String, Object>> results = provider.data().remove("results");
        PullResult refused = home.pull("2026-11-26");
        succeeded(refused);
        assertThat(told(refused)).anyMatch(message -> message.startsWith("The service does not give results"));
        assertThat(home.state("sis").marks())
                .containsEntry("parts.resultScoreScales", marks.get("parts.resultScoreScales"));
        home.takeAll();
        provider.data().put("results", results);
        assertThat(results.get(0).remove("scoreScale")).isNotNull();
        change("results", 0, "comment", "Without a scale", "2026-11-26T20:00:00.000Z");
        home.time().pass(Duration.ofDays(2));
        PullResult granted = home.pull("2026-11-27");
        succeeded(granted);
        assertThat(granted.full()).isFalse();
        assertThat(CsvTable.read(pulled(home).resolve("resultScoreScales.csv")))
                .extracting(row -> row.get("sourcedId") + " " + row.get("status"))
                .containsExactly("result-1/resultScoreScales-1 tobedeleted");
    }

    @Test
    void anotherServerIsAskedForEverything() {
        SourceHome home = small("1.1", 100);
        succeeded(home.pull("2026-11-25"));
        home.takeAll();
        assertThat(home.pull("2026-11-26").full()).isFalse();
        home.takeAll();
        provider.close();
        provider = new OneRosterProvider(SmallBundle.write(folder.resolve("moved"), "1.1", STUDENTS), "1.1");
        home.sources(sources("pageSize: 100\ninclude: [roster, demographics, resources, gradebook]"));
        PullResult result = home.pull("2026-11-27");
        succeeded(result);
        assertThat(result.full()).isTrue();
        assertThat(provider.requests()).noneMatch(request -> request.contains("filter="));
    }

    @Test
    void aCollectionThatTurnedEmptyIsBroughtEmptyWithEveryWholeFromThenOn() throws IOException {
        SourceHome home = small("1.1", 100);
        succeeded(home.pull("2026-11-25"));
        home.takeAll();
        provider.data().get("demographics").clear();
        for (String night : List.of("2026-12-02", "2026-12-09", "2026-12-16")) {
            PullResult result = home.pull(night);
            succeeded(result);
            assertThat(result.full()).isTrue();
            assertThat(manifest(pulled(home))).as(night).containsEntry("file.demographics", "bulk");
            assertThat(CsvTable.read(pulled(home).resolve("demographics.csv"))).isEmpty();
            home.takeAll();
        }
    }

    @Test
    void everythingIsBroughtAgainAfterSomeDaysOrWhenAYearBegan() {
        SourceHome home = small("1.1", 100);
        assertThat(home.pull("2026-11-25").full()).isTrue();
        home.takeAll();
        assertThat(home.pull("2026-12-01").full()).isFalse();
        home.takeAll();
        assertThat(home.pull("2026-12-02").full()).as("seven days").isTrue();
        home.takeAll();
        change("academicSessions", 0, "endDate", "2027-06-12", "2026-12-02T20:00:00.000Z");
        assertThat(home.pull("2026-12-03").full()).as("other sessions").isTrue();
    }

    @Test
    void whatWasHeldBackOrLostIsBroughtWhole() throws IOException {
        SourceHome home = small("1.1", 100);
        succeeded(home.pull("2026-11-25"));
        home.holdAll();
        assertThat(home.state("sis").fullNext()).isTrue();
        assertThat(home.pull("2026-11-26").full()).as("after it was held back").isTrue();
        assertThat(home.state("sis").fullNext()).isFalse();
        // Somebody clears the inbox by hand: nobody ever landed it.
        try (Stream<Path> files = Files.walk(pulled(home))) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        assertThat(home.pull("2026-11-27").full()).as("after it was lost").isTrue();
    }

    @Test
    void twoPullsBeforeANightLieBesideEachOther() {
        SourceHome home = small("1.1", 100);
        succeeded(home.pull("2026-11-25"));
        change("users", 4, "familyName", "Newname", "2026-11-25T20:00:00.000Z");
        home.time().pass(Duration.ofDays(1));
        PullResult second = home.pull("2026-11-26");
        assertThat(second.items()).containsExactly("sis-2");
        assertThat(home.inbox()).containsExactly("sis", "sis-2");
        home.takeAll();
        assertThat(home.state("sis").waiting()).isEmpty();
    }

    @Test
    void aServiceWithoutTheFilterGivesEverythingEveryNight() throws IOException {
        SourceHome home = small("1.1", 100);
        provider.with(Fault.REFUSES_FILTER);
        succeeded(home.pull("2026-11-25"));
        home.takeAll();
        change("users", 4, "familyName", "Newname", "2026-11-25T20:00:00.000Z");
        home.time().pass(Duration.ofDays(1));
        PullResult result = home.pull("2026-11-26");
        succeeded(result);
        assertThat(told(result)).anyMatch(message -> message.contains("does not know the filter"));
        assertThat(manifest(pulled(home))).containsEntry("file.users", "bulk").containsEntry("file.classes", "absent");
        assertThat(CsvTable.read(pulled(home).resolve("users.csv"))).hasSize(STUDENTS + 1);
    }

    @Test
    void aRecordDatedInTheFutureDoesNotHideLaterChanges() throws IOException {
        SourceHome home = small("1.1", 100);
        change("users", 3, "phone", "555-0101", "2031-01-01T00:00:00.000Z");
        succeeded(home.pull("2026-11-25"));
        assertThat(home.state("sis").marks().get("since.users").compareTo("2031"))
                .isNegative();
    }

    @Test
    void linksThatForgetTheFilterGetItBack() {
        SourceHome home = small("1.1", 2);
        provider.with(Fault.LINK_WITHOUT_FILTER);
        succeeded(home.pull("2026-11-25"));
        home.takeAll();
        provider.forgetRequests();
        for (int i = 1; i < 6; i++) {
            change("users", i, "phone", "555-0199", "2026-11-25T20:00:00.000Z");
        }
        home.time().pass(Duration.ofDays(1));
        succeeded(home.pull("2026-11-26"));
        assertThat(provider.requests())
                .filteredOn(request -> request.contains("/users?"))
                .hasSizeGreaterThan(2)
                .allMatch(request -> request.contains("filter="));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", "1.2"})
    void passwordsAreNeverBrought(String version) throws IOException {
        SourceHome home = small(version, 100);
        provider.data().get("users").forEach(user -> user.put("password", "hunter2"));
        succeeded(home.pull("2026-11-25"));
        try (Stream<Path> files = Files.list(pulled(home))) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file)).doesNotContain("hunter2");
            }
        }
    }

    /** The oracle is the standard's own OpenAPI; without it the provider is only ours. */
    @Test
    void theServiceOfTheseTestsAnswersAsTheOpenApiOf12Says() throws IOException {
        Path specs = SHARED.resolve("reference").resolve("oneroster-openapi");
        assumeTrue(Files.isDirectory(specs), "SKIPPED: the OpenAPI files are not at " + specs);
        SourceHome home = small("1.2", 50);
        succeeded(home.pull("2026-11-25"));
        Map<String, Schema> schemas = new HashMap<>();
        schemas(specs, "rosters", schemas);
        schemas(specs, "gradebook", schemas);
        schemas(specs, "resources", schemas);
        int judged = 0;
        for (String answer : provider.answers()) {
            JsonNode json = JsonMapper.shared().readTree(answer);
            String list = json.propertyNames().iterator().next();
            if (json.path(list).isArray()) {
                assertThat(schemas.get(list).validate(answer, InputFormat.JSON))
                        .as(list)
                        .isEmpty();
                judged++;
            }
        }
        assertThat(judged).isGreaterThanOrEqualTo(12);
    }

    private static void schemas(Path specs, String service, Map<String, Schema> into) throws IOException {
        Path file = specs.resolve("onerosterv1p2" + service + "service_openapi3_v1p0.json");
        JsonNode openApi = JsonMapper.shared().readTree(Files.readString(file));
        JsonNode components = openApi.path("components").path("schemas");
        for (String name : components.propertyNames()) {
            if (name.endsWith("SetDType")
                    && components.path(name).path("properties").size() == 1) {
                String list = components
                        .path(name)
                        .path("properties")
                        .propertyNames()
                        .iterator()
                        .next();
                String schema = "{\"$ref\": \"#/components/schemas/" + name + "\", \"components\": {\"schemas\": "
                        + components + "}}";
                into.put(
                        list,
                        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                                .getSchema(schema, InputFormat.JSON));
            }
        }
    }

    @Test
    void aPackageOfSomebodyElseWithEveryFileOf12ComesOutAsItWentIn() throws IOException {
        Path zip = SHARED.resolve("samples/oneroster/conformance-12/valid/full-bulk-package.zip");
        assumeTrue(Files.exists(zip), "SKIPPED: there is no sample at " + zip);
        Path bundle = unzip(zip, folder.resolve("full"));
        provider = new OneRosterProvider(bundle, "1.2");
        SourceHome home = home("include: [roster, demographics, resources, gradebook]");
        succeeded(home.pull("2026-11-25"));
        same(shape(pulled(home)), shape(bundle));
    }

    /** Without what REST does not carry: ids and titles of links, the time of change, the scale's organization. */
    private static Map<String, Set<Map<String, String>>> shape(Path bundle) throws IOException {
        Map<String, Set<Map<String, String>>> shape = new TreeMap<>();
        tables(bundle).forEach((file, rows) -> {
            Set<Map<String, String>> bare = new java.util.HashSet<>();
            for (Map<String, String> row : rows) {
                Map<String, String> left = new TreeMap<>(row);
                left.keySet().removeAll(Set.of("status", "dateLastModified"));
                if (file.matches("(class|course|user)Resources.csv|.*ScoreScales.csv|.*ObjectiveIds.csv|roles.csv|"
                        + "userProfiles.csv")) {
                    left.keySet().removeAll(Set.of("sourcedId", "title"));
                }
                if (file.equals("roles.csv")) {
                    left.compute("userProfileSourcedId", (key, id) -> id.isEmpty() ? "" : "some");
                }
                if (file.equals("scoreScales.csv")) {
                    left.remove("orgSourcedId");
                }
                if (file.equals("userResources.csv")) {
                    left.remove("classSourcedId");
                }
                bare.add(left);
            }
            shape.put(file, bare);
        });
        return shape;
    }

    private static Path unzip(Path zip, Path into) throws IOException {
        Files.createDirectories(into);
        try (var file = new ZipFile(zip.toFile())) {
            for (ZipEntry entry : file.stream().map(ZipEntry.class::cast).toList()) {
                Files.copy(file.getInputStream(entry), into.resolve(entry.getName()));
            }
        }
        return into;
    }

    @Test
    void aGeneratedDistrictOfThirtyThousandEnrollmentsComesOutAsItWentIn() throws IOException {
        Path zip = SHARED.resolve("samples/oneroster/generated/district-large-seed42/oneroster-district-large.zip");
        assumeTrue(Files.exists(zip), "SKIPPED: there is no sample at " + zip);
        Path bundle = unzip(zip, folder.resolve("large"));
        provider = new OneRosterProvider(bundle, "1.1");
        SourceHome home = home("");
        succeeded(home.pull("2026-11-25"));
        same(tables(pulled(home)), tables(bundle));
    }
}
