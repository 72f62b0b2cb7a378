package org.yearbook.ingest.night;

import org.yearbook.ingest.bench.BenchCommand;
import org.yearbook.ingest.simulate.SimulateCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The entry of everything that brings data in: {@code simulate}, {@code init}, {@code nightly}, {@code sources},
 * {@code rules}, {@code bench}.
 */
@Command(
        name = "yearbook",
        mixinStandardHelpOptions = true,
        subcommands = {
            NightlyCommand.class,
            InitCommand.class,
            SourcesCommand.class,
            RulesCommand.class,
            DemoDataCommand.class,
            SimulateCommand.class,
            BenchCommand.class
        })
public final class YearbookIngest {

    private YearbookIngest() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new YearbookIngest()).execute(arguments));
    }
}
