package org.yearbook.ingest.land;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a night found in the inbox.
 *
 * @param fresh files landed now
 * @param unchanged files whose bytes were already in force; nothing was done
 * @param held files refused
 * @param findings what is to be told about files and bundles; those of a landed file are also in the file itself
 * @param taken inbox files and zips that need not come again; {@link Land#acknowledge} puts them away
 * @param refused inbox files and zips of which something was held back, and what; they are put away too
 * @param night the night that looked
 */
public record LandingResult(
        List<LandedFile> fresh,
        List<LandedFile> unchanged,
        List<HeldBack> held,
        List<Finding> findings,
        List<Path> taken,
        Map<Path, List<HeldBack>> refused,
        LocalDate night) {

    public LandingResult {
        fresh = List.copyOf(fresh);
        unchanged = List.copyOf(unchanged);
        held = List.copyOf(held);
        findings = List.copyOf(findings);
        taken = List.copyOf(taken);
        refused = Collections.unmodifiableMap(new LinkedHashMap<>(refused));
    }

    /** A result of which nothing was held back. */
    public LandingResult(
            List<LandedFile> fresh,
            List<LandedFile> unchanged,
            List<HeldBack> held,
            List<Finding> findings,
            List<Path> taken) {
        this(
                fresh,
                unchanged,
                held,
                findings,
                taken,
                Map.of(),
                fresh.isEmpty() ? LocalDate.EPOCH : fresh.get(0).arrived());
    }

    /** {@return this and what else kept data out or is to be told, such as a source that could not be pulled} */
    public LandingResult with(List<HeldBack> moreHeld, List<Finding> moreFindings) {
        return new LandingResult(
                fresh,
                unchanged,
                Stream.concat(moreHeld.stream(), held.stream()).toList(),
                Stream.concat(findings.stream(), moreFindings.stream()).toList(),
                taken,
                refused,
                night);
    }

    /**
     * {@return this, where what was landed before and never told of counts as new: a night that was cut off landed it,
     * and nobody could see it}
     */
    public LandingResult told(Predicate<LandedFile> before) {
        return new LandingResult(
                Stream.concat(fresh.stream(), unchanged.stream().filter(before.negate()))
                        .toList(),
                unchanged.stream().filter(before).toList(),
                held,
                findings,
                taken,
                refused,
                night);
    }

    /** {@return whether the inbox held nothing at all} */
    public boolean empty() {
        return fresh.isEmpty() && unchanged.isEmpty() && held.isEmpty() && taken.isEmpty();
    }
}
