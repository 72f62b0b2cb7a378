package org.yearbook.definitions;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The metrics that hold for a district, the datasets that they read and the examples that prove them: the shipped ones
 * and its own, which win whole, metric by metric and dataset by dataset.
 */
public final class Definitions {

    private final Map<String, Dataset> datasets = new TreeMap<>();
    private final Map<String, Metric> metrics = new TreeMap<>();
    private final Map<String, Fault> unapproved = new LinkedHashMap<>();
    private final Set<String> own = new TreeSet<>();
    private final List<Example> examples = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final boolean proven;

    private Definitions(boolean proven) {
        this.proven = proven;
    }

    /**
     * What holds where a district has nothing of its own: the same as long as the program runs, so it is read once. Its
     * examples were tried when the program was built; they are a third of the texts, and nobody reads them each night.
     */
    private static final class Shipped {
        private static final Definitions ALONE =
                read(List.of(DefinitionFiles.shipped(), new DefinitionFiles("", Map.of())), true);

        private Shipped() {}
    }

    /** Read when somebody asks for them. */
    private static final class ShippedExamples {
        private static final List<Example> ALL =
                List.copyOf(read(List.of(DefinitionFiles.shipped()), false).sound().examples);

        private ShippedExamples() {}
    }

    /** {@return the definitions of this release} */
    public static Definitions shipped() {
        return read(List.of(DefinitionFiles.shipped()), false).sound();
    }

    /**
     * {@return the shipped definitions and those in {@code folder}, which win; the folder may be absent}
     *
     * @throws DefinitionException that names every fault in every file
     */
    public static Definitions load(Path folder) {
        return readWith(folder).sound();
    }

    /**
     * {@return as {@link #load}, but with the faults found so far, so that a later check can tell them with its own}
     */
    public static Definitions readWith(Path folder) {
        var own = DefinitionFiles.in(folder);
        return own.texts().isEmpty() ? Shipped.ALONE : read(List.of(DefinitionFiles.shipped(), own), false);
    }

    /** {@return what lies in {@code folder} alone, with its faults; for those who keep such a folder} */
    public static Definitions readOnly(Path folder) {
        return read(List.of(DefinitionFiles.in(folder)), false);
    }

    /** {@return the metrics, by id} */
    public List<Metric> metrics() {
        return List.copyOf(metrics.values());
    }

    public Optional<Metric> find(String id) {
        return Optional.ofNullable(metrics.get(id));
    }

    /** {@return the datasets, by name} */
    public Map<String, Dataset> datasets() {
        return Collections.unmodifiableMap(datasets);
    }

    /** {@return all worked examples of the metrics that hold} */
    public List<Example> examples() {
        return proven ? ShippedExamples.ALL : List.copyOf(examples);
    }

    /** {@return whether a metric, or an example of it, is the district's own} */
    public boolean isOwn(String metric) {
        return own.contains(metric);
    }

    /** {@return what is to be corrected, a missing record of an approval included} */
    public List<Fault> faults() {
        var all = new ArrayList<>(faults);
        all.addAll(unapproved.values());
        return all;
    }

    /** {@return these, when there is nothing to correct} */
    public Definitions sound() {
        if (!faults().isEmpty()) {
            throw new DefinitionException(faults());
        }
        return this;
    }

    /**
     * {@return the line that records the approval of a version in {@code approved.txt}; nothing when it is recorded}
     *
     * @throws DefinitionException when something else than missing records is to be corrected first
     */
    public Optional<String> approvalToRecord(Metric metric, MetricVersion version) {
        if (!faults.isEmpty()) {
            throw new DefinitionException(faults);
        }
        String line = Approvals.line(metric, version);
        return unapproved.containsKey(line) ? Optional.of(line) : Optional.empty();
    }

    /** @param proven whether the examples are left out */
    private static Definitions read(List<DefinitionFiles> folders, boolean proven) {
        var definitions = new Definitions(proven);
        for (DefinitionFiles files : folders) {
            String text = files.text(DatasetFile.FILE);
            if (text != null) {
                DatasetFile.read(files.label() + DatasetFile.FILE, text, definitions.faults)
                        .forEach(dataset -> definitions.datasets.put(dataset.name(), dataset));
            }
        }
        boolean shipped = folders.size() > 1;
        for (DefinitionFiles files : folders) {
            definitions.add(files, !shipped);
            shipped = false;
        }
        definitions.checkDatasets();
        definitions.checkSharing();
        definitions.checkExamples();
        return definitions;
    }

