package org.yearbook.warehouse.validate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.definitions.edfacts.Level;
import org.yearbook.definitions.edfacts.ReportingCalendar;
import org.yearbook.definitions.edfacts.YearFile;

/** Files written by hand from the specification, right ones and each rule's own fault. */
class ValidationTest {

    private static final SchoolYear YEAR = SchoolYear.parse("2022-23");
    private static final FileSpecifications SPECIFICATIONS = FileSpecifications.shipped();
    private static final Validation VALIDATION = new Validation(ReportingCalendar.shipped());

    /** Eleven members of a district with two schools: two boys and nine girls, all white but one. */
    private static final String DISTRICT = """
            LEA MEMBERSHIP TABLE;9;ILLEAMEMBERv0001.tab;FS052-2022-23-v1;2022-2023;
            1;17;01;00100;;MEMBER;01;WH7;F;N;;8
            2;17;01;00100;;MEMBER;01;BL7;F;N;;1
            3;17;01;00100;;MEMBER;01;WH7;M;N;;2
            4;17;01;00100;;MEMBER;01;WH7;;Y;;10
            5;17;01;00100;;MEMBER;01;BL7;;Y;;1
            6;17;01;00100;;MEMBER;01;;F;Y;;9
            7;17;01;00100;;MEMBER;01;;M;Y;;2
            8;17;01;00100;;MEMBER;01;;;Y;;11
            9;17;01;00100;;MEMBER;;;;Y;;11
            """;

    /** A right file has these, too; they are left out above to keep it short where they are not the matter. */
    private static final String RACE_BY_SEX = """
            10;17;01;00100;;MEMBER;;WH7;F;Y;;8
            11;17;01;00100;;MEMBER;;BL7;F;Y;;1
            12;17;01;00100;;MEMBER;;WH7;M;Y;;2
            """;

    private static final String SCHOOLS = """
            SCHOOL MEMBERSHIP TABLE;18;ILSCHMEMBERv0001.tab;FS052-2022-23-v1;2022-2023;
            1;17;01;00100;0001;MEMBER;01;WH7;F;N;;8
            2;17;01;00100;0001;MEMBER;01;BL7;F;N;;1
            3;17;01;00100;0001;MEMBER;01;WH7;;Y;;8
            4;17;01;00100;0001;MEMBER;01;BL7;;Y;;1
            5;17;01;00100;0001;MEMBER;01;;F;Y;;9
            6;17;01;00100;0001;MEMBER;;WH7;F;Y;;8
            7;17;01;00100;0001;MEMBER;;BL7;F;Y;;1
            8;17;01;00100;0001;MEMBER;01;;;Y;;9
            9;17;01;00100;0001;MEMBER;;;;Y;;9
            10;17;01;00100;0002;MEMBER;01;WH7;M;N;;2
            11;17;01;00100;0002;MEMBER;01;WH7;;Y;;2
            12;17;01;00100;0002;MEMBER;01;;M;Y;;2
            13;17;01;00100;0002;MEMBER;;WH7;M;Y;;2
            14;17;01;00100;0002;MEMBER;01;;;Y;;2
            15;17;01;00100;0002;MEMBER;;;;Y;;2
            """.replace(";18;", ";15;");

    private static Submitted district(UnaryOperator<String> change) {
        String text = DISTRICT.replace(";9;ILLEA", ";12;ILLEA") + RACE_BY_SEX;
        return file("FS052", Level.LEA, "ILLEAMEMBERv0001.tab", change.apply(text));
    }

    private static Submitted schools(UnaryOperator<String> change) {
        return file("FS052", Level.SCH, "ILSCHMEMBERv0001.tab", change.apply(SCHOOLS));
    }

    private static Submitted file(String specification, Level level, String name, String text) {
        return file(specification, level, YEAR, name, text);
    }

    private static Submitted file(String specification, Level level, SchoolYear year, String name, String text) {
        YearFile file = SPECIFICATIONS.file(specification, level, year).orElseThrow();
        String separator = name.endsWith(".csv") ? "," : "\t";
        return new Submitted(file, name, text.replace(";", separator).replace("\n", "\r\n"));
    }

