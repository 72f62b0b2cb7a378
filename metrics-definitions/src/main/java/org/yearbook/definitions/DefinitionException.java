package org.yearbook.definitions;

import java.util.Collection;
import java.util.List;

/**
 * Metric definitions, code sets or cut scores need a correction; the message names every fault with its file and line.
 */
public final class DefinitionException extends RuntimeException {

    private final List<Fault> faults;

    public DefinitionException(Collection<Fault> faults) {
        this("The metric definitions", faults);
    }

    /** @param what what needs a correction */
    public DefinitionException(String what, Collection<Fault> faults) {
        super(what + " need a correction:\n  - "
                + String.join(
                        "\n  - ",
                        faults.stream()
                                .sorted(Fault.IN_READING_ORDER)
                                .map(Fault::toString)
                                .toList()));
        this.faults = faults.stream().sorted(Fault.IN_READING_ORDER).toList();
    }

    public List<Fault> faults() {
        return faults;
    }
}
