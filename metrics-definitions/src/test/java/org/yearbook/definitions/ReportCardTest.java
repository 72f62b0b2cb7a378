package org.yearbook.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportCardTest {

    private static final String THREE = """
            report_card:
              - element: reading
                paragraph: (a)(1)
                title: Reading
                about: Who reads.
                metrics: [readers, visits]
                groups: [grade_level]
              - element: cost
                paragraph: (a)(2)
                title: Cost
                about: What it costs.
                year: preceding
                metrics: [book_cost]
                grid:
                  - {row: Books, column: New, metric: book_cost}
              - element: secrets
                paragraph: (a)(3)
                title: Secrets
                about: What nobody knows.
                missing: Nobody knows.
            """;
    private static final Map<String, Set<String>> METRICS =
            Map.of("readers", Set.of("grade_level", "sex"), "visits", Set.of(), "book_cost", Set.of());

    @Test
    void theShippedListNamesEveryClauseOfTheLawInItsOrder() {
        assertThat(ReportCard.shipped().elements())
                .extracting(StatutoryElement::paragraph)
                .containsExactly(
                        "1111(h)(1)(C)(i)",
                        "1111(h)(1)(C)(ii)",
                        "1111(h)(1)(C)(iii)(I)",
                        "1111(h)(1)(C)(iii)(II)",
                        "1111(h)(1)(C)(iv)",
                        "1111(h)(1)(C)(v)",
                        "1111(h)(1)(C)(vi)",
                        "1111(h)(1)(C)(vii)",
                        "1111(h)(1)(C)(viii)(I)",
                        "1111(h)(1)(C)(viii)(II)",
                        "1111(h)(1)(C)(ix)",
                        "1111(h)(1)(C)(x)",
                        "1111(h)(1)(C)(xi)",
                        "1111(h)(1)(C)(xii)",
                        "1111(h)(1)(C)(xiii)",
                        "1111(h)(2)(C)(iii)");
    }

    @Test
    void everyShippedMetricOfTheCardIsDefinedAndForEverybody() {
        var definitions = Definitions.shipped();
        assertThat(ReportCard.shipped().metrics())
                .hasSizeGreaterThan(12)
                .allSatisfy(id -> assertThat(definitions.find(id))
                        .as(id)
                        .hasValueSatisfying(metric ->
                                assertThat(metric.sharing().isPublic()).isTrue()));
    }

    @Test
    void everyShippedElementIsAnsweredOrSaysWhyNot() {
        assertThat(ReportCard.shipped().elements())
                .allMatch(element ->
                        !element.metrics().isEmpty() || !element.missing().isBlank());
    }

    /** 1111(h)(1)(C)(x): two sources of funds, personnel and not, for the preceding fiscal year. */
    @Test
    void spendingIsToldByTwoSourcesAndTwoKindsOfTheYearBefore() {
        StatutoryElement spending = ReportCard.shipped().elements().stream()
                .filter(element -> element.id().equals("spending"))
                .findFirst()
                .orElseThrow();
        assertThat(spending.preceding()).isTrue();
        assertThat(spending.grid()).hasSize(4);
        assertThat(spending.grid())
                .extracting(StatutoryElement.Cell::row)
                .containsOnly("Federal funds", "State and local funds");
        assertThat(spending.grid()).extracting(StatutoryElement.Cell::column).containsOnly("Personnel", "All else");
    }

    @Test
    void aListIsReadInItsOrder() {
        var card = ReportCard.read("report-card.yaml", THREE, METRICS);
        assertThat(card.elements()).extracting(StatutoryElement::id).containsExactly("reading", "cost", "secrets");
        assertThat(card.metrics()).containsExactly("readers", "visits", "book_cost");
        assertThat(card.groups()).containsExactly("grade_level");
        assertThat(card.elements()).extracting(StatutoryElement::preceding).containsExactly(false, true, false);
        assertThat(card.elements().get(2).missing()).isEqualTo("Nobody knows.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[readers, visits] -> [reader, visits] -> line 6: there is no metric 'reader'. Did you mean",
                "[readers, visits] -> [readers, readers] -> line 6: 'readers' stands here twice",
                "groups: [grade_level] -> groups: [grade] -> line 7: none of the metrics of this element is told by 'grade'",
                "element: cost -> element: reading -> line 8: element 'reading' is given twice",
                "element: cost -> element: The Cost -> line 8: 'element' must be small letters, digits and hyphens",
                "year: preceding -> year: next -> line 12: 'year' cannot be 'next'",
                "metric: book_cost}\n -> metric: book_cost}\n      - {row: Books, column: New, metric: book_cost}\n -> line 16: the place 'Books', 'New' is taken twice",
                "metric: book_cost} -> metric: readers} -> line 15: 'readers' is none of the metrics of this element",
                "    missing: Nobody knows.\n ->  -> line 16: element 'secrets' has neither 'metrics'",
                "    missing: Nobody knows.\n ->     missing: ''\n -> line 20: 'missing' is empty",
                "title: Cost -> titel: Cost -> 'titel' is not known here",
                "    about: Who reads.\n ->  -> 'about' is missing",
                "report_card: -> reportcard: -> 'report_card' lists no element",
            })
    void whatDoesNotFitIsToldWithItsLine(String change) {
        String[] parts = change.split(" -> ", -1);
        String text = THREE.replace(parts[0], parts[1]);
        assertThat(text).isNotEqualTo(THREE);
        assertThatThrownBy(() -> ReportCard.read("report-card.yaml", text, METRICS))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("report-card.yaml line ")
                .hasMessageContaining(parts[2]);
    }

    @Test
    void aDistrictsOwnListReplacesTheShippedOneAndIsNoMetric(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("report-card.yaml"), """
                report_card:
                  - element: ours
                    paragraph: our plan
                    title: Ours
                    about: What we promised.
                    metrics: [enrollment]
                """);
        assertThat(ReportCard.load(folder).elements())
                .extracting(StatutoryElement::id)
                .containsExactly("ours");
        assertThat(Definitions.load(folder).metrics())
                .hasSameSizeAs(Definitions.shipped().metrics());
        assertThat(ReportCard.load(folder.resolve("none")).metrics())
                .isEqualTo(ReportCard.shipped().metrics());
        assertThat(List.copyOf(ReportCard.shipped().groups())).contains("race_ethnicity", "foster", "migrant");
    }
}
