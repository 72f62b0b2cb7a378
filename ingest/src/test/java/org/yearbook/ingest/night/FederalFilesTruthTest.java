package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.CategorySet;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.RecordField;
import org.yearbook.definitions.edfacts.YearFile;
import org.yearbook.ingest.simulate.DirtProfile;
import org.yearbook.ingest.simulate.Simulation;
import org.yearbook.ingest.simulate.SimulationPlan;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.home.FederalDirectory;
import org.yearbook.warehouse.home.FederalSettings;
import org.yearbook.warehouse.publish.Audience;
import org.yearbook.warehouse.publish.Publications;
import org.yearbook.warehouse.submission.FederalFile;
import org.yearbook.warehouse.submission.FederalFiles;

/**
 * Every number of every federal file of a simulated district, counted a second time by plain SQL over the clean files
 * that its systems delivered. One night and one publication serve all files.
 */
class FederalFilesTruthTest {

    private static final SchoolYear YEAR = SchoolYear.parse("2025-26");

    @TempDir
    static Path folder;

    private static TestHome home;
    private static Duck recount;
    private static Duck publication;
    private static FederalFiles files;

    @BeforeAll
    static void oneNight() throws IOException {
        Path simulated = folder.resolve("simulated");
        Simulation.write(new SimulationPlan(
                400, 5, 5, simulated, DirtProfile.of("none"), 1, SimulationPlan.LAST_YEAR, (file, rows) -> {}));
        Path night = simulated.resolve("night-001");
        secondSchools(night.resolve("sis-enrollments-2025-26.csv"));
        home = new TestHome(folder.resolve("home")).keep(simulated).deliver(night);
        Files.writeString(home.home().settings(), """

                federal: {state: ZZ, fips: "99", district_id: "00180"}
                """, StandardOpenOption.APPEND);
        assertThat(home.night("2026-06-15")).as(home.said()).isZero();
        publication =
                Duck.read(Publications.fileOf(home.home(), Audience.INTERNAL).orElseThrow(), limits());
        District district = DistrictFile.read(home.home());
        files = new FederalFiles(
                publication,
                district,
                FederalSettings.read(home.home(), district),
                FederalDirectory.read(home.home()),
                FileSpecifications.shipped());
        recount = Duck.inMemory(limits());
        recount.run("set variable night = " + Duck.literal(night.toString()));
        for (String statement : script().split(";\\s*\\n", -1)) {
            if (!statement.isBlank()) {
                recount.run(statement);
            }
        }
    }

    /**
     * Six students of the middle school take courses at the high school until the end of October. Of two one school is
     * said to be the primary one, the later stay and the earlier; of one both are; of three none is.
     */
    private static void secondSchools(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String[]> stays =
                lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
        String high =
                stays.stream().filter(stay -> stay[2].equals("11")).findFirst().orElseThrow()[1];
        // Few of each grade, so that the high school stays one.
        List<String[]> students = Stream.of("06", "07", "08")
                .flatMap(grade -> stays.stream()
                        .filter(stay -> stay[2].equals(grade) && !stay[4].equals("NS"))
                        .filter(stay -> stay[3].compareTo("2025-09-10") < 0 && stay[5].isEmpty())
                        .limit(2))
                .toList();
        assertThat(students).hasSize(6);
        String[] entries = {"2025-07-07", "2025-09-15", "2025-07-07", "2025-09-15", "2025-09-15", ""};
        String[] said = {"N,Y", "Y,N", ",", ",", "Y,Y", ","};
        List<String> text = new ArrayList<>(List.of(lines.get(0) + ",primary_enrollment"));
        for (String line : lines.subList(1, lines.size())) {
            int student = indexOf(students, line);
            text.add(line + "," + (student < 0 ? "" : said[student].split(",", -1)[0]));
        }
        for (int student = 0; student < students.size(); student++) {
            String[] stay = students.get(student).clone();
            stay[1] = high;
            stay[3] = entries[student].isEmpty() ? stay[3] : entries[student];
            stay[5] = "2025-10-31";
            stay[6] = "W1";
            text.add(String.join(",", stay) + "," + said[student].split(",", -1)[1]);
        }
        Files.write(file, text);
    }

