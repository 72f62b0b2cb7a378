package org.yearbook.ingest.night;

import java.nio.file.Path;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.ingest.bench.BenchCommand;
import org.yearbook.ingest.contract.ContractException;
import org.yearbook.ingest.simulate.SimulateCommand;
import org.yearbook.warehouse.home.HomeException;
import org.yearbook.warehouse.home.Release;
import org.yearbook.warehouse.outbound.EnvironmentProxies;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * The entry of everything that brings data in: {@code simulate}, {@code init}, {@code nightly}, {@code sources},
 * {@code rules}, {@code export}, {@code restore}, {@code rollback}, {@code verify}, {@code bench}.
 */
@Command(
        name = "yearbook",
        mixinStandardHelpOptions = true,
        subcommands = {
            NightlyCommand.class,
            InitCommand.class,
            SourcesCommand.class,
            RulesCommand.class,
            ExportCommand.class,
            RestoreCommand.class,
            RollbackCommand.class,
            VerifyCommand.class,
            DemoDataCommand.class,
            SimulateCommand.class,
            BenchCommand.class
        })
public final class YearbookIngest {

    private YearbookIngest() {}

    public static void main(String[] arguments) {
        EnvironmentProxies.follow(System.getenv(), System.err::println);
        System.exit(commandLine().execute(arguments));
    }

    /**
     * {@return the command with all that are under it} What none of them foresaw is told without any value of a record.
     */
    static CommandLine commandLine() {
        return Release.toldBy(new CommandLine(new YearbookIngest()))
                .setExecutionExceptionHandler(YearbookIngest::failed);
    }

    private static int failed(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof HomeException
                || failure instanceof ContractException
                || failure instanceof DefinitionException) {
            command.getErr().println(failure.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        OptionSpec option = command.getCommandSpec().findOption("--home");
        Path home = option != null && option.getValue() instanceof Path given ? given : null;
        FailureStory.tell("'" + command.getCommandSpec().qualifiedName() + "'", failure, home, command.getErr());
        return CommandLine.ExitCode.SOFTWARE;
    }
}
