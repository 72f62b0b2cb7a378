package org.yearbook.warehouse.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yearbook.warehouse.home.DistrictHome;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** The runs of a home, read from its {@code runs} folder while a night may be at work there in another process. */
public final class Runs {

    /** How many are kept: a year of nights, and some. */
    public static final int KEPT = 400;

    private static final Pattern ID = Pattern.compile("\\d{8}T\\d{6}-[0-9a-f]{6}");
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NIGHT = "night.json";

    private final DistrictHome home;

    public Runs(DistrictHome home) {
        this.home = home;
    }

    /** {@return the ids of all runs of which something is known, latest first} */
    public List<String> ids() {
        if (!Files.isDirectory(home.runs())) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(home.runs())) {
            return folders.filter(
                            folder -> Files.exists(folder.resolve(RunFile.NAME)) || Files.exists(folder.resolve(NIGHT)))
                    .map(folder -> String.valueOf(folder.getFileName()))
                    .filter(name -> ID.matcher(name).matches())
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The runs cannot be listed", e);
        }
    }

    /** {@return a run, if there is one of that id} */
    public Optional<Run> find(String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        Path folder = home.runs().resolve(id);
        return Optional.ofNullable(RunFile.read(folder)).or(() -> onlyKnown(id, folder.resolve(NIGHT)));
    }

    /** {@return the run that is going on or was the last, if there was any} */
    public Optional<Run> latest() {
        return ids().stream().findFirst().flatMap(this::find);
    }

    /** {@return the latest runs before one of which a publication came, latest first} */
    public List<Run> publishedBefore(String id, int atMost) {
        return ids().stream()
                .filter(other -> other.compareTo(id) < 0)
                .limit(4L * atMost) // nights that found nothing stand between
                .flatMap(other -> find(other).stream())
                .filter(run -> run.state().published())
                .limit(atMost)
                .toList();
    }

    /** Removes the records of the oldest runs beyond {@code kept}; what the lake knows of them stays. */
    public void prune(int kept) {
        ids().stream().skip(kept).map(home.runs()::resolve).forEach(folder -> {
            try {
                Files.deleteIfExists(folder.resolve(RunFile.NAME));
                Files.deleteIfExists(folder.resolve(RunFile.ALIVE));
                if (!Files.exists(folder.resolve(NIGHT)) && Files.isDirectory(folder)) {
                    deleteIfEmpty(folder);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("An old run cannot be removed: " + folder, e);
            }
        });
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            if (left.findAny().isPresent()) {
                return;
            }
        }
        Files.delete(folder);
    }

    /** The record of a night that an earlier release ran begins with its date and its end, and may go on for long. */
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
