package org.yearbook.dashboard.api;

import java.time.LocalDate;
import org.yearbook.warehouse.answer.Edition;

/**
 * The publication that an answer was read from.
 *
 * @param asOf the night of its data
 */
public record Stamp(String id, LocalDate asOf) {

    static Stamp of(Edition edition) {
        return new Stamp(edition.publication(), edition.asOf());
    }
}
