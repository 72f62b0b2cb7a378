package org.yearbook.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yearbook.definitions.Fault;
import org.yearbook.fuzz.Strangers;

/** What somebody may get wrong who writes a contract, and that each is told once, with its line. */
class ContractMistakesTest {

    private static final String WHOLE = """
            id: library-visits
            name: Visits to the library
            version: 2
            description: Who came and when.
            source: Library
            entity: library_visit
            files: ["visits-{year}.csv"]
            format: csv
            csv: {delimiter: ";", quote: none, encoding: windows-1252, skipLines: 1}
            trailer: {pattern: '^TOTAL;(\\d+)$'}
            schoolYear: {from: year, column: year, namedBy: start}
            load: snapshot
            maxChangePercent: 20
            slaProperties:
              - {property: latency, value: 2, unit: d, element: visited_on}
            ownerRole: librarian
            key: [student_number, visited_on]
            references: {student_number: student.student_number}
            properties:
              - {name: student_number, physicalName: [Student, Stu No], required: true}
              - {name: visited_on, logicalType: date, formats: [M/d/yyyy], shift: 1}
              - {name: year, logicalType: integer}
              - {name: hours, logicalType: decimal, scale: 1/60}
              - {name: room, codes: {L: Library, M: Media}, padded: true, extract: "([A-Z])$"}
            quality:
              - id: LIB-01
                field: hours
                severity: minor
                query: hours <= 12
                clerkText: Nobody reads for so long.
                fixText: Enter the hours.
            """;

    private static List<String> faults(String text) {
        List<Fault> faults = new ArrayList<>();
        ContractFile.read("own.yaml", text, faults);
        return faults.stream().map(Fault::toString).toList();
    }

    @Test
    void itIsRead() {
        assertThat(faults(WHOLE)).isEmpty();
        Contract contract =
                ContractFile.read("own.yaml", WHOLE, new ArrayList<>()).orElseThrow();
        assertThat(contract.schoolYear()).isEqualTo(new YearRule.YearColumn("year", false));
        assertThat(contract.latencyDays()).isEqualTo(2);
        assertThat(contract.latencyField()).isEqualTo("visited_on");
        assertThat(contract.key()).containsExactly("student_number", "visited_on");
        assertThat(contract.references())
                .containsExactlyEntriesOf(Map.of("student_number", new Reference("student", "student_number")));
        assertThat(contract.columns().get(3).adjustment()).isEqualTo(new Adjustment(1, 60, 0, false, null, false));
        assertThat(contract.columns().get(4).adjustment()).isEqualTo(new Adjustment(1, 1, 0, true, "([A-Z])$", false));
    }

    @Test
    void aSlipInAKeyIsToldWhereverItStands() throws IOException {
        List<String> texts = new ArrayList<>(List.of(WHOLE));
        for (String shipped : List.of("sis/sis-attendance", "hr/hr-staff", "frontline/frontline-absence")) {
            texts.add(Files.readString(Path.of("src/main/resources/contracts/" + shipped + ".yaml")));
        }
        for (String text : texts) {
            Strangers.areTold(Strangers.of(text, "codes"), ContractMistakesTest::faults);
        }
    }

    /** What stands before the arrow is written otherwise; what follows the bar is all that is told. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "id: library-visits -> id: Library Visits | line 1: 'id' must be small letters, digits and hyphens, like"
                        + " sis-attendance, not 'Library Visits'",
                "entity: library_visit -> entity: Visit | line 6: 'entity' must be small letters, digits and"
                        + " underscores, like student_attendance",
                "entity: library_visit -> entity: history_visit | line 6: 'history_visit' is a table that Yearbook"
                        + " itself writes; name the entity otherwise",
                "[\"visits-{year}.csv\"] -> [] | line 7: 'files' is missing: the names under which the file comes, like"
                        + " \"hr-staff*.csv\"",
                "from: year, -> from: yaer, | line 11: 'from' cannot be 'yaer'; it is one of bundle, fileName, none,"
                        + " date, year. Did you mean year?",
                "namedBy: start -> namedBy: middle | line 11: 'namedBy' is end (2026 means 2025-26) or start (2025 means"
                        + " 2025-26)",
                "column: year -> column: yaer | line 11: 'yaer' is none of the properties. Did you mean year?",
                "schoolYear: {from: year, column: year, namedBy: start}\n -> | line 1: 'schoolYear' is missing: how a"
                        + " row's school year is found, like {from: fileName}",
                "property: latency -> property: age | line 15: only 'latency' is read, not 'age'",
                "unit: d, -> unit: h, | line 15: 'unit' must be d, days",
                "value: 2, -> value: 3661, | line 15: 'value' must be a whole number from 1 to 3660, not '3661'",
                "element: visited_on -> element: visted_on | line 15: 'visted_on' is none of the properties. Did you"
                        + " mean visited_on?",
                "key: [student_number, -> key: [student, | line 17: 'student' is none of the properties. Did you mean"
                        + " student_number?",
                "{student_number: student.student_number} -> {student_number: student} | line 18: 'student_number' must"
                        + " point at entity.field, like organization.identifier",
                "name: year, -> name: hours, | line 11: 'year' is none of the properties. | line 23: property 'hours' is"
                        + " given twice",
                "name: year, -> name: year, physicalName: stu_no, | line 22: 'stu_no' already stands for"
                        + " 'student_number'",
                "name: room, -> name: Room, | line 24: 'name' must be small letters, digits and underscores, not 'Room'",
                "[M/d/yyyy] -> [M/d/bbb] | line 21: 'M/d/bbb' is not a date pattern; write it like yyyy-MM-dd or"
                        + " M/d/yyyy",
                "scale: 1/60 -> scale: 0 | line 23: 'scale' must be a whole number or a fraction, like 1/3600, not '0'",
                "scale: 1/60 -> scale: 1/0, padded: true | line 23: 'scale' must be a whole number or a fraction, like"
                        + " 1/3600, not '1/0'",
                "logicalType: decimal, -> logicalType: integer, | line 23: a 'scale' is for numbers: 'logicalType' must"
                        + " be decimal or money",
                "required: true -> required: perhaps | line 20: 'required' must be true or false, not 'perhaps'",
                "required: true -> shift: 1 | line 20: a 'shift' is for dates: 'logicalType' must be date",
                "severity: minor -> severity: mild | line 28: 'severity' is one of block, major, minor, warning",
                "field: hours\n -> field: hour\n | line 27: 'hour' is none of the properties. Did you mean hours?",
                "maxChangePercent: 20 -> maxChangePercent: 101 | line 13: 'maxChangePercent' must be a whole number from"
                        + " 1 to 100, not '101'",
                "delimiter: \";\" -> delimiter: \"||\" | line 9: 'delimiter' must be one plain character, or tab",
                "quote: none -> quote: never | line 9: 'quote' must be one plain character, or none",
                "encoding: windows-1252 -> encoding: ansi-ish | line 9: 'ansi-ish' is no encoding; write it like"
                        + " windows-1252 or UTF-16LE",
            })
    void aMistakeIsToldOnceByItsLine(String change) {
        String[] parts = change.split(" \\| ");
        String[] words = parts[0].split(" -> ?", -1);
        assertThat(WHOLE).contains(words[0]);
        assertThat(faults(WHOLE.replace(words[0], words[1])))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(parts)
                        .skip(1)
                        .map(fault -> "own.yaml " + fault)
                        .toList());
    }
}
