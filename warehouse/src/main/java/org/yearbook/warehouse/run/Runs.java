package org.yearbook.warehouse.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.DurableFile;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** The runs of a home, read from its {@code runs} folder while a night may be at work there in another process. */
public final class Runs {

    /** How many are kept: a year of nights, and some. */
    public static final int KEPT = 400;

    /** With a refresh every quarter of an hour, this is some days. */
    private static final int LOOKED_AT = 200;

    /** What a night made out of what, beside its record, and removed with it. */
    public static final String LINEAGE = "openlineage.ndjson";

    private static final DateTimeFormatter BEGAN = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final Pattern ID = Pattern.compile("\\d{8}T\\d{6}-[0-9a-f]{6}");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NIGHT = "night.json";

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final DistrictHome home;
    private final int kept;

    public Runs(DistrictHome home) {
        this(home, KEPT);
    }

    Runs(DistrictHome home, int kept) {
        this.home = home;
        this.kept = kept;
    }

    /**
     * {@return the ids of the runs whose records are kept, latest first} Of older ones only what the lake needs is
     * left.
     */
    public List<String> ids() {
        return all().stream().limit(kept).toList();
    }

    /** {@return the ids of the runs of which only what the lake needs is left, latest first} */
    public List<String> older() {
        return all().stream().skip(kept).toList();
    }

    private List<String> all() {
        if (!Files.isDirectory(home.runs())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(home.runs())) {
            return folders.filter(
                            folder -> Files.exists(folder.resolve(RunFile.NAME)) || Files.exists(folder.resolve(NIGHT)))
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .filter(Runs::isId)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The runs cannot be listed", e);
        }
    }

    /** {@return a run, if there is one of that id and its record can be read} */
    public Optional<Run> find(String id) {
        if (!isId(id)) {
            return Optional.empty();
        }
        Path folder = home.runs().resolve(id);
        return Files.exists(folder.resolve(RunFile.NAME))
                ? Optional.ofNullable(RunFile.read(folder))
                : onlyKnown(id, folder.resolve(NIGHT));
    }

    /** {@return the run that is going on or was the last of which the record can be read, if there was any} */
    public Optional<Run> latest() {
        return ids().stream().flatMap(id -> find(id).stream()).findFirst();
    }

    /**
     * {@return the date of the latest night that took in all that there was} Of a quiet day that is nothing, and the
     * numbers in force stand for it as well. Empty when the last of {@value #LOOKED_AT} runs did not.
     */
    public Optional<LocalDate> lastHeard() {
        return ids().stream()
                .limit(LOOKED_AT)
                .flatMap(id -> find(id).stream())
                .filter(run -> !run.refresh())
                .filter(run -> run.state().published() || quiet(run))
                .map(Run::date)
                .findFirst();
    }

    private static boolean quiet(Run run) {
        return run.state() == Run.State.NOTHING && run.files().stream().noneMatch(file -> file.came() == Run.Came.HELD);
    }

    /** {@return when a run of {@link #ids} began, as its id tells; the record itself may be beyond reading} */
    public static Instant began(String id) {
        return LocalDateTime.parse(id.substring(0, id.indexOf('-')), BEGAN).toInstant(ZoneOffset.UTC);
    }

    /** {@return the latest runs like one, before it, of which a publication came, latest first} */
    public List<Run> publishedBefore(Run run, int atMost) {
        return ids().stream()
                .filter(other -> other.compareTo(run.id()) < 0)
                .limit(8L * atMost) // those that found nothing stand between, and refreshes between nights
                .flatMap(other -> find(other).stream())
                .filter(other -> other.refresh() == run.refresh())
                .filter(other -> other.state().published())
                .limit(atMost)
                .toList();
    }

    /**
     * Removes the records of the oldest runs beyond those that are kept; what the lake knows of them stays. What cannot
     * be removed is noted in the log and waits for the next night.
     */
    public void prune() {
        try {
            all().stream().skip(kept).map(home.runs()::resolve).forEach(Runs::remove);
        } catch (UncheckedIOException e) {
            LOG.warn("Old runs cannot be removed", e);
        }
    }

    private static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(RunFile.NAME));
            Files.deleteIfExists(folder.resolve(RunFile.NAME + DurableFile.UNFINISHED));
            Files.deleteIfExists(folder.resolve(RunFile.ALIVE));
            Files.deleteIfExists(folder.resolve(LINEAGE));
            if (!Files.exists(folder.resolve(NIGHT)) && Files.isDirectory(folder)) {
                deleteIfEmpty(folder);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The record of the old run {} cannot be removed", folder.getFileName(), e);
        }
    }

    private static boolean isId(String name) {
        try {
            return ID.matcher(name).matches() && began(name).isAfter(Instant.EPOCH);
        } catch (DateTimeException e) {
            return false; // figures that are no time
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            if (left.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(folder);
    }

    /** What the lake keeps of a night begins with its date and its end, and may go on for long. */
    private static Optional<Run> onlyKnown(String id, Path night) {
        LocalDate date = null;
        Instant finished = null;
        try (InputStream file = Files.newInputStream(night);
                JsonParser parser = JSON.createParser(file)) {
            parser.nextToken();
            while ((date == null || finished == null) && parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("date")) {
                    date = LocalDate.parse(parser.getString());
                } else if (name.equals("finished")) {
                    finished = Instant.parse(parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (IOException | JacksonException | DateTimeException e) {
            return Optional.empty();
        }
        if (date == null || finished == null) {
            return Optional.empty();
        }
        return Optional.of(new Run(
                id,
                date,
                false,
                finished,
                finished,
                finished,
                Run.State.ONLY_KNOWN,
                "",
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    }
}
