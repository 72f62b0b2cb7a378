package org.yearbook.warehouse.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.FileSpecification;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.FederalDirectory;
import org.yearbook.warehouse.home.FederalSettings;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.FortyStudents;
import org.yearbook.warehouse.publish.Publications;

/** Every file of a school of forty students, against files that were worked from the list of students. */
class FortyStudentsTest {

    private static final SchoolYear YEAR = SchoolYear.parse("2025-26");

    @TempDir
    static Path root;

    private static Duck duck;
    private static DistrictHome home;
    private static FederalFiles files;

    @BeforeAll
    static void publish() {
        home = FortyStudents.publish(root);
        duck = Duck.read(Publications.fileOf(home, Audience.INTERNAL).orElseThrow(), new Limits(2, 512, null));
        District district = DistrictFile.read(home);
        files = new FederalFiles(
                duck,
                district,
                FederalSettings.read(home, district),
                FederalDirectory.read(home),
                FileSpecifications.shipped());
    }

    @AfterAll
    static void close() {
        duck.close();
    }

    private record Golden(String specification, Level level, Path file) {
        @Override
        public String toString() {
            return specification + " " + level;
        }
    }

    static List<Golden> golden() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(FortyStudentsTest.class.getResource("forty"))
                .toURI());
        try (var all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().startsWith("FS"))
                    .sorted()
                    .map(file -> {
                        String name = file.getFileName().toString();
                        return new Golden(name.substring(0, 5), Level.valueOf(name.substring(6, 9)), file);
                    })
                    .toList();
        }
    }

    private static FederalFile.Written written(String specification, Level level) {
        FederalFile file = files.file(specification, level, YEAR).orElseThrow();
        if (file instanceof FederalFile.NotProducible lacking) {
            throw new AssertionError(specification + " " + level + " lacks " + lacking.missing());
        }
        return (FederalFile.Written) file;
    }

    @ParameterizedTest
    @MethodSource("golden")
    void theFileIsThatWorkedFromTheList(Golden golden) throws IOException {
        String text = written(golden.specification(), golden.level()).text("ILSCHv1.csv", "by hand", Form.CSV);
        assertThat(text).endsWith("\r\n");
        List<String> lines = text.lines().toList();
        List<String> records = new ArrayList<>();
        for (int at = 1; at < lines.size(); at++) {
            assertThat(lines.get(at)).startsWith(at + ",");
            records.add(lines.get(at).substring(lines.get(at).indexOf(',') + 1));
        }
        assertThat(lines.get(0)).contains("," + records.size() + ",ILSCHv1.csv,by hand,2025-2026,");
        assertThat(records).containsExactlyInAnyOrderElementsOf(Files.readAllLines(golden.file()));
    }

    @Test
    void everyFileThatCountsHasOneWorkedByHand() throws IOException, URISyntaxException {
        var lacking = new ArrayList<String>();
        List<String> worked = golden().stream().map(Golden::toString).toList();
        for (FileSpecification specification : FileSpecifications.shipped().all()) {
            for (Level level : specification.levels().keySet()) {
                String name = specification.id() + " " + level;
                if (!worked.contains(name)) {
                    lacking.add(name);
                }
            }
        }
        assertThat(lacking).containsExactlyInAnyOrder("FS029 LEA", "FS029 SCH", "FS039 LEA", "FS039 SCH");
    }

    @Test
    void theDirectoryIsTheOneThatPeopleKeep() {
        assertThat(written("FS029", Level.SCH)
                        .text("ILSCHDIRv1.tab", "x", Form.TAB)
                        .lines())
                .containsExactly(
                        "SCHOOL DIRECTORY INFO\t3\tILSCHDIRv1.tab\tx\t2025-2026\t",
                        "1\t17\t01\t00042\t3100042\t0102\t00102\tBirch School\t1\t\t\t2025550102\t3 School Street Rear\t\t\t"
                                + "Cedar Valley\tIL\t60001\t\t\t\t\t\t\t\t\t1\t\t\tNO\t\t\tNO\t\t\t\t",
                        // Not open yet: nobody is enrolled there.
                        "2\t17\t01\t00042\t3100042\t0103\t00103\tCedar Academy\t4\t\t\t2025550103\t4 School Street\t\t\t"
                                + "Cedar Valley\tIL\t60001\t\t\t\t\t\t\t\t\t7\t\t\tNO\t\t\tNO\t\t\t\t",
                        "3\t17\t01\t00042\t3100042\t9101\t00101\tAlder School\t1\t\t\t2025550101\t2 School Street\t\t\t"
                                + "Cedar Valley\tIL\t60001\t\t\t\t\t\t\t\t\t1\t\t\tNO\t\t\tNO\t\t\t\t");
        assertThat(written("FS029", Level.LEA).records())
                .singleElement()
                .satisfies(record -> assertThat(record)
                        .hasSize(33)
                        .startsWith("1", "17", "01", "00042", "3100042", "", "", "Cedar Valley School District"));
        assertThat(written("FS039", Level.SCH).records())
                .hasSize(2 + 1 + 15)
                .startsWith(
                        List.of("1", "17", "01", "00042", "", "0102", "", "05", ""),
                        List.of("2", "17", "01", "00042", "", "0102", "", "06", ""));
        assertThat(written("FS039", Level.LEA).records()).hasSize(15);
    }

    @Test
    void theSchoolsOfAFileSumUpToTheDistrictWhereNobodyIsCountedTwice() {
        for (String specification :
                List.of("FS002", "FS040", "FS032", "FS052", "FS141", "FS151", "FS175", "FS185", "FS188")) {
            assertThat(sums(specification, Level.SCH)).as(specification).isEqualTo(sums(specification, Level.LEA));
        }
        assertThat(written("FS150", Level.SCH).records())
                .hasSameSizeAs(written("FS150", Level.LEA).records());
    }

    /** {@return the sum of all places by table and codes} */
    private static Map<List<String>, Integer> sums(String specification, Level level) {
        Map<List<String>, Integer> sums = new HashMap<>();
        for (List<String> record : written(specification, level).records()) {
            sums.merge(
                    record.subList(5, record.size() - 1),
                    Integer.parseInt(record.get(record.size() - 1)),
                    Integer::sum);
        }
        return sums;
    }

    @Test
    void whoGoesToTwoSchoolsCountsAtThePrimaryOneAndTheFileTellsThatSomebodyDoes() {
        String note =
                "Students on the rolls of more than one school on the day of the count: 1. Each is counted at one of"
                        + " them, the primary one.";
        for (String specification : List.of("FS002", "FS033", "FS052", "FS141", "FS226")) {
            assertThat(written(specification, Level.SCH).notes())
                    .as(specification)
                    .contains(note);
        }
        assertThat(written("FS195", Level.SCH).notes()).isEmpty();
        try (Duck other =
                Duck.read(Publications.fileOf(home, Audience.INTERNAL).orElseThrow(), new Limits(2, 512, null))) {
            var slice = new Slice(other, home, FileSpecifications.shipped());
            assertThat(slice.rows(new RowSource.Students(), YEAR).rows())
                    .hasSize(38)
                    .filteredOn(row -> "12".equals(row.get("student_number")))
                    .extracting(row -> row.get("school_id") + " " + row.get("primary_enrollment"))
                    .containsExactly("9101 yes");
            assertThat(slice.rows(new RowSource.Stays(), YEAR).rows())
                    .filteredOn(row -> "12".equals(row.get("student_number")))
                    .extracting(row -> row.get("school_id") + " " + row.get("primary_enrollment"))
                    .containsExactlyInAnyOrder("9101 yes", "0102 no");
            // 11 came after the day of the count; 12 was there on it, and is counted at the other school.
            assertThat(Slice.movers(other, YEAR)).isEqualTo(Map.of("0102", 2));
        }
    }

    @Test
    void aPartOfADayIsADayFromHalfOfItOnAndThatIsWhereTheMetricDiffers() {
        var metric = duck.sql()
                .fetch("select numerator::integer from metric_value where metric = 'chronic_absence_rate' and"
                        + " authority = 'federal' and school_year = '2025-26' and organization_id = '0101' and"
                        + " group_dimension = 'all' and policy = 'in_force'")
                .map(row -> row.get(0, Integer.class));
        // 8 misses four half days of thirty, which are four days to FS195, and two to the metric.
        assertThat(metric).containsExactly(15);
        assertThat(written("FS195", Level.SCH).records())
                .filteredOn(
                        record -> record.get(4).equals("9101") && record.get(13).equals("Y"))
                .singleElement()
                .satisfies(record -> assertThat(record.get(15)).isEqualTo("16"));
    }

    @Test
    void theRateOfTheCohortIsThatOfTheMetric() {
        var metric = duck.sql()
                .fetchSingle("select round(100 * value, 2)::varchar from metric_value where metric ="
                        + " 'graduation_rate_four_year' and authority = 'federal' and school_year = '2025-26' and"
                        + " organization_type = 'district' and group_dimension = 'all' and policy = 'in_force'")
                .get(0, String.class);
        assertThat(written("FS150", Level.LEA).records())
                .filteredOn(record -> record.get(12).equals("Y"))
                .singleElement()
                .satisfies(record -> assertThat(record.get(14)).isEqualTo("57.14"));
        assertThat(new BigDecimal(metric)).isEqualByComparingTo("57.14");
    }

    @Test
    void whatIsNotKnownIsToldAndNotZero() {
        FederalFile earlier =
                files.file("FS195", Level.SCH, SchoolYear.parse("2024-25")).orElseThrow();
        assertThat(earlier)
                .isInstanceOfSatisfying(
                        FederalFile.NotProducible.class,
                        lacking -> assertThat(lacking.missing())
                                .containsExactly(
                                        "Attendance of the school year (sis-attendance and sis-calendar).",
                                        "Programs of students (sis-programs).",
                                        "Students with a plan under Section 504: program S504 of sis-programs."));
        assertThat(files.file("FS195", Level.LEA, YEAR)).isEmpty();
    }

    @Test
    void twoSchoolsWithOneNumberOfTheStateAreToldAndNotMixed() {
        try (Duck other =
                Duck.read(Publications.fileOf(home, Audience.INTERNAL).orElseThrow(), new Limits(2, 512, null))) {
            var settings = new FederalSettings("IL", "17", "00042", Map.of("0101", "0102"), null, List.of());
            var mixed = new FederalFiles(
                    other,
                    DistrictFile.read(home),
                    settings,
                    FederalDirectory.read(home),
                    FileSpecifications.shipped());
            for (String specification : List.of("FS029", "FS052")) {
                assertThat(mixed.file(specification, Level.SCH, YEAR).orElseThrow())
                        .isInstanceOfSatisfying(
                                FederalFile.NotProducible.class,
                                lacking -> assertThat(lacking.missing())
                                        .singleElement()
                                        .asString()
                                        .contains("the state's number 0102 is that of 0101 and 0102"));
            }
            assertThat(mixed.file("FS052", Level.LEA, YEAR).orElseThrow()).isInstanceOf(FederalFile.Written.class);
        }
    }

    @Test
    void namesAndIdentifiersThatAreTooLongAreRefused() {
        FederalFile.Written file = written("FS195", Level.SCH);
        assertThat(file.name("IL", "v000001", Form.CSV)).isEqualTo("ILSCHCHRONABSEv000001.csv");
        assertThatThrownBy(() -> file.name("IL", "v0000001", Form.CSV)).hasMessageContaining("more than 7 characters");
        assertThatThrownBy(() -> file.text("x.csv", "x".repeat(33), Form.CSV))
                .hasMessageContaining("more than 32 characters");
    }
}
