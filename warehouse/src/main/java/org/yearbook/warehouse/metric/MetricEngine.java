package org.yearbook.warehouse.metric;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.yearbook.definitions.Dataset;
import org.yearbook.definitions.DefinitionException;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.MetricVersion.Status;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.home.DistrictHome;

/** The metric definitions of a district, ready to be evaluated over the tables of a publication under construction. */
public final class MetricEngine {

    private final List<ReadyVersion> versions;
    private final Map<String, Dataset> datasets;

    private MetricEngine(List<ReadyVersion> versions, Map<String, Dataset> datasets) {
        this.versions = versions;
        this.datasets = Map.copyOf(datasets);
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
        return new MetricEngine(
                check.versions().stream()
                        .filter(version -> version.version().status() != Status.DRAFT)
                        .toList(),
                definitions.datasets());
    }

    /** Gets ready what {@link #evaluate} needs before it asks anything, so that nobody waits for it later. */
    public void prepare() {
        versions.stream()
                .limit(1)
                .forEach(version -> DSL.using(SQLDialect.DUCKDB, Evaluation.READABLE)
                        .renderInlined(new CellQuery(version, version.dimensions(), DSL.noCondition()).select()));
    }

    /** {@return all that is asked beside the queries of definitions} It changes when numbers are made otherwise. */
    public static String scripts() {
        return KeptCells.PROGRAM
                + Stream.of("metric-tables", "metric-values", "metric-missing")
                        .map(Script::named)
                        .collect(Collectors.joining());
    }

    /** {@return the metrics that give numbers, by id} */
    public List<Metric> metrics() {
        return versions.stream().map(ReadyVersion::metric).distinct().toList();
    }

    /** {@return the names of all tables that definitions may read} */
    public Set<String> datasets() {
        return datasets.keySet();
    }

    /** {@return the hash of each version that gives numbers, by "metric authority version"} */
    public Map<String, String> hashes() {
        var hashes = new TreeMap<String, String>();
        versions.forEach(version -> hashes.put(key(version), version.version().hash()));
        return hashes;
    }

    /** {@return the tables that each version reads, by "metric authority version"} */
    public Map<String, Set<String>> reads() {
        var reads = new TreeMap<String, Set<String>>();
        versions.forEach(
                version -> reads.put(key(version), new TreeSet<>(version.needs().keySet())));
        return reads;
    }

    private static String key(ReadyVersion version) {
        return version.metric().id() + " " + version.version().authority() + " "
                + version.version().number();
    }

    /**
     * Fills {@code metric_definition}, {@code metric_goal}, {@code metric_threshold} and {@code metric_value} of the
     * open database from the entity tables ({@code agg_*}) that it already holds. A version whose table or column is
     * absent tonight has the status {@code missing_input}; the others are computed.
     *
     * @return how many values were stored
     */
    public long evaluate(Duck duck, LocalDate asOf) {
        return new Evaluation(duck, asOf, false, datasets, KeptCells.none(duck)).run(versions);
    }

    /**
     * The same as {@link #evaluate(Duck, LocalDate)}, faster where tables say of a school year what they said.
     *
     * @param kept the cells of the night before, and tonight's
     * @param known what tables are known to hold
     */
    public long evaluate(Duck duck, LocalDate asOf, KeptTable kept, KnownContents known) {
        return new Evaluation(duck, asOf, false, datasets, new KeptCells(duck, kept, known)).run(versions);
    }

    /**
     * Fills {@code month_value} of the open database, after {@link #evaluate}, from its days of attendance.
     *
     * @param kept the values of the night before, and tonight's
     * @param known what tables are known to hold
     * @return how many values were stored
     */
    public long months(Duck duck, KeptTable kept, KnownContents known) {
        return new MonthEvaluation(duck, kept, known).run(versions);
    }
}
