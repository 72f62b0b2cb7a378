package org.yearbook.ingest.land;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.source.folder.Durable;
import org.yearbook.ingest.source.folder.Inbox;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictHome;

/** The landing of one district. One process at a time: the night holds the lock. */
public final class Land {

    private final DistrictHome home;
    private final Contracts contracts;
    private final District district;
    private final Clock clock;
    private final Limits limits;
    private final Early early;

    public Land(DistrictHome home, Contracts contracts, District district, Clock clock, Limits limits) {
        this(home, contracts, district, clock, limits, Early.nothing(home));
    }

    public Land(DistrictHome home, Contracts contracts, District district, Clock clock, Limits limits, Early early) {
        this.early = early;
        this.home = home;
        this.contracts = contracts;
        this.district = district;
        this.clock = clock;
        this.limits = limits;
    }

    /** Lands everything in the inbox that is new and fit; moves nothing: {@link #acknowledge} does, later. */
    public LandingResult land(Inbox inbox, LocalDate night, LandingProgress progress) {
        if (inbox.items().isEmpty()) {
            return new LandingResult(List.of(), List.of(), List.of(), List.of(), List.of());
        }
        Path work = home.landing().resolve(Catalogue.WORK);
        try {
            // What a killed landing left behind was never a delivery.
            Durable.delete(work);
            Files.createDirectories(work);
            try (var duck = Duck.inMemory(limits)) {
                Catalogue catalogue = early.catalogue();
                var room = new Room(
                        contracts,
                        district,
                        catalogue,
                        duck,
                        new Store(new ParquetCopy(duck), work),
                        new Identification(contracts),
                        night,
                        catalogue.nextSequence(),
                        progress,
                        early);
                return new LandingRun(room, work, inbox.root(), clock).run(inbox.items());
            } finally {
                Durable.delete(work);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The landing folder cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * {@return the files now in force, by contract and arrival} For a contract and school year that is the latest
     * delivery (snapshot) or all of them (append); a file with several school years is in force for those in which no
     * later one took its place.
     */
    public List<InForce> current() {
        return early.catalogue().standing().all();
    }

    /** {@return the files of one delivery, whether or not they are still in force; none when it is not there} */
    public List<LandedFile> delivered(String deliveryId) {
        return Catalogue.files(home.landing(), deliveryId);
    }

    /**
     * Puts taken files away under {@code inbox/.taken/<night>}, and held ones under {@code inbox/.held/<night>}, each
     * with a text beside it that says why; call it once the night has published.
     */
    public void acknowledge(LandingResult result) {
        new PutAway(home.inbox(), result.night()).all(result);
    }
}
