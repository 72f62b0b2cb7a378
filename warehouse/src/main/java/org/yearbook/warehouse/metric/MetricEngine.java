package org.yearbook.warehouse.metric;

import java.time.LocalDate;
import java.util.List;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.MetricVersion.Status;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.DistrictHome;

/** The metric definitions of a district, ready to be evaluated over the tables of a publication under construction. */
public final class MetricEngine {

    private final List<ReadyVersion> versions;

    private MetricEngine(List<ReadyVersion> versions) {
        this.versions = versions;
    }

    /**
     * {@return the shipped definitions and the home's own, which win} The home's own are tried with their examples; the
     * shipped ones were tried when this program was built.
     *
     * @throws DefinitionException that names every fault in every file
     */
    public static MetricEngine load(DistrictHome home) {
        var definitions = Definitions.readWith(home.metrics());
        var check = DefinitionCheck.of(definitions, metric -> definitions.isOwn(metric.id()))
                .sound();
        return new MetricEngine(check.versions().stream()
                .filter(version -> version.version().status() != Status.DRAFT)
                .toList());
    }

    /**
     * Fills {@code metric_definition}, {@code metric_goal}, {@code metric_threshold} and {@code metric_value} of the
     * open database from the entity tables ({@code agg_*}) that it already holds. A version whose table or column is
     * absent tonight has the status {@code missing_input}; the others are computed.
     *
     * @return how many values were stored
     */
    public long evaluate(Duck duck, LocalDate asOf) {
        return new Evaluation(duck, asOf, false).run(versions);
    }
}
