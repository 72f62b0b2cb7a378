package org.yearbook.warehouse.home;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The home that a command works in, as somebody names it behind {@code --home}. */
public final class HomeOption {

    @Option(names = "--home", required = true, paramLabel = "DIR", description = "the district's home")
    private Path folder = Path.of("");

    /** {@return the folder as it was typed} */
    public Path folder() {
        return folder;
    }

    /** {@return the home that is there; refused where {@link DistrictHome#open} refuses} */
    public DistrictHome open() {
        return DistrictHome.open(folder);
    }
}
