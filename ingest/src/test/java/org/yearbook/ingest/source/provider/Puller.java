package org.yearbook.ingest.source.provider;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.yearbook.ingest.source.pull.ConfiguredSource;
import org.yearbook.ingest.source.pull.Pace;
import org.yearbook.ingest.source.pull.PullResult;
import org.yearbook.ingest.source.pull.Pulls;
import org.yearbook.ingest.source.pull.SourceKind;
import org.yearbook.ingest.source.pull.SourcesFile;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;

/** A home with one source, pulled as a night pulls it; waiting costs no time, but is remembered. */
public final class Puller {

    private static final District DISTRICT =
            new District("Test", "0600001", "CA", ZoneId.of("UTC"), MonthDay.of(7, 1), MonthDay.of(10, 1), 10);

    private final DistrictHome home;
    private final List<ConfiguredSource> sources;
    private final Map<String, String> environment = new HashMap<>();
    private final List<Duration> waits = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T09:00:00Z");

    /**
     * Makes the home.
     *
     * @param yaml the one source as {@code district.yaml} has it, below {@code sources:}
     */
    public Puller(Path root, SourceKind kind, String yaml) {
        this.home = new DistrictHome(root);
        try {
            Files.createDirectories(home.inbox());
            Files.createDirectories(home.state());
            Files.writeString(home.settings(), "sources:\n" + yaml.indent(2));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.sources = SourcesFile.read(home, List.of(kind));
    }

    public Puller secret(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** {@return how long was waited, each time} */
    public List<Duration> waits() {
        return waits;
    }

    /** Lets time pass, as a test's server does for a token to expire. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    public PullResult pull(LocalDate date) {
        return pulls().pull(sources, date, false).get(0);
    }

    public PullResult pullAll(LocalDate date) {
        return pulls().pull(sources, date, true).get(0);
    }

    private Pulls pulls() {
        Clock clock = new Clock() {

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        Pace pace = new Pace(
                clock,
                time -> {
                    waits.add(time);
                    now = now.plus(time);
                },
                new Random(7));
        return new Pulls(home, DISTRICT, sources, environment, pace);
    }

    /** {@return names of what lies in the inbox} */
    public List<String> inbox() {
        try (Stream<Path> files = Files.list(home.inbox())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the lines of a file in the inbox} */
    public List<String> lines(String name) {
        try {
            return Files.readAllLines(home.inbox().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes everything out of the inbox, as a night that landed it does. */
    public void take() {
        List<Path> taken = inbox().stream().map(home.inbox()::resolve).toList();
        pulls().landed(taken, List.of());
        taken.forEach(file -> {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    public Path root() {
        return home.root();
    }
}
