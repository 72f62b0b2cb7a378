package org.yearbook.dashboard.page.card;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.ReportCard;
import org.yearbook.warehouse.home.DistrictHome;

/**
 * What the card must tell: the list of this release, or the district's own {@code metrics/report-card.yaml}. A list of
 * its own that has a fault is told, and the shipped one is shown.
 */
@Component
final class CardList {

    private static final Logger LOG = LoggerFactory.getLogger(CardList.class);

    private final DistrictHome home;
    private final Listed shipped = new Listed(ReportCard.shipped(), List.of());

    CardList(DistrictHome home) {
        this.home = home;
    }

    /**
     * A list as it is at one moment.
     *
     * @param faults of the district's own, a line each; none when nothing is wrong with it
     */
    record Listed(ReportCard card, List<String> faults) {

        Listed {
            faults = List.copyOf(faults);
        }
    }

    Listed now() {
        if (!Files.isRegularFile(home.metrics().resolve(ReportCard.FILE))) {
            return shipped;
        }
        try {
            return new Listed(ReportCard.load(home.metrics()), List.of());
        } catch (DefinitionException e) {
            LOG.warn("metrics/{} has a fault; the shipped list is shown", ReportCard.FILE, e);
            return new Listed(
                    shipped.card(),
                    String.valueOf(e.getMessage()).lines().map(String::strip).toList());
        } catch (UncheckedIOException e) {
            LOG.warn("The folder metrics/ cannot be read; the shipped list is shown", e);
            return new Listed(shipped.card(), List.of("The folder metrics/ cannot be read."));
        }
    }
}
