package org.yearbook.definitions.edfacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yearbook.definitions.SchoolYear;

class FileSpecificationsTest {

    private static final FileSpecifications SHIPPED = FileSpecifications.shipped();

    private static SchoolYear year(String name) {
        return SchoolYear.parse(name);
    }

    @Test
    void everyFileOfTheFolderIsShipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("edfacts"))) {
            assertThat(Files.readAllLines(Path.of("edfacts/index.txt")))
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> name.endsWith(".yaml"))
                                    .toList());
        }
    }

    @Test
    void everyCategoryOfASetHasAFieldThatHoldsItsCodes() {
        var lacking = new ArrayList<String>();
        for (FileSpecification specification : SHIPPED.all()) {
            specification
                    .levels()
                    .forEach((level, of) -> of.sets().stream()
                            .flatMap(dated -> dated.years().stream())
                            .forEach(year -> {
                                YearFile file = SHIPPED.file(specification.id(), level, year)
                                        .orElseThrow();
                                file.sets().stream()
                                        .flatMap(set -> set.categories().stream())
                                        .filter(category ->
                                                file.layout().holding(category).isEmpty())
                                        .distinct()
                                        .forEach(category -> lacking.add(
                                                specification.id() + " " + level + " " + year + " " + category));
                            }));
        }
        assertThat(lacking).isEmpty();
    }

    @Test
    void everyListThatAFieldNamesHasCodes() {
        for (FileSpecification specification : SHIPPED.all()) {
            specification.levels().keySet().forEach(level -> {
                YearFile file =
                        SHIPPED.file(specification.id(), level, year("2025-26")).orElseThrow();
                assertThat(file.layout().fields())
                        .filteredOn(field -> field.codes() != null)
                        .allSatisfy(field ->
                                assertThat(file.codes()).as(specification.id()).containsKey(field.codes()));
            });
        }
    }

    @Test
    void aYearWhoseSourceWasReadIsVerifiedAndALaterOneSaysWhatIsNot() {
        YearFile read = SHIPPED.file("FS052", Level.SCH, year("2022-23")).orElseThrow();
        assertThat(read.provisional()).containsExactly("What the file name calls the file, MEMBER, is ours.");
        YearFile later = SHIPPED.file("FS052", Level.SCH, year("2025-26")).orElseThrow();
        assertThat(later.provisional())
                .contains("The record layout of 2025-26 could not be read in a source: as in 2022-23.")
                .contains("The codes of RACEETHNIC of 2025-26 could not be read in a source: as in 2022-23.");
        assertThat(later.layout()).isEqualTo(read.layout());
        assertThat(SHIPPED.file("FS195", Level.LEA, year("2025-26"))).isEmpty();
    }

    @Test
    void theRecordOfChronicAbsenteeismIsAsWideAsTheSpecificationHasIt() {
        YearFile file = SHIPPED.file("FS195", Level.SCH, year("2018-19")).orElseThrow();
        assertThat(file.layout().fields().stream().mapToInt(RecordField::width).sum())
                .isEqualTo(459);
        assertThat(file.layout().named("Amount")).contains(15);
        assertThat(file.layout().holding("HOMELSENRLSTAT")).contains(11);
        assertThat(file.sets()).extracting(CategorySet::code).containsExactly("CSA", "CSB", "CSC", "CSD", "CSE", "TOT");
        assertThat(file.sets()).extracting(CategorySet::totalIndicator).containsExactly("N", "N", "N", "N", "N", "Y");
        assertThat(file.codes().get("DISABSTATUS504")).containsOnlyKeys("MISSING", "DISAB504STAT");
    }

    @Test
    void ofTwoListsThatWereReadOfOneYearTheFirstHolds() {
        YearFile file = SHIPPED.file("FS118", Level.LEA, year("2025-26")).orElseThrow();
        assertThat(file.codes().get("HOMELSPRMRES")).containsKey("MISSING");
    }

    @Test
    void groupsOfNobodyAreWantedWhereASourceSaysSo() {
        assertThat(SHIPPED.file("FS052", Level.SCH, year("2025-26"))
                        .orElseThrow()
                        .zeros())
                .containsExactly(new ZeroCounts(List.of("CSA", "ST1", "ST2", "ST4"), true, Set.of()));
        assertThat(SHIPPED.file("FS195", Level.SCH, year("2025-26"))
                        .orElseThrow()
                        .zeros())
                .isEmpty();
    }

    @Test
    void aSlipIsToldWithItsPlace() {
        assertThatThrownBy(() -> FileSpecifications.of(Map.of("fs999.yaml", """
                specification: FS99
                name: Something
                unit: student
                fileToken: {text: SOMETHING, verified: false}
                levels:
                  SCH:
                    layouts:
                      - years: [2025]
                        fileType: SCH SOMETHING
                        fields:
                          - {name: Amount, width: 10, requird: true}
                """)))
                .hasMessageContaining("edfacts/fs999.yaml line 1: 'specification' must be like FS052, not 'FS99'")
                .hasMessageContaining("'unit' cannot be 'student'")
                .hasMessageContaining("'2025' is no school year")
                .hasMessageContaining("'requird' is not known here. Did you mean required?");
    }

    @Test
    void aSpecificationWithoutAnythingToWriteIsToldWithItsPlace() {
        assertThatThrownBy(() -> FileSpecifications.of(Map.of("fs998.yaml", """
                specification: FS998
                name: Something
                unit: students
                fileToken: {text: SOMETHING, verified: false}
                levels:
                  LEA:
                    sets:
                      - of: [{code: TOT, table: T}]
                  SCH:
                    layouts:
                      - years: [2025-26]
                        fileType: SCH SOMETHING
                        fields:
                          - {name: Amount, width: 10, number: yes}
                          - {name: Share, width: 501, decimals: 3}
                    zeros:
                      - {grades: offered}
                """)))
                .hasMessageContaining("edfacts/fs998.yaml line 7: 'layouts' is missing")
                .hasMessageContaining("line 8: 'years' must name the school years whose source was read")
                .hasMessageContaining("line 14: 'number' cannot be 'yes'")
                .hasMessageContaining("line 15: 'decimals' cannot be '3'")
                .hasMessageContaining("line 15: 'width' must be a whole number from 1 to 500, not '501'")
                .hasMessageContaining("line 17: 'sets' must name the sets of which groups of nobody are wanted");
    }

    @Test
    void aFieldIsATextANumberOrHasTwoDecimals() {
        FileSpecifications read = FileSpecifications.of(Map.of("fs998.yaml", """
                specification: FS998
                name: Something
                unit: students
                fileToken: {text: SOMETHING, verified: true}
                levels:
                  SCH:
                    layouts:
                      - years: [2025-26]
                        fileType: SCH SOMETHING
                        fields:
                          - {name: Amount, width: 10, number: true}
                          - {name: Share, width: 500, decimals: 2}
                          - {name: Filler, width: 1}
                """));
        YearFile file = read.file("FS998", Level.SCH, year("2025-26")).orElseThrow();
        assertThat(file.layout().fields())
                .extracting(RecordField::kind)
                .containsExactly(RecordField.Kind.NUMBER, RecordField.Kind.DECIMAL, RecordField.Kind.TEXT);
        assertThat(file.layout().fields()).extracting(RecordField::isFiller).containsExactly(false, false, true);
        assertThat(file.provisional()).isEmpty();
    }

    @Test
    void aFileOfAnEarlierYearThanAnySourceIsAsInTheFirst() {
        List<String> told =
                SHIPPED.file("FS226", Level.SCH, year("2022-23")).orElseThrow().provisional();
        assertThat(told).anySatisfy(line -> assertThat(line).contains("as in 2023-24"));
    }

    /** The keys of the service; a year in which the file has one set more, and another code of race. */
    private static final String METADATA = """
            {"DataSetYearVersionDetails": [
              {"FileSpecNum": "226", "FileSpecName": "Economically Disadvantaged Students", "ElectronicFileDesc": "ECODISSTU",
               "TableName": "ECODISSTU", "DEAbbr": "EUT", "YearValue": 2025, "IsDatacollEnabledSCH": "1"},
              {"FileSpecNum": "052", "FileSpecName": "Membership", "ElectronicFileDesc": "MEMBERSHP", "TableName": "MEMBER",
               "DEAbbr": "A", "CategoryAbbr": "SEX", "CategoryOrderNum": 2, "PVBusinessAbbr": "F", "PVName": "Female",
               "YearValue": 2025, "IsDatacollEnabledLEA": "1", "IsDatacollEnabledSCH": "0"},
              {"FileSpecNum": "052", "FileSpecName": "Membership", "ElectronicFileDesc": "MEMBERSHP", "TableName": "MEMBER",
               "DEAbbr": "A", "CategoryAbbr": "RACEETHNIC", "CategoryOrderNum": 1, "PVBusinessAbbr": "ME8",
               "PVName": "Middle Eastern or North African", "YearValue": 2025, "IsDatacollEnabledLEA": "1"},
              {"FileSpecNum": "052", "FileSpecName": "Membership", "ElectronicFileDesc": "MEMBERSHP", "TableName": "MEMBER",
               "DEAbbr": "2", "CategoryAbbr": "SEX", "CategoryOrderNum": 1, "PVBusinessAbbr": "M", "PVName": "Male",
               "YearValue": 2025, "IsDatacollEnabledLEA": "1"},
              {"FileSpecNum": "052", "FileSpecName": "Membership", "ElectronicFileDesc": "MEMBERSHP", "TableName": "MEMBER",
               "DEAbbr": "EUT", "YearValue": 2025, "IsDatacollEnabledLEA": "1"}]}""";

    private static final String LAYOUT = """
            {"DataSetYearVersionFSLayoutDetails": [
              {"FileSpecNum": "052", "EULevelAbbr": "LEA", "ColTypeAbbr": "HDR", "ColName": "FileType", "ColLen": 50,
               "ColSeqNum": 1, "ColDataTypeAbbr": "String", "ColOptionalityAbbr": "M", "FileType": "LEA MEMBERSHIP TABLE"},
              {"FileSpecNum": "052", "EULevelAbbr": "LEA", "ColTypeAbbr": "DTL", "ColName": "GenderID", "ColLen": 15,
               "ColSeqNum": 3, "ColDataTypeAbbr": "String", "ColOptionalityAbbr": "O", "FileType": "LEA MEMBERSHIP TABLE"},
              {"FileSpecNum": "052", "EULevelAbbr": "LEA", "ColTypeAbbr": "DTL", "ColName": "RaceEthnicityID", "ColLen": 15,
               "ColSeqNum": 2, "ColDataTypeAbbr": "String", "ColOptionalityAbbr": "O", "FileType": "LEA MEMBERSHIP TABLE"},
              {"FileSpecNum": "052", "EULevelAbbr": "LEA", "ColTypeAbbr": "DTL", "ColName": "Amount", "ColLen": 10,
               "ColSeqNum": 4, "ColDataTypeAbbr": "Number", "ColOptionalityAbbr": "M", "FileType": "LEA MEMBERSHIP TABLE"},
              {"FileSpecNum": "052", "EULevelAbbr": "STA", "ColTypeAbbr": "DTL", "ColName": "Amount", "ColLen": 10,
               "ColSeqNum": 4, "ColDataTypeAbbr": "Number", "ColOptionalityAbbr": "M", "FileType": "SEA MEMBERSHIP TABLE"},
              {"FileSpecNum": "999", "EULevelAbbr": "LEA", "ColTypeAbbr": "DTL", "ColName": "Amount", "ColLen": 10,
               "ColSeqNum": 4, "ColDataTypeAbbr": "Number", "ColOptionalityAbbr": "M", "FileType": "LEA OTHER"}]}""";

    @Test
    void whatTheMetadataServiceSaysOfAYearIsVerifiedAndLeavesOtherYearsAlone() {
        FileSpecifications told = SHIPPED.with(METADATA, LAYOUT);
        YearFile file = told.file("FS052", Level.LEA, year("2025-26")).orElseThrow();
        assertThat(file.provisional()).isEmpty();
        assertThat(file.specification().token()).isEqualTo("MEMBERSHP");
        assertThat(file.layout().fields())
                .extracting(RecordField::name)
                .containsExactly("RaceEthnicityID", "GenderID", "Amount");
        assertThat(file.layout().fields()).extracting(RecordField::required).containsExactly(false, false, true);
        assertThat(file.sets())
                .containsExactly(
                        new CategorySet("CSA", "MEMBER", List.of("RACEETHNIC", "SEX")),
                        new CategorySet("ST2", "MEMBER", List.of("SEX")),
                        new CategorySet("TOT", "MEMBER", List.of()));
        assertThat(file.codes().get("RACEETHNIC")).containsOnlyKeys("ME8");
        assertThat(told.file("FS052", Level.LEA, year("2022-23")).orElseThrow().layout())
                .isEqualTo(SHIPPED.file("FS052", Level.LEA, year("2022-23"))
                        .orElseThrow()
                        .layout());
        assertThat(told.file("FS052", Level.SCH, year("2025-26")).orElseThrow().provisional())
                .isNotEmpty();
    }

    @Test
    void aLevelOfWhichTheServiceNamesNoSetIsAsItWasBeforeAndNotAFileOfNobody() {
        String withSchools = LAYOUT.replace("\"EULevelAbbr\": \"STA\"", "\"EULevelAbbr\": \"SCH\"");
        YearFile file = SHIPPED.with(METADATA, withSchools)
                .file("FS052", Level.SCH, year("2025-26"))
                .orElseThrow();
        assertThat(file.sets()).hasSize(6);
        assertThat(file.layout().fileType()).isEqualTo("SCHOOL MEMBERSHIP TABLE");
    }

    @Test
    void ofANameThatIsTooLongForNamesOfFilesTheFirstNineCharactersAreTaken() {
        FileSpecifications told = SHIPPED.with(METADATA.replace("MEMBERSHP", "MEMBERSHIPTABLE"), LAYOUT);
        assertThat(told.find("FS052").orElseThrow().token()).isEqualTo("MEMBERSHI");
    }

    @Test
    void aLayoutThatHoldsACategoryNowhereIsRefused() {
        String lacking = LAYOUT.replace("GenderID", "SexID");
        assertThatThrownBy(() -> SHIPPED.with(METADATA, lacking))
                .hasMessageContaining("FS052 LEA has no field that is known to hold codes of SEX");
    }
}
