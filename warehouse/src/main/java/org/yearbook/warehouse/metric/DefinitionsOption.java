package org.yearbook.warehouse.metric;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yearbook.definitions.Definitions;
import org.yearbook.warehouse.home.DistrictHome;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Definitions that stand for themselves, as somebody names their folder behind {@code --definitions}. */
public final class DefinitionsOption {

    @Option(
            names = "--definitions",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Instead of a home: a folder of definitions that stands for itself.")
    private @Nullable Path folder;

    /**
     * {@return those in the folder; without one, those of the home; without that, those that are shipped}
     *
     * @param home as it was typed; it is looked at only where it is needed
     */
    public Definitions read(@Nullable Path home) {
        Path own = own(home);
        if (own == null) {
            return Definitions.shipped();
        }
        return folder == null ? Definitions.readWith(own) : Definitions.readOnly(own);
    }

    /** {@return where those lie that are not shipped; null when nobody said where} */
    @Nullable
    Path own(@Nullable Path home) {
        if (folder != null) {
            return folder.toAbsolutePath().normalize();
        }
        return home == null ? null : DistrictHome.open(home).metrics();
    }
}