    private static List<Finding> check(Submitted... files) {
        return check("FS052", List.of(files), List.of(), Map.of(), Map.of());
    }

    private static List<Finding> check(
            String specification,
            List<Submitted> files,
            List<Submitted> before,
            Map<String, List<Submitted>> others,
            Map<String, Integer> movers) {
        return VALIDATION.of(new Validation.Asked(specification, files, before, others, movers));
    }

    private static UnaryOperator<String> swap(String one, String other) {
        return text -> {
            assertThat(text).contains(one);
            return text.replace(one, other);
        };
    }

    @Test
    void aRightFileHasNoFinding() {
        assertThat(check(district(text -> text), schools(text -> text))).isEmpty();
    }

    @Test
    void aChangeIsLargeWhenItIsMoreThanTwentyAndMoreThanAFifth() {
        for (String change : List.of("0 21", "100 121", "104 125", "200 241", "200 159")) {
            assertThat(large(change)).as(change).isTrue();
        }
        for (String change : List.of("0 20", "100 120", "105 126", "200 240", "200 160", "7 0")) {
            assertThat(large(change)).as(change).isFalse();
        }
    }

    private static boolean large(String change) {
        String[] numbers = change.split(" ");
        return Changes.large(new BigDecimal(numbers[0]), new BigDecimal(numbers[1]));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(Rule.LINE_END, 0, text -> text.replaceFirst("\n$", "")),
                fault(Rule.HEADER, 1, swap("LEA MEMBERSHIP TABLE", "LEA MEMBERSHIP TABL")),
                fault(Rule.HEADER, 1, swap("2022-2023", "2023-2024")),
                fault(Rule.HEADER, 1, swap("FS052-2022-23-v1;", "FS052-2022-23-v1-which-is-too-long-for-it;")),
                fault(Rule.RECORD_COUNT, 1, swap(";12;ILLEA", ";13;ILLEA")),
                fault(
                        Rule.FIELD_COUNT,
                        3,
                        swap("2;17;01;00100;;MEMBER;01;BL7;F;N;;1\n", "2;17;01;00100;;MEMBER;01;BL7;F;N;;;1\n")),
                fault(
                        Rule.REQUIRED,
                        2,
                        swap("1;17;01;00100;;MEMBER;01;WH7;F;N;;8\n", "1;17;01;;;MEMBER;01;WH7;F;N;;8\n")),
                fault(
                        Rule.TOO_LONG,
                        2,
                        swap("1;17;01;00100;;MEMBER;01;WH7;F;N;;8\n", "1;170;01;00100;;MEMBER;01;WH7;F;N;;8\n")),
                fault(
                        Rule.FILLER,
                        2,
                        swap("1;17;01;00100;;MEMBER;01;WH7;F;N;;8\n", "1;17;01;00100;x;MEMBER;01;WH7;F;N;;8\n")),
                fault(Rule.NUMBER, 2, swap("MEMBER;01;WH7;F;N;;8\n", "MEMBER;01;WH7;F;N;;8.5\n")),
                fault(Rule.NUMBERING, 3, swap("\n2;17;", "\n7;17;")),
                fault(
                        Rule.CODE,
                        2,
                        swap("1;17;01;00100;;MEMBER;01;WH7;F;N;;8\n", "1;17;01;00100;;MEMBER;01;WH7;X;N;;8\n")),
                fault(
                        Rule.CATEGORY_SET,
                        2,
                        swap("1;17;01;00100;;MEMBER;01;WH7;F;N;;8\n", "1;17;01;00100;;MEMBER;;WH7;;N;;8\n")),
                fault(Rule.TOTAL_INDICATOR, 10, swap("MEMBER;;;;Y;;11\n", "MEMBER;;;;N;;11\n")),
                fault(
                        Rule.DUPLICATE,
                        4,
                        swap("3;17;01;00100;;MEMBER;01;WH7;M;N;;2\n", "3;17;01;00100;;MEMBER;01;WH7;F;N;;8\n")),
                fault(Rule.SUM, 10, swap("MEMBER;;;;Y;;11\n", "MEMBER;;;;Y;;12\n")),
                fault(Rule.SCHOOLS_SUM, 10, swap("MEMBER;;;;Y;;11\n", "MEMBER;;;;Y;;12\n")),
                fault(Rule.MISSING_CODE, 13, swap("MEMBER;;WH7;M;Y;;2\n", "MEMBER;;WH7;MISSING;Y;;2\n")));
    }

    private static Arguments fault(Rule rule, int line, UnaryOperator<String> change) {
        return Arguments.of(rule, line, change);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultOfALineIsFoundWhereItIs(Rule rule, int line, UnaryOperator<String> change) {
        List<Finding> found = check(district(change), schools(text -> text)).stream()
                .filter(finding -> finding.rule() == rule)
                .toList();
        assertThat(found).isNotEmpty();
        assertThat(found.get(0).line()).isEqualTo(line);
        assertThat(found.get(0).what()).isNotBlank();
        assertThat(found.get(0).remedy()).isNotBlank();
    }

    @Test
    void aNameThatTheSpecificationDoesNotKnowIsFound() {
        Submitted right = district(text -> text);
        var renamed = new Submitted(right.specification(), "membership.tab", right.text());
        assertThat(rules(check(renamed))).contains(Rule.FILE_NAME, Rule.HEADER);
    }

    @Test
    void aPartThatOnlySomeAreInMayBeLessThanTheWholeAndNotMore() {
        String text = """
                SCH CHRON ABSENT;3;ILSCHCHRONABSEv0001.csv;FS195;2018-2019;
                1;17;01;00100;0001;CHRONABSENT;F;;WDIS;;;;;N;;4
                2;17;01;00100;0001;CHRONABSENT;F;WH7;;;;;;N;;9
                3;17;01;00100;0001;CHRONABSENT;;;;;;;;Y;;9
                """;
        assertThat(check("FS195", List.of(absence(text)), List.of(), Map.of(), Map.of()))
                .isEmpty();
        List<Finding> found = check(
                "FS195",
                List.of(absence(text.replace("WDIS;;;;;N;;4", "WDIS;;;;;N;;10"))),
                List.of(),
                Map.of(),
                Map.of());
        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.PART_ABOVE_TOTAL);
            assertThat(finding.where()).isEqualTo("school 0001, CHRONABSENT TOT");
            assertThat(finding.line()).isEqualTo(4);
        });
    }

    private static Submitted absence(String text) {
        return file("FS195", Level.SCH, SchoolYear.parse("2018-19"), "ILSCHCHRONABSEv0001.csv", text);
    }

    @Test
    void aChangeOfMoreThanAFifthAndMoreThanTwentyIsToBeExplained() {
        assertThat(changes("100", "121")).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.EXPLAIN);
            assertThat(finding.what()).isEqualTo("It is 121, and was 100 last year: +21 %.");
            assertThat(finding.where()).isEqualTo("school 0001, ECODISSTU CSA");
        });
        assertThat(changes("100", "120")).isEmpty();
        assertThat(changes("50", "30")).isEmpty();
        assertThat(changes("50", "29")).hasSize(1);
        assertThat(changes("200", "221")).isEmpty();
    }

    private static List<Finding> changes(String before, String now) {
        SchoolYear year = SchoolYear.parse("2023-24");
        return check(
                "FS226",
                List.of(economic(year, "2023-2024", now)),
                List.of(economic(year.previous(), "2022-2023", before)),
                Map.of(),
                Map.of());
    }

    private static Submitted economic(SchoolYear year, String period, String amount) {
        YearFile file = SPECIFICATIONS.file("FS226", Level.SCH, year).orElseThrow();
        String fields = file.layout().fields().stream()
                .map(field -> switch (field.name()) {
                    case "FileRecordNumber" -> "1";
                    case "FIPSStateCode" -> "17";
                    case "StateAgencyNumber" -> "01";
                    case "StateLEAIDNumber" -> "00100";
                    case "StateSchoolIDNumber" -> "0001";
                    case "TableTypeAbbrv" -> file.sets().get(0).table();
                    case "TotalIndicator" -> "N";
                    case "Amount" -> amount;
                    default -> "";
                })
                .collect(Collectors.joining("\t"));
        String name = "ILSCHECODISSTUv0001.tab";
        return new Submitted(
                file,
                name,
                String.join("\t", file.layout().fileType(), "1", name, "FS226", period, "") + "\r\n" + fields + "\r\n");
    }

    @Test
    void absentStudentsAreNoMoreThanMembersAndMovers() {
        Map<String, List<Submitted>> members = Map.of("FS052", List.of(schools(text -> text)));
        String text = """
                SCH CHRON ABSENT;2;ILSCHCHRONABSEv0001.tab;FS195;2022-2023;
                1;17;01;00100;0002;CHRONABSENT;M;WH7;;;;;;N;;3
                2;17;01;00100;0002;CHRONABSENT;;;;;;;;Y;;3
                """;
        Submitted absent = file("FS195", Level.SCH, "ILSCHCHRONABSEv0001.tab", text);
        assertThat(check("FS195", List.of(absent), List.of(), members, Map.of("0002", 1)))
                .isEmpty();
        assertThat(check("FS195", List.of(absent), List.of(), members, Map.of()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo(Rule.ABSENT_ABOVE_ENROLLED);
                    assertThat(finding.where()).isEqualTo("school 0002");
                });
    }

    @Test
    void removalsAreAtLeastAsManyAsChildrenRemoved() {
        Submitted removals = counts("FS143", "REMOVALS", "4");
        Submitted children = counts("FS088", "CHILDREN", "5");
        assertThat(rules(check("FS143", List.of(removals), List.of(), Map.of("FS088", List.of(children)), Map.of())))
                .contains(Rule.REMOVALS);
        assertThat(rules(check(
                        "FS088",
                        List.of(children),
                        List.of(),
                        Map.of("FS143", List.of(counts("FS143", "REMOVALS", "5"))),
                        Map.of())))
                .doesNotContain(Rule.REMOVALS);
    }

    @Test
    void whoHasALevelTookPartInTheTest() {
        Submitted levels = counts("FS175", "LEVELS", "7");
        Submitted part = counts("FS185", "PART", "6");
        List<Finding> found = check("FS175", List.of(levels), List.of(), Map.of("FS185", List.of(part)), Map.of());
        assertThat(rules(found)).contains(Rule.PARTICIPATION);
        assertThat(rules(check(
                        "FS185",
                        List.of(counts("FS185", "PART", "7")),
                        List.of(),
                        Map.of("FS175", List.of(levels)),
                        Map.of())))
                .doesNotContain(Rule.PARTICIPATION);
    }

    /** {@return a file of one record, of the subtotal over the codes that the rule sums over} */
    private static Submitted counts(String specification, String identifier, String amount) {
        SchoolYear year = SchoolYear.parse("2019-20");
        YearFile file = SPECIFICATIONS.file(specification, Level.LEA, year).orElseThrow();
        var set = file.sets().stream()
                .filter(one -> one.code().equals(specification.equals("FS143") ? "TOT" : "ST1"))
                .findFirst()
                .orElseThrow();
        String fields = file.layout().fields().stream()
                .map(field -> field.codes() != null && set.categories().contains(field.codes())
                        ? file.codes().get(field.codes()).keySet().stream()
                                .filter(code -> !List.of("MISSING", "NPART").contains(code))
                                .findFirst()
                                .orElseThrow()
                        : switch (field.name()) {
                            case "FileRecordNumber" -> "1";
                            case "FIPSStateCode" -> "17";
                            case "StateAgencyNumber" -> "01";
                            case "StateLEAIDNumber" -> "00100";
                            case "TableTypeAbbrv" -> set.table();
                            case "TotalIndicator" -> "Y";
                            case "Amount" -> amount;
                            default -> "";
                        })
                .collect(Collectors.joining("\t"));
        String name = "ILLEA" + file.specification().token() + "v0001.tab";
        return new Submitted(
                file,
                name,
                String.join("\t", file.layout().fileType(), "1", name, identifier, "2019-2020", "") + "\r\n" + fields
                        + "\r\n");
    }

    @Test
    void aSchoolThatTheDirectoryLacksIsFound() {
        Submitted directory = listing("FS029", List.of(List.of("0001", "")));
        assertThat(check(
                        "FS052",
                        List.of(district(text -> text), schools(text -> text)),
                        List.of(),
                        Map.of("FS029", List.of(directory)),
                        Map.of()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo(Rule.DIRECTORY);
                    assertThat(finding.where()).isEqualTo("school 0002");
                });
    }

    @Test
    void aGradeThatTheSchoolDoesNotOfferIsFound() {
        Submitted offered = listing("FS039", List.of(List.of("0001", "01"), List.of("0002", "02")));
        assertThat(check(
                        "FS052",
                        List.of(district(text -> text), schools(text -> text)),
                        List.of(),
                        Map.of("FS039", List.of(offered)),
                        Map.of()))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.rule()).isEqualTo(Rule.GRADE_OFFERED);
                    assertThat(finding.where()).isEqualTo("school 0002, grade 01");
                });
    }

    private static Submitted listing(String specification, List<List<String>> schoolAndGrade) {
        YearFile file = SPECIFICATIONS.file(specification, Level.SCH, YEAR).orElseThrow();
        String records = schoolAndGrade.stream()
                .map(one -> file.layout().fields().stream()
                        .map(field -> switch (field.name()) {
                            case "StateSchoolIDNumber", "SchoolID" -> one.get(0);
                            case "GradeLevelID" -> one.get(1);
                            default -> "";
                        })
                        .collect(Collectors.joining("\t")))
                .collect(Collectors.joining("\r\n"));
        return new Submitted(file, "x.tab", "header\r\n" + records + "\r\n");
    }

    @Test
    void whatIsComparedIsComparedFromBothSides() {
        for (var file : SPECIFICATIONS.all()) {
            assertThat(Validation.neighbours(file.id())).doesNotContain(file.id());
            for (String other : Validation.neighbours(file.id())) {
                if (!List.of("FS029", "FS039").contains(other)) {
                    assertThat(Validation.neighbours(other)).as(other).contains(file.id());
                }
            }
        }
        assertThat(Validation.neighbours("FS178")).contains("FS188", "FS029");
    }

    @Test
    void ofAFaultInEveryLineTheFirstOnesAreToldAndHowManyMore() {
        String records = Stream.iterate(1, number -> number + 1)
                .limit(300)
                .map(number -> "%d;17;01;00100;;MEMBER;01;WH7;X;N;;1\n".formatted(number))
                .collect(Collectors.joining());
        List<Finding> found = check(district(text -> text.lines().findFirst().orElseThrow() + "\n" + records));
        assertThat(found.stream().filter(finding -> finding.rule() == Rule.CODE))
                .hasSize(Validation.MOST_OF_A_RULE + 1);
        assertThat(found).anySatisfy(finding -> assertThat(finding.what()).isEqualTo("And 100 more of this kind."));
    }

    @Test
    void everyChangeIsToldSinceEachIsExplainedByItself() {
        List<Finding> found = check("FS052", List.of(totals(250, 100)), List.of(totals(250, 10)), Map.of(), Map.of());
        assertThat(found.stream().filter(finding -> finding.rule() == Rule.CHANGE))
                .hasSize(250)
                .allSatisfy(
                        finding -> assertThat(finding.what()).isEqualTo("It is 100, and was 10 last year: +900 %."));
    }

    private static Submitted totals(int schools, int students) {
        String records = Stream.iterate(1, number -> number + 1)
                .limit(schools)
                .map(number -> "%d;17;01;00100;%04d;MEMBER;;;;Y;;%d\n".formatted(number, number, students))
                .collect(Collectors.joining());
        return schools(text -> text.lines().findFirst().orElseThrow() + "\n" + records);
    }

    @Test
    void whatAVersionSaysOtherwiseIsListed() {
        List<Difference> differences = Difference.between(
                List.of(schools(text -> text)),
                List.of(schools(swap("15;17;01;00100;0002;MEMBER;;;;Y;;2\n", "15;17;01;00100;0002;MEMBER;;;;Y;;3\n"))));
        assertThat(differences).containsExactly(new Difference(Level.SCH, "school 0002, MEMBER TOT", "2", "3"));
    }

    private static List<Rule> rules(List<Finding> findings) {
        return findings.stream().map(Finding::rule).toList();
    }
}