    private void add(DefinitionFiles files, boolean ownFolder) {
        Map<String, Metric> here = new TreeMap<>();
        files.metrics()
                .forEach((file, text) -> MetricFile.read(file, text, metrics, faults)
                        .ifPresent(metric -> {
                            Metric other = here.putIfAbsent(metric.id(), metric);
                            if (other != null) {
                                faults.add(new Fault(
                                        new Place(file, 1), "metric '" + metric.id() + "' is also in " + other.file()));
                            }
                        }));
        var approvals = Approvals.read(files.label() + Approvals.FILE, files.text(Approvals.FILE), faults);
        faults.addAll(approvals.compare(List.copyOf(here.values())));
        unapproved.putAll(approvals.unrecorded(List.copyOf(here.values())));
        metrics.putAll(here);
        if (!proven) {
            addExamples(files, here.keySet(), ownFolder);
        }
        if (ownFolder) {
            own.addAll(here.keySet());
        }
    }

    private void addExamples(DefinitionFiles files, Set<String> metricsOfThese, boolean ownFolder) {
        // Examples prove a definition as it stands; the shipped ones do not bind a district's own metric.
        examples.removeIf(example -> metricsOfThese.contains(example.metric()));
        List<Example> these = new ArrayList<>();
        files.examples().forEach((file, text) -> these.addAll(ExampleFile.read(file, text, datasets, faults)));
        examples.addAll(these);
        if (ownFolder) {
            these.forEach(example -> own.add(example.metric()));
        }
    }

    private void checkDatasets() {
        for (Metric metric : metrics.values()) {
            for (MetricVersion version : metric.versions()) {
                version.formula().measures().forEach(measure -> checkDataset(metric, measure));
            }
        }
    }

    private void checkDataset(Metric metric, Measure measure) {
        Dataset dataset = datasets.get(measure.dataset());
        if (dataset == null) {
            faults.add(new Fault(
                    measure.place(),
                    "'" + measure.dataset() + "' is none of the datasets."
                            + Nearest.proposal(measure.dataset(), datasets.keySet())));
            return;
        }
        Set<String> columns = dataset.byName().keySet();
        for (Metric.Dimension dimension : metric.dimensions()) {
            if (!columns.contains(dimension.column())) {
                var fault = new Fault(
                        dimension.place(),
                        "dimension '" + dimension.column() + "' is no column of " + dataset.name() + "."
                                + Nearest.proposal(dimension.column(), columns));
                if (!faults.contains(fault)) {
                    faults.add(fault);
                }
            }
        }
    }

    // Two rates of which one counts only people whom the other counts tell of a few when they are put together.
    private void checkSharing() {
        for (Metric metric : metrics.values()) {
            for (Sharing.Related related : metric.sharing().countsAmong()) {
                other(metric, related)
                        .filter(other ->
                                metric.sharing().isPublic() && other.sharing().isPublic())
                        .filter(other -> metric.sharing().isExactForAll()
                                || other.sharing().isExactForAll())
                        .ifPresent(other -> faults.add(new Fault(
                                related.place(),
                                metric.id() + " counts only people whom " + other.id() + " counts. Shown to everybody,"
                                        + " both together tell of a few people. Write 'public_rate: federal_ladder' in"
                                        + " both, or 'audiences: [internal, analyst]' in one")));
            }
            for (Sharing.Related related : metric.sharing().peopleCountedBy()) {
                other(metric, related)
                        .filter(other ->
                                metric.sharing().isPublic() && other.sharing().isPublic())
                        .ifPresent(other -> faults.add(new Fault(
                                related.place(),
                                metric.id() + " is a share of those whom " + other.id() + " counts. Shown to everybody,"
                                        + " both together tell of a few people, as ranges too. Write 'audiences:"
                                        + " [internal, analyst]' in one")));
            }
        }
    }

    private Optional<Metric> other(Metric metric, Sharing.Related related) {
        if (related.metric().equals(metric.id())) {
            faults.add(new Fault(related.place(), metric.id() + " names itself; name other metrics"));
            return Optional.empty();
        }
        Metric other = metrics.get(related.metric());
        // A metric with faults was not read, and that is told already.
        if (other == null && faults.isEmpty()) {
            faults.add(new Fault(
                    related.place(),
                    "there is no metric '" + related.metric() + "'."
                            + Nearest.proposal(related.metric(), metrics.keySet())));
        }
        return Optional.ofNullable(other);
    }

    private void checkExamples() {
        for (Example example : examples) {
            Metric metric = metrics.get(example.metric());
            if (metric == null) {
                // A metric with faults was not read, and that is told already.
                if (faults.isEmpty()) {
                    faults.add(new Fault(
                            example.place(),
                            "there is no metric '" + example.metric() + "'."
                                    + Nearest.proposal(example.metric(), metrics.keySet())));
                }
                continue;
            }
            for (Example.Expectation expectation : example.expect()) {
                if (metric.version(expectation.authority(), expectation.version())
                        .isEmpty()) {
                    faults.add(new Fault(
                            expectation.place(),
                            metric.id() + " has no version " + expectation.authority() + " " + expectation.version()));
                }
            }
        }
    }
}
