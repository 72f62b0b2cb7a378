package org.yearbook.warehouse.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.Basis;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.validate.Difference;
import org.yearbook.warehouse.validate.Finding;
import org.yearbook.warehouse.validate.Rule;
import org.yearbook.warehouse.year.ClosedYear;
import org.yearbook.warehouse.year.ClosedYears;

class ExportRunTest {

    private static final SchoolYear YEAR = SchoolYear.parse("2025-26");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path root;

    private ExportHome home;

    @BeforeEach
    void aNight() {
        home = ExportHome.in(root).publish("20260601T020000-a", "2026-06-01", "2025-26", 10);
    }

    private ExportRun run() {
        return new ExportRun(home.home(), ExportHome.LIMITS, CLOCK);
    }

    private Frozen frozen() {
        return new Frozen(home.home(), ExportHome.LIMITS, CLOCK);
    }

    @Test
    void aFileFromLastNightsDataIsADraft() {
        ExportRun.Made made = run().make("FS052", YEAR, "somebody");
        Version version = made.version();
        assertThat(made.isNew()).isTrue();
        assertThat(version.state()).isEqualTo(State.DRAFT);
        assertThat(version.findings()).isEmpty();
        Manifest manifest = version.manifest();
        assertThat(manifest.source().publication()).isEqualTo("20260601T020000-a");
        assertThat(manifest.verified()).isFalse();
        assertThat(manifest.provisional())
                .anySatisfy(reason -> assertThat(reason).contains("2022-23"));
        assertThat(manifest.definitions()).containsKey("enrollment district 2");
        assertThat(manifest.parts()).extracting(Manifest.Part::level).containsExactly(Level.LEA, Level.SCH);
        assertThat(version.text(manifest.parts().get(0)).lines().toList())
                .first()
                .isEqualTo("LEA MEMBERSHIP TABLE\t27\tILLEAMEMBERv0001.tab\tFS052-2025-26-v1\t2025-2026\t");
        assertThat(version.text(manifest.parts().get(1))).contains("\t00100\t0002\tMEMBER\t");
        assertThatThrownBy(() -> run().sign("FS052", YEAR, 1, "A. Registrar"))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("is a draft")
                .hasMessageContaining("yearbook export freeze 2025-26 count-day --by NAME");
    }

    @Test
    void theSameDataMakesTheSameBytesAndNoNewVersion() {
        Version first = run().make("FS052", YEAR, "somebody").version();
        ExportRun.Made again = run().make("FS052", YEAR, "somebody");
        assertThat(again.isNew()).isFalse();
        assertThat(again.version().manifest()).isEqualTo(first.manifest());
        assertThat(run().exports().versions("FS052", YEAR)).hasSize(1);
    }

    @Test
    void aDraftThatALaterNightMakesTheSameIsNoNewVersionWhileItCanBeLookedInto() throws IOException {
        run().make("FS052", YEAR, "the night");
        home.publish("20260602T020000-b", "2026-06-02", "2025-26", 10);
        assertThat(run().make("FS052", YEAR, "the night").isNew()).isFalse();
        Files.move(home.home().publications().resolve("20260601T020000-a"), root.resolve("taken away"));
        ExportRun.Made again = run().make("FS052", YEAR, "the night");
        assertThat(again.isNew()).isTrue();
        assertThat(again.version().manifest().source().publication()).isEqualTo("20260602T020000-b");
    }

    @Test
    void aChangedFileIsANewVersionWithWhatChanged() throws IOException {
        Version first = run().make("FS052", YEAR, "somebody").version();
        String before = Files.readString(first.file(first.manifest().parts().get(0)));
        home.publish("20260602T020000-b", "2026-06-02", "2025-26", 11);
        Version second = run().make("FS052", YEAR, "somebody").version();
        assertThat(second.manifest().version()).isEqualTo(2);
        assertThat(run().exports().differences(second))
                .contains(new Difference(Level.LEA, "district 00100, MEMBER TOT", "20", "22"))
                .contains(new Difference(Level.SCH, "school 0002, MEMBER TOT", "10", "11"));
        assertThat(Files.readString(first.file(first.manifest().parts().get(0))))
                .isEqualTo(before);
    }

