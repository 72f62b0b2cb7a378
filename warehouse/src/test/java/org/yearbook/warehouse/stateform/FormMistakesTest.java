package org.yearbook.warehouse.stateform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yearbook.definitions.Fault;
import org.yearbook.fuzz.Strangers;
import org.yearbook.warehouse.submission.RowSource;

/** What somebody may get wrong who describes a state's file. */
class FormMistakesTest {

    private static final String COUNTS = """
            name: Counts
            source: a page
            rows: counts
            counts: {file: FS052, level: sch, set: ST2, zeros: true}
            due: {2025-26: 2025-11-14}
            file_name: counts.txt
            form: fixed
            encoding: windows-1252
            line_end: lf
            columns:
              - {name: SCHOOL, field: school_id, length: 6, key: true}
              - {name: SEX, field: SEX, length: 1, codes: {F: "2", M: "1"}, key: true}
              - {name: COUNT, field: count, length: 4, align: right, pad: "0", digits: true}
              - {name: DISTRICT, field: district_id, length: 3, align: right, pad: blank}
            """;

    private static final String STAYS = """
            name: Stays
            source: a page
            rows: stays
            frozen: year-end
            file_name: stays.csv
            form: delimited
            delimiter: pipe
            encoding: utf-8
            line_end: lf
            columns:
              - {name: ID, field: state_student_id, length: 7, key: true}
              - {name: BORN, field: birth_date, date: mm/dd/yyyy, length: 10}
            """;

    private static List<String> faults(String text) {
        List<Fault> faults = new ArrayList<>();
        FormFile.read("own", "own.yaml", text, faults);
        return faults.stream().map(Fault::toString).toList();
    }

    @Test
    void bothAreRead() {
        assertThat(faults(COUNTS)).isEmpty();
        assertThat(faults(STAYS)).isEmpty();
        assertThat(FormFile.read("own", "own.yaml", STAYS, new ArrayList<>())
                        .orElseThrow()
                        .rows())
                .isEqualTo(new RowSource.Stays());
    }

    @Test
    void aSlipInAKeyIsToldWhereverItStands() {
        for (String text : List.of(COUNTS, STAYS)) {
            // Codes are the state's own words.
            Strangers.areTold(Strangers.of(text, "codes"), FormMistakesTest::faults);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file: FS052 -> file: FS999 | line 4: 'FS999' is no federal file; write it like FS052",
                "counts: {file: FS052, level: sch, set: ST2, zeros: true}\n -> | line 3: say of which federal file:",
                "rows: counts -> rows: counts\nfrozen: count-day | line 4: counts are frozen as their federal file is",
                "pad: blank -> pad: star | line 14: 'pad' is blank or 0",
                "align: right, pad: \"0\" -> pad: \"0\" | line 13: zeros behind a number make it another one",
                "codes: {F: \"2\", M: \"1\"} -> codes: {} | line 12: there is no code in it",
                "field: count -> field: family_name | line 13: 'field' cannot be 'family_name'",
                "2025-26: 2025-11-14 -> 2025-27: 2025-11-14 | line 5: '2025-27' is no school year",
                "length: 6 -> length: 4001 | line 11: 'length' must be a whole number from 1 to 4000, not '4001'",
                "length: 6 -> length: 0 | line 11: 'length' must be a whole number from 1 to 4000, not '0'",
            })
    void aMistakeInAFileOfCountsIsToldByItsLine(String change) {
        told(COUNTS, change);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rows: stays -> rows: stays\ncounts: {file: FS052, level: sch, set: ST2} | line 4: 'counts' belongs to",
                "field: birth_date, date: mm/dd/yyyy -> field: grade, date: mm/dd/yyyy | line 12: 'date' belongs to a field",
                "date: mm/dd/yyyy -> date: mm/dd/yyyy, codes: {a: b} | line 12: 'date' belongs to a field that is a day",
                "columns:\n  - {name: ID, field: state_student_id, length: 7, key: true}\n"
                        + "  - {name: BORN, field: birth_date, date: mm/dd/yyyy, length: 10} -> columns: []"
                        + " | line 10: say which columns there are, in their order",
            })
    void aMistakeInAFileOfStaysIsToldByItsLine(String change) {
        told(STAYS, change);
    }

    private static void told(String text, String change) {
        String[] parts = change.split(" \\| ", 2);
        String[] words = parts[0].split(" -> ?", -1);
        assertThat(text).contains(words[0]);
        assertThat(faults(text.replace(words[0], words[1])))
                .anySatisfy(fault -> assertThat(fault).startsWith("own.yaml " + parts[1]));
    }
}
