package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.lake.Lake;
import org.yearbook.ingest.simulate.DirtProfile;
import org.yearbook.ingest.simulate.Simulation;
import org.yearbook.ingest.simulate.SimulationPlan;
import org.yearbook.warehouse.publish.LakeNight;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a night keeps because nothing changed that goes into it is what it would have made: two homes take the same
 * nights, and one of them forgets before each what the last one made of all rows together.
 */
class KeptNightTest {

    private static final String STAFF = "hr-staff.csv";
    private static final String CONTRACTS = "apps-contracts.csv";
    private static final String ATTENDANCE = "sis-attendance-2025-26.csv";
    private static final String CUTS = "state-summative.csv";

    private static final String RULES = """
            - id: OUR-01
              name: Positions are told
              entity: staff_assignment
              dimension: conformity
              across: |
                select school_year, employee_id as record_key, cast(%s as varchar) as raw_value,
                       cast(null as varchar) as suggested_value, school_number as school_id, source, source_file,
                       source_row
                from staff_assignment where source_row < 5
              clerkText: One of the first.
              fixText: Nothing.
            """;

    @TempDir
    Path folder;

    private TestHome keeping;
    private TestHome forgetting;
    private Path delivery;

    @BeforeEach
    void twoHomesOfOneDistrict() throws IOException {
        Path out = folder.resolve("simulated");
        Simulation.write(new SimulationPlan(
                30, 1, 7, out, DirtProfile.of("severe"), 1, SimulationPlan.LAST_YEAR, (file, count) -> {}));
        delivery = out.resolve("night-001");
        Path staff = delivery.resolve(STAFF);
        Files.writeString(staff, leaving(Files.readString(staff), "2026-05-20"));
        keeping = new TestHome(folder.resolve("keeping")).keep(out);
        forgetting = new TestHome(folder.resolve("forgetting")).keep(out);
        both(home -> home.deliver(delivery));
        assertThat(keeping.night("2026-05-04")).as(keeping.said()).isIn(0, 3);
        TwoHomes.sharePseudonyms(keeping, forgetting);
        assertThat(forgetting.night("2026-05-04")).as(forgetting.said()).isIn(0, 3);
    }

    private void both(UnaryOperator<TestHome> change) {
        change.apply(keeping);
        change.apply(forgetting);
    }

    private void change(String file, UnaryOperator<String> edit) throws IOException {
        Path path = delivery.resolve(file);
        Files.writeString(path, edit.apply(Files.readString(path)));
        both(home -> home.deliver(path));
    }

    /** Runs a night that has something to do, and holds both homes against each other. */
    private void night(String date, String memory) throws IOException {
        change(CONTRACTS, text -> text + "\n");
        forget(memory);
        both(home -> {
            assertThat(home.night(date)).as(home.said()).isIn(0, 3);
            return home;
        });
        assertThat(SameNumbers.differences(
                        HomeInspector.files(keeping.home().root()),
                        HomeInspector.files(forgetting.home().root()),
                        Set.of("publication")))
                .as(date)
                .isEmpty();
    }

    private void forget(String memory) throws IOException {
        Path record = NightRecord.latest(forgetting.home())
                .map(night -> forgetting.home().runs().resolve(night.id()).resolve(NightRecord.FILE))
                .orElseThrow();
        var night = (ObjectNode) JsonMapper.shared().readTree(Files.readString(record));
        assertThat(night.remove("kept")).isNotNull();
        if (!memory.isEmpty()) {
            night.set("kept", JsonMapper.shared().readTree(memory));
        }
        Files.writeString(record, night.toString());
    }

    private Map<String, LakeNight.Table> tables() throws IOException {
        try (var lake = new Lake(keeping.home().lake())) {
            return lake.tables();
        }
    }

