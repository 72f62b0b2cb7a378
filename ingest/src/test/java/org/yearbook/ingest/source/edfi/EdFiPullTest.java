package org.yearbook.ingest.source.edfi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yearbook.ingest.source.provider.Provider.Ask;
import org.yearbook.ingest.source.provider.Provider.Reply;
import org.yearbook.ingest.source.provider.Puller;
import org.yearbook.ingest.source.pull.PullResult;

/** How the changes of an Ed-Fi API are followed, whatever happens meanwhile. */
class EdFiPullTest {

    private static final LocalDate NIGHT = LocalDate.of(2026, 11, 24);
    private static final String STUDENTS = "edfi-students-2026-27-ods.jsonl";
    private static final String ATTENDANCE = "edfi-absences-2026-27-ods.jsonl";
    private static final String EVENTS = "/studentSchoolAttendanceEvents";

    @TempDir
    Path folder;

    private final Ods ods = new Ods();

    @AfterEach
    void close() {
        ods.close();
    }

    private Puller puller(String more) {
        return new Puller(
                        folder.resolve("home"),
                        new EdFiKind(),
                        """
                        - name: ods
                          kind: edfi
                          url: %s
                          auth: {kind: oauth2, clientId: key, clientSecret: env:ODS}
                        """.formatted(ods.provider().url()) + more)
                .secret("ODS", "secret");
    }

    private Puller puller() {
        return puller("  deliver: [attendance]\n");
    }

