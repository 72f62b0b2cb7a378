package org.yearbook.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.warehouse.home.HomeException;

/** A district writes rules in the words of the Open Data Contract Standard, and is told what it got wrong. */
class DistrictRulesTest {

    private static final Contracts CONTRACTS = Contracts.load(Path.of("none"));
    private static final String STAYS =
            "student_number,school_number,grade_level,entry_date,entry_code,exit_date,exit_code\n"
                    + "1,10,09,2025-09-01,E1,,\n"
                    + "2,10,10,2025-09-01,,,\n"
                    + "3,10,,2025-09-01,E1,,\n"
                    + "3,11,09,2025-10-01,E1,,\n";

    @TempDir
    Path folder;

    private RuleSet rules(String yaml) throws IOException {
        Path file = Files.writeString(folder.resolve("ours.yaml"), yaml);
        return RuleSet.with(List.of(file), CONTRACTS);
    }

    private static String rule(String about) {
        return """
                - id: OUR-01
                  name: Ours
                  entity: school_enrollment
                  dimension: accuracy
                  clerkText: This is not as we want it.
                  fixText: Mend it.
                """ + about.indent(2);
    }

    private List<String> broken(RuleSet rules) throws IOException {
        var deliveries = new Deliveries(Files.createDirectories(folder.resolve("landed")), CONTRACTS);
        return new MiniNight(Files.createDirectories(folder.resolve("night")), CONTRACTS, rules)
                .run(List.of(deliveries.text("sis-enrollments", "2025-26", Map.of(), STAYS))).across().issues().stream()
                        .filter(issue -> issue.rule().equals("OUR-01"))
                        .map(issue -> issue.record().replaceAll(" · 2025.*", ""))
                        .sorted()
                        .toList();
    }

