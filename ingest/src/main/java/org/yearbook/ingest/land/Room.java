package org.yearbook.ingest.land;

import java.time.LocalDate;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.District;

/**
 * What every file of one landing shares.
 *
 * @param batch the sequence at which this landing began
 */
record Room(
        Contracts contracts,
        District district,
        Catalogue catalogue,
        Duck duck,
        Store store,
        Identification identification,
        LocalDate night,
        long batch,
        LandingProgress progress,
        Early early) {

    Standing standing() {
        return catalogue.standing();
    }
}