    private static void fine(PullResult result) {
        assertThat(result.failure()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.4", "6.2", "7.1", "7.3"})
    void everyVersionIsReadInPagesAndThenForItsChangesAlone(String version) {
        ods.version = version;
        ods.capitals = version.startsWith("5");
        var district = new GrandDistrict(ods, 1_203);
        for (int n = 1; n <= 1_203; n++) {
            district.absence(n, "2026-09-08", "Unexcused Absence");
        }
        Puller puller = puller();
        PullResult first = puller.pull(NIGHT);
        fine(first);
        assertThat(first.full()).isTrue();
        assertThat(puller.lines(ATTENDANCE)).hasSize(1_203).doesNotHaveDuplicates();
        boolean cursors = version.equals("7.3");
        assertThat(ods.provider().asked(EVENTS).stream()
                        .anyMatch(ask -> !ask.query("pageToken").isEmpty()))
                .isEqualTo(cursors);

        puller.take();
        long before = ods.changeVersion();
        district.absence(7, "2026-09-09", "Excused Absence");
        int asked = ods.provider().asked().size();
        PullResult second = puller.pull(NIGHT.plusDays(1));
        fine(second);
        assertThat(second.full()).isFalse();
        assertThat(second.items()).contains(ATTENDANCE);
        assertThat(puller.lines(ATTENDANCE)).hasSize(1_204);
        List<Ask> later = ods
                .provider()
                .asked()
                .subList(asked, ods.provider().asked().size())
                .stream()
                .filter(ask -> ask.path().endsWith(EVENTS))
                .toList();
        assertThat(later).isNotEmpty().allSatisfy(ask -> {
            assertThat(Long.parseLong(ask.query("minChangeVersion"))).isBetween(1L, before + 1);
            assertThat(ask.query("maxChangeVersion")).isEqualTo("" + ods.changeVersion());
        });
    }

    @Test
    void aDeletedElementEndsItsRowAndANightWithoutChangesBringsNothing() {
        var district = new GrandDistrict(ods, 3);
        district.absence(1, "2026-09-08", "Unexcused Absence");
        String mistaken = district.absence(2, "2026-09-08", "Unexcused Absence");
        Puller puller = puller();
        fine(puller.pull(NIGHT));
        puller.take();
        ods.delete("studentSchoolAttendanceEvents", mistaken);
        fine(puller.pull(NIGHT.plusDays(1)));
        assertThat(puller.lines(ATTENDANCE)).hasSize(1).first().asString().contains("604801");
        puller.take();
        PullResult quiet = puller.pull(NIGHT.plusDays(2));
        fine(quiet);
        assertThat(quiet.items()).isEmpty();
        // The window of the night before is asked for once more: an old change told again changes nothing.
        assertThat(puller.pull(NIGHT.plusDays(3)).items()).isEmpty();
    }

    @Test
    void anElementThatWasDeletedAndMadeAnewStandsOnceAlthoughNoDeletionIsTold() {
        var district = new GrandDistrict(ods, 3);
        String first = district.absence(1, "2026-09-08", "Unexcused Absence", "1");
        Puller puller = puller();
        fine(puller.pull(NIGHT));
        puller.take();
        ods.delete("studentSchoolAttendanceEvents", first);
        district.absence(1, "2026-09-08", "Unexcused Absence", "0.5");
        fine(puller.pull(NIGHT.plusDays(1)));
        assertThat(puller.lines(ATTENDANCE)).singleElement().asString().contains("\"absent\":\"1/2\"");
    }

    @Test
    void anAbsenceThatIsCorrectedChangesItsRow() {
        var district = new GrandDistrict(ods, 3);
        String event = district.absence(1, "2026-09-08", "Unexcused Absence");
        Puller puller = puller();
        fine(puller.pull(NIGHT));
        puller.take();
        ods.rename("studentSchoolAttendanceEvents", event, GrandDistrict.event(1, "2026-09-09", "Excused Absence", ""));
        fine(puller.pull(NIGHT.plusDays(1)));
        assertThat(puller.lines(ATTENDANCE)).singleElement().asString().contains("2026-09-09", "Excused Absence");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.2", "7.3"})
    void elementsThatMoveBetweenPagesWhileTheyAreReadAreNeitherMissedNorDoubled(String version) {
        ods.version = version;
        var district = new GrandDistrict(ods, 1_700);
        var moved = new AtomicInteger();
        // With each page, others correct some students and delete one: what stands behind moves to the front.
        ods.meanwhile(ask -> {
            if (ask.path().endsWith("/students")
                    && ask.query("minChangeVersion").isEmpty()
                    && moved.get() < 40) {
                for (int n = 0; n < 10; n++) {
                    int at = moved.getAndIncrement();
                    ods.update("students", district.students.get(at), GrandDistrict.student(at + 1, "Corrected"));
                }
            }
        });
        Puller puller = puller("  deliver: [roster]\n");
        fine(puller.pull(NIGHT));
        assertThat(puller.lines(STUDENTS)).hasSize(1_700).doesNotHaveDuplicates();
        // What changed while all was read is there, too, the same night.
        assertThat(puller.lines(STUDENTS).stream().filter(line -> line.contains("Corrected")))
                .hasSize(moved.get());
        assertThat(moved).hasValueGreaterThan(20);
    }

    @Test
    void withoutChangeVersionsAListThatMovedIsReadAgain() {
        ods.changeQueries = false;
        ods.version = "6.2";
        var district = new GrandDistrict(ods, 1_100);
        var removed = new AtomicInteger();
        ods.meanwhile(ask -> {
            if (ask.path().endsWith("/students") && removed.get() < 1) {
                ods.delete("students", district.students.get(removed.getAndIncrement()));
            }
        });
        Puller puller = puller("  deliver: [roster]\n");
        fine(puller.pull(NIGHT));
        assertThat(puller.lines(STUDENTS)).hasSize(1_099).doesNotHaveDuplicates();
        puller.take();
        PullResult next = puller.pull(NIGHT.plusDays(1));
        fine(next);
        assertThat(next.full()).isTrue();
        assertThat(next.items()).isEmpty();
    }

    @Test
    void aListThatNeverComesToRestBringsNothing() {
        ods.changeQueries = false;
        ods.version = "6.2";
        var district = new GrandDistrict(ods, 1_100);
        var more = new AtomicInteger(1_100);
        ods.meanwhile(ask -> {
            if (ask.path().endsWith("/students")) {
                ods.add("students", GrandDistrict.student(more.incrementAndGet(), "New"));
            }
        });
        Puller puller = puller("  deliver: [roster]\n");
        assertThat(puller.pull(NIGHT).failure().reason()).contains("/students changed each time");
        assertThat(puller.inbox()).isEmpty();
        assertThat(district.students).hasSize(1_100);
    }

    @Test
    void whenTheApiNoLongerTellsTheChangesSinceLastTimeEverythingIsAskedFor() {
        new GrandDistrict(ods, 5);
        Puller puller = puller();
        fine(puller.pull(NIGHT));
        ods.skipVersions(1_000);
        ods.oldest = ods.changeVersion() - 10;
        PullResult result = puller.pull(NIGHT.plusDays(1));
        fine(result);
        assertThat(result.full()).isTrue();
    }

    @Test
    void whenTheDatabaseWasPutBackEverythingIsAskedFor() {
        var district = new GrandDistrict(ods, 5);
        Puller puller = puller();
        ods.skipVersions(1_000);
        fine(puller.pull(NIGHT));
        ods.skipVersions(-900);
        district.absence(1, "2026-09-08", "Tardy");
        PullResult result = puller.pull(NIGHT.plusDays(1));
        fine(result);
        assertThat(result.full()).isTrue();
        assertThat(puller.lines(ATTENDANCE)).hasSize(1);
    }

    @Test
    void afterThirtyDaysEverythingIsAskedForAgain() {
        new GrandDistrict(ods, 5);
        Puller puller = puller();
        fine(puller.pull(NIGHT));
        assertThat(puller.pull(NIGHT.plusDays(29)).full()).isFalse();
        assertThat(puller.pull(NIGHT.plusDays(30)).full()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.2", "7.3"})
    void aSnapshotIsReadWhereTheHostOffersOne(String version) {
        ods.version = version;
        var district = new GrandDistrict(ods, 5);
        district.absence(1, "2026-09-08", "Tardy");
        ods.takeSnapshot();
        district.absence(2, "2026-09-08", "Tardy");
        Puller puller = puller();
        fine(puller.pull(NIGHT));
        assertThat(puller.lines(ATTENDANCE)).hasSize(1);
        puller.take();

        // A snapshot that is older than what we have by now would take us back.
        fine(puller("  deliver: [attendance]\n  snapshots: ignore\n").pull(NIGHT.plusDays(1)));
        assertThat(puller.lines(ATTENDANCE)).hasSize(2);
        puller.take();
        PullResult later = puller.pull(NIGHT.plusDays(2));
        fine(later);
        assertThat(later.items()).isEmpty();
    }

    @Test
    void theNumberOfAPersonThatChangesRunsThroughEverything() {
        var district = new GrandDistrict(ods, 3);
        district.absence(1, "2026-09-08", "Tardy");
        Puller puller = puller();
        fine(puller.pull(NIGHT));
        ods.rename("students", district.students.get(0), GrandDistrict.student(999, "Renumbered"));
        PullResult result = puller.pull(NIGHT.plusDays(1));
        fine(result);
        assertThat(result.full()).isTrue();
    }

    @Test
    void aChangeThatBecomesVisibleLateUnderAnEarlierVersionIsNotMissed() {
        var district = new GrandDistrict(ods, 3);
        Puller puller = puller();
        fine(puller.pull(NIGHT));
        district.absence(1, "2026-09-08", "Tardy");
        fine(puller.pull(NIGHT.plusDays(1)));
        // It was begun before the last pull, and done after it.
        ods.skipVersions(-1);
        district.absence(2, "2026-09-08", "Tardy");
        fine(puller.pull(NIGHT.plusDays(2)));
        assertThat(puller.lines(ATTENDANCE)).hasSize(2);
    }

    @Test
    void aChangeThatBecomesVisibleLateAfterEverythingWasReadIsNotMissed() {
        var district = new GrandDistrict(ods, 3);
        district.absence(1, "2026-09-08", "Tardy");
        Puller puller = puller();
        fine(puller.pull(NIGHT));
        // It was begun before everything was read, and done after it.
        ods.skipVersions(-1);
        district.absence(2, "2026-09-08", "Tardy");
        fine(puller.pull(NIGHT.plusDays(1)));
        assertThat(puller.lines(ATTENDANCE)).hasSize(2);
    }

    @Test
    void aNumberThatChangedBeforeEverythingWasReadIsNotReadAsAChangeAgain() {
        var district = new GrandDistrict(ods, 3);
        Puller puller = puller();
        fine(puller.pull(NIGHT));
        ods.rename("students", district.students.get(0), GrandDistrict.student(999, "Renumbered"));
        assertThat(puller.pull(NIGHT.plusDays(1)).full()).isTrue();
        assertThat(puller.pull(NIGHT.plusDays(2)).full()).isFalse();
    }

    @Test
    void aFileWithoutRowsIsToldEveryNightUntilEverythingIsAskedFor() {
        var district = new GrandDistrict(ods, 3);
        String only = district.absence(1, "2026-09-08", "Unexcused Absence");
        Puller puller = puller();
        fine(puller.pull(NIGHT));
        puller.take();
        ods.delete("studentSchoolAttendanceEvents", only);
        for (int night = 1; night <= 3; night++) {
            PullResult result = puller.pull(NIGHT.plusDays(night));
            fine(result);
            puller.take();
            assertThat(result.notes())
                    .as("night " + night)
                    .anyMatch(note ->
                            note.part().equals(ATTENDANCE) && note.unheard().equals(List.of(ATTENDANCE)));
        }
        fine(puller.pullAll(NIGHT.plusDays(4)));
        puller.take();
        assertThat(puller.pull(NIGHT.plusDays(5)).notes()).isEmpty();
    }

    @Test
    void theSameRowsAreBroughtAgainAfterANightWithoutThem() {
        var district = new GrandDistrict(ods, 3);
        String only = district.absence(1, "2026-09-08", "Unexcused Absence");
        Puller puller = puller();
        fine(puller.pull(NIGHT));
        List<?> brought = puller.lines(ATTENDANCE);
        puller.take();
        ods.delete("studentSchoolAttendanceEvents", only);
        for (int night = 1; night <= 2; night++) {
            fine(puller.pull(NIGHT.plusDays(night)));
            puller.take();
        }
        district.absence(1, "2026-09-08", "Unexcused Absence");
        PullResult again = puller.pull(NIGHT.plusDays(3));
        fine(again);
        assertThat(again.full()).isFalse();
        assertThat(puller.lines(ATTENDANCE)).hasSize(1).isEqualTo(brought);
        assertThat(again.notes()).noneMatch(note -> note.part().equals(ATTENDANCE));
    }

    @Test
    void tokensThatEndWaitsAndServerFaultsAreOvercome() {
        var district = new GrandDistrict(ods, 1_100);
        for (int n = 1; n <= 1_100; n++) {
            district.absence(n, "2026-09-08", "Unexcused Absence");
        }
        var asks = new AtomicInteger();
        ods.fault(ask -> {
            if (!ask.path().endsWith(EVENTS)) {
                return null;
            }
            return switch (asks.incrementAndGet()) {
                case 2 -> Reply.json(429, "{}").with("Retry-After", "17");
                case 3 -> Reply.status(500);
                case 4 -> {
                    ods.expireTokens();
                    yield null;
                }
                default -> null;
            };
        });
        Puller puller = puller();
        fine(puller.pull(NIGHT));
        assertThat(puller.lines(ATTENDANCE)).hasSize(1_100).doesNotHaveDuplicates();
        assertThat(puller.waits()).hasSize(2).first().isEqualTo(Duration.ofSeconds(17));
        assertThat(ods.tokensGiven()).isEqualTo(2);
    }

    @Test
    void aPageTokenThatIsNoLongerTakenBeginsTheListAnew() {
        var district = new GrandDistrict(ods, 1_100);
        for (int n = 1; n <= 1_100; n++) {
            district.absence(n, "2026-09-08", "Unexcused Absence");
        }
        var refused = new AtomicInteger();
        ods.fault(ask ->
                ask.path().endsWith(EVENTS) && !ask.query("pageToken").isEmpty() && refused.getAndIncrement() == 0
                        ? Reply.json(400, "{\"detail\": \"The page token is invalid.\"}")
                        : null);
        Puller puller = puller();
        fine(puller.pull(NIGHT));
        assertThat(puller.lines(ATTENDANCE)).hasSize(1_100).doesNotHaveDuplicates();
    }

    @Test
    void aPageTokenThatGetsLostOnTheWayIsNotTakenForTheEnd() {
        var district = new GrandDistrict(ods, 1_100);
        for (int n = 1; n <= 1_100; n++) {
            district.absence(n, "2026-09-08", "Unexcused Absence");
        }
        ods.fault(ask -> ask.path().endsWith(EVENTS) && !ask.query("pageToken").isEmpty() ? Reply.json("[]") : null);
        Puller puller = puller();
        assertThat(puller.pull(NIGHT).failure()).isNotNull();
        assertThat(puller.inbox()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.2", "7.3"})
    void smallerPagesAreUsedWhereTheHostAllowsNoLargerOnes(String version) {
        ods.version = version;
        ods.mostPerPage = 40;
        var district = new GrandDistrict(ods, 130);
        Puller puller = puller("  deliver: [roster]\n");
        fine(puller.pull(NIGHT));
        assertThat(puller.lines(STUDENTS)).hasSize(130).doesNotHaveDuplicates();
        assertThat(district.students).hasSize(130);
    }

    @Test
    void aPullThatBreaksOffLeavesWhatWasKnownAndTheNextOneMissesNothing() {
        var district = new GrandDistrict(ods, 3);
        district.absence(1, "2026-09-08", "Tardy");
        Puller puller = puller();
        fine(puller.pull(NIGHT));
        puller.take();
        district.absence(2, "2026-09-08", "Tardy");
        ods.fault(ask -> ask.path().endsWith("/calendarDates") ? Reply.status(503) : null);
        assertThat(puller.pull(NIGHT.plusDays(1)).failure()).isNotNull();
        assertThat(puller.inbox()).isEmpty();
        ods.fault(ask -> null);
        district.absence(3, "2026-09-08", "Tardy");
        PullResult result = puller.pull(NIGHT.plusDays(2));
        fine(result);
        assertThat(result.full()).isFalse();
        assertThat(puller.lines(ATTENDANCE)).hasSize(3);
    }

    @Test
    void whatTheKeyMayNotReadIsToldAndWhatItMayNoLongerReadDoesNotEnd() {
        var district = new GrandDistrict(ods, 3);
        ods.add("studentHomelessProgramAssociations", """
                {"beginDate": "2026-09-01", "studentReference": {"studentUniqueId": "604801"},
                 "programReference": {"programName": "Homeless"}}
                """);
        ods.forbid("studentMigrantEducationProgramAssociations");
        ods.forget("studentSchoolFoodServiceProgramAssociations");
        Puller puller = puller("  deliver: [programs]\n");
        PullResult first = puller.pull(NIGHT);
        fine(first);
        assertThat(first.notes())
                .singleElement()
                .satisfies(note ->
                        assertThat(note.message()).contains("may not read studentMigrantEducationProgramAssociations"));
        assertThat(puller.lines("edfi-programs-2026-27-ods.jsonl")).hasSize(1);
        puller.take();
        ods.forbid("studentHomelessProgramAssociations");
        PullResult second = puller.pullAll(NIGHT.plusDays(1));
        assertThat(second.failure().reason()).contains("may not be read with our key");
        assertThat(puller.inbox()).isEmpty();
        assertThat(district.students).hasSize(3);
    }

    @Test
    void aStateThatWasDamagedIsToldAndEverythingCanBeAskedForAnew() throws IOException {
        var district = new GrandDistrict(ods, 3);
        district.absence(1, "2026-09-08", "Tardy");
        Puller puller = puller();
        fine(puller.pull(NIGHT));
        puller.take();
        Path held = held("studentSchoolAttendanceEvents-1.gz");
        byte[] bytes = Files.readAllBytes(held);
        Files.write(held, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(puller.pull(NIGHT.plusDays(1)).failure().whatToDo()).contains("sources pull", "--full");
        assertThat(puller.pullAll(NIGHT.plusDays(1)).items()).contains(ATTENDANCE);
        puller.take();
        Files.delete(held("students-2.gz"));
        assertThat(puller.pull(NIGHT.plusDays(2)).full()).isTrue();
    }

    private Path held(String file) {
        return folder.resolve("home/state/sources/ods").resolve(file);
    }

    @Test
    void nothingIsHeldOfHowToReachAPersonNorOfDocuments() throws IOException {
        new GrandDistrict(ods, 3);
        ods.add("staffs", """
                {"staffUniqueId": "207219", "firstName": "Barry", "lastSurname": "Tanner",
                 "addresses": [{"streetNumberName": "12 Secret Street"}],
                 "telephones": [{"telephoneNumber": "555-0100"}],
                 "identificationCodes": [
                   {"staffIdentificationSystemDescriptor": "uri://ed-fi.org/StaffIdentificationSystemDescriptor#SSN", "identificationCode": "123-45-6789"},
                   {"staffIdentificationSystemDescriptor": "uri://ed-fi.org/StaffIdentificationSystemDescriptor#District", "identificationCode": "E-1"}]}
                """);
        fine(puller("  deliver: [staff]\n").pull(NIGHT));
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(held(""))) {
            for (Path file : files.toList()) {
                try (var in = new GZIPInputStream(Files.newInputStream(file))) {
                    all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        assertThat(all.toString())
                .contains("Tanner", "E-1")
                .doesNotContain("Secret Street", "555-0100", "123-45-6789", "passport", "Dallas", "_etag", "href");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.2", "7.3"})
    void aDatabaseForEachSchoolYearIsFoundThoughTheHostTellsAddressesFromBehindAProxy(String version) {
        ods.version = version;
        ods.apiMode = version.equals("6.2") ? "Year Specific" : "";
        ods.year = "2027";
        ods.toldHost = "http://internal-ods:8080";
        new GrandDistrict(ods, 3);
        assertThat(puller("  deliver: [roster]\n").pull(NIGHT).failure().whatToDo())
                .contains("'schoolYear'");
        Puller puller = puller("  deliver: [roster]\n  schoolYear: 2027\n");
        fine(puller.pull(NIGHT));
        assertThat(puller.lines(STUDENTS)).hasSize(3);
    }

    @Test
    void wrongCredentialsAndWrongAddressesAreToldWithoutTheSecret() {
        new GrandDistrict(ods, 1);
        var refused = puller().secret("ODS", "not-the-secret").pull(NIGHT).failure();
        assertThat(refused.reason()).contains("invalid_client").doesNotContain("not-the-secret");
        ods.fault(ask -> ask.path().equals("/") ? Reply.json("{\"hello\": \"world\"}") : null);
        assertThat(puller().pull(NIGHT).failure().reason()).contains("does not answer as an Ed-Fi API");
    }

    @Test
    void faultsInTheSettingsAreToldAllAtOnce() {
        assertThatThrownBy(() -> new Puller(folder.resolve("other"), new EdFiKind(), """
                        - name: ods
                          kind: edfi
                          url: http://ods.example.org
                          deliver: [attendance, meals]
                          snapshots: maybe
                          exitDate: before
                          attendance:
                            records: some
                            categories: [{category: A, absent: "2"}]
                          auth: {kind: basic, clientId: key, clientSecret: plain-text}
                        """))
                .hasMessageContaining("must begin with https")
                .hasMessageContaining("'deliver' is a list")
                .hasMessageContaining("'snapshots'")
                .hasMessageContaining("'exitDate'")
                .hasMessageContaining("'records'")
                .hasMessageContaining("'absent' is the part")
                .hasMessageContaining("must not stand in this file")
                .hasMessageNotContaining("plain-text");
    }
}
