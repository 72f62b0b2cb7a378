package org.yearbook.ingest.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yearbook.definitions.Fault;
import org.yearbook.definitions.Place;
import org.yearbook.definitions.YamlMap;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.contract.QualityRule;
import org.yearbook.warehouse.home.HomeException;

/** The rules that a district wrote itself: lists of them in the YAML files of {@code quality/rules} of its home. */
final class DistrictRules {

    private final RuleSet shipped;
    private final Contracts contracts;
    private final List<Fault> faults = new ArrayList<>();
    private final List<DistrictRule> rules = new ArrayList<>();
    private final Map<String, String> files = new HashMap<>();

    private DistrictRules(RuleSet shipped, Contracts contracts) {
        this.shipped = shipped;
        this.contracts = contracts;
    }

    /**
     * {@return the shipped rules and those of the files}
     *
     * @throws HomeException that names every fault in every file
     */
    static RuleSet beside(RuleSet shipped, List<Path> files, Contracts contracts) {
        if (files.isEmpty()) {
            return shipped;
        }
        var own = new DistrictRules(shipped, contracts);
        files.forEach(own::read);
        if (!own.faults.isEmpty()) {
            throw new HomeException("The rules in quality/rules need a correction:\n  - "
                    + own.faults.stream().map(Fault::toString).collect(Collectors.joining("\n  - ")));
        }
        return own.together();
    }

    /** {@return the YAML files of a folder, which may be absent} */
    static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The rules in " + folder + " cannot be listed", e);
        }
    }

    private void read(Path path) {
        String file = String.valueOf(path.getFileName());
        try {
            YamlMap.list(file, Files.readString(path, StandardCharsets.UTF_8), faults)
                    .forEach(yaml -> read(file, yaml));
        } catch (IOException e) {
            faults.add(new Fault(new Place(file, 1), "cannot be read as UTF-8 text: " + e.getMessage()));
        }
    }

    private void read(String file, YamlMap yaml) {
        int before = faults.size();
        DistrictRule.read(yaml, contracts).ifPresent(rule -> {
            String id = rule.entry().id();
            shipped.book()
                    .find(id)
                    .ifPresent(known -> yaml.fault(
                            "id",
                            "'" + id + "' is a rule of Yearbook (" + known.title()
                                    + "); give yours another id, like OUR-01"));
            String other = files.put(id, file);
            if (other != null) {
                yaml.fault("id", "rule '" + id + "' is also in " + other);
            }
            if (faults.size() == before) {
                rule.check(yaml, contracts);
            }
            rules.add(rule);
        });
    }

    private RuleSet together() {
        Map<String, List<QualityRule>> rows = new HashMap<>();
        List<AcrossRule> across = new ArrayList<>(shipped.across());
        for (DistrictRule rule : rules) {
            if (rule.row() != null) {
                rows.computeIfAbsent(rule.entity(), entity -> new ArrayList<>()).add(rule.row());
            }
        }
        rules.stream().map(DistrictRule::across).filter(Objects::nonNull).forEach(across::add);
        return new RuleSet(
                shipped.book().with(rules.stream().map(DistrictRule::entry).toList()), across, rows);
    }
}
