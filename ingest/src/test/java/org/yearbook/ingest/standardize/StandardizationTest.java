package org.yearbook.ingest.standardize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yearbook.definitions.CodeSets;
import org.yearbook.ingest.contract.Adjustment;
import org.yearbook.ingest.contract.Classification;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.contract.CsvFormat;
import org.yearbook.ingest.contract.Load;
import org.yearbook.ingest.contract.LogicalType;
import org.yearbook.ingest.contract.Reference;
import org.yearbook.ingest.contract.YearRule;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** Each type of column, as DuckDB reads it with the SQL that a contract renders. */
class StandardizationTest {

    @TempDir
    Path folder;

    private Duck duck;

    @BeforeEach
    void open() {
        duck = Duck.inMemory(Limits.small());
        duck.run("set TimeZone = 'America/Chicago'");
    }

    @AfterEach
    void close() {
        duck.close();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "DATE, 2025-08-20, 2025-08-20",
                "DATE, 8/20/2025, 2025-08-20",
                "DATE, 08/20/2025, 2025-08-20",
                "DATE, ' 2025-08-20 ', 2025-08-20",
                "DATE, 20250820, 2025-08-20",
                "DATE, ' 20250820 ', 2025-08-20",
                "DATE, 8202025, null",
                "DATE, 202511, null",
                "DATE, 2025820, null",
                "DATE, 202508201, null",
                "DATE, 20251320, null",
                "DATE, 2025-02-29, null",
                "DATE, 2024-02-29, 2024-02-29",
                "DATE, 31/02/2014, null",
                "DATE, 2025-08-20 00:00:00, 2025-08-20",
                "DATE, 2025-08-20 00:00:00.0000000, 2025-08-20",
                "DATE, 2025-08-20T00:00:00, 2025-08-20",
                "DATE, 2025-08-20T00:00:00Z, 2025-08-20",
                "DATE, 2025-08-20T00:00:00.000+00:00, 2025-08-20",
                "DATE, 8/20/2025 0:00, 2025-08-20",
                "DATE, ' 8/20/2025 0:00 ', 2025-08-20",
                "DATE, 8/20/2025 12:00:00 AM, 2025-08-20",
                "DATE, 8/20/2025 12:00AM, 2025-08-20",
                "DATE, 20250820 00:00, 2025-08-20",
                "DATE, 2025-08-20 00:00:01, null",
                "DATE, 8/20/2025 12:00:00 PM, null",
                "DATE, 8/20/2025 12:00, null",
                "DATE, 2025-08-20T00:00:00-07:00, null",
                "DATE, 0:00, null",
                "INTEGER, '1,250', 1250",
                "INTEGER, 12.0, 12",
                "INTEGER, 12.7, null",
                "DECIMAL, 0.50, 0.5000",
                "DECIMAL, half, null",
                "BOOLEAN, TRUE, true",
                "BOOLEAN, n, false",
                "BOOLEAN, perhaps, null",
                "MONTH, 2025-09, 2025-09",
                "MONTH, 9/1/2025, 2025-09",
                "MONTH, 2025-09-30, 2025-09",
                "MONTH, 9/2025, 2025-09",
                "FRACTION, 1, 2520",
                "FRACTION, 1/6, 420",
                "FRACTION, 1/3, 840",
                "FRACTION, 0.5, 1260",
                "FRACTION, 1/11, null",
                "FRACTION, 1/0, null",
                "FRACTION, 3/2, null",
                "MONEY, '$12,500.00', 1250000",
                "MONEY, (40.10), -4010",
                "MONEY, free, null",
                "PHONE, (202) 555-0143, +12025550143",
                "PHONE, 1.202.555.0143, +12025550143",
                "PHONE, 555-0143, null",
                "EMAIL, Ana@District.example, ana@district.example",
                "EMAIL, ana@@district.example, null",
                "TIMESTAMP, 5/24/2026 7:34:00 AM, 2026-05-24 07:34:00",
                "TIMESTAMP, 2026-05-15T13:24:00.000Z, 2026-05-15 08:24:00",
                "TIMESTAMP, 2026-05-15T13:24:00Z, 2026-05-15 08:24:00",
                "TIMESTAMP, 2026-05-15T13:24:00.250+00:00, 2026-05-15 08:24:00.25",
                "TIMESTAMP, 2026-05-15T13:24:00+0000, 2026-05-15 08:24:00",
                "TIMESTAMP, 2026-05-15T13:24:00-05, 2026-05-15 13:24:00",
                "TIMESTAMP, 2026-05-15T13:24:00, 2026-05-15 13:24:00",
                "TIMESTAMP, 2026-05-15T13:24, 2026-05-15 13:24:00",
                "TIMESTAMP, 2026-05-15 13:24:00, 2026-05-15 13:24:00",
                "TIMESTAMP, 2026-05-15 13:24:00.500, 2026-05-15 13:24:00.5",
                "TIMESTAMP, 2026-05-15, 2026-05-15 00:00:00",
                "TIMESTAMP, 5/24/2026 17:34, 2026-05-24 17:34:00",
                "TIMESTAMP, 5/24/2026 17:34:10, 2026-05-24 17:34:10",
                "TIMESTAMP, 5/24/2026, 2026-05-24 00:00:00",
                "TIMESTAMP, 24.5.2026, null",
                "TIMESTAMP, 5/24/26 17:34, null",
                "TIMESTAMP, 5/24/26, null",
                "TEXT, ' 0101 ', 0101",
                "TEXT, '   ', null",
                "LIST, 'a, b,,c', '[a, b, c]'"
            })
    void aDeliveredTextBecomesItsStandardValueOrNothing(LogicalType type, String raw, @Nullable String standard) {
        assertThat(standardOf(column("x", type, null, Map.of(), Classification.NONE), Map.of(), raw))
                .isEqualTo(standard);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "MMddyyyy, 08202025, 2025-08-20",
                "MMddyyyy, 8202025, null",
                "yyMMdd, 250820, 2025-08-20",
                "yyMMdd, 25820, null",
                "yyyyMMddHHmmss, 20250820133000, 2025-08-20",
                "yyyyMMddHHmmss, 2025082013300, null"
            })
    void partsThatRunTogetherAreReadOnlyInTheirFullLength(String pattern, String raw, @Nullable String day) {
        assertThat(standardOf(property("logicalType: date, formats: [" + pattern + "]"), Map.of(), raw))
                .isEqualTo(day);
    }

    @Test
    void aListOfCodesMayBePartedByAnythingThatNoCodeIsWrittenWith() {
        Column races = property("logicalType: list, codes: {w: White, a: Asian}");
        for (String raw : List.of("W, A", "w;a", "W | A", "w,;a|")) {
            assertThat(standardOf(races, Map.of(), raw)).as(raw).isEqualTo("[White, Asian]");
        }
        Column barred = property("logicalType: list, codes: {w: White, 'w|a': Both}");
        assertThat(standardOf(barred, Map.of(), "W|A;W")).isEqualTo("[Both, White]");
    }

    @Test
    void ofPatternsThatRunTogetherTheFirstThatFitsIsTaken() {
        Column column = property("logicalType: date, formats: [MMddyyyy, yyyyMMdd, yyMMdd]");
        assertThat(standardOf(column, Map.of(), "10111012")).isEqualTo("1012-10-11");
        assertThat(standardOf(column, Map.of(), "20250820")).isEqualTo("2025-08-20");
        assertThat(standardOf(column, Map.of(), "250820")).isEqualTo("2025-08-20");
    }

    @Test
    void thePatternThatIsSaidToFitIsTheOneThatIsRead() {
        Column column = column("x", LogicalType.DATE, null, Map.of(), Classification.NONE);
        String fits = Standardization.fittingPatterns(column).get("yyyyMMdd");
        assertThat(duck.sql()
                        .fetch("select " + fits + " from (values ('20250820'), ('8202025'), ('202511')) t("
                                + SqlText.name(StandardColumn.rawName("x")) + ")")
                        .map(row -> row.get(0, Boolean.class)))
                .containsExactly(true, false, false);
    }

    /** A file whose days were taken at the landing is not emptied of them afterwards. */
    @ParameterizedTest
    @EnumSource(names = {"DATE", "TIMESTAMP", "MONTH"})
    void everyUsualPatternIsReadAsLandingReadsIt(LogicalType type) {
        Column column = column("x", type, null, Map.of(), Classification.NONE);
        var moment = ZonedDateTime.of(2026, 5, 15, 0, 0, 0, 0, ZoneId.of("America/Chicago"));
        assertThat(column.patterns())
                .isNotEmpty()
                .allSatisfy(pattern -> assertThat(standardOf(
                                column,
                                Map.of(),
                                DateTimeFormatter.ofPattern(pattern, Locale.US).format(moment)))
                        .startsWith("2026-05"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"0K, KG", "Kindergarten, KG", "9, 09", "Grade 9, 09", "12, 12", "40, null"})
    void aGradeIsReadAsPeopleWriteIt(String raw, @Nullable String grade) {
        assertThat(standardOf(
                        column("grade_level", LogicalType.TEXT, "grade-level", Map.of(), Classification.NONE),
                        Map.of(),
                        raw))
                .isEqualTo(grade);
    }

    @Test
    void theContractsOwnCodesComeBeforeTheCodeSet() {
        var column = column("grade_level", LogicalType.TEXT, "grade-level", Map.of("K1", "KG"), Classification.NONE);
        assertThat(standardOf(column, Map.of(), "k1 ")).isEqualTo("KG");
        assertThat(standardOf(column, Map.of(), "5")).isEqualTo("05");
    }

    @Test
    void aNameIsKeptAsItWasWritten() {
        var column = column("family_name", LogicalType.TEXT, null, Map.of(), Classification.DIRECT_IDENTIFIER);
        assertThat(standardOf(column, Map.of(), "de la  CRUZ ")).isEqualTo("de la  CRUZ ");
    }

    @Test
    void aCodeThatAnotherFileDefinesIsFoundWithoutItsZerosAndInAnyCase() {
        var reference = Map.of("school_number", new Reference("organization", "identifier"));
        var column = column("school_number", LogicalType.TEXT, null, Map.of(), Classification.NONE);
        String plain = SqlText.of(Standardization.plain(SqlText.column("key")));
        duck.run("set variable " + Standardization.spellings(new Reference("organization", "identifier"))
                + " = (select map_from_entries(list(struct_pack(k := " + plain
                + ", v := key))) from (values ('0101'), ('A7')) k(key))");
        assertThat(standardOf(column, reference, "101")).isEqualTo("0101");
        assertThat(standardOf(column, reference, " 0101")).isEqualTo("0101");
        assertThat(standardOf(column, reference, "a7")).isEqualTo("A7");
        assertThat(standardOf(column, reference, "999")).isEqualTo("999");
    }

    @ParameterizedTest
    @CsvSource({
        "2025-07-01, 2025-26",
        "2025-06-30, 2024-25",
        "2000-01-01, 1999-00",
        "2009-08-01, 2009-10",
    })
    void aDateLiesInTheSchoolYearThatBeganBefore(String date, String year) {
        var named = SchoolYears.ofDate(org.jooq.impl.DSL.field("date '" + date + "'"), java.time.MonthDay.of(7, 1));
        assertThat(duck.sql().fetchSingle("select " + SqlText.of(named)).get(0, String.class))
                .isEqualTo(year);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-26, true, 2025-26",
        "2025-2026, true, 2025-26",
        "2026, true, 2025-26",
        "2025, false, 2025-26",
        "soon, true, unknown"
    })
    void aSchoolYearIsReadInEveryWayInWhichItIsNamed(String text, boolean ending, String year) {
        var named = SchoolYears.ofText(org.jooq.impl.DSL.field(Duck.literal(text), String.class), ending);
        assertThat(duck.sql().fetchSingle("select " + SqlText.of(named)).get(0, String.class))
                .isEqualTo(year);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "DECIMAL, 1/3600, 0, 5400, 1.5000",
                "DECIMAL, 1/3, 0, 1, 0.3333",
                "DECIMAL, 1/100, 0, 62.5, 0.6250",
                "DECIMAL, 1000, 0, 1.23456, 1234.5600",
                "DECIMAL, 1/1000000, 0, 12345678901234567.5, 12345678901.2346",
                "DECIMAL, 999999999, 0, 99999999999999999, null",
                "MONEY, 1000, 0, '1,250.50', 125050000",
                "MONEY, 1000, 0, '1,250.50481', 125050481",
                "MONEY, 1/3, 0, '($0.125)', -4",
                "MONEY, 999999999, 0, 999999999999999999, null",
                "DATE, 1, -1, 2026-03-01, 2026-02-28",
                "DATE, 1, -1, 2026-02-30, null",
                "DATE, 1, 0, 1/2/26, null"
            })
    void aNumberIsScaledAndADateIsShifted(
            LogicalType type, String scale, int shift, String raw, @Nullable String expected) {
        String scaled = type == LogicalType.DATE ? "shift: " + shift : "scale: " + scale;
        assertThat(standardOf(property("logicalType: " + type + ", " + scaled), Map.of(), raw))
                .isEqualTo(expected);
    }

    @Test
    void whatACodeStandsForIsReadAsItsType() {
        Column enabled = property("logicalType: boolean, codes: {Active: 'true', Suspended: 'false'}");
        assertThat(standardOf(enabled, Map.of(), " active ")).isEqualTo("true");
        assertThat(standardOf(enabled, Map.of(), "Suspended")).isEqualTo("false");
        assertThat(standardOf(enabled, Map.of(), "true")).isNull();
    }

    @Test
    void aMomentWithItsZoneIsADayHere() {
        Column day = property("logicalType: date, formats: [\"yyyy-MM-dd'T'HH:mm:ss[.SSS]X\", yyyy-MM-dd]");
        assertThat(standardOf(day, Map.of(), "2026-02-02T02:00:00Z")).isEqualTo("2026-02-01");
        assertThat(standardOf(day, Map.of(), "2026-02-02T12:00:00.250Z")).isEqualTo("2026-02-02");
        assertThat(standardOf(day, Map.of(), "2026-02-02")).isEqualTo("2026-02-02");
    }

    @Test
    void blanksThatTheSourceFillsUpWithGoAndOthersStay() {
        String named = "classification: direct_identifier";
        assertThat(standardOf(property(named), Map.of(), "Marsh   ")).isEqualTo("Marsh   ");
        assertThat(standardOf(property(named + ", padded: true"), Map.of(), "Marsh   "))
                .isEqualTo("Marsh");
    }

    @Test
    void ofATextThePartThatCountsIsTaken() {
        Column mark = property("extract: '([A-Z][+-]?)$'");
        assertThat(standardOf(mark, Map.of(), "85.12 B+")).isEqualTo("B+");
        assertThat(standardOf(mark, Map.of(), "85.12")).isNull();
        Column code = property("extract: '([A-Z])$', codes: {P: present, A: absent}");
        assertThat(standardOf(code, Map.of(), "1 p A ")).isEqualTo("absent");
        assertThat(standardOf(code, Map.of(), "1 X")).isNull();
        Column grade = property("extract: '^(\\w+) grade', codeSet: grade-level");
        assertThat(standardOf(grade, Map.of(), "9 grade")).isEqualTo("09");
        var organization = new Reference("organization", "identifier");
        duck.run("set variable " + Standardization.spellings(organization) + " = map(['101'], ['0101'])");
        Column school = property("extract: '^(\\d+)'");
        assertThat(standardOf(school, Map.of("last_name", organization), "0101 Cedar High"))
                .isEqualTo("0101");
        assertThat(standardOf(school, Map.of("last_name", organization), "101 Cedar High"))
                .isEqualTo("0101");
        assertThatThrownBy(() -> property("extract: 'B+'")).hasMessageContaining("its only group");
        assertThatThrownBy(() -> property("scale: half, logicalType: decimal")).hasMessageContaining("like 1/3600");
        assertThatThrownBy(() -> property("shift: 1")).hasMessageContaining("for dates");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?=x)(a)",
                "(?!x)(a)",
                "(?<=x)(a)",
                "(?<!x)(a)",
                "(?>x)(a)",
                "(a)\\1",
                "(?<n>a)\\k<n>",
                "(a++)",
                "(a*+)",
                "(a?+)",
                "(a{1,2}+)",
                "([a&&[b]])",
                "([a[b]])",
                "(\\Qa\\E)",
                "(\\h)",
                "(\\p{Alpha})",
                "(\\p{Cn})",
                "(\\é)",
                "(a{2000})",
            })
    void aPatternThatDuckDbCannotReadIsAFaultOfTheContract(String pattern) {
        assertThatThrownBy(() -> property("extract: '" + pattern + "'")).hasMessageContaining("no look-around");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(\\p{L}{900})", "((?:a{99}){99})", "(\\p{L}{200})-\\p{L}{1,200}", "(?:(?:()){999}){999}"})
    void aPatternThatGrowsTooLargeForDuckDbIsAFaultOfTheContract(String pattern) {
        assertThatThrownBy(() -> property("extract: '" + pattern + "'")).hasMessageContaining("written out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "^(?:no|nr)\\.? *(\\d{1,3})$ ! nr. 12 ! 12",
                "(?i)grade (k|\\d+?)th ! GRADE 9th ! 9",
                "([^\\[\\]|&-]+) ! [a-b] ! a",
                "(\\p{Lu}\\p{L}*) ! x Ébène ! Ébène",
                "\\((x{2,})\\) ! (xxx) ! xxx",
                "((?:\\p{L}{1,60}\\.){1,4})$ ! a.b. ! a.b.",
                "(?i)(\\p{L}{240}|\\w{1,3}) ! abcd ! abc",
            })
    void aPatternThatBothReadIsTaken(String pattern, String raw, String part) {
        assertThat(standardOf(property("extract: '" + pattern + "'"), Map.of(), raw))
                .isEqualTo(part);
    }

    /** A column as a contract says it. */
    private Column property(String keys) {
        try {
            Files.writeString(folder.resolve("test.yaml"), """
                    id: test
                    name: Test
                    source: SIS
                    entity: test
                    files: ["test.csv"]
                    schoolYear: {from: none}
                    properties:
                      - {name: last_name, %s}
                    """.formatted(keys));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Contracts.load(folder).get("test").columns().get(0);
    }

    private @Nullable String standardOf(Column column, Map<String, Reference> references, String raw) {
        var contract = new Contract(
                "test",
                "Test",
                "1",
                "SIS",
                "test",
                List.of(),
                CsvFormat.RFC_4180,
                new YearRule.FileName(),
                Load.SNAPSHOT,
                50,
                0,
                null,
                List.of(column),
                List.of(),
                references,
                "clerk",
                List.of(),
                "f");
        StandardColumn standard = new Standardization(contract, CodeSets.shipped(), "2025-26")
                .columns()
                .get(0);
        return Optional.ofNullable(duck.sql()
                        .fetchSingle("select cast(" + SqlText.of(standard.standard()) + " as varchar) from (select "
                                + Duck.literal(raw) + " as " + SqlText.name(standard.rawName()) + ")")
                        .get(0, String.class))
                .orElse(null);
    }

    private static Column column(
            String name, LogicalType type, @Nullable String codeSet, Map<String, String> codes, Classification kind) {
        return new Column(
                name,
                List.of(name),
                null,
                null,
                type,
                List.of(),
                false,
                false,
                false,
                codeSet,
                codes,
                null,
                kind,
                Adjustment.NONE,
                "",
                Map.of());
    }
}
