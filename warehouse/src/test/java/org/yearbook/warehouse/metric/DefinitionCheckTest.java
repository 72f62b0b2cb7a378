package org.yearbook.warehouse.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Fault;

class DefinitionCheckTest {

    @TempDir
    Path home;

    private OwnMetric own;

    @BeforeEach
    void aHome() throws IOException {
        own = new OwnMetric(home);
    }

    @Test
    void allShippedExamplesComeOut() {
        var definitions = Definitions.shipped();
        var check = DefinitionCheck.of(definitions, metric -> true);
        assertThat(check.faults()).isEmpty();
        assertThat(check.examples())
                .hasSize(definitions.metrics().stream()
                        .mapToInt(metric -> metric.versions().size())
                        .sum())
                .allSatisfy(
                        (version, score) -> assertThat(score.met()).as(version).isEqualTo(score.all()));
        int all = check.examples().values().stream()
                .mapToInt(DefinitionCheck.Score::all)
                .sum();
        assertThat(all)
                .isEqualTo(definitions.examples().stream()
                        .mapToInt(example -> example.expect().size())
                        .sum())
                .isGreaterThan(100);
    }

    @Test
    void anExampleThatDoesNotComeOutSaysWhatCameInstead() throws IOException {
        own.write(OwnMetric.TEXT).approve();
        own.example("""
                metric: long_absence
                examples:
                  - name: Twenty days and a bit
                    given:
                      agg_student_year:
                        every: {school_year: 2025-26, organization_id: "0101", organization_type: school}
                        rows:
                          - {student_key: 1, absent_units: 20*2520}
                          - {student_key: 2, absent_units: 20*2520+1, grade_level: KG}
                    expect:
                      - {authority: district, version: 1, numerator: 2}
                      - {authority: district, version: 1, numerator: 1, n: 3}
                      - {authority: district, version: 1, none: true}
                      - {authority: district, version: 1, group: {grade_level: "01"}, numerator: 0}
                      - {authority: district, version: 1, group: {grade_level: KG}, numerator: 2-1, value: 1}
                """);
        assertThat(faults())
                .containsExactly(
                        "metrics/examples/long_absence.yaml line 11: long_absence, district 1, example 'Twenty days and a"
                                + " bit': numerator is 1, not 2",
                        "metrics/examples/long_absence.yaml line 12: long_absence, district 1, example 'Twenty days and a"
                                + " bit': n is 1, not 3",
                        "metrics/examples/long_absence.yaml line 13: long_absence, district 1, example 'Twenty days and a"
                                + " bit': there is a number, 1.000000, where there must be none",
                        "metrics/examples/long_absence.yaml line 14: long_absence, district 1, example 'Twenty days and a"
                                + " bit': there is no number");
        assertThat(check().examples().get("long_absence, district 1")).isEqualTo(new DefinitionCheck.Score(1, 5));
    }

    @Test
    void anUnknownColumnIsToldWithItsPlaceAndTheNearestOnes() throws IOException {
        own.write(OwnMetric.TEXT.replaceFirst("filter: absent_units", "filter: absent_unit"))
                .approve();
        assertThat(faults())
                .containsExactly("metrics/long_absence.yaml line 16: 'absent_unit' in 'absent_unit > 20 * 2520' is no"
                        + " column here. Did you mean absent_units?");
    }

    @Test
    void whatIsNotSqlOrTooMuchOfItIsTold() throws IOException {
        own.write(OwnMetric.TEXT.replace("absent_units > 20 * 2520", "absent_units >> more than 20"))
                .approve();
        assertThat(faults()).hasSize(2).allSatisfy(fault -> assertThat(fault).contains("is not SQL that can be read"));
        own.write(OwnMetric.TEXT.replace("absent_units > 20 * 2520", "absent_units > (select 50400)"))
                .approve();
        assertThat(faults()).hasSize(2).allSatisfy(fault -> assertThat(fault).contains("has a query inside"));
    }

    @Test
    void whatDuckDbRefusesIsToldBeforeANight() throws IOException {
        own.write(OwnMetric.TEXT.replaceFirst("agg: count, expr: student_key", "agg: sum, expr: grade_level"))
                .approve();
        assertThat(faults())
                .singleElement()
                .satisfies(
                        fault -> assertThat(fault)
                                .startsWith(
                                        "metrics/long_absence.yaml line 9: long_absence, district 1: DuckDB refuses its query: "));
    }

    @Test
    void aRowThatDoesNotFitItsDatasetIsToldWithItsExample() throws IOException {
        own.write(OwnMetric.TEXT).approve();
        own.example("""
                metric: long_absence
                examples:
                  - name: No number
                    given: {agg_student_year: {rows: [{student_key: many}]}}
                    expect: [{authority: district, version: 1, none: true}]
                """);
        assertThat(faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault)
                        .startsWith("metrics/examples/long_absence.yaml line 3: a row of example 'No number': "));
    }

    private DefinitionCheck check() {
        var definitions = Definitions.readWith(home.resolve("metrics"));
        return DefinitionCheck.of(definitions, metric -> definitions.isOwn(metric.id()));
    }

    private List<String> faults() {
        return check().faults().stream().map(Fault::toString).toList();
    }
}
