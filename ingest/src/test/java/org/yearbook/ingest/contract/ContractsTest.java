package org.yearbook.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractsTest {

    private static final Path DISTRICT = Path.of("src/test/resources/contracts-of-a-district");

    @TempDir
    Path folder;

    @Test
    void everyShippedFileIsInTheIndexAndIsReadWithoutFault() throws IOException {
        Path shipped = Path.of("src/main/resources/contracts");
        List<String> index = Files.readAllLines(shipped.resolve("index.txt"));
        try (Stream<Path> files = Files.walk(shipped)) {
            assertThat(index)
                    .containsExactlyInAnyOrderElementsOf(files.filter(
                                    file -> file.toString().endsWith(".yaml"))
                            .map(file -> shipped.relativize(file).toString().replace('\\', '/'))
                            .toList());
        }
        assertThat(Contracts.load(folder.resolve("absent")).all()).hasSameSizeAs(index);
    }

    @Test
    void anEntityCannotBeOneOfTheTablesThatNightsWrite() throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), """
                id: mine
                name: Mine
                source: SIS
                entity: quality_issue
                files: ["mine*.csv"]
                schoolYear: {from: none}
                properties:
                  - {name: number}
                """);
        assertThatThrownBy(() -> Contracts.load(folder))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("mine.yaml line 4")
                .hasMessageContaining("'quality_issue' is a table that Yearbook itself writes");
    }

    @Test
    void everyShippedContractHasAKeyAndAnOwner() {
        assertThat(Contracts.load(folder).all()).allSatisfy(contract -> {
            // The number of a position repeats where several people share it.
            assertThat(contract.key().isEmpty())
                    .as(contract.id())
                    .isEqualTo(contract.entity().equals("position"));
            assertThat(contract.ownerRole()).as(contract.id()).isNotEqualTo("data steward");
        });
    }

    @Test
    void aFileIsKnownByItsNameAndItsYear() {
        Contracts contracts = Contracts.load(folder);
        Contract attendance = contracts.named("SIS-Attendance-2025-26.CSV").orElseThrow();
        assertThat(attendance.id()).isEqualTo("sis-attendance");
        assertThat(attendance.files().get(0).year("sis-attendance-2025-26.csv").orElseThrow())
                .hasToString("2025-26");
        assertThat(attendance
                        .files()
                        .get(0)
                        .year("sis-attendance-2025-2026.csv")
                        .orElseThrow())
                .hasToString("2025-26");
        assertThat(attendance.files().get(0).year("sis-attendance-2025-29.csv")).isEmpty();
        assertThat(contracts
                        .named("sis-attendance-codes-2025-26.csv")
                        .orElseThrow()
                        .id())
                .isEqualTo("sis-attendance-codes");
        assertThat(contracts.named("users.csv")).isEmpty();
    }

    @Test
    void aDifferentlyNamedFileIsKnownByItsColumns() {
        Contracts contracts = Contracts.load(folder);
        assertThat(contracts.shaped(
                        List.of("Student Number", "School-Number", "Attendance Date", "CODE", "attendance_code")))
                .map(Contract::id)
                .contains("sis-attendance");
        assertThat(contracts.shaped(List.of("a", "b", "c"))).isEmpty();
    }

    @Test
    void headersMatchWhateverTheirCaseAndSpaces() {
        Contract attendance = Contracts.load(folder).get("sis-attendance");
        ColumnMatch match = attendance.match(
                List.of("ATTENDANCE\u00a0DATE", "Student_ID", "school\nNumber\u200b", "metadata.note"));
        assertThat(match.fields())
                .containsEntry("attendance_date", "ATTENDANCE\u00a0DATE")
                .containsEntry("student_number", "Student_ID")
                .containsEntry("school_number", "school\nNumber\u200b");
        assertThat(match.fits()).isTrue();
        assertThat(match.missingOptional()).containsExactly("attendance_code");
        assertThat(match.extra()).containsExactly("metadata.note");
        assertThat(match.orderDiffers()).isTrue();
    }

    @Test
    void passwordsAreSecretWhoeverDeliversThem() {
        Contracts contracts = Contracts.load(folder);
        assertThat(contracts.get("oneroster11-users").secrets(List.of("sourcedId", "password")))
                .containsExactly("password");
        assertThat(contracts.get("hr-staff").secrets(List.of("employee_id", "Network Password")))
                .containsExactly("Network Password");
    }

    @Test
    void aDistrictAddsAContractWithYamlAlone() {
        Contract contoso = Contracts.load(DISTRICT).get("contoso-attendance");
        assertThat(contoso.schoolYear()).isEqualTo(new YearRule.DateColumn("attendance_date"));
        assertThat(contoso.load()).isEqualTo(Load.APPEND);
        assertThat(contoso.column("attendance_code").orElseThrow().codes())
                .containsEntry("P", "0")
                .containsEntry("A", "1");
        assertThat(contoso.column("attendance_date").orElseThrow().formats()).containsExactly("yyyy-MM-dd", "M/d/yyyy");
    }

    @Test
    void aDistrictsOwnContractWinsOverTheShippedOneOfItsId() throws IOException {
        Files.writeString(folder.resolve("mine.yaml"), """
                id: hr-staff
                name: Our staff list
                source: Munis
                entity: staff
                files: ["prempmst*.csv"]
                schoolYear: {from: none}
                properties:
                  - {name: employee_id, physicalName: prem_emp, required: true}
                """);
        Contracts contracts = Contracts.load(folder);
        assertThat(contracts.get("hr-staff").source()).isEqualTo("Munis");
        assertThat(contracts.ofEntity("staff"))
                .filteredOn(contract -> contract.id().equals("hr-staff"))
                .hasSize(1);
    }

    @Test
    void allFaultsOfAllFilesAreNamedAtOnceWithLineAndProposal() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), """
                id: My File
                nmae: Typo
                source: SIS
                entity: thing
                files: "x.csv"
                load: snapshoot
                schoolYear: {from: date, column: dat}
                key: [idd]
                properties:
                  - {name: id, logicalType: txt}
                  - {name: date, logicalType: date, formats: [bbbb]}
                """);
        Files.writeString(folder.resolve("b.yaml"), "id: [\n");
        var thrown = catchThrowableOfType(ContractException.class, () -> Contracts.load(folder));
        assertThat(thrown.faults().stream().map(Object::toString).toList())
                .anySatisfy(fault -> assertThat(fault).startsWith("a.yaml line 1: 'id' must be small letters"))
                .anySatisfy(fault ->
                        assertThat(fault).isEqualTo("a.yaml line 2: 'nmae' is not known here. Did you mean name?"))
                .anySatisfy(fault -> assertThat(fault).isEqualTo("a.yaml line 1: 'name' is missing"))
                .anySatisfy(fault -> assertThat(fault).contains("line 6", "snapshot, append", "Did you mean snapshot?"))
                .anySatisfy(fault -> assertThat(fault).contains("line 7", "'dat' is none of the properties"))
                .anySatisfy(fault -> assertThat(fault).contains("line 8", "'idd' is none of the properties"))
                .anySatisfy(fault -> assertThat(fault).contains("line 10", "'txt'", "Did you mean text?"))
                .anySatisfy(fault -> assertThat(fault).contains("line 11", "not a date pattern"))
                .anySatisfy(fault -> assertThat(fault).startsWith("b.yaml line "));
    }

    @Test
    void twoOwnContractsOfOneIdAreAFault() throws IOException {
        String text = Files.readString(DISTRICT.resolve("contoso-attendance.yaml"));
        Files.writeString(folder.resolve("a.yaml"), text);
        Files.writeString(folder.resolve("b.yaml"), text);
        assertThatThrownBy(() -> Contracts.load(folder))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("'contoso-attendance' is also in a.yaml");
    }
}
