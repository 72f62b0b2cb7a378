package org.yearbook.warehouse.home;

import java.util.Optional;
import picocli.CommandLine;

/** Which release of Yearbook this is. */
public final class Release {

    private Release() {}

    /** {@return its name, as the jar has it; without a jar, that it is none} */
    public static String name() {
        return Optional.ofNullable(Release.class.getPackage().getImplementationVersion())
                .orElse("(not from a jar)");
    }

    /**
     * {@return the command, which tells the release when it is asked for its version, and so does all that is under it}
     */
    public static CommandLine toldBy(CommandLine command) {
        command.getCommandSpec().version("Yearbook " + name());
        command.getSubcommands().values().forEach(Release::toldBy);
        return command;
    }
}
