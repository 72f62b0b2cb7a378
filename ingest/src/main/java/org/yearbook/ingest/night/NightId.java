package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * Names nights so that their names sort in the order in which they ran. Whatever comes after a night goes on from the
 * one with the last name, so a clock that was set back must not make a night come before an earlier one.
 */
final class NightId {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int STAMP_LENGTH = "yyyyMMddTHHmmss".length();
    private static final Pattern ID = Pattern.compile("\\d{8}T\\d{6}-.+");

    private NightId() {}

    /** {@return the name of a night that begins now} */
    static String next(DistrictHome home, Instant now) {
        Instant from = now.truncatedTo(ChronoUnit.SECONDS);
        Instant after = last(home)
                .map(last -> last.plusSeconds(1))
                .filter(from::isBefore)
                .orElse(from);
        return STAMP.format(after) + "-"
                + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt(), 6);
    }

    private static Optional<Instant> last(DistrictHome home) {
        if (!Files.isDirectory(home.runs())) {
            return Optional.empty();
        }
        try (Stream<Path> runs = Files.list(home.runs())) {
            return runs.map(run -> run.getFileName().toString())
                    .filter(name -> ID.matcher(name).matches())
                    .max(Comparator.naturalOrder())
                    .map(name -> STAMP.parse(name.substring(0, STAMP_LENGTH), Instant::from));
        } catch (IOException e) {
            throw new UncheckedIOException("The runs cannot be listed", e);
        }
    }
}
