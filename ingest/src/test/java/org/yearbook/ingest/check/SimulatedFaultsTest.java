package org.yearbook.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.check.MiniNight.Issue;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.simulate.DirtProfile;
import org.yearbook.ingest.simulate.Simulation;
import org.yearbook.ingest.simulate.SimulationPlan;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** Every fault that the simulator plants is found where it lies, and nothing is found where it planted none. */
class SimulatedFaultsTest {

    /** What rules say of how the district works, not of its data: these are so in the clean district too. */
    private static final Set<String> FACTS = Set.of(
            "APP-02", // some apps are used without approval
            "APP-03", // some agreements have run out
            "APP-05", // some licences lie idle
            "CRS-01", // some positions stay vacant for a year
            "X-01"); // some accounts are never closed

    /** Faults that standardizing mends without a rule of the catalogue, and what the standard says of them. */
    private static final Map<String, Set<String>> TOLD_BESIDE = Map.of(
            "american_date", Set.of("OR-06"),
            "boolean_shouted", Set.of("OR-08"),
            "status_in_bulk", Set.of("OR-01"),
            "long_school_year", Set.of("OR-12"),
            "account_without_person", Set.of("X-09"),
            // It has no address either.
            "student_without_family", Set.of("CON-02"),
            // A second listing has the agreement and the log-ins of the first.
            "app_twice", Set.of("APP-02", "APP-03"),
            // The second number holds no position.
            "employee_twice", Set.of("HR-02", "HR-04"));

    @TempDir
    static Path folder;

    private static final Map<String, List<Issue>> JUDGED = new HashMap<>();

    /** One line of the simulator's list of faults. */
    private record Fault(String file, long row, String kind, String rule, String clean, String dirty) {}

    @Test
    void theCleanDistrictBreaksNoRule() throws IOException {
        assertThat(judge("none").stream().filter(issue -> !FACTS.contains(issue.rule())))
                .isEmpty();
    }

    @Test
    void everyFaultOfTheRealisticDistrictIsFoundAndNothingElse() throws IOException {
        everyFaultIsFoundAndNothingElse("realistic");
    }

    @Test
    void everyFaultOfTheDistrictInTroubleIsFoundAndNothingElse() throws IOException {
        everyFaultIsFoundAndNothingElse("severe");
        assertThat(faults(folder.resolve("severe")))
                .extracting(Fault::rule)
                .contains("ATT-04", "CRS-03", "CRS-06", "ENR-11", "X-04", "X-05", "X-07", "X-08");
    }

    private void everyFaultIsFoundAndNothingElse(String profile) throws IOException {
        List<Issue> issues = judge(profile);
        Set<String> facts = judge("none").stream().map(Issue::key).collect(Collectors.toSet());
        List<Fault> faults = faults(folder.resolve(profile));
        Set<String> found = new HashSet<>();
        issues.forEach(issue -> found.add(issue.rule() + " " + issue.file() + " " + issue.row()));
        // Of a row that stands twice the later one is used, and told of.
        faults.stream()
                .filter(fault -> fault.kind().equals("duplicate_row"))
                .forEach(twice -> Set.copyOf(found).stream()
                        .filter(issue -> issue.endsWith(" " + twice.file() + " " + twice.row()))
                        .forEach(issue -> found.add(issue.replaceFirst("\\d+$", Long.toString(twice.row() - 1)))));
        assertThat(faults.stream()
                        .filter(fault -> !fault.rule().isEmpty())
                        .filter(fault -> !found.contains(fault.rule() + " " + fault.file() + " " + fault.row())))
                .as("planted and not found")
                .isEmpty();
        Map<String, Set<String>> planted = new HashMap<>();
        for (Fault fault : faults) {
            Set<String> rules = planted.computeIfAbsent(fault.file() + " " + fault.row(), row -> new HashSet<>());
            rules.add(fault.rule());
            rules.addAll(TOLD_BESIDE.getOrDefault(fault.kind(), Set.of()));
            if (fault.kind().equals("duplicate_row")) {
                rules.addAll(planted.getOrDefault(fault.file() + " " + (fault.row() - 1), Set.of()));
            }
        }
        assertThat(issues.stream()
                        .filter(issue -> !facts.contains(issue.key()))
                        .filter(issue -> !planted.getOrDefault(issue.file() + " " + issue.row(), Set.of())
                                .contains(issue.rule())))
                .as("found and not planted")
                .isEmpty();
    }

    private static List<Issue> judge(String profile) throws IOException {
        List<Issue> known = JUDGED.get(profile);
        if (known != null) {
            return known;
        }
        Path out = folder.resolve(profile);
        Simulation.write(new SimulationPlan(
                600, 2, 7, out, DirtProfile.of(profile), 1, SimulationPlan.LAST_YEAR, (file, rows) -> {}));
        Path work = Files.createTempDirectory(folder, "night");
        Contracts contracts = Contracts.load(folder.resolve("no-own-contracts"));
        var night = new MiniNight(work, contracts);
        night.run(new Deliveries(work, contracts).night(out.resolve("night-001")))
                .across();
        Map<String, Long> broken = night.issues().stream()
                .filter(issue -> issue.rule().equals(FieldRules.BROKEN_RULE))
                .collect(Collectors.groupingBy(Issue::record, TreeMap::new, Collectors.counting()));
        assertThat(broken).isEmpty();
        assertThat(night.issues()).extracting(Issue::key).doesNotHaveDuplicates();
        JUDGED.put(profile, night.issues());
        return night.issues();
    }

    private static List<Fault> faults(Path out) {
        try (var duck = Duck.inMemory(Limits.small())) {
            return duck.sql()
                    .fetch(
                            "select * from read_csv("
                                    + Duck.literal(out.resolve("truth").resolve("dirt.csv"))
                                    + ", all_varchar = true, delim = ',', quote = '\"', escape = '\"') order by file, cast(row as bigint)")
                    .map(row -> new Fault(
                            String.valueOf(row.get("file")),
                            row.get("row", long.class),
                            String.valueOf(row.get("kind")),
                            row.get("rule_id") == null ? "" : String.valueOf(row.get("rule_id")),
                            String.valueOf(row.get("clean_value")),
                            String.valueOf(row.get("dirty_value"))));
        }
    }
}