    @Test
    void whatWasFrozenDoesNotMoveWithLaterNights() {
        frozen().countDay(YEAR, "A. Registrar");
        home.publish("20260602T020000-b", "2026-06-02", "2025-26", 30);
        Version version = run().make("FS052", YEAR, "somebody").version();
        assertThat(version.state()).isEqualTo(State.READY);
        assertThat(version.manifest().source().frozen()).isEqualTo("count-day-1");
        assertThat(version.manifest().source().basis()).isEqualTo(Basis.COUNT_DAY);
        assertThat(version.text(version.manifest().parts().get(0))).contains("\t20\r\n");
        assertThat(run().make("FS052", YEAR, "somebody").isNew()).isFalse();
    }

    @Test
    void frozenDataThatWasChangedIsRefused() throws IOException {
        frozen().countDay(YEAR, "A. Registrar");
        Path rows = home.home().exports().resolve("2025-26/frozen/count-day-1/rows.duckdb");
        Files.write(rows, new byte[] {1}, java.nio.file.StandardOpenOption.APPEND);
        assertThatThrownBy(() -> run().make("FS052", YEAR, "somebody"))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("is gone or was changed");
    }

    @Test
    void theDayOfTheCountCannotBeFrozenBeforeItHasCome() {
        home.publish("20250901T020000-z", "2025-09-01", "2025-26", 10);
        assertThatThrownBy(() -> frozen().countDay(YEAR, "A. Registrar"))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("2025-10-01");
    }

    @Test
    void aYearThatIsNotClosedGivesDraftsAlone() {
        assertThat(run().make("FS195", YEAR, "somebody").version().state()).isEqualTo(State.DRAFT);
        assertThatThrownBy(() -> frozen().yearEndNow(YEAR, "A. Registrar")).hasMessageContaining("is not closed");
    }

    @Test
    void aLargeChangeHoldsTheFileUntilSomebodyExplainsJustThatChange() {
        home.publish("20250601T020000-y", "2025-06-01", "2024-25", 50);
        run().make("FS052", YEAR.previous(), "somebody");
        home.publish("20260603T020000-c", "2026-06-03", "2025-26", 100);
        frozen().countDay(YEAR, "A. Registrar");
        Version held = run().make("FS052", YEAR, "somebody").version();
        assertThat(held.state()).isEqualTo(State.HELD);
        assertThat(held.holding()).extracting(finding -> finding.rule()).containsOnly(Rule.CHANGE);
        assertThatThrownBy(() -> run().sign("FS052", YEAR, 1, "A. Registrar"))
                .hasMessageContaining("is held")
                .hasMessageContaining(String.valueOf(held.holding().size()));
        int open = held.holding().size();
        assertThat(run().explain(
                                "FS052", YEAR, 1, List.of(held.holding().get(0).key()), "A new estate", "A. Registrar"))
                .isEqualTo(1);
        assertThat(run().explain("FS052", YEAR, 1, List.of(), "A new estate", "A. Registrar"))
                .isEqualTo(open - 1);
        assertThatThrownBy(() -> run().explain("FS052", YEAR, 2, List.of(), "A new estate", "A. Registrar"))
                .hasMessageContaining("is 1, not 2");
        Version signed = run().sign("FS052", YEAR, 1, "A. Registrar");
        assertThat(signed.state()).isEqualTo(State.SIGNED);
        assertThat(signed.signature())
                .isEqualTo(new Signature(
                        "A. Registrar",
                        CLOCK.instant(),
                        Kept.sha256(signed.folder().resolve("manifest.json"))));
        assertThat(signed.explanation(signed.findings().get(0)).orElseThrow().text())
                .isEqualTo("A new estate");
        home.publish("20260604T020000-d", "2026-06-04", "2025-26", 120);
        frozen().countDay(YEAR, "A. Registrar");
        assertThat(run().make("FS052", YEAR, "somebody").version().state()).isEqualTo(State.HELD);
    }

