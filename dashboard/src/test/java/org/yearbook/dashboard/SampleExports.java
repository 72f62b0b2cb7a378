package org.yearbook.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.export.ExportHome;
import org.yearbook.warehouse.export.ExportRun;
import org.yearbook.warehouse.export.Frozen;

/** Federal files of the sample district: FS052 from frozen data and held, FS195 a draft. */
final class SampleExports {

    static final SchoolYear YEAR = SchoolYear.parse("2025-26");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);

    private static final String PUBLICATION = "20260515T020000-a";
    private static final Limits LIMITS = new Limits(1, 256, null);

    private SampleExports() {}

    /** Files that were made are there; every other page shows the publication as it was. */
    static void write(SamplePublication sample) {
        Path internal = internal(sample);
        Path before = internal.resolveSibling("before.duckdb");
        copy(internal, before);
        lend(sample);
        copy(before, internal);
    }

    /** Sixty students at two schools this year, thirty last year; four of them are often absent. */
    static void lend(SamplePublication sample) {
        try {
            Files.writeString(
                    sample.home().settings(),
                    "federal: {district_id: \"00100\", school_ids: {\"0101\": \"0001\", \"0102\": \"0002\"},"
                            + " hand_in: {due: {FS195: {2025-26: 2026-06-30}}}}\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        change(sample, ExportHome::lend);
        change(sample, duck -> ExportHome.students(duck, YEAR.previous().toString(), 15));
        var frozen = new Frozen(sample.home(), LIMITS, CLOCK);
        frozen.countDay(YEAR.previous(), "A. Registrar");
        var run = new ExportRun(sample.home(), LIMITS, CLOCK);
        run.make("FS052", YEAR.previous(), "the night");
        change(sample, duck -> ExportHome.students(duck, YEAR.toString(), 30));
        frozen.countDay(YEAR, "A. Registrar");
        run.make("FS052", YEAR, "the night");
        run.make("FS195", YEAR, "the night");
    }

    private static Path internal(SamplePublication sample) {
        return sample.home().publications().resolve(PUBLICATION).resolve("internal.duckdb");
    }

    private static void copy(Path from, Path to) {
        try {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void change(SamplePublication sample, Consumer<Duck> change) {
        try (Duck duck = Duck.write(internal(sample), LIMITS)) {
            change.accept(duck);
        }
    }
}
