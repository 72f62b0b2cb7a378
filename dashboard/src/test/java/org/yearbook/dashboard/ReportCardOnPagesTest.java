package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.Role;
import org.yearbook.definitions.ReportCard;
import org.yearbook.definitions.StatutoryElement;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** The report card as everybody may see it: the same for every role, and nothing that the public file hides. */
class ReportCardOnPagesTest {

    private static final String FIRST = "20260515T020000-a";
    private static final String DISTRICT = "3100042";

    @TempDir
    static Path folder;

    private static TestServer server;
    private static SomebodyOfEveryRole everybody;
    private static SamplePublication sample;

    @BeforeAll
    static void start() {
        sample = SamplePublication.in(folder);
        // Three students of a group, and four of a school, of whom nobody may be told.
        sample.change(
                FIRST,
                "update metric_value set n = 3, numerator = 1, denominator = 3, value = 0.333333"
                        + " where metric = 'chronic_absence_rate' and group_dimension = 'race_ethnicity'"
                        + " and group_value = 'AmericanIndianOrAlaskaNative' and organization_type = 'district'");
        sample.change(
                FIRST,
                "update metric_value set n = 4, numerator = 3, denominator = 4, value = 0.777777"
                        + " where metric = 'chronic_absence_rate' and group_dimension = 'all' and organization_id = '0104'");
        // Attendance sums time, in small units.
        sample.change(
                FIRST,
                "update metric_value set numerator = 1000 * numerator, denominator = 1000 * denominator"
                        + " where metric = 'average_daily_attendance' and status = 'ok'");
        spending("per_pupil_expenditure", "13447.25", "14200.5", "21111.25");
        spending("per_pupil_federal_personnel", "812.25", "700.25", "5111.25");
        spending("per_pupil_federal_other", "310.5", "300.25", "6000");
        spending("per_pupil_state_local_personnel", "9120.4", "10000", "4000");
        spending("per_pupil_state_local_other", "3204.1", "3200", "6000");
        server = TestServer.start(sample.release(FIRST), true);
        everybody = SomebodyOfEveryRole.at(server, "0104");
    }