    @Test
    void whatFrozenDataIsHeldForIsMendedByFreezingAgain() {
        Version draft = run().make("FS052", YEAR, "somebody").version();
        Finding sum = new Finding(Rule.SCHOOLS_SUM, "a.tab", 0, "the district", "It is.", "Look.", "key");
        assertThat(holding(draft, sum).whenMended()).isEmpty();
        frozen().countDay(YEAR, "A. Registrar");
        Version frozen = run().make("FS052", YEAR, "somebody").version();
        assertThat(frozen.whenMended()).isEmpty();
        assertThat(holding(frozen, sum).whenMended()).contains("yearbook export freeze 2025-26 count-day");
    }

    private static Version holding(Version version, Finding finding) {
        return new Version(version.folder(), version.manifest(), List.of(finding), List.of(), null, null);
    }

    @Test
    void aVersionThatWasLookedAtIsSignedAndNoOther() throws IOException {
        frozen().countDay(YEAR, "A. Registrar");
        run().make("FS052", YEAR, "somebody");
        assertThatThrownBy(() -> run().sign("FS052", YEAR, 2, "A. Registrar")).hasMessageContaining("is 1, not 2");
        assertThatThrownBy(() -> run().sign("FS052", YEAR, 1, " ")).hasMessageContaining("who signs");
        Version signed = run().sign("FS052", YEAR, 1, "A. Registrar");
        assertThatThrownBy(() -> run().sign("FS052", YEAR, 1, "B. Other")).hasMessageContaining("signed already");
        assertThat(run().delivered(signed, "/mnt/state", "somebody").state()).isEqualTo(State.DELIVERED);
        assertThat(Files.readString(home.home().state().resolve("audit-sql.log")))
                .contains("\"outcome\":\"signed\"", "\"outcome\":\"delivered\"");
    }

    @Test
    void aFileThatWasChangedAfterwardsIsNotSigned() throws IOException {
        frozen().countDay(YEAR, "A. Registrar");
        Version version = run().make("FS052", YEAR, "somebody").version();
        Files.writeString(version.file(version.manifest().parts().get(0)), "x");
        assertThatThrownBy(() -> run().sign("FS052", YEAR, 1, "A. Registrar"))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("was changed after it was made");
    }

    /** What this year's file of two hundred students is held for: last year there were a hundred. */
    private void lastYearWasAnother() {
        home.publish("20250601T020000-y", "2025-06-01", "2024-25", 50);
        run().make("FS052", YEAR.previous(), "somebody");
    }

    private void readyWithTwoHundred() {
        home.publish("20260603T020000-c", "2026-06-03", "2025-26", 100);
        frozen().countDay(YEAR, "A. Registrar");
        assertThat(run().make("FS052", YEAR, "somebody").version().state()).isEqualTo(State.READY);
    }

    @Test
    void whatWasFoundBesideAFileSinceItWasCheckedKeepsItFromBeingSigned() {
        readyWithTwoHundred();
        lastYearWasAnother();
        assertThatThrownBy(() -> run().sign("FS052", YEAR, 1, "A. Registrar"))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("is held");
        assertThat(run().exports().latest("FS052", YEAR).orElseThrow().state()).isEqualTo(State.HELD);
    }

    @Test
    void whatWasFoundSinceItWasSignedKeepsItFromBeingDelivered() {
        readyWithTwoHundred();
        run().sign("FS052", YEAR, 1, "A. Registrar");
        assertThat(run().toDeliver("FS052", YEAR).manifest().version()).isEqualTo(1);
        lastYearWasAnother();
        assertThatThrownBy(() -> run().toDeliver("FS052", YEAR))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("are to be mended or explained since");
        run().explain("FS052", YEAR, 1, List.of(), "A new estate", "A. Registrar");
        assertThat(run().toDeliver("FS052", YEAR).manifest().version()).isEqualTo(1);
    }

