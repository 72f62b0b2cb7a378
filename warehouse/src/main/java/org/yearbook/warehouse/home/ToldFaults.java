package org.yearbook.warehouse.home;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * How a command ends over what whoever typed it can see to: it is told in a sentence. Anything else is a fault of ours,
 * and thrown on as that.
 */
public final class ToldFaults implements IExecutionExceptionHandler {

    private final List<Class<?>> told;

    /** @param told whose messages are such sentences */
    public ToldFaults(Class<?>... told) {
        this.told = List.of(told);
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (told.stream().noneMatch(kind -> kind.isInstance(failure))) {
            throw failure;
        }
        command.getErr().println(failure.getMessage());
        return ExitCode.USAGE;
    }
}
