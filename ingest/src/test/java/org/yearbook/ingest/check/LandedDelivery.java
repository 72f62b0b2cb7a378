package org.yearbook.ingest.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.land.Land;
import org.yearbook.ingest.land.LandingProgress;
import org.yearbook.ingest.land.LandingResult;
import org.yearbook.ingest.source.folder.Inbox;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.DistrictHome;

/** A home into whose inbox a folder of files is copied and landed, as a night lands it. */
final class LandedDelivery {

    private static final String EXPECTED = "expected.yaml";

    private final DistrictHome home;
    private final Contracts contracts;

    LandedDelivery(Path root, Contracts contracts) {
        this.home = new DistrictHome(root);
        this.contracts = contracts;
    }

    LandingResult land(Path delivery) {
        try {
            Files.createDirectories(home.inbox());
            copy(delivery);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var clock = Clock.fixed(MiniNight.DATE.atStartOfDay().toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        return new Land(home, contracts, MiniNight.DISTRICT, clock, new Limits(2, 512, null))
                .land(Inbox.scan(home.inbox()), MiniNight.DATE, LandingProgress.SILENT);
    }

    private void copy(Path delivery) throws IOException {
        try (Stream<Path> files = Files.walk(delivery)) {
            for (Path file : files.sorted().toList()) {
                Path to = home.inbox().resolve(delivery.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else if (!file.endsWith(EXPECTED)) {
                    Files.copy(file, to);
                }
            }
        }
    }
}
