package org.yearbook.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.yearbook.definitions.Fault;
import org.yearbook.ingest.contract.CsvFormat.Escape;

class FormatKeysTest {

    private static final String HEAD = """
            id: test
            name: Test
            source: SIS
            entity: thing
            files: ["test*"]
            schoolYear: {from: none}
            """;

    private final List<Fault> faults = new ArrayList<>();

    private Optional<Contract> read(String rest) {
        return ContractFile.read("test.yaml", HEAD + rest, faults);
    }

    private Contract good(String rest) {
        Optional<Contract> contract = read(rest);
        assertThat(faults).isEmpty();
        return contract.orElseThrow();
    }

    private List<String> faults(String rest) {
        assertThat(read(rest)).isEmpty();
        return faults.stream().map(Fault::toString).toList();
    }

    @Test
    void aContractThatSaysNothingIsPlainCsv() {
        Contract contract = good("properties: [{name: a}]\n");
        assertThat(contract.format()).isEqualTo(CsvFormat.RFC_4180);
        assertThat(CsvFormat.RFC_4180.plain()).isTrue();
    }

    @Test
    void everythingThatCsvMayBe() {
        Contract contract = good("""
                csv: {delimiter: "\\t", quote: "'", headerQuote: none, escape: backslash, skipLines: 2, header: absent,
                  encoding: windows-1252, nullTokens: ["NULL", "\\\\N"]}
                trailer: {pattern: "^TRAILER,(\\\\d+)$"}
                properties: [{name: a}]
                """);
        assertThat(contract.format())
                .isEqualTo(new CsvFormat(
                        '\t',
                        '\'',
                        null,
                        Escape.BACKSLASH,
                        2,
                        true,
                        Charset.forName("windows-1252"),
                        "^TRAILER,(\\d+)$",
                        List.of("NULL", "\\N")));
        assertThat(good("csv: {quote: none, delimiter: ' '}\nproperties: [{name: a}]\n")
                        .format())
                .isEqualTo(new CsvFormat(' ', null, null, Escape.DOUBLE, 0, false, null, null, List.of()));
    }

    @Test
    void workbooksJsonXmlAndFixedWidth() {
        assertThat(good("format: xlsx\nxlsx: {sheet: Staff, headerRow: 3}\nproperties: [{name: a}]\n")
                        .format())
                .isEqualTo(new WorkbookFormat("Staff", 3, List.of()));
        assertThat(good("format: xlsx\nproperties: [{name: a}]\n").format())
                .isEqualTo(new WorkbookFormat(null, 0, List.of()));
        assertThat(good("format: json\njson: {rows: 'items[].events[]'}\nproperties: [{name: a}]\n")
                        .format())
                .isEqualTo(new JsonFormat(FieldPath.parse("items.events").orElseThrow(), List.of()));
        assertThat(good("format: json\nproperties: [{name: a, physicalName: ../x.y}]\n")
                        .format())
                .isEqualTo(new JsonFormat(FieldPath.SELF, List.of()));
        assertThat(good("format: xml\nxml: {rows: [Student, Pupil]}\nproperties: [{name: a}]\n")
                        .format())
                .isEqualTo(new XmlFormat(List.of("Student", "Pupil"), List.of()));
        Contract fixed = good("format: fixed\nfixed: {skipLines: 1, encoding: UTF-8}\nproperties:\n"
                + "  - {name: a, positions: 8-17}\n  - {name: b, positions: 18}\n  - {name: c, constant: x}\n");
        assertThat(fixed.format()).isInstanceOf(FixedFormat.class);
        assertThat(fixed.columns().stream().map(Column::positions))
                .containsExactly(new Positions(8, 17), new Positions(18, 18), null);
    }

    @Test
    void whatTheFileDoesNotSayIsNeverMissing() {
        Contract contract =
                good("properties:\n  - {name: a, required: true}\n  - {name: app, constant: google, required: true}\n");
        assertThat(contract.delivered()).extracting(Column::name).containsExactly("a");
        assertThat(contract.constants()).extracting(Column::constant).containsExactly("google");
        assertThat(contract.match(List.of("A")).fits()).isTrue();
        assertThat(contract.match(List.of("app", "A")).fields()).containsEntry("app", "app");
    }

    @Test
    void whatDoesNotFitTogetherIsToldWithItsLine() {
        assertThat(faults("""
                format: xlsx
                csv: {delimiter: ";"}
                trailer: {pattern: "(\\\\d+)"}
                properties:
                  - {name: a, positions: 1-2}
                  - {name: b, constant: x, physicalName: c}
                """))
                .containsExactlyInAnyOrder(
                        "test.yaml line 8: 'csv' says how to read csv, but 'format' is xlsx",
                        "test.yaml line 9: a 'trailer' can only stand below csv and fixed width",
                        "test.yaml line 11: 'positions' are read only where 'format' is fixed",
                        "test.yaml line 12: a property with a 'constant' is not read from the file: 'physicalName' must"
                                + " go");
    }

    @Test
    void whatCannotBeReadIsToldWithItsLine() {
        assertThat(faults("""
                csv: {delimiter: ab, quote: xx, escape: slash, skipLines: -1, header: no, encoding: klingon, sep: ","}
                trailer: {pattern: "END"}
                properties: [{name: a}]
                """))
                .hasSize(8)
                .allSatisfy(fault -> assertThat(fault).matches("test.yaml line [78]: .*"))
                .anySatisfy(fault -> assertThat(fault).contains("'escape' cannot be 'slash'; it is one of double"))
                .anySatisfy(fault -> assertThat(fault).contains("'klingon' is no encoding"))
                .anySatisfy(fault -> assertThat(fault).contains("number of rows as its only group"));
        faults.clear();
        assertThat(faults("trailer: {pattern: \"^(?=END)END (\\\\d+)$\"}\nproperties: [{name: a}]\n"))
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .startsWith("test.yaml line 7: 'pattern'")
                        .contains("no look-around"));
        faults.clear();
        assertThat(faults("""
                format: fixed
                properties:
                  - {name: a}
                  - {name: b, positions: 9-3}
                """))
                .containsExactly(
                        "test.yaml line 9: 'a' needs 'positions': its places in the line, like 8-17",
                        "test.yaml line 10: 'positions' must be places in the line from 1 on, like 8-17, not '9-3'");
        faults.clear();
        assertThat(faults("format: xml\nproperties: [{name: a, physicalName: 'a[b'}]\n"))
                .anySatisfy(fault -> assertThat(fault).contains("line 7", "'xml' is missing"))
                .anySatisfy(fault -> assertThat(fault).contains("line 8", "'a[b' is no way to a value"));
        faults.clear();
        assertThat(faults("format: json\njson: {rows: '../x'}\nproperties: [{name: a}]\n"))
                .containsExactly(
                        "test.yaml line 8: '../x' is no way to the rows; write it like value or items[].events[]");
    }
}
