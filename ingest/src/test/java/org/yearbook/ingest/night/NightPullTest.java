package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jooq.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.source.oneroster.OneRosterProvider;
import org.yearbook.ingest.source.oneroster.OneRosterProvider.Fault;
import org.yearbook.ingest.source.oneroster.SmallBundle;
import org.yearbook.ingest.source.pull.PullStates;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.ContractPromise;
import picocli.CommandLine;

/** Nights whose roster comes over REST: complete or not at all, and never the end of a night. */
class NightPullTest {

    private static final Path SAMPLES = Path.of("..", "..", "shared", "samples", "oneroster");

    @TempDir
    Path folder;

    private TestHome home;
    private OneRosterProvider provider;

    @BeforeEach
    void open() {
        home = new TestHome(folder.resolve("home"));
        provider = new OneRosterProvider(SmallBundle.write(folder.resolve("bundle"), "1.1", 60), "1.1");
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private static void configure(TestHome home, OneRosterProvider provider, String more) throws IOException {
        Files.writeString(home.home().root().resolve("secret"), OneRosterProvider.SECRET + "\n");
        Files.writeString(
                home.home().settings(),
                """

                sources:
                  - name: sis
                    kind: oneroster
                    url: %s
                    auth: {kind: oauth2, tokenUrl: "%s", clientId: %s, clientSecret: "file:secret"}
                """.formatted(provider.url(), provider.tokenUrl(), OneRosterProvider.CLIENT) + more.indent(4),
                StandardOpenOption.APPEND);
    }

    private void rosterNight() throws IOException {
        configure(home, provider, "include: [roster, demographics]");
        assertThat(home.night("2026-11-23")).as(home.said()).isZero();
    }

    @Test
    void aNightPullsPublishesAndClearsTheInbox() throws IOException {
        rosterNight();
        assertThat(home.number("select count(*) from dim_student")).isEqualTo(60);
        assertThat(home.number("select count(*) from run_step where step = 'pull' and source = 'sis'"))
                .isOne();
        String night = home.ask("select night_id from publication").get(0).get(0, String.class);
        assertThat(ContractPromise.of(home.home(), night))
                .as("what the contracts of the night promise stands beside its record")
                .contains(new ContractPromise("hr-staff", "HR", "staff", "Staff", "HR specialist", 3));
        assertThat(home.home().inbox().resolve("sis")).doesNotExist();
        assertThat(new PullStates(home.home().state()).read("sis").waiting()).isEmpty();
    }

    @Test
    void aSourceThatFailsIsHeldAndToldAndTheLastNightStays() throws IOException {
        rosterNight();
        provider.with(Fault.REJECTS_CLIENT);
        assertThat(home.night("2026-11-24")).as(home.said()).isEqualTo(3);
        assertThat(home.said())
                .contains("Not pulled: sis.", ". 1 source could not be pulled.")
                .contains("invalid_client")
                .doesNotContain(OneRosterProvider.SECRET);
        assertThat(home.number("select count(*) from dim_student")).isEqualTo(60);
        assertThat(home.ask("select source, file, reason, what_to_do from delivery where status = 'held'"))
                .singleElement()
                .satisfies(held -> {
                    assertThat(held.get("source")).isEqualTo("sis");
                    assertThat(held.get("file")).isEqualTo("pull of sis");
                    assertThat(held.get("reason", String.class)).contains("gave no token");
                    assertThat(held.get("what_to_do", String.class)).isNotBlank();
                });
        assertThat(home.ask("select severity, status from quality_issue where rule_id = 'SYS-11'"))
                .singleElement()
                .satisfies(issue -> assertThat(issue.get("severity")).isEqualTo("block"));

        provider.without(Fault.REJECTS_CLIENT);
        assertThat(home.night("2026-11-25"))
                .as("that it is well again is published")
                .isZero();
        assertThat(home.number("select count(*) from delivery where status = 'held'"))
                .isZero();
        assertThat(home.number("select count(*) from quality_issue where rule_id = 'SYS-11' and status <> 'resolved'"))
                .isZero();

        assertThat(home.night("2026-11-26")).as("nothing is new").isEqualTo(5);
    }

    /** Nobody changed anything in the roster; that the system says so is as good as a file that is the same. */
    @Test
    void whatASystemSaysIsUnchangedIsAsRecentAsTheNight() throws IOException {
        rosterNight();
        home.deliver(
                "sis-attendance-codes-2026-27.csv",
                "attendance_code,description,absent_portion,excused\nA,Absent,1,false\n");
        assertThat(home.night("2026-11-24")).as(home.said()).isZero();
        assertThat(home.ask(
                        "select distinct arrived, last_delivered from delivery where contract_id like 'oneroster%'"))
                .singleElement()
                .satisfies(row -> assertThat(row.get(0) + " " + row.get(1)).isEqualTo("2026-11-23 2026-11-24"));

        provider.with(Fault.REJECTS_CLIENT);
        assertThat(home.night("2026-11-25")).as(home.said()).isEqualTo(3);
        assertThat(home.ask("select distinct last_delivered from delivery where contract_id like 'oneroster%'"))
                .as("it could not be asked")
                .singleElement()
                .satisfies(row -> assertThat(row.get(0)).hasToString("2026-11-24"));
    }

    /** What it gave before stays in force, and grows old. */
    @Test
    void whatASystemNoLongerGivesIsAsOldAsWhenItGaveItLast() throws IOException {
        rosterNight();
        provider.with(Fault.NO_DEMOGRAPHICS);
        home.deliver(
                "sis-attendance-codes-2026-27.csv",
                "attendance_code,description,absent_portion,excused\nA,Absent,1,false\n");
        assertThat(home.night("2026-11-24")).as(home.said()).isZero();
        assertThat(home.said()).contains("Noticed at sis: The service does not give demographics");
        assertThat(home.ask("select file like '%demographics.csv', min(last_delivered), max(last_delivered)"
                        + " from delivery where contract_id like 'oneroster%' group by 1 order by 1"))
                .extracting(row -> row.get(0) + " " + row.get(1) + " " + row.get(2))
                .containsExactly("false 2026-11-24 2026-11-24", "true 2026-11-23 2026-11-23");
        provider.without(Fault.NO_DEMOGRAPHICS);
        home.deliver(
                "sis-attendance-codes-2026-27.csv",
                "attendance_code,description,absent_portion,excused\nA,Away,1,false\n");
        assertThat(home.night("2026-11-25")).as(home.said()).isZero();
        assertThat(home.ask("select distinct last_delivered from delivery where contract_id like 'oneroster%'"))
                .extracting(row -> String.valueOf(row.get(0)))
                .containsExactly("2026-11-25");
    }

    @Test
    void whatAPullNoticedIsSaidAlsoWhenThereIsNothingToPublish() throws IOException {
        provider.with(Fault.ONLY_CORE_SCOPE);
        rosterNight();
        assertThat(home.night("2026-11-24")).as(home.said()).isEqualTo(5);
        assertThat(home.said()).contains("Noticed at sis: The service does not give demographics");
    }

    @Test
    void aHomeWhoseOnlySourceFailsPublishesNothingAndSaysWhy() throws IOException {
        provider.with(Fault.NO_ENROLLMENTS);
        configure(home, provider, "");
        assertThat(home.night("2026-11-23")).isEqualTo(4);
        assertThat(home.said()).contains("No enrollments:").contains("(forbidden)");
    }

    @Test
    void otherDeliveriesAreTakenWhileASourceFails() throws IOException {
        rosterNight();
        provider.with(Fault.REJECTS_CLIENT);
        home.deliver("hr-staff.csv", "<html>no table</html>");
        assertThat(home.night("2026-11-24")).isEqualTo(3);
        assertThat(home.said()).contains(". 1 file was held back and 1 source could not be pulled.");
        assertThat(home.number("select count(*) from delivery where status = 'held'"))
                .isEqualTo(2);
    }

    @Test
    void whatChangedOverRestChangesWhatIsPublished() throws IOException {
        rosterNight();
        Map<String, Object> gone = provider.data().get("enrollments").get(10);
        gone.put("status", "tobedeleted");
        gone.put("dateLastModified", "2026-11-23T20:00:00.000Z");
        Map<String, Object> renamed = provider.data().get("users").get(7);
        renamed.put("familyName", "Renamed");
        renamed.put("dateLastModified", "2026-11-23T20:00:00.000Z");
        assertThat(home.night("2026-11-24")).as(home.said()).isZero();
        assertThat(home.number("select count(*) from delivery where file = 'sis/users.csv'"))
                .as("the whole and the change are both in force")
                .isEqualTo(2);
        assertThat(home.number("select count(*) from dim_student")).isEqualTo(60);
        assertThat(home.number("select count(*) from dim_student where family_name = 'Renamed'"))
                .isOne();
    }

    @Test
    void noRowIsBlamedForHowThePullWroteItAndAWholeAfterChangesChangesNoHistory() throws IOException {
        rosterNight();
        assertThat(home.number("select count(*) from quality_issue where rule_id in ('OR-01', 'OR-02')"))
                .isZero();
        Map<String, Object> renamed = provider.data().get("users").get(7);
        renamed.put("familyName", "Renamed");
        renamed.put("dateLastModified", "2026-11-23T20:00:00.000Z");
        assertThat(home.night("2026-11-24")).as(home.said()).isZero();
        String versions =
                "select count(*) from history_roster_user where sourced_id = '%s'".formatted(renamed.get("sourcedId"));
        assertThat(home.number(versions)).isEqualTo(2);
        assertThat(home.night("2026-11-30")).as(home.said()).isIn(0, 5);
        assertThat(home.number(versions))
                .as("the whole calls it blank, the change active")
                .isEqualTo(2);
    }

    @Test
    void aClassThatLostItsResourcesLosesThemWithoutAFault() throws IOException {
        configure(home, provider, "include: [roster, demographics, resources]");
        assertThat(home.night("2026-11-23")).as(home.said()).isZero();
        Map<String, Object> bare = provider.data().get("classes").stream()
                .filter(one -> one.get("resources") instanceof List<?> resources && !resources.isEmpty())
                .findFirst()
                .orElseThrow();
        bare.put("resources", List.of());
        bare.put("dateLastModified", "2026-11-23T20:00:00.000Z");
        assertThat(home.night("2026-11-24")).as(home.said()).isZero();
        assertThat(home.ask("select file from delivery where file = 'sis/classResources.csv'"))
                .hasSize(2);
        assertThat(home.number("select count(*) from quality_issue where file = 'sis/classResources.csv'"))
                .as("of what the change left blank")
                .isZero();
    }

    /** A record can vanish without any filter telling; then the whole equals the one from before the record came. */
    @Test
    void aRecordThatCameAsAChangeAndVanishedIsGoneWithTheNextWhole() throws IOException {
        rosterNight();
        Map<String, Object> fresh =
                new LinkedHashMap<>(provider.data().get("users").get(7));
        fresh.put("sourcedId", "short-lived");
        fresh.put("identifier", "77777");
        fresh.put("dateLastModified", "2026-11-23T20:00:00.000Z");
        provider.data().get("users").add(fresh);
        assertThat(home.night("2026-11-24")).as(home.said()).isZero();
        assertThat(home.number("select count(*) from dim_student")).isEqualTo(61);
        provider.data().get("users").remove(fresh);
        assertThat(home.night("2026-11-30")).as(home.said()).isZero();
        assertThat(home.number("select count(*) from dim_student")).isEqualTo(60);
    }

    @Test
    void aRosterThatLandingHoldsBackIsPulledWholeTheNextNight() throws IOException {
        rosterNight();
        List<Map<String, Object>> enrollments = provider.data().get("enrollments");
        List<Map<String, Object>> most = List.copyOf(enrollments.subList(5, enrollments.size()));
        enrollments.removeAll(most);
        // Seven days later everything is pulled, and nearly all enrollments are gone.
        assertThat(home.night("2026-11-30")).as(home.said()).isEqualTo(3);
        assertThat(home.said()).contains("Held back: sis/enrollments.csv");
        assertThat(new PullStates(home.home().state()).read("sis").fullNext()).isTrue();
        enrollments.addAll(most);
        provider.forgetRequests();
        assertThat(home.night("2026-12-01")).as(home.said()).isZero();
        assertThat(provider.requests()).noneMatch(request -> request.contains("filter="));
    }

    @Test
    void aWrongSourceIsNamedBeforeAnythingIsTouched() throws IOException {
        Files.writeString(
                home.home().settings(), "sources: [{name: x, kind: onerooster}]\n", StandardOpenOption.APPEND);
        assertThat(home.night("2026-11-23")).isEqualTo(2);
        assertThat(home.said()).contains("'kind' cannot be 'onerooster'");
    }

    private static String run(int status, String... arguments) {
        var words = new StringWriter();
        var command = new CommandLine(new SourcesCommand())
                .setOut(new PrintWriter(words, true))
                .setErr(new PrintWriter(words, true));
        assertThat(command.execute(arguments)).as(words.toString()).isEqualTo(status);
        return words.toString();
    }

    @Test
    void theCommandsListTryAndPull() throws IOException {
        configure(home, provider, "");
        String root = home.home().root().toString();
        assertThat(run(0, "list", "--home", root)).contains("sis").contains("never pulled");
        assertThat(run(0, "check", "--home", root, "sis"))
                .contains("OneRoster 1.1 at http://localhost")
                .contains("users: granted, 5 in a page of 5, 61 in all, pages by link.")
                .contains("results: granted")
                .contains("not pulled: not in 'include'")
                .contains("sis can be pulled.")
                .doesNotContain("Family1");
        assertThat(home.home().inbox()).isEmptyDirectory();
        assertThat(run(2, "check", "--home", root, "si")).contains("No source of district.yaml is named 'si'.");
        assertThat(run(0, "pull", "--home", root)).contains("put into the inbox: sis (everything).");
        assertThat(run(0, "pull", "--home", root, "sis")).contains("nothing new");
        provider.with(Fault.NO_ENROLLMENTS);
        assertThat(run(1, "check", "--home", root, "sis"))
                .contains("enrollments: refused, status 403 forbidden.")
                .contains("Needed but not given: enrollments.");
        provider.with(Fault.REJECTS_CLIENT);
        assertThat(run(3, "pull", "--home", root, "sis")).contains("gave no token");
        assertThat(run(0, "list", "--home", root)).contains("the last attempt failed");
        try (var night =
                NightLock.tryLock(home.home(), "the night of 2026-06-01").orElseThrow()) {
            assertThat(run(4, "pull", "--home", root))
                    .contains("at work in this home: the night of 2026-06-01, process ");
        }
    }

    /** What is published must not depend on the way on which the roster came. */
    @Test
    void aLargeGeneratedDistrictIsTheSameByCsvAndByRest() throws IOException {
        Path zip = SAMPLES.resolve("generated/district-large-seed42/oneroster-district-large.zip");
        assumeTrue(Files.exists(zip), "SKIPPED: there is no sample at " + zip.toAbsolutePath());
        Path bundle = Files.createDirectories(folder.resolve("large"));
        Path bulk = folder.resolve("oneroster-district-large.zip");
        try (var file = new ZipFile(zip.toFile());
                var blank = new ZipOutputStream(Files.newOutputStream(bulk))) {
            for (ZipEntry entry : file.stream().map(ZipEntry.class::cast).toList()) {
                Path table = bundle.resolve(entry.getName());
                Files.copy(file.getInputStream(entry), table);
                // The sample says of each row that it is active, and when it changed: a bulk should not.
                blank.putNextEntry(new ZipEntry(entry.getName()));
                blank.write(Files.readString(table)
                        .replaceAll("(?m)^([^,\n]*),active,[^,\n]*,", "$1,,,")
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        var byFile = new TestHome(folder.resolve("by-file"));
        byFile.deliver(bulk);
        assertThat(byFile.night("2026-11-23")).as(byFile.said()).isZero();
        var byRest = new TestHome(folder.resolve("by-rest"));
        try (var large = new OneRosterProvider(bundle, "1.1")) {
            configure(byRest, large, "");
            assertThat(byRest.night("2026-11-23")).as(byRest.said()).isZero();
        }
        Map<String, String> lake = lake(byFile);
        assertThat(lake(byRest)).isEqualTo(lake);
        assertThat(lake).hasSizeGreaterThan(6);
        assertThat(lake.get("section_enrollment")).startsWith("31045 rows");
        Map<String, String> published = published(byFile);
        assertThat(published(byRest)).isEqualTo(published);
        assertThat(published.get("dim_student")).startsWith("4225 rows");
    }

    /** Rows and a hash of every lake table that holds what was delivered, without what says where it came from. */
    private static Map<String, String> lake(TestHome home) {
        Map<String, String> content = new TreeMap<>();
        try (var duck = Duck.inMemory(Limits.small())) {
            NightRecord.latest(home.home()).orElseThrow().tables().forEach((name, table) -> {
                boolean ours = List.of(
                                "delivery", "row_count", "quality_issue", "quality_rule_night", "standardization_fact")
                        .contains(name);
                if (!ours && !table.files().isEmpty()) {
                    String from = "read_parquet(" + Duck.fileList(table.files()) + ")";
                    content.put(name, content(sql -> duck.sql().fetch(sql), from));
                }
            });
        }
        return content;
    }

    private static Map<String, String> published(TestHome home) {
        Map<String, String> content = new TreeMap<>();
        home.ask("select table_name from information_schema.tables where table_name like 'dim_%' or table_name like"
                        + " 'fact_%' or table_name like 'agg_%' or table_name = 'metric_value'")
                .forEach(table ->
                        content.put(table.get(0, String.class), content(home::ask, String.valueOf(table.get(0)))));
        return content;
    }

    private static String content(Function<String, List<Record>> ask, String from) {
        // Keys are pseudonyms of each home; where a row came from is what differs here.
        String columns = ask.apply("select column_name from (describe select * from " + from + ")").stream()
                .map(column -> column.get(0, String.class))
                .filter(column -> !column.endsWith("_key") && !column.startsWith("source_"))
                .map(column -> "\"" + column + "\"")
                .collect(Collectors.joining(", "));
        Record content = ask.apply("select count(*), sum(hash(t)::hugeint % 1000000007) from (select " + columns
                        + " from " + from + ") t")
                .get(0);
        return content.get(0) + " rows, " + content.get(1);
    }
}