    @Test
    void whyNothingIsDeliveredSaysWhichVersionsThereAreAndWhatIsToBeDone() {
        assertThatThrownBy(() -> run().toDeliver("FS052", YEAR))
                .isInstanceOf(ExportException.class)
                .hasMessage("There is no version of FS052 of 2025-26. Make one: yearbook export make FS052 2025-26");
        run().make("FS052", YEAR, "somebody");
        assertThatThrownBy(() -> run().toDeliver("FS052", YEAR))
                .hasMessage("Version 1 of FS052 of 2025-26 is not signed, so it is not handed on. It is a draft: its"
                        + " data can change. Freeze the data and make it again: yearbook export freeze 2025-26"
                        + " count-day --by NAME");
        readyWithTwoHundred();
        run().sign("FS052", YEAR, 2, "A. Registrar");
        home.publish("20260604T020000-d", "2026-06-04", "2025-26", 110);
        frozen().countDay(YEAR, "A. Registrar");
        run().make("FS052", YEAR, "somebody");
        assertThatThrownBy(() -> run().toDeliver("FS052", YEAR))
                .hasMessage("Version 3 of FS052 of 2025-26 is not signed, so it is not handed on. It is ready. Look at"
                        + " it, then sign it: yearbook export sign FS052 2025-26 --version-number 3 --by NAME\n"
                        + "Only the last version is handed on. There are: 1 (draft), 2 (signed), 3 (ready).");
        lastYearWasAnother();
        assertThat(run().check("FS052", YEAR).state()).isEqualTo(State.HELD);
        assertThatThrownBy(() -> run().toDeliver("FS052", YEAR))
                .hasMessageContaining("It is held: ")
                .hasMessageContaining("to be mended or explained. To read more: yearbook export check FS052 2025-26");
    }

