package org.yearbook.ingest.source.pull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yearbook.ingest.source.SourceKinds;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;

/** A home whose district.yaml lists sources, and pulls as a night does them. */
public final class SourceHome {

    private final DistrictHome home;
    private final Map<String, String> environment = new HashMap<>();
    private List<SourceKind> kinds = SourceKinds.all();
    private final FakePace time = new FakePace("2026-11-25T08:00:00Z");

    public SourceHome(Path root) {
        home = new DistrictHome(root);
        try {
            Files.createDirectories(home.inbox());
            Files.createDirectories(home.state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public DistrictHome home() {
        return home;
    }

    public FakePace time() {
        return time;
    }

    /** Lets district.yaml name these kinds instead of those of the product. */
    public SourceHome kinds(SourceKind... some) {
        kinds = List.of(some);
        return this;
    }

    public SourceHome secret(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** Writes district.yaml with these lines under {@code sources:}. */
    public SourceHome sources(String yaml) {
        try {
            // As bytes: half a character, which a random text may have, is written as something else.
            String text = "name: Test\ntime_zone: America/Chicago\nsources:\n" + yaml.indent(2);
            Files.write(home.settings(), text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    public List<ConfiguredSource> read() {
        return SourcesFile.read(home, kinds);
    }

    public Pulls pulls() {
        return new Pulls(home, DistrictFile.read(home), read(), environment, time.pace());
    }

    /** Pulls what is due and {@return what became of the only source}. */
    public PullResult pull(String date) {
        List<PullResult> results = pulls().due(LocalDate.parse(date));
        if (results.size() != 1) {
            throw new IllegalStateException(results.size() + " sources were due");
        }
        return results.get(0);
    }

    public PullState state(String source) {
        return new PullStates(home.state()).read(source);
    }

    /** {@return what lies in the inbox, hidden things aside} */
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

    /** Takes everything out of the inbox, as a night does that lands all of it. */
    public void takeAll() {
        try (Stream<Path> files = Files.list(home.inbox())) {
            List<Path> all = files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
            for (Path file : all) {
                Path taken = Files.createDirectories(home.inbox().resolve(".taken"))
                        .resolve(file.getFileName() + "-" + System.nanoTime());
                Files.move(file, taken);
            }
            pulls().landed(all, List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets landing hold back what lies in the inbox. */
    public void holdAll() {
        try (Stream<Path> files = Files.list(home.inbox())) {
            List<Path> all = files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
            for (Path file : all) {
                Files.move(
                        file,
                        Files.createDirectories(home.inbox().resolve(".held"))
                                .resolve(file.getFileName() + "-" + System.nanoTime()));
            }
            pulls().landed(List.of(), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what a source has to work with} */
    public PullContext context(ConfiguredSource source) {
        try {
            return pulls().trial(source, Files.createTempDirectory(home.root(), "trial"), LocalDate.of(2026, 11, 25));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
