package org.yearbook.ingest.contract;

import java.util.List;
import org.yearbook.definitions.Fault;

/** Contracts need a correction; the message names every fault with its file and line. */
public final class ContractException extends RuntimeException {

    private final List<Fault> faults;

    ContractException(List<Fault> faults) {
        super("The source contracts need a correction:\n  - "
                + String.join("\n  - ", faults.stream().map(Fault::toString).toList()));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