    @Test
    void whatIsDeliveredIsWhatWasSigned() throws IOException {
        readyWithTwoHundred();
        Version signed = run().sign("FS052", YEAR, 1, "A. Registrar");
        Manifest.Part part = signed.manifest().parts().get(0);
        String other = signed.text(part).replace("\t200\r\n", "\t201\r\n");
        Path manifest = signed.folder().resolve("manifest.json");
        Files.writeString(signed.file(part), other);
        Files.writeString(
                manifest,
                Files.readString(manifest).replace(part.sha256(), Kept.sha256(other, StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> run().toDeliver("FS052", YEAR))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("was changed after it was signed");
    }

    @Test
    void aFileThatCouldNotBeCheckedIsNoVersion() throws IOException {
        home.publish("20250601T020000-y", "2025-06-01", "2024-25", 10);
        Version before = run().make("FS052", YEAR.previous(), "somebody").version();
        Files.writeString(before.file(before.manifest().parts().get(0)), "x");
        home.publish("20260603T020000-c", "2026-06-03", "2025-26", 10);
        frozen().countDay(YEAR, "A. Registrar");
        assertThatThrownBy(() -> run().make("FS052", YEAR, "somebody")).hasMessageContaining("was changed after");
        assertThat(run().exports().versions("FS052", YEAR)).isEmpty();
    }

    @Test
    void anOlderVersionThatWasReadyDoesNotStandForTheYear() {
        lastYearWasAnother();
        home.publish("20260603T020000-c", "2026-06-03", "2025-26", 55);
        frozen().countDay(YEAR, "A. Registrar");
        assertThat(run().make("FS052", YEAR, "somebody").version().state()).isEqualTo(State.READY);
        home.publish("20260604T020000-d", "2026-06-04", "2025-26", 100);
        frozen().countDay(YEAR, "A. Registrar");
        run().make("FS052", YEAR, "somebody");
        assertThat(run().exports().standing("FS052", YEAR).orElseThrow())
                .satisfies(version -> assertThat(version.manifest().version()).isEqualTo(2))
                .satisfies(version -> assertThat(version.state()).isEqualTo(State.HELD));
    }

    @Test
    void freezingAtTheSameTimeGivesEachANumberAndRowsOfItsOwn() {
        List<CompletableFuture<Frozen.FrozenRows>> atOnce = Stream.of("A", "B", "C")
                .map(by -> CompletableFuture.supplyAsync(
                        () -> frozen().countDay(YEAR, by), work -> new Thread(work).start()))
                .toList();
        List<Frozen.FrozenRows> all =
                atOnce.stream().map(CompletableFuture::join).toList();
        assertThat(all)
                .extracting(Frozen.FrozenRows::name)
                .containsExactlyInAnyOrder("count-day-1", "count-day-2", "count-day-3");
        assertThat(all)
                .allSatisfy(rows -> assertThat(Kept.sha256(
                                home.home().exports().resolve("2025-26/frozen/" + rows.name() + "/rows.duckdb")))
                        .isEqualTo(rows.sha256()));
        assertThat(frozen().of(YEAR, Basis.COUNT_DAY).orElseThrow().number()).isEqualTo(3);
    }

    @Test
    void whatIsNoFileIsNotLookedForElsewhere() {
        for (String name : List.of("../2025-26/FS052", "FS052/../../..", "/tmp", "fs052", "")) {
            assertThatThrownBy(() -> run().check(name, YEAR))
                    .isInstanceOf(ExportException.class)
                    .hasMessageContaining("is no federal file");
        }
    }

    private void close(int state, String publication, String asOf) {
        var closed = ClosedYears.of(home.home());
        closed.finish(
                YEAR,
                new ClosedYear.State(
                        state,
                        "S. Superintendent",
                        CLOCK.instant(),
                        "",
                        "",
                        new ClosedYear.Source(publication, publication, LocalDate.parse(asOf)),
                        Map.of(),
                        Map.of(),
                        Map.of()),
                closed.begin(YEAR));
    }

    @Test
    void aClosedYearGivesFilesOfThePublicationThatItWasClosedFrom() {
        close(1, "20260601T020000-a", "2026-06-01");
        home.publish("20260702T020000-b", "2026-07-02", "2025-26", 30);
        Version first = run().make("FS195", YEAR, "somebody").version();
        assertThat(first.state()).isEqualTo(State.READY);
        assertThat(first.manifest().source())
                .isEqualTo(new Manifest.Source(
                        Basis.YEAR_END,
                        "20260601T020000-a",
                        LocalDate.of(2026, 6, 1),
                        "year-end-1",
                        1,
                        frozen().of(YEAR, Basis.YEAR_END).orElseThrow().sha256()));
        assertThat(frozen().of(YEAR, Basis.YEAR_END).orElseThrow().by()).isEqualTo("S. Superintendent");
        run().sign("FS195", YEAR, 1, "A. Registrar");
        assertThat(run().make("FS195", YEAR, "somebody").isNew()).isFalse();
    }

    @Test
    void aYearThatMovedBySignatureIsFrozenAgainAndItsFilesAreNewVersions() {
        close(1, "20260601T020000-a", "2026-06-01");
        run().make("FS195", YEAR, "somebody");
        home.publish("20260702T020000-b", "2026-07-02", "2025-26", 30);
        home.showing("20260702T020000-b", "2025-26", 1);
        close(2, "20260702T020000-b", "2026-07-02");
        assertThat(frozen().of(YEAR, Basis.YEAR_END)).isEmpty();
        assertThat(frozen().yearEnd(YEAR))
                .as("what was signed from shows what was closed before")
                .isEmpty();
        assertThatThrownBy(() -> frozen().yearEndNow(YEAR, "A. Registrar"))
                .isInstanceOf(ExportException.class)
                .hasMessage("The publication in force does not show state 2 of 2025-26 yet. Run a night first:"
                        + " yearbook nightly");
        home.publish("20260703T020000-c", "2026-07-03", "2025-26", 28).showing("20260703T020000-c", "2025-26", 2);
        home.publish("20260704T020000-d", "2026-07-04", "2025-26", 26).showing("20260704T020000-d", "2025-26", 2);
        Manifest second = run().make("FS195", YEAR, "somebody").version().manifest();
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.source().frozen()).isEqualTo("year-end-2");
        assertThat(second.source().closedState()).isEqualTo(2);
        assertThat(second.source().publication()).as("the first that shows it").isEqualTo("20260703T020000-c");
        assertThat(run().exports()
                        .versions("FS195", YEAR)
                        .get(0)
                        .manifest()
                        .source()
                        .closedState())
                .isEqualTo(1);
    }

    @Test
    void ofAPublicationThatIsNotKeptAnyMoreTheFileIsADraftUntilSomebodyFreezesWhatThereIs() {
        close(1, "20260501T020000-gone", "2026-05-01");
        assertThat(run().make("FS195", YEAR, "somebody").version().state()).isEqualTo(State.DRAFT);
        home.showing("20260601T020000-a", "2025-26", 1);
        Frozen.FrozenRows rows = frozen().yearEndNow(YEAR, "A. Registrar");
        assertThat(rows.publication()).isEqualTo("20260601T020000-a");
        assertThat(rows.closedState()).isEqualTo(1);
        Version version = run().make("FS195", YEAR, "somebody").version();
        assertThat(version.state()).isEqualTo(State.READY);
        assertThat(version.manifest().version()).isEqualTo(2);
    }

    @Test
    void whatIsKeptIsForItsOwnerAlone() throws IOException {
        frozen().countDay(YEAR, "A. Registrar");
        run().make("FS052", YEAR, "somebody");
        try (Stream<Path> files = Files.walk(home.home().exports().resolve("2025-26"))) {
            assertThat(files.filter(path -> !path.getFileName().toString().equals("exports")))
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .as("%s", path)
                            .endsWith("------"));
        }
        assertThat(Files.readString(home.home().state().resolve("audit-sql.log")))
                .contains("federal file FS052 2025-26 version 1", "somebody");
    }

