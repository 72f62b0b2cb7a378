package org.yearbook.dashboard.page.card;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Metric;
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
    private final Map<String, String> labels =
            Definitions.shipped().metrics().stream().collect(Collectors.toMap(Metric::id, Metric::label));
    private final Listed shipped = new Listed(ReportCard.shipped(), labels, List.of());

    CardList(DistrictHome home) {
        this.home = home;
    }

    /**
     * A list as it is at one moment.
     *
     * @param labels how the metrics of this release are called, by id: for those that a publication does not know
     * @param faults of the district's own, a line each; none when nothing is wrong with it
     */
    record Listed(ReportCard card, Map<String, String> labels, List<String> faults) {

        Listed {
            labels = Map.copyOf(labels);
            faults = List.copyOf(faults);
        }
    }

    Listed now() {
        if (!Files.isRegularFile(home.metrics().resolve(ReportCard.FILE))) {
            return shipped;
        }
        try {
            return new Listed(ReportCard.load(home.metrics()), labels, List.of());
        } catch (DefinitionException e) {
            LOG.warn("metrics/{} has a fault; the shipped list is shown", ReportCard.FILE, e);
            return new Listed(
                    shipped.card(),
                    labels,
                    String.valueOf(e.getMessage()).lines().map(String::strip).toList());
        } catch (UncheckedIOException e) {
            LOG.warn("The folder metrics/ cannot be read; the shipped list is shown", e);
            return new Listed(shipped.card(), labels, List.of("The folder metrics/ cannot be read."));
        }
    }
}