    static Stream<Arguments> metrics() {
        return Stream.of(
                Arguments.of("field: entry_code\ntype: library\nmetric: nullValues", List.of("2 · 10")),
                Arguments.of("field: entry_code\ntype: library\nmetric: nullValues\nmustBe: 0", List.of("2 · 10")),
                Arguments.of("field: entry_code\ntype: library\nmetric: nullValues\nmustBeLessThan: 2", List.of()),
                Arguments.of(
                        "field: entry_code\ntype: library\nmetric: nullValues\nmustBeLessThan: 1", List.of("2 · 10")),
                Arguments.of(
                        "field: school_number\ntype: library\nmetric: missingValues\narguments: {missingValues: ['11']}",
                        List.of("3 · 11")),
                Arguments.of(
                        "field: school_number\ntype: library\nmetric: invalidValues\narguments: {validValues: ['11', '12']}",
                        List.of("1 · 10", "2 · 10", "3 · 10")),
                Arguments.of(
                        "field: school_number\ntype: library\nmetric: invalidValues\narguments: {pattern: '1[1-9]'}",
                        List.of("1 · 10", "2 · 10", "3 · 10")),
                Arguments.of(
                        "field: entry_code\ntype: library\nmetric: invalidValues\narguments: {validValues: [E1]}",
                        List.of()),
                Arguments.of(
                        "field: student_number\ntype: library\nmetric: duplicateValues", List.of("3 · 10", "3 · 11")),
                Arguments.of(
                        "type: library\nmetric: duplicateValues\narguments: {properties: [student_number, school_number]}",
                        List.of()),
                Arguments.of(
                        "field: student_number\ntype: library\nmetric: duplicateValues\nmustBeLessOrEqualTo: 2",
                        List.of()),
                Arguments.of("type: library\nmetric: rowCount\nmustBeGreaterThan: 4", List.of("all rows")),
                Arguments.of("type: library\nmetric: rowCount\nmustBeGreaterThan: 3", List.of()),
                // Both bounds of mustBeBetween belong to it; mustNotBeBetween forbids both.
                Arguments.of("type: library\nmetric: rowCount\nmustBeBetween: [4, 9]", List.of()),
                Arguments.of("type: library\nmetric: rowCount\nmustBeBetween: [1, 4]", List.of()),
                Arguments.of("type: library\nmetric: rowCount\nmustBeBetween: [5, 9]", List.of("all rows")),
                Arguments.of("type: library\nmetric: rowCount\nmustNotBeBetween: [4, 9]", List.of("all rows")),
                Arguments.of("type: library\nmetric: rowCount\nmustNotBeBetween: [5, 9]", List.of()),
                Arguments.of("type: library\nmetric: rowCount\nmustNotBe: 4", List.of("all rows")),
                Arguments.of("type: library\nmetric: rowCount\nmustBeGreaterOrEqualTo: 4", List.of()),
                // One of four rows is 25 percent.
                Arguments.of(
                        "field: entry_code\ntype: library\nmetric: nullValues\nunit: percent\nmustBeLessOrEqualTo: 25",
                        List.of()),
                Arguments.of(
                        "field: entry_code\ntype: library\nmetric: nullValues\nunit: percent\nmustBeLessThan: 25",
                        List.of("2 · 10")),
                Arguments.of(
                        "field: exit_code\ntype: library\nmetric: invalidValues\narguments: {validValues: [W1]}\nmustBeGreaterThan: 0",
                        List.of("all rows")),
                Arguments.of("field: entry_code\nquery: entry_code = 'E2'", List.of("1 · 10", "3 · 10", "3 · 11")),
                Arguments.of("query: raw_grade_level = '09'", List.of("2 · 10")),
                Arguments.of("query: school_number = '10'\nunit: percent\nmustBeLessThan: 30", List.of()));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void aRuleFindsTheRowsThatAreNotAsDemanded(String about, List<String> expected) throws IOException {
        assertThat(broken(rules(rule(about)))).isEqualTo(expected);
    }

    @Test
    void aRuleAboutRowsMayBlockAndOneThatCountsMayNot() throws IOException {
        RuleSet rules = rules(rule("field: entry_code\ntype: library\nmetric: nullValues\nseverity: block"));
        assertThat(rules.ofEntity("school_enrollment"))
                .singleElement()
                .satisfies(rule -> assertThat(rule.severity()).isEqualTo("block"));
        assertThatThrownBy(() -> rules(rule("type: library\nmetric: rowCount\nmustBe: 1\nseverity: block")))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("ours.yaml line 10: only a rule about single rows can block");
    }

    @Test
    void aRuleEntersTheBookWithItsYears() throws IOException {
        RuleSet rules =
                rules(rule("query: grade_level is not null\neffective: {until: 2024-25}\nauthority: The board"));
        assertThat(rules.book().find("OUR-01")).hasValueSatisfying(entry -> {
            assertThat(entry.authority()).isEqualTo("The board");
            assertThat(entry.checks()).isEqualTo("This is not as we want it.");
        });
        assertThat(broken(rules)).isEmpty();
    }

    @Test
    void aRuleAcrossMayAskWhoIsWho() throws IOException {
        String query = """
                across: |
                  select e.school_year, e.student_number || ' · ' || e.school_number as record_key,
                         (select count(*) from account_owner) as raw_value, null as suggested_value,
                         e.school_number as school_id, e.source, e.source_file, e.source_row
                  from school_enrollment e
                  anti join settled_pair s on s.kind = 'student' and s.number = e.student_number
                  anti join employee_person p on p.employee_id = e.student_number
                  where e.school_number = '11'
                """;
        assertThat(broken(rules(rule(query)))).containsExactly("3 · 11");
        assertThatThrownBy(() -> rules(rule(query.replace("s.number", "s.numbr"))))
                .hasMessageContaining("line 7: this cannot be run")
                .hasMessageContaining("numbr");
    }

    static Stream<Arguments> slips() {
        return Stream.of(
                Arguments.of("query: grade_leval is not null", "line 7: this cannot be run", "grade_level"),
                Arguments.of(
                        "query: tested_subject(grade_level) = 'math'", "line 7: this cannot be run", "tested_subject"),
                Arguments.of("query: try(grade_level", "line 7: this cannot be run", ""),
                Arguments.of("filed: x\nquery: 'true'", "line 7: 'filed' is not known here.", "field"),
                Arguments.of(
                        "field: grade_leval\nquery: 'true'",
                        "line 7: 'grade_leval' is none of the fields",
                        "grade_level"),
                Arguments.of(
                        "type: library\nmetric: nulValues\nfield: exit_code",
                        "line 8: 'metric' cannot be",
                        "nullValues"),
                Arguments.of("type: library\nmetric: nullValues", "line 8: 'nullValues' needs a 'field'", ""),
                Arguments.of(
                        "type: library\nmetric: nullValues\nfield: exit_code\narguments: {validValues: [1]}",
                        "line 10: 'validValues' is not known here.",
                        ""),
                Arguments.of("type: library\nmetric: rowCount", "line 8: 'rowCount' needs a number", ""),
                Arguments.of(
                        "type: library\nmetric: rowCount\nmustBe: 1\nmustNotBe: 2",
                        "line 10: only one of these may be given",
                        ""),
                Arguments.of("type: library\nmetric: rowCount\nmustBe: many", "line 9: 'mustBe' needs a number", ""),
                Arguments.of(
                        "type: library\nmetric: rowCount\nmustBeBetween: [9, 1]",
                        "line 9: 'mustBeBetween' needs two numbers",
                        ""),
                Arguments.of("type: text\nquery: 'true'", "line 7: 'type' is sql or library", ""),
                Arguments.of("severity: blok\nquery: 'true'", "line 7: 'severity' is one of", "block"),
                Arguments.of("unit: share\nquery: 'true'", "line 7: 'unit' is rows or percent", ""),
                Arguments.of(
                        "needs: [staf, school_enrollment]\nacross: select 1",
                        "line 7: no contract fills 'staf'",
                        "staff"),
                Arguments.of("needs: [staff]\nacross: select 1", "line 7: 'needs' must name 'school_enrollment'", ""),
                Arguments.of("across: select 1 as one", "line 7: this cannot be run", "school_year"),
                Arguments.of("severity: major", "a rule of type sql needs either 'query' or 'across'", ""));
    }

    @ParameterizedTest
    @MethodSource("slips")
    void aSlipIsToldWithItsLineAndWhatWasMeant(String about, String line, String meant) {
        assertThatThrownBy(() -> rules(rule(about)))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("ours.yaml")
                .hasMessageContaining(line)
                .hasMessageContaining(meant);
    }

    @Test
    void aRuleAboutRowsMayAskWhichQuestionAboutRaceWasPut() throws IOException {
        assertThat(rules(rule("query: race_question_combined() or grade_level is not null")))
                .isNotNull();
    }

    @Test
    void aFunctionIsThereHoweverItsCallIsWritten() {
        List<String> functions = RuleFunctions.of(LocalDate.EPOCH);
        for (String call : List.of(
                "tidy(x)", "TIDY (x)", "\"tidy\"(x)", "x.tidy()", "tidy /* so */ (x)", "tidy\n(x)", "main.tidy(x)")) {
            assertThat(RuleFunctions.called(functions, List.of("select " + call)))
                    .as(call)
                    .hasSize(1)
                    .allMatch(function -> function.startsWith("create macro tidy("));
        }
        assertThat(RuleFunctions.called(functions, List.of("select proper_family_name(x)")))
                .extracting(function -> function.replaceAll("(?s)create macro (\\w+).*", "$1"))
                .as("and those that it calls itself, before it")
                .containsExactly("tidy", "capital", "proper_part", "proper_word", "proper_family_name");
        assertThat(RuleFunctions.called(functions, List.of("select 1"))).isEmpty();
    }

    @Test
    void anIdOfTheBookAnUnknownEntityAndAnIdGivenTwiceAreRefused() throws IOException {
        assertThatThrownBy(() -> rules(rule("query: 'true'").replace("OUR-01", "ENR-02")))
                .hasMessageContaining("ours.yaml line 1: 'ENR-02' is a rule of Yearbook (Overlapping stays)");
        assertThatThrownBy(() -> rules(rule("query: 'true'").replace("school_enrollment", "school_enrolment")))
                .hasMessageContaining("ours.yaml line 3: no contract fills 'school_enrolment'.")
                .hasMessageContaining("Did you mean school_enrollment");
        assertThatThrownBy(() -> rules(rule("query: 'true'") + rule("query: 'true'")))
                .hasMessageContaining("rule 'OUR-01' is also in ours.yaml");
    }
}
