package org.yearbook.ingest.contract;

import java.util.List;

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

    /**
     * One thing to correct.
     *
     * @param file the contract file
     * @param line in it, from 1
     * @param message what is wrong and what would be right
     */
    public record Fault(String file, int line, String message) {

        @Override
        public String toString() {
            return file + " line " + line + ": " + message;
        }
    }
}
