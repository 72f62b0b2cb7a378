package org.yearbook.ingest.night;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Record;
import org.yearbook.ingest.simulate.DistrictIdentity;
import org.yearbook.ingest.simulate.Simulation;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publications;

/** A district home in a test: nights run as the command runs them, answers are asked of the publication in force. */
final class TestHome {

    private final DistrictHome home;
    private String said = "";

    private TestHome(DistrictHome home) {
        this.home = home;
    }

    /** {@return a home that is there already} */
    static TestHome at(Path root) {
        return new TestHome(DistrictHome.open(root));
    }

    TestHome(Path root) {
        this(new DistrictHome(root));
        try {
            InitCommand.make(home, DistrictIdentity.NAME, DistrictIdentity.NCES_ID, "", "America/Chicago");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DistrictHome home() {
        return home;
    }

    /** Copies files or whole folders' files into the inbox. */
    TestHome deliver(Path... sources) {
        for (Path source : sources) {
            if (!Files.isDirectory(source)) {
                copy(source, source.getFileName().toString());
                continue;
            }
            try (Stream<Path> files = Files.list(source)) {
                files.filter(Files::isRegularFile)
                        .forEach(file -> copy(file, file.getFileName().toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    /** Puts what the people of a simulated district keep into the home. */
    TestHome keep(Path simulated) {
        for (Path kept : List.of(home.cutScores(), home.federal())) {
            Path from = simulated.resolve(Simulation.HOME).resolve(home.root().relativize(kept));
            try (Stream<Path> files = Files.list(from)) {
                Files.createDirectories(kept);
                for (Path file : files.toList()) {
                    Files.copy(file, kept.resolve(file.getFileName()));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return this;
    }

    TestHome deliver(String name, String text) {
        try {
            Files.writeString(home.inbox().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private void copy(Path from, String name) {
        try {
            Files.copy(from, home.inbox().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a night and {@return its exit status}; what it said is in {@link #said}. */
    int night(String date) {
        return night(date, Cluster.THIS_MACHINE);
    }

    /** Runs a night on a Spark master. */
    int night(String date, String master) {
        var words = new StringWriter();
        var terminal = new PrintWriter(words, true);
        int status = NightlyCommand.run(
                home.root(), LocalDate.parse(date), master, new ConsoleNight(terminal, false), terminal);
        said = words.toString();
        return status;
    }

    String said() {
        return said;
    }

    /** Asks the internal publication in force. */
    List<Record> ask(String sql) {
        Path file = Publications.fileOf(home, Audience.INTERNAL).orElseThrow();
        try (var duck = Duck.inMemory(limits())) {
            duck.run("attach " + Duck.literal(file) + " as publication (read_only)");
            duck.run("use publication");
            return List.copyOf(duck.sql().fetch(sql));
        }
    }

    /** {@return the tables of an audience's publication in force} */
    List<String> tables(Audience audience) {
        Path file = Publications.fileOf(home, audience).orElseThrow();
        try (var duck = Duck.inMemory(limits())) {
            duck.run("attach " + Duck.literal(file) + " as publication (read_only)");
            return duck.sql()
                    .fetch("select table_name from duckdb_tables() where database_name = 'publication'")
                    .map(row -> row.get(0, String.class));
        }
    }

    /** Questions of tests are large at times; what they spill goes with the test's own folder. */
    private Limits limits() {
        return new Limits(2, 512, home.root().resolve("asked"));
    }

    long number(String sql) {
        Number number = (Number) ask(sql).get(0).get(0);
        return number == null ? -1 : number.longValue();
    }
}