    @Test
    void aRunThatWasCutOffLeavesNoVersion() throws IOException {
        Path cut = Files.createDirectories(home.home().exports().resolve("2025-26/FS052/v0001.tmp"));
        Files.writeString(cut.resolve("half.tab"), "half");
        Version version = run().make("FS052", YEAR, "somebody").version();
        assertThat(version.manifest().version()).isEqualTo(1);
        assertThat(version.folder().resolve("half.tab")).doesNotExist();
        assertThat(cut).doesNotExist();
    }

    @Test
    void whoIsBehindANumberIsAsManyAsItSays() {
        Version version = run().make("FS195", YEAR, "somebody").version();
        Behind behind = run().behind(version, Level.SCH, "0001", "CHRONABSENT", Map.of("SEX", "F"));
        assertThat(version.text(version.manifest().parts().get(0))).contains("\t0001\tCHRONABSENT\tF\tWH7");
        assertThat(behind.number()).isEqualTo(2);
        assertThat(behind.people())
                .containsExactly(
                        new Behind.Person(Behind.Kind.STUDENT, "S0", "Family0", "Given", "01"),
                        new Behind.Person(Behind.Kind.STUDENT, "S2", "Family2", "Given", "01"));
    }

    @Test
    void whatIsNotKnownIsToldAndNothingIsMade() throws IOException {
        Files.writeString(home.home().settings(), "name: Cedar Valley\nlea_id: \"3100042\"\n");
        assertThatThrownBy(() -> run().make("FS052", YEAR, "somebody"))
                .isInstanceOf(ExportException.class)
                .hasMessageContaining("'state' in district.yaml")
                .hasMessageContaining("'federal: district_id' in district.yaml");
        assertThat(run().exports().versions("FS052", YEAR)).isEmpty();
        assertThat(run().obstacles("FS052", YEAR)).hasSize(3);
    }

