package org.yearbook.ingest.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong, and that it is written down. */
class DirtTest {

    private static final Set<String> WHOLE_ROWS = Stream.of(RowFault.values())
            .map(fault -> fault.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    private static final int NIGHT = 0;
    private static final int FILE = 1;
    private static final int ROW = 2;
    private static final int FIELD = 3;
    private static final int KIND = 4;
    private static final int CLEAN = 6;
    private static final int DIRTY = 7;

    @TempDir
    static Path folder;

    private static Path clean;

    @BeforeAll
    static void simulate() {
        clean = SimulatedDistrict.write(folder.resolve("none"), 700, 2, "none", 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"realistic", "severe"})
    void undoingEveryFaultGivesTheCleanFilesBack(String profile) throws IOException {
        Path dirty = SimulatedDistrict.write(folder.resolve("undo-" + profile), 700, 2, profile, 2);
        List<List<String>> log = log(dirty);
        for (int night = 1; night <= 2; night++) {
            String name = "night-00" + night;
            TreeMap<String, byte[]> expected = SimulatedDistrict.files(clean.resolve(name));
            TreeMap<String, byte[]> delivered = SimulatedDistrict.files(dirty.resolve(name));
            assertThat(delivered.keySet()).isEqualTo(expected.keySet());
            for (String file : expected.keySet()) {
                var faults = new ArrayList<List<String>>();
                for (List<String> fault : log) {
                    if (fault.get(NIGHT).equals(Integer.toString(night))
                            && fault.get(FILE).equals(file)) {
                        faults.add(fault);
                    }
                }
                var undone = undone(SimulatedDistrict.rows(delivered.get(file)), faults);
                var cleanRows = new ArrayList<>(SimulatedDistrict.rows(expected.get(file)));
                if (file.equals("directory-students.csv")) {
                    Set<String> missing = missingAccounts(log, night);
                    assertThat(cleanRows.removeIf(row -> missing.contains(row.get(1))))
                            .as("accounts that are missing")
                            .isTrue();
                }
                if (file.startsWith("lms-enrollments")) {
                    // What is wrong in the roster is wrong in its copy, and told where it came from.
                    undone.removeIf(row -> row.get(0).endsWith("-x"));
                }
                assertThat(undone.equals(cleanRows))
                        .as("%s of night %s, with its %s faults undone, is clean", file, night, faults.size())
                        .isTrue();
            }
        }
    }

    @Test
    void theTruthIsTheSameHoweverDirtyTheFilesAre() throws IOException {
        Path dirty = SimulatedDistrict.write(folder.resolve("same-truth"), 700, 2, "realistic", 2);
        for (String file :
                List.of("metric_value.csv", "clean/students.csv", "clean/enrollments.csv", "clean/staff.csv")) {
            assertThat(dirty.resolve("truth").resolve(file))
                    .hasSameBinaryContentAs(clean.resolve("truth").resolve(file));
        }
    }

    @Test
    void faultsComeAboutAsOftenAsTheProfileSays() throws IOException {
        Path out = SimulatedDistrict.write(folder.resolve("rates"), 5000, 1, "severe", 1);
        Map<String, Integer> times = new HashMap<>();
        for (List<String> fault : log(out)) {
            String file = fault.get(FILE);
            String kind = file.substring(file.indexOf('!') + 1).replaceAll("(-\\d{4}-\\d{2})?\\.csv", "");
            times.merge(fault.get(KIND) + " " + kind + "." + fault.get(FIELD), 1, Integer::sum);
        }
        int users = Files.readAllLines(out.resolve("truth/clean/students.csv")).size() - 1;
        int enrollments =
                Files.readAllLines(out.resolve("truth/clean/enrollments.csv")).size() - 1;
        about(times.get("american_date sis-enrollments.entry_date"), 0.04 * enrollments);
        about(times.get("grade_spelling sis-enrollments.grade_level"), 0.04 * enrollments);
        about(times.get("sex_spelling demographics.sex"), 0.12 * users);
        about(times.get("code_untidy sis-attendance.attendance_code"), 0.0008 * 180 * users);
        about(times.get("student_twice users.sourcedId"), 0.008 * users);
    }

    @Test
    void everyKindOfFaultOfTheProfileHappens() throws IOException {
        Path out = SimulatedDistrict.write(folder.resolve("kinds"), 5000, 3, "severe", 1);
        Set<String> happened = log(out).stream().map(fault -> fault.get(KIND)).collect(Collectors.toSet());
        assertThat(happened)
                .containsAll(DirtProfile.of("severe").faults().stream()
                        .map(DirtProfile.Fault::kind)
                        .toList());
    }

    @Test
    void someFaultsAreMendedFromNightToNight() throws IOException {
        Path out = SimulatedDistrict.write(folder.resolve("mended"), 700, 1, "realistic", 5);
        Set<String> first = new HashSet<>();
        Set<String> last = new HashSet<>();
        for (List<String> fault : log(out)) {
            if (fault.get(KIND).equals("phone_format")) {
                // The number itself says whose it is, well enough for a share.
                (fault.get(NIGHT).equals("1") ? first : fault.get(NIGHT).equals("5") ? last : new HashSet<String>())
                        .add(fault.get(CLEAN));
            }
        }
        var still = new HashSet<>(first);
        still.retainAll(last);
        assertThat(still).hasSizeBetween(first.size() / 2, first.size() * 9 / 10);
        assertThat(last).as("new ones have come up too").hasSizeGreaterThan(still.size());
    }

    @Test
    void realisticDirtNeverMovesAMetric() {
        assertThat(DirtProfile.of("realistic").faults()).noneMatch(DirtProfile.Fault::movesMetrics);
        assertThat(DirtProfile.of("severe").faults()).anyMatch(DirtProfile.Fault::movesMetrics);
    }

    @Test
    void aProfileOfTheDistrictsOwnIsReadStrictly() throws IOException {
        Path file = folder.resolve("own.yaml");
        Files.writeString(file, """
                mended_each_night: 0
                faults:
                  sex_speling: {rule_id: "", repairable: true, moves_metrics: false, where: {demographics.sex: 0.1}}
                """);
        assertThatThrownBy(() -> DirtProfile.of(file.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sex_speling")
                .hasMessageContaining("sex_spelling");
        Files.writeString(file, """
                mended_each_night: 2
                faults: {}
                """);
        assertThatThrownBy(() -> DirtProfile.of(file.toString())).hasMessageContaining("share from 0 to 1");
        Files.writeString(file, """
                mended_each_night: 0
                faults:
                  sex_spelling: {rule_id: "", repairable: true, moves_metrics: false, where: {demographics.gender: 0.1}}
                """);
        assertThatThrownBy(() -> DirtProfile.of(file.toString()))
                .hasMessageContaining("demographics has no column gender");
        assertThatThrownBy(() -> DirtProfile.of("absent.yaml")).hasMessageContaining("there is no file absent.yaml");
    }

    private static void about(Integer times, double expected) {
        assertThat(times).isNotNull();
        assertThat(times.doubleValue()).isBetween(expected * 0.6 - 3, expected * 1.4 + 3);
    }

    private static List<List<String>> log(Path out) throws IOException {
        List<List<String>> rows = SimulatedDistrict.rows(Files.readAllBytes(out.resolve("truth/dirt.csv")));
        assertThat(rows.get(0))
                .containsExactly("night", "file", "row", "field", "kind", "rule_id", "clean_value", "dirty_value");
        return rows.subList(1, rows.size());
    }

    /** Numbers of the students whose accounts were left out: of a row that is not there the list tells elsewhere. */
    private static Set<String> missingAccounts(List<List<String>> log, int night) {
        return log.stream()
                .filter(fault -> fault.get(KIND).equals("account_missing")
                        && fault.get(NIGHT).equals(Integer.toString(night)))
                .map(fault -> fault.get(CLEAN))
                .collect(Collectors.toSet());
    }

    private static List<List<String>> undone(List<List<String>> rows, List<List<String>> faults) {
        List<List<String>> result = new ArrayList<>(rows);
        List<String> header = rows.get(0);
        var dropped = new HashSet<Integer>();
        for (List<String> fault : faults) {
            int row = Integer.parseInt(fault.get(ROW)) - 1;
            int column = header.indexOf(fault.get(FIELD));
            assertThat(rows.get(row).get(column).equals(fault.get(DIRTY)))
                    .as("%s is at line %s of %s", fault.get(KIND), fault.get(ROW), fault.get(FILE))
                    .isTrue();
            if (WHOLE_ROWS.contains(fault.get(KIND))) {
                dropped.add(row);
            } else {
                var mended = new ArrayList<>(result.get(row));
                mended.set(column, fault.get(CLEAN));
                result.set(row, mended);
            }
        }
        var kept = new ArrayList<List<String>>();
        for (int i = 0; i < result.size(); i++) {
            if (!dropped.contains(i)) {
                kept.add(result.get(i));
            }
        }
        return kept;
    }
}