    /** Dollars of 2024-25 for each student of the district (4,000), of 0101 (400), and of 0102 (6: too few). */
    private static void spending(String metric, String whole, String first, String few) {
        sample.change(
                FIRST,
                "insert into metric_definition select * replace ('" + metric + "' as metric, 'federal' as authority,"
                        + " '" + metric + "' as label, 'currency' as unit, 'neither' as desired_direction,"
                        + " null as to_school_year, 'Funds divided by the students of the fall count day.' as plain_text,"
                        + " 'ESEA section 1111(h)(1)(C)(x)' as citation, 'hash-" + metric + "' as definition_hash)"
                        + " from metric_definition where metric = 'enrollment' and version = 1");
        sample.change(
                FIRST,
                "insert into metric_value select '" + metric + "', 1, 'federal', 'in_force', '2024-25',"
                        + " date '2026-05-15', id, kind, 'all', 'all', cost * n, n, n, cost, 'ok', 'hash-" + metric
                        + "'"
                        + " from (values ('" + DISTRICT + "', 'district', 4000, " + whole
                        + "), ('0101', 'school', 400, "
                        + first + "), ('0102', 'school', 6, " + few + ")) t(id, kind, n, cost)");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String page(String path) {
        var answer = everybody.visitor("leader").get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private static String words(String page) {
        return page.replaceAll("<[^>]+>", " ").replace("&#39;", "'").replaceAll("\\s+", " ");
    }

    private static String pdf(String path) throws IOException {
        var answer = everybody.visitor("leader").file(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
        try (var file = Loader.loadPDF(answer.body())) {
            assertThat(file.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(file.getDocumentInformation().getTitle()).startsWith("Report card 2025-26, ");
            return new PDFTextStripper().getText(file).replaceAll("\\s+", " ");
        }
    }

    /** Rows of a file that quotes nothing with a line break, by column. */
    private static List<Map<String, String>> csv(String path) {
        List<List<String>> lines = page(path)
                .replace("\ufeff", "")
                .lines()
                .map(ReportCardOnPagesTest::cells)
                .toList();
        List<Map<String, String>> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            assertThat(line).hasSameSizeAs(lines.get(0));
            Map<String, String> row = new LinkedHashMap<>();
            for (int at = 0; at < line.size(); at++) {
                row.put(lines.get(0).get(at), line.get(at));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<String> cells(String line) {
        return Pattern.compile("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,]*))")
                .matcher(line)
                .results()
                .map(cell ->
                        cell.group(1) == null ? cell.group(2) : cell.group(1).replace("\"\"", "\""))
                .toList();
    }

    /** The cells of the row of a group in the table of a number. */
    private static List<String> row(String page, String number, String group) {
        String article = page.substring(page.indexOf("id=\"number-" + number + "\""));
        article = article.substring(0, article.indexOf("</article>"));
        String row = article.substring(article.indexOf("<th scope=\"row\">" + group + "</th>"));
        row = row.substring(0, row.indexOf("</tr>"));
        return Pattern.compile("<t[hd][^>]*>(.*?)</t[hd]>", Pattern.DOTALL)
                .matcher(row)
                .results()
                .map(cell -> words(cell.group(1)).strip())
                .toList();
    }

    @Test
    void everyElementOfTheLawStandsThereInItsOrderWithItsNumbersOrTheReasonWhyThereIsNone() {
        String page = page("/report-card");
        assertThat(page).contains("href=\"/report-card/0302?year=2025-26\"");
        int at = 0;
        for (StatutoryElement element : ReportCard.shipped().elements()) {
            int next = page.indexOf("<h2 id=\"" + element.id() + "\"");
            assertThat(next).as(element.id()).isGreaterThan(at);
            at = next;
            assertThat(page).contains("href=\"#" + element.id() + "\"");
            assertThat(words(page)).contains("Section " + element.paragraph());
            if (!element.missing().isEmpty()) {
                assertThat(words(page)).contains(element.missing());
            }
        }
        assertThat(words(page))
                .contains("Report card 2025-26, so far", "Data as of Friday, May 15, 2026")
                .contains("Federal definition, version 1, in force since 2015-16")
                .contains("This number is not in the file that the district publishes.")
                .contains("fewer than 10 people is hidden");
    }

    @Test
    void everyCellIsThatOfThePublishedFile() throws IOException {
        Path copy = Files.copy(
                sample.home().publications().resolve(FIRST).resolve("public.duckdb"), folder.resolve("copy.duckdb"));
        try (Duck duck = Duck.read(copy, Limits.small())) {
            for (String place : List.of(DISTRICT, "0101", "0104")) {
                var rows = csv("/report-card/" + place + ".csv?year=2025-26").stream()
                        .filter(row -> row.get("element").equals("climate")
                                && row.get("metric").equals("chronic_absence_rate"))
                        .toList();
                var stored = duck.sql()
                        .fetch(
                                "select group_dimension, group_value, value, numerator, denominator, status,"
                                        + " coalesce(as_of::varchar, '')"
                                        + " from metric_value where metric = 'chronic_absence_rate' and authority = 'federal'"
                                        + " and version = 1 and policy = 'in_force' and school_year = '2025-26'"
                                        + " and organization_id = ? and group_dimension in"
                                        + " ('all', 'race_ethnicity', 'sex', 'swd', 'el', 'grade_level')",
                                place);
                assertThat(stored).hasSizeGreaterThan(20);
                assertThat(rows)
                        .as(place)
                        .extracting(row -> List.of(
                                row.get("group_dimension"),
                                row.get("group_value"),
                                row.get("value"),
                                row.get("numerator"),
                                row.get("denominator"),
                                row.get("status"),
                                row.get("as_of")))
                        .containsExactlyInAnyOrderElementsOf(stored.map(row -> List.of(
                                String.valueOf(row.get(0)),
                                String.valueOf(row.get(1)),
                                plain(row.get(2, BigDecimal.class)),
                                plain(row.get(3, BigDecimal.class)),
                                plain(row.get(4, BigDecimal.class)),
                                String.valueOf(row.get(5)),
                                String.valueOf(row.get(6)))));
            }
            var whole = duck.sql()
                    .fetchOne("select numerator, denominator, round(100 * value, 1) from metric_value where"
                            + " metric = 'chronic_absence_rate' and authority = 'federal' and policy = 'in_force'"
                            + " and school_year = '2024-25' and organization_id = '0101' and group_value = 'White'");
            assertThat(whole).isNotNull();
            List<String> cells = row(page("/report-card/0101?year=2024-25"), "climate-chronic_absence_rate", "White");
            assertThat(cells.subList(0, 4))
                    .containsExactly(
                            "White",
                            whole.get(2, BigDecimal.class).setScale(1) + "%",
                            plain(whole.get(0, BigDecimal.class)),
                            plain(whole.get(1, BigDecimal.class)));
            String district = duck.sql()
                    .fetchValue("select round(100 * value, 1)::decimal(9, 1) || '%' from metric_value where"
                            + " metric = 'chronic_absence_rate' and authority = 'federal' and policy = 'in_force'"
                            + " and school_year = '2024-25' and organization_id = '" + DISTRICT
                            + "' and group_value = 'White'")
                    .toString();
            assertThat(cells.get(4)).isEqualTo(district);
        }
    }

    @Test
    void sumsOfTimeAreNotToldAsIfSomebodyCountedThem() throws IOException {
        List<String> cells = row(page("/report-card"), "other-information-average_daily_attendance", "All");
        assertThat(cells).hasSize(2);
        assertThat(cells.get(1)).endsWith("%");
        assertThat(csv("/report-card/" + DISTRICT + ".csv"))
                .filteredOn(row -> row.get("metric").equals("average_daily_attendance")
                        && row.get("group_dimension").equals("all"))
                .isNotEmpty()
                .noneMatch(row -> row.get("denominator").isEmpty());
    }

    private static String plain(BigDecimal number) {
        return number == null
                ? ""
                : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    @Test
    void aHiddenValueIsHiddenOnThePageInTheFileAndInThePdf() throws IOException {
        for (String place : List.of(DISTRICT, "0104")) {
            String path = "/report-card/" + place;
            String page = page(path);
            String file = page(path + ".csv?year=all");
            String pdf = pdf(path + ".pdf");
            for (String text : List.of(words(page), pdf)) {
                assertThat(text).as(place).contains("Hidden", "A hidden number is not zero");
            }
            for (String text : List.of(page, file, pdf)) {
                assertThat(text).as(place).doesNotContain("33.3%", "77.8%", "0.333333", "0.777777");
            }
        }
        assertThat(row(page("/report-card"), "climate-chronic_absence_rate", "American Indian or Alaska Native"))
                .containsExactly("American Indian or Alaska Native", "Hidden", "", "");
        List<String> few = row(page("/report-card/0104"), "climate-chronic_absence_rate", "All");
        assertThat(few.subList(0, 4)).containsExactly("All", "Hidden", "", "");
        assertThat(few.get(4)).as("the district's own number is told").endsWith("%");
        assertThat(csv("/report-card/0104.csv").stream()
                        .filter(row -> row.get("metric").equals("chronic_absence_rate")
                                && row.get("group_dimension").equals("all")))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("status", "suppressed")
                        .containsEntry("value", "")
                        .containsEntry("numerator", "")
                        .containsEntry("denominator", ""));
    }

    @Test
    void spendingIsTwoSourcesByTwoKindsOfTheYearBeforeWithTotalsAndItsMethod() throws IOException {
        String page = words(page("/report-card"));
        assertThat(page)
                .contains("Numbers of 2024-25, the year before.")
                .contains("each amount is rounded by itself Source of funds")
                .contains("Federal funds $812 $311 $1,123")
                .contains("State and local funds $9,120 $3,204 $12,325")
                .contains("Total $9,933 $3,515 $13,447")
                .contains("Method Funds divided by the students of the fall count day.")
                .contains("Rule: ESEA section 1111(h)(1)(C)(x)");
        assertThat(words(page("/report-card/0101")))
                .contains("Abraham Lincoln Elementary School, dollars for each student in 2024-25")
                .contains("Federal funds $700 $300 $1,001")
                .contains("The whole district, dollars for each student in 2024-25")
                .contains("Federal funds $812 $311 $1,123");
        assertThat(pdf("/report-card/0101.pdf")).contains("Federal funds $700 $300 $1,001", "Method.");
        assertThat(words(page("/report-card/0102")))
                .as("no sum is told whose parts are hidden")
                .contains("Federal funds Hidden Hidden –", "Total – – –")
                .doesNotContain("21,111", "5,111");
        assertThat(words(page("/report-card?year=2024-25")))
                .contains("There is no number for 2023-24.")
                .doesNotContain("$812");
        assertThat(csv("/report-card/0101.csv").stream()
                        .filter(row -> row.get("metric").equals("per_pupil_federal_personnel")))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("school_year", "2024-25")
                        .containsEntry("value", "700.25")
                        .containsEntry("denominator", "400")
                        .containsEntry("unit", "currency"));
    }

    @Test
    void theSamePublicationPlaceAndYearGiveTheSamePdf() throws InterruptedException {
        byte[] first = everybody.visitor("leader").file("/report-card/0101.pdf").body();
        Thread.sleep(1100);
        assertThat(everybody.visitor("clerk").file("/report-card/0101.pdf").body())
                .isEqualTo(first);
        assertThat(everybody.visitor("clerk").file("/report-card/0102.pdf").body())
                .isNotEqualTo(first);
    }

    /** As links write a number with a slash in it; here it is 0101, so that the card is known. */
    @Test
    void theCardOfASchoolWhoseNumberNoPathMayHoldIsFound() {
        assertThat(main(page("/report-card/~MDEwMQ"))).isEqualTo(main(page("/report-card/0101")));
        assertThat(csv("/report-card/~MDEwMQ.csv")).isEqualTo(csv("/report-card/0101.csv"));
        assertThat(everybody.visitor("leader").file("/report-card/~MDEwMQ.pdf").body())
                .isEqualTo(everybody
                        .visitor("leader")
                        .file("/report-card/0101.pdf")
                        .body());
    }

    @Test
    void everyRoleSeesTheSameCardOfEveryPlaceAndNobodyElseSeesAny() {
        for (String path : List.of("/report-card", "/report-card/0104?year=2025-26", "/report-card/0101")) {
            String leader = main(page(path));
            for (Role role : Role.values()) {
                assertThat(main(everybody.visitor(role.code()).get(path).body()))
                        .as("%s %s", role, path)
                        .isEqualTo(leader);
            }
        }
        for (String path :
                List.of("/report-card", "/report-card/0101", "/report-card/0101.csv", "/report-card/0101.pdf")) {
            assertThat(server.visitor().get(path).uri().getPath()).as(path).isEqualTo("/sign-in");
        }
    }

    private static String main(String page) {
        return page.substring(page.indexOf("<main"), page.indexOf("</main>"));
    }

    @Test
    void placeAndYearAreInTheAddressAndWhatThereIsNotIsSaidSo() {
        var visitor = everybody.visitor("leader");
        assertThat(visitor.get("/report-card?place=0101&year=2023-24").uri().toString())
                .endsWith("/report-card/0101?year=2023-24");
        assertThat(words(page("/report-card/0101?year=2023-24")))
                .contains("Report card 2023-24 ")
                .doesNotContain("so far");
        assertThat(words(page("/report-card/0101?year=1900-01"))).contains("Report card 2025-26");
        for (String path : List.of("/report-card/9999", "/report-card/9999.csv", "/report-card/9999.pdf")) {
            assertThat(visitor.get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void theFileHasTheColumnsOfItsDescriptionAndTellsWhatIsNotHeld() throws IOException {
        String guide = Files.readString(Path.of("../docs/report-card.md"));
        List<String> described = Pattern.compile("(?m)^\\| `(\\w+)` \\|")
                .matcher(guide)
                .results()
                .map(found -> found.group(1))
                .toList();
        var rows = csv("/report-card/" + DISTRICT + ".csv?year=all");
        assertThat(rows.get(0).keySet()).containsExactlyElementsOf(described);
        assertThat(guide).contains("Version " + rows.get(0).get("schema_version"));
        assertThat(rows.stream().map(row -> row.get("school_year")).distinct())
                .contains("2025-26", "2024-25", "2023-24");
        assertThat(rows.stream()
                        .filter(row -> row.get("element").equals("participation"))
                        .filter(row -> row.get("school_year").equals("2025-26")))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("status", "not_held")
                        .containsEntry("metric", "")
                        .hasEntrySatisfying("note", note -> assertThat(note).startsWith("Files of results")));
        var keys = rows.stream()
                .map(row -> List.of(
                        row.get("element"),
                        row.get("metric"),
                        row.get("version"),
                        row.get("school_year"),
                        row.get("group_dimension"),
                        row.get("group_value")))
                .toList();
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void aDistrictsOwnListIsShownAndAFaultInItIsTold() throws IOException {
        Path own = Files.createDirectories(sample.home().metrics()).resolve(ReportCard.FILE);
        try {
            Files.writeString(own, """
                    report_card:
                      - element: ours
                        paragraph: our plan
                        title: What we promised
                        about: That students come.
                        metrics: [average_daily_attendance]
                    """);
            assertThat(words(page("/report-card"))).contains("What we promised").doesNotContain("Spending per student");
            Files.writeString(own, "report_card: [{element: ours, titel: x}]");
            assertThat(words(page("/report-card"))).contains("list of elements has a fault", "Spending per student");
        } finally {
            Files.delete(own);
        }
    }
}
