package org.yearbook.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.source.folder.Inbox;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;

/** A home with an inbox, and a landing that goes through it night after night. */
final class TestLanding {

    static final District DISTRICT = new District(
            "Cedar Valley Unified",
            "9900001",
            "ZZ",
            ZoneId.of("America/Chicago"),
            MonthDay.of(7, 1),
            MonthDay.of(10, 1),
            10);

    /** Questions are many and small: opening an engine for each took longer than the answers. */
    private static final Duck READER = Duck.inMemory(Limits.small());

    final DistrictHome home;
    private final Contracts contracts;
    private LocalDate night = LocalDate.of(2026, 5, 14);

    TestLanding(Path root) {
        this(root, Contracts.load(new DistrictHome(root).contracts()));
    }

    private TestLanding(Path root, Contracts contracts) {
        this.home = new DistrictHome(root);
        this.contracts = contracts;
        try {
            Files.createDirectories(home.inbox());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return another one, empty, with the same contracts} */
    TestLanding elsewhere(Path root) {
        return new TestLanding(root, contracts);
    }

    /** {@return one with contracts of the district's own} */
    static TestLanding with(Path root, String... contracts) {
        try {
            Path folder = Files.createDirectories(new DistrictHome(root).contracts());
            for (String contract : contracts) {
                Files.writeString(folder.resolve("own" + contract.hashCode() + ".yaml"), contract);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TestLanding(root);
    }

    /** {@return a shipped contract} */
    static Contract contract(String id) {
        return Contracts.load(Path.of("absent")).get(id);
    }

    /** {@return the one file that lands from what lies in the inbox, every row of it accounted for} */
    LandedFile landed() {
        LandingResult result = night();
        assertThat(result.held()).isEmpty();
        assertThat(result.fresh()).hasSize(1);
        LandedFile file = result.fresh().get(0);
        assertThat(stored(file) + file.rejected()).isEqualTo(file.delivered());
        assertThat(rejects(file)).hasSize((int) file.rejected());
        return file;
    }

    /** {@return the one file that is held back of what lies in the inbox} */
    HeldBack held() {
        LandingResult result = night();
        assertThat(result.fresh()).isEmpty();
        assertThat(result.held()).hasSize(1);
        return result.held().get(0);
    }

    /** {@return what is told about a file: rule, severity, line and words} */
    static List<String> told(LandedFile file) {
        return file.findings().stream()
                .map(finding ->
                        finding.ruleId() + " " + finding.severity() + " " + finding.line() + " " + finding.message())
                .toList();
    }

    Land land() {
        return land(Early.nothing(home));
    }

    private Land land(Early early) {
        Clock clock = Clock.fixed(night.atStartOfDay().toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        return new Land(home, contracts, DISTRICT, clock, new Limits(2, 512, null), early);
    }

    /** Lands what lies in the inbox, with what was found out before, and leaves it there. */
    LandingResult look(Early early) {
        night = night.plusDays(1);
        return land(early).land(Inbox.scan(home.inbox()), night, LandingProgress.SILENT);
    }

    /** Lands what lies in the inbox, and leaves it there. */
    LandingResult look() {
        return look(LandingProgress.SILENT);
    }

    /** Lands what lies in the inbox while somebody hears of each file, and leaves it there. */
    LandingResult look(LandingProgress progress) {
        night = night.plusDays(1);
        return land().land(Inbox.scan(home.inbox()), night, progress);
    }

    /** Lands what lies in the inbox and clears it. */
    LandingResult night() {
        LandingResult result = look();
        land().acknowledge(result);
        return result;
    }

    LocalDate lastNight() {
        return night;
    }

    Instant now() {
        return night.atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    Path drop(String name, String text) {
        return drop(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Path drop(String name, byte[] bytes) {
        try {
            Path file = home.inbox().resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Drops a zip of names and contents, in turn. */
    Path zip(String name, String... namesAndTexts) {
        Path file = home.inbox().resolve(name);
        try (var out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int at = 0; at < namesAndTexts.length; at += 2) {
                out.putNextEntry(new ZipEntry(namesAndTexts[at]));
                out.write(namesAndTexts[at + 1].getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** {@return the landed rows, each with its line in front, fields parted by {@code |}, NULL as {@code -}} */
    static List<String> rows(LandedFile file) {
        String columns = String.join(
                ", ", file.header().stream().map(ParquetCopy::identifier).toList());
        List<String> rows = new ArrayList<>();
        READER.sql()
                .fetch("select " + file.lineExpression() + ", " + columns + " from read_parquet("
                        + Duck.fileList(file.parquet()) + ", file_row_number = true) order by 1")
                .forEach(row -> {
                    var text = new StringBuilder(String.valueOf(row.get(0)));
                    for (int at = 1; at < row.size(); at++) {
                        text.append('|').append(row.get(at) == null ? "-" : row.get(at));
                    }
                    rows.add(text.toString());
                });
        return rows;
    }

    /** {@return the rejected rows: line, reason, text} */
    static List<String> rejects(LandedFile file) {
        return READER.sql()
                .fetch("select line, reason, text from read_parquet(" + Duck.literal(file.rejects())
                        + ") order by line")
                .map(row -> row.get(0) + "|" + row.get(1) + "|" + row.get(2));
    }

    static long stored(LandedFile file) {
        return READER.sql()
                .fetchSingle("select count(*) from read_parquet(" + Duck.fileList(file.parquet()) + ")")
                .get(0, long.class);
    }
}
