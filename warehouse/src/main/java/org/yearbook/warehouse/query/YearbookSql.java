package org.yearbook.warehouse.query;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.yearbook.warehouse.engine.EngineException;
import org.yearbook.warehouse.engine.ReadingLimits;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.HomeOption;
import org.yearbook.warehouse.home.Release;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.PublicationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code yearbook sql}: one read-only statement on the current publication. */
@Command(
        name = "yearbook sql",
        mixinStandardHelpOptions = true,
        description = {
            "Answers one read-only statement from the current publication.",
            "SHOW TABLES names the tables; DESCRIBE <table> names its columns."
        })
public final class YearbookSql implements Callable<Integer> {

    private enum Format {
        csv,
        json,
        table
    }

    @Mixin
    private final HomeOption home = new HomeOption();

    @Option(
            names = "--audience",
            defaultValue = "internal",
            description = "internal, analyst or public (${DEFAULT-VALUE}); each question is written down"
                    + " in state/audit-sql.log")
    private String audience = "";

    @Option(names = "--format", defaultValue = "table", description = "csv, json or table (${DEFAULT-VALUE})")
    private Format format = Format.table;

    @Option(
            names = "--timeout",
            defaultValue = "300",
            description = "seconds after which the statement is stopped (${DEFAULT-VALUE})")
    private int timeout;

    @Parameters(paramLabel = "STATEMENT", description = "for example: \"SELECT * FROM dim_organization\"")
    private String statement = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Clock clock;

    YearbookSql(Clock clock) {
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine(Clock.systemUTC()).setOut(console()).execute(arguments));
    }

    // Straight to the descriptor: System.out keeps silent when nobody reads any more.
    private static PrintWriter console() {
        return new PrintWriter(new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8), 1 << 16));
    }

    static CommandLine commandLine(Clock clock) {
        return Release.toldBy(new CommandLine(new YearbookSql(clock))).setUnmatchedOptionsArePositionalParams(true);
    }

    @Override
    public Integer call() {
        if (timeout < 1) {
            throw new ParameterException(spec.commandLine(), "--timeout needs at least one second");
        }
        Audience reader = Audience.labelled(audience)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "'" + audience + "' is not an audience: internal, analyst or public"));
        PrintWriter out = spec.commandLine().getOut();
        try {
            ask(home.open(), reader, out);
            out.flush();
            return 0;
        } catch (QueryException | HomeException | PublicationException | EngineException | UncheckedIOException e) {
            out.flush();
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private void ask(DistrictHome district, Audience reader, PrintWriter out) {
        var limits = QuestionLimits.take();
        var asked = new Asked(
                new Asker(System.getProperty("user.name", "unknown"), "command"),
                statement,
                List.of(),
                new QuestionLimits(limits.rows(), limits.bytes(), Duration.ofSeconds(timeout), limits.cut()));
        try (AuditLog log = AuditLog.open(district, clock);
                var queue = new FairQueue(1, 1, 1);
                var desk = QueryDesk.open(district, reader, ReadingLimits.usual(), queue, log, clock)) {
            QuestionState end =
                    desk.ask(asked, answer -> write(answer, writer(out))).await();
            if (end instanceof QuestionState.Stopped stopped) {
                throw new QueryException(stopped.why());
            }
            if (end instanceof QuestionState.Failed failed) {
                throw new QueryException(failed.why());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QueryException("The question was stopped.", e);
        }
    }

    private static void write(Answer answer, RowWriter writer) throws IOException, SQLException {
        writer.begin(answer.columns().stream().map(AnswerColumn::name).toList());
        while (answer.next()) {
            writer.row(answer.row());
        }
        writer.end(answer.rows());
    }

    private RowWriter writer(PrintWriter printer) {
        var out = new CheckedOutput(printer);
        return switch (format) {
            case csv -> new CsvWriter(out);
            case json -> new JsonWriter(out);
            case table -> new TableWriter(out);
        };
    }
}