    @Test
    void aFileOfWhichAnInputIsMissingSaysWhichAndForgetsItOnceItIsThere() throws IOException {
        String settings = Files.readString(home.home().settings());
        Files.writeString(home.home().settings(), settings.replace("district_id: \"00100\"", ""));
        assertThatThrownBy(() -> run().make("FS052", YEAR, "somebody")).isInstanceOf(ExportException.class);
        Files.writeString(home.home().settings(), settings);
        run().make("FS052", YEAR, "somebody");
        assertThat(run().obstacles("FS052", YEAR)).isEmpty();
        assertThatThrownBy(() -> run().make("FS999", YEAR, "somebody"))
                .hasMessageContaining("no file that Yearbook knows");
    }

    @Test
    void aSettingThatIsWrongIsToldByItsLine() throws IOException {
        Files.writeString(home.home().settings(), """
                name: Cedar Valley
                federal:
                  hand_in:
                    due: {FS999: {2025-26: soon}}
                    forms: csv
                """);
        assertThatThrownBy(() -> ExportSettings.read(home.home()))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("line 4")
                .hasMessageContaining("'FS999' is no federal file")
                .hasMessageContaining("must be a day, like 2025-06-18, not 'soon'")
                .hasMessageContaining("'forms' is not known here");
    }

    @Test
    void theSpecificationsInTheHomeAreThoseThatFilesAreMadeBy() throws IOException {
        Path federal = Files.createDirectories(home.home().federal());
        Files.writeString(federal.resolve("ESS_Metadata.json"), "{}");
        assertThatThrownBy(this::run)
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("there is only one of ESS_Metadata.json and ESS_Layout.json");
        assertThatThrownBy(() -> new DueFiles(home.home(), ExportHome.LIMITS, CLOCK))
                .isInstanceOf(HomeException.class);
    }

    @Test
    void theStatesDayComesBeforeTheFederalOne() {
        var files = new DueFiles(home.home(), ExportHome.LIMITS, CLOCK);
        assertThat(files.of(YEAR))
                .filteredOn(file -> file.specification().equals("FS195"))
                .singleElement()
                .satisfies(file -> {
                    assertThat(file.due()).isEqualTo(LocalDate.of(2026, 6, 30));
                    assertThat(file.dueSays()).isEqualTo("the state's day");
                    assertThat(file.state()).isEqualTo(State.NOT_READY);
                });
        assertThat(files.due(LocalDate.of(2026, 6, 15)))
                .extracting(file -> file.specification() + " " + file.year())
                .contains("FS195 2025-26", "FS052 2025-26", "FS088 2024-25")
                .doesNotContain("FS088 2025-26");
        assertThat(files.due(LocalDate.of(2026, 3, 15)))
                .extracting(file -> file.specification() + " " + file.year())
                .doesNotContain("FS195 2025-26", "FS052 2025-26");
    }

    @Test
    void aSignedFileIsNotDueAnyMore() {
        frozen().countDay(YEAR, "A. Registrar");
        run().make("FS052", YEAR, "somebody");
        run().sign("FS052", YEAR, 1, "A. Registrar");
        assertThat(new DueFiles(home.home(), ExportHome.LIMITS, CLOCK).due(LocalDate.of(2026, 7, 15)))
                .extracting(file -> file.specification() + " " + file.year())
                .doesNotContain("FS052 2025-26");
    }

    @Test
    void openProblemsOfTheInputsAreCountedByRule() {
        assertThat(new Readiness(home.home(), ExportHome.LIMITS).of("FS052", YEAR))
                .containsExactly(new OpenProblem(
                        "DEM-01", "Sex is known", "demographic", "major", "Registrar", "Enter the sex.", 2));
    }
}
