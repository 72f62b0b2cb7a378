package org.yearbook.ingest.source.oneroster.conformance;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the standard says of a bundle.
 *
 * @param version of OneRoster by which it was judged
 * @param rows of each file that came, without its header
 * @param faults in the order in which they were found; none when the bundle conforms
 */
public record Verdict(String version, Map<String, Long> rows, List<Fault> faults) {

    public Verdict {
        rows = Map.copyOf(rows);
        faults = List.copyOf(faults);
    }

    /** {@return whether nothing was found} */
    public boolean conforms() {
        return faults.isEmpty();
    }

    /** {@return the codes that were found, each once} */
    public Set<String> codes() {
        Set<String> codes = new TreeSet<>();
        faults.forEach(fault -> codes.add(fault.code()));
        return codes;
    }
}