    /** {@return the tables that the last night wrote} */
    private Set<String> written(Map<String, LakeNight.Table> before) throws IOException {
        return new TreeMap<>(tables())
                .entrySet().stream()
                        .filter(table -> !table.getValue().equals(before.get(table.getKey())))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet());
    }

    private Set<String> due(Map<String, Remembered.Judged> before) {
        return new TreeMap<>(rules())
                .entrySet().stream()
                        .filter(rule -> !rule.getValue().equals(before.get(rule.getKey())))
                        .map(rule -> rule.getKey().split("\\|")[0])
                        .collect(Collectors.toSet());
    }

    private Map<String, Remembered.Judged> rules() {
        return NightRecord.Before.of(NightRecord.latest(keeping.home()))
                .remembered()
                .rules();
    }

    private void rule(String value) throws IOException {
        inHomes("quality/rules/ours.yaml", text -> RULES.formatted(value));
    }

    private void inHomes(String file, UnaryOperator<String> edit) throws IOException {
        for (TestHome home : List.of(keeping, forgetting)) {
            Path path = home.home().root().resolve(file);
            Files.createDirectories(path.resolveSibling(""));
            Files.writeString(path, edit.apply(Files.exists(path) ? Files.readString(path) : ""));
        }
    }

    @Test
    void aNightThatKeepsPublishesWhatANightDoesThatMakesEverythingAnew() throws IOException {
        var before = tables();
        var rules = rules();
        night("2026-05-04", "\"nonsense\"");
        assertThat(written(before))
                .contains("license_contract")
                .doesNotContain("person_link", "person_candidate", "person_change", "person_decision");
        assertThat(due(rules)).contains("APP-05").doesNotContain("ATT-02", "STU-03", "X-01");

        // Somebody has left meanwhile, the rows of a dump lie on other lines, and people decided something.
        rules = rules();
        change(ATTENDANCE, KeptNightTest::firstRowLast);
        rule("random() < 2");
        decide();
        cut();
        night("2026-05-21", "{\"rules\": {\"X-01|account|enabled\": {\"millis\": [1]}}}");
        assertThat(due(rules)).contains("ASM-01", "OUR-01", "X-01").doesNotContain("CON-12");

        // A new date on which what they ask says the same: none of them is judged, but for the one that is never sure.
        rules = rules();
        night("2026-05-22", "\"nonsense\"");
        assertThat(due(rules)).contains("OUR-01").doesNotContain("ENR-08", "ENR-12", "STU-16", "X-01", "X-07");
    }

    /** Each change by itself, so that none hides what another one forgets. */
    @Test
    @EnabledIfSystemProperty(named = "yearbook.long", matches = "true")
    void eachChangeIsSeen() throws IOException {
        for (String date : List.of("2026-05-05", "2026-05-20", "2026-05-21")) {
            night(date, "");
        }
        var before = tables();
        night("2026-05-21", "");
        assertThat(written(before)).doesNotContain("person_link");
        change(ATTENDANCE, KeptNightTest::firstRowLast);
        night("2026-05-21", "");
        night("2026-05-21", "");
        rule("position_id");
        night("2026-05-21", "");
        rule("job_code");
        night("2026-05-21", "");
        rule("random() < 2");
        night("2026-05-21", "");
        cut();
        night("2026-05-21", "");
        decide();
        night("2026-05-21", "");
        night("2026-05-21", "");
        inHomes("district.yaml", text -> text.replaceAll("America/Chicago", "America/Denver"));
        night("2026-05-22", "");
        night("2026-07-02", "");
    }

    private void cut() throws IOException {
        inHomes("cut-scores/" + CUTS, text -> text.replaceAll(",24(\\d)\\d,", ",23$10,"));
    }

    private void decide() throws IOException {
        inHomes(
                "decisions/people.csv",
                text -> "left_system,left_number,right_system,right_number,decision,decided_by,decided_on,why\n" + "HR,"
                        + employee(1) + ",HR," + employee(2) + ",same,pat,2026-05-05,asked\n");
    }

    private String employee(int row) {
        try (Stream<String> lines = Files.lines(delivery.resolve(STAFF))) {
            return lines.skip(row).findFirst().orElseThrow().split(",", 2)[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first who has an end, or none, ends on a day. */
    private static String leaving(String staff, String day) {
        List<String> lines = staff.lines().collect(Collectors.toList());
        String[] cells = lines.get(1).split(",", -1);
        cells[8] = day;
        lines.set(1, String.join(",", cells));
        return String.join("\n", lines) + "\n";
    }

    private static String firstRowLast(String text) {
        List<String> lines = text.lines().collect(Collectors.toList());
        lines.add(lines.remove(1));
        return String.join("\n", lines) + "\n";
    }
}
