package org.yearbook.definitions;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a report card must tell by the Elementary and Secondary Education Act, section 1111(h)(2), 20 U.S.C. 6311(h)(2):
 * the list of this release, or a district's own, which replaces it whole.
 */
public final class ReportCard {

    /** Where it stands, among the definitions. */
    public static final String FILE = "report-card.yaml";

    private final List<StatutoryElement> elements;

    private ReportCard(List<StatutoryElement> elements) {
        this.elements = List.copyOf(elements);
    }

    /** {@return the list of this release} */
    public static ReportCard shipped() {
        return read(
                "definitions/" + FILE,
                String.valueOf(DefinitionFiles.shipped().text(FILE)),
                dimensions(Definitions.shipped()));
    }

    /**
     * {@return the list of a district: its own, where its folder of definitions has one}
     *
     * @throws DefinitionException that names every fault of its own
     */
    public static ReportCard load(Path folder) {
        if (!Files.isRegularFile(folder.resolve(FILE))) {
            return shipped();
        }
        return read(
                folder.getFileName() + "/" + FILE,
                String.valueOf(DefinitionFiles.in(folder).text(FILE)),
                dimensions(Definitions.readWith(folder)));
    }

    /** @param metrics what there is, each with its dimensions */
    static ReportCard read(String file, String text, Map<String, Set<String>> metrics) {
        List<Fault> faults = new ArrayList<>();
        List<StatutoryElement> elements = ReportCardFile.read(file, text, metrics, faults);
        if (!faults.isEmpty()) {
            throw new DefinitionException(faults);
        }
        return new ReportCard(elements);
    }

    private static Map<String, Set<String>> dimensions(Definitions definitions) {
        return definitions.metrics().stream()
                .collect(Collectors.toMap(
                        Metric::id,
                        metric -> metric.dimensions().stream()
                                .map(Metric.Dimension::column)
                                .collect(Collectors.toSet())));
    }

    /** {@return what must be told, in the order of the law} */
    public List<StatutoryElement> elements() {
        return elements;
    }

    /** {@return every metric that it names, each once} */
    public Set<String> metrics() {
        return elements.stream()
                .flatMap(element -> element.metrics().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** {@return every dimension that it names, each once} */
    public Set<String> groups() {
        return elements.stream()
                .flatMap(element -> element.groups().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
