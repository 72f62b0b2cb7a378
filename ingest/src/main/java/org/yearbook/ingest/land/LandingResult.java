package org.yearbook.ingest.land;

import java.nio.file.Path;
import java.util.List;

/**
 * What a night found in the inbox.
 *
 * @param fresh files landed now
 * @param unchanged files whose bytes were already in force; nothing was done
 * @param held files refused
 * @param findings what is to be told about files and bundles; those of a landed file are also in the file itself
 * @param taken inbox files and zips that need not come again; {@link Land#acknowledge} puts them away
 */
public record LandingResult(
        List<LandedFile> fresh,
        List<LandedFile> unchanged,
        List<HeldBack> held,
        List<Finding> findings,
        List<Path> taken) {

    public LandingResult {
        fresh = List.copyOf(fresh);
        unchanged = List.copyOf(unchanged);
        held = List.copyOf(held);
        findings = List.copyOf(findings);
        taken = List.copyOf(taken);
    }

    /** {@return whether the inbox held nothing at all} */
    public boolean empty() {
        return fresh.isEmpty() && unchanged.isEmpty() && held.isEmpty();
    }
}