    private static int indexOf(List<String[]> students, String line) {
        for (int student = 0; student < students.size(); student++) {
            if (String.join(",", students.get(student)).equals(line)) {
                return student;
            }
        }
        return -1;
    }

    @AfterAll
    static void close() {
        publication.close();
        recount.close();
    }

    private static Limits limits() {
        return new Limits(2, 1024, folder.resolve("spill"));
    }

    private static FederalFile file(String specification, Level level) {
        return files.file(specification, level, YEAR).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FS002", "FS005", "FS006", "FS007", "FS032", "FS033", "FS040", "FS052", "FS059", "FS088", "FS118",
                "FS141", "FS143", "FS150", "FS151", "FS175", "FS178", "FS185", "FS188", "FS195", "FS203", "FS226"
            })
    void everyNumberIsThatOfTheCleanFiles(String specification) {
        Map<String, BigDecimal> written = new TreeMap<>();
        Map<String, BigDecimal> counted = new TreeMap<>();
        for (Level level : Level.values()) {
            if (FileSpecifications.shipped().file(specification, level, YEAR).isPresent()) {
                FederalFile file = file(specification, level);
                assertThat(file).isInstanceOf(FederalFile.Written.class);
                written.putAll(written((FederalFile.Written) file));
                counted.putAll(counted(file.file()));
            }
        }
        assertThat(counted).isNotEmpty();
        assertThat(written.entrySet().stream()
                        .filter(entry -> counted.containsKey(entry.getKey())
                                || entry.getValue().signum() != 0)
                        .map(Object::toString))
                .containsExactlyElementsOf(
                        counted.entrySet().stream().map(Object::toString).toList());
    }

    @Test
    void aFileWithoutItsInputSaysSo() {
        assertThat(file("FS179", Level.LEA))
                .isInstanceOfSatisfying(
                        FederalFile.NotProducible.class,
                        lacking -> assertThat(lacking.missing())
                                .containsExactly("Results of the state's test in science, with its cut scores."));
    }

    @Test
    void aFileThatCountsEachStudentOnceTellsOfHowManyItIsNotClearWhere() {
        assertThat(((FederalFile.Written) file("FS052", Level.SCH)).notes())
                .filteredOn(note -> note.startsWith("Students on the rolls"))
                .containsExactly(
                        "Students on the rolls of more than one school on the day of the count: 6. Each is counted"
                                + " at one of them, the primary one. Nobody says which one that is of 3 of them. More than one is"
                                + " said to be it of 1 of them. Where that is not clear, the school counts where the stay began"
                                + " last (primary_enrollment of sis-enrollments).");
        assertThat(home.ask("select rule_id, count(*) as n from quality_issue where rule_id = 'ENR-13' group by all"))
                .extracting(row -> row.get("n", Integer.class))
                .containsExactly(2);
    }

    /** Where no part of a day divides them, FS195 and the metric count the same. */
    @Test
    void theFilesAgreeWithTheMetrics() {
        Map<String, BigDecimal> file = written((FederalFile.Written) file("FS195", Level.SCH));
        for (var row : home.ask("select organization_id, numerator::integer as n from metric_value where metric ="
                + " 'chronic_absence_rate' and authority = 'federal' and school_year = '2025-26' and policy = 'in_force'"
                + " and group_dimension = 'all' and organization_type = 'school' order by 1")) {
            int metric = row.get("n", Integer.class);
            int more = home.ask("select count(*)::integer from agg_student_year where school_year = '2025-26' and"
                            + " grade_level <> 'PK' and enrolled_units >= 25200 and organization_id = '"
                            + row.get("organization_id", String.class)
                            + "' and (absent_units * 10 >= enrolled_units) <> ((enrolled_units - present_by_rule_units) * 10"
                            + " >= enrolled_units)")
                    .get(0)
                    .get(0, Integer.class);
            String key = row.get("organization_id", String.class) + " CHRONABSENT Y ";
            assertThat(file.getOrDefault(key, BigDecimal.ZERO).intValue()).isBetween(metric - more, metric + more);
        }
        BigDecimal rate =
                (BigDecimal) home.ask("select round(100 * value, 2)::decimal(9, 2) from metric_value where metric ="
                                + " 'graduation_rate_four_year' and authority = 'federal' and school_year = '2025-26' and policy ="
                                + " 'in_force' and group_dimension = 'all' and organization_type = 'district'")
                        .get(0)
                        .get(0);
        assertThat(written((FederalFile.Written) file("FS150", Level.LEA)).get("district GRADRT4YRADJ Y "))
                .isEqualByComparingTo(rate);
    }

    private static String script() throws IOException {
        try (InputStream in = FederalFilesTruthTest.class.getResourceAsStream("/night/federal-recount.sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** {@return the numbers of a file by place, table, indicator and codes} */
    private static Map<String, BigDecimal> written(FederalFile.Written file) {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        for (List<String> record : file.records()) {
            var key = new StringBuilder();
            String amount = "";
            List<String> codes = new ArrayList<>();
            String place = "district";
            String table = "";
            String indicator = "";
            for (int at = 0; at < record.size(); at++) {
                RecordField field = file.file().layout().fields().get(at);
                String value = record.get(at);
                switch (field.name()) {
                    case "StateSchoolIDNumber" -> place = value;
                    case "TableTypeAbbrv" -> table = value;
                    case "TotalIndicator" -> indicator = value;
                    case "Amount" -> amount = value;
                    default -> {
                        if (field.codes() != null && !value.isEmpty()) {
                            codes.add(field.codes() + "=" + value);
                        }
                    }
                }
            }
            key.append(place)
                    .append(' ')
                    .append(table)
                    .append(' ')
                    .append(indicator)
                    .append(' ');
            key.append(codes.stream().sorted().collect(Collectors.joining(" ")));
            assertThat(numbers.put(key.toString(), new BigDecimal(amount).setScale(2)))
                    .as("twice: %s", key)
                    .isNull();
        }
        return numbers;
    }

    private static Map<String, BigDecimal> counted(YearFile file) {
        Map<String, BigDecimal> numbers = new TreeMap<>();
        String amount = switch (file.specification().unit()) {
            case STUDENTS -> "count(distinct k)";
            case REMOVALS -> "count(*)";
            case PERCENT -> "avg(amount)";
            case FULL_TIME_EQUIVALENTS, NOTHING -> "sum(amount)";
        };
        for (CategorySet set : file.sets()) {
            List<String> lists = set.categories().stream().sorted().toList();
            String key = lists.stream()
                    .map(list -> "'" + list + "=' || \"" + list + "\"")
                    .collect(Collectors.joining(" || ' ' || "));
            String query = "select place || ' " + set.table() + " "
                    + (set.code().startsWith("CS") ? "N" : "Y") + " '"
                    + (key.isEmpty() ? "" : " || " + key) + " as id, " + amount
                    + "::decimal(18, 6) as number from unit_"
                    + file.specification().id().toLowerCase(Locale.ROOT) + " where coalesce(tab, '" + set.table()
                    + "') = '" + set.table() + "' and place " + (file.level() == Level.LEA ? "=" : "<>") + " 'district'"
                    + lists.stream()
                            .map(list -> " and \"" + list + "\" is not null")
                            .collect(Collectors.joining())
                    + " group by 1";
            recount.sql()
                    .fetch(query)
                    .forEach(row -> numbers.put(
                            row.get(0, String.class),
                            row.get(1, BigDecimal.class).setScale(2, RoundingMode.HALF_UP)));
        }
        return numbers;
    }
}
