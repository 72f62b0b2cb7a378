package org.yearbook.ingest.land;

import java.util.List;

/**
 * The files in force for one contract and school year.
 *
 * @param contractId the contract
 * @param schoolYear for example {@code 2025-26}, {@code unknown}, or {@code all}
 * @param files in arrival order; several when the contract appends, when a delivery came in parts, or when OneRoster
 *     deltas follow a bulk delivery (attribute {@code manifest.mode})
 */
public record InForce(String contractId, String schoolYear, List<LandedFile> files) {

    public InForce {
        files = List.copyOf(files);
    }
}
