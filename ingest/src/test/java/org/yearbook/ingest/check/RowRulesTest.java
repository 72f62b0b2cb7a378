package org.yearbook.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.ingest.contract.Classification;
import org.yearbook.ingest.contract.Column;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;

/** Records that keep and break the rules about single rows; they stand in {@code check/row-rules.txt}. */
class RowRulesTest {

    private static final Path CASES = Path.of("src/test/resources/check/row-rules.txt");

    @TempDir
    Path folder;

    /** The records of one contract. */
    private record Table(
            String contract, String year, Map<String, String> attributes, Map<String, String> base, List<Case> cases) {

        @Override
        public String toString() {
            return contract + " " + attributes.getOrDefault("manifest.mode", "");
        }
    }

    /** One record: the rules that it breaks, and how it differs from the base. */
    private record Case(String expected, Map<String, String> differences) {}

    static List<Table> tables() throws IOException {
        var tables = new ArrayList<Table>();
        for (String line : Files.readAllLines(CASES)) {
            if (line.startsWith("= ")) {
                String[] words = line.split(" ", -1);
                Map<String, String> attributes = words.length > 3 ? Map.of("manifest.mode", words[3]) : Map.of();
                tables.add(new Table(words[1], words[2], attributes, new LinkedHashMap<>(), new ArrayList<>()));
            } else if (!tables.isEmpty() && line.contains(" | ")) {
                Table table = tables.get(tables.size() - 1);
                int bar = line.indexOf(" | ");
                Map<String, String> values = values(line.substring(bar + 3));
                if (line.startsWith("base ")) {
                    table.base().putAll(values);
                } else {
                    table.cases().add(new Case(line.substring(0, bar), values));
                }
            }
        }
        return tables;
    }

    private static Map<String, String> values(String text) {
        var values = new LinkedHashMap<String, String>();
        for (String pair : text.split("; ", -1)) {
            int equals = pair.indexOf('=');
            String value = pair.substring(equals + 1);
            boolean blanks = value.matches("(.*) +\\.");
            values.put(pair.substring(0, equals), blanks ? value.substring(0, value.length() - 1) : value);
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("tables")
    void eachRecordBreaksTheRulesThatItShouldAndNoOther(Table table) {
        Contracts contracts = Contracts.load(folder.resolve("none"));
        Contract contract = contracts.get(table.contract());
        List<Column> columns = contract.columns().stream()
                .filter(column -> column.classification() != Classification.SECRET)
                .toList();
        var csv = new StringBuilder(columns.stream()
                .map(column -> column.physicalNames().get(0))
                .collect(Collectors.joining(",", "", "\n")));
        var rows = new ArrayList<Case>(List.of(new Case("ok", Map.of())));
        rows.addAll(table.cases());
        for (int row = 0; row < rows.size(); row++) {
            Map<String, String> values = new LinkedHashMap<>(table.base());
            values.putAll(rows.get(row).differences());
            assertThat(columns).extracting(Column::name).containsAll(values.keySet());
            String number = Integer.toString(100 + row);
            csv.append(columns.stream()
                    .map(column -> values.getOrDefault(column.name(), "").replace("#", number))
                    .map(value -> value.isEmpty() ? "" : '"' + value.replace("\"", "\"\"") + '"')
                    .collect(Collectors.joining(",", "", "\n")));
        }
        var night = new MiniNight(folder, contracts);
        night.run(List.of(new Deliveries(folder, contracts)
                .text(table.contract(), table.year(), table.attributes(), csv.toString())));
        assertThat(found(night, rows)).isEqualTo(expected(rows));
    }

    private static String found(MiniNight night, List<Case> rows) {
        Map<Long, Set<String>> broken = night.issues().stream()
                .collect(Collectors.groupingBy(
                        MiniNight.Issue::row,
                        Collectors.mapping(
                                issue -> issue.rule() + " " + issue.field()
                                        + (issue.suggested() == null ? "" : " -> " + issue.suggested()),
                                Collectors.toCollection(TreeSet::new))));
        var text = new StringBuilder();
        for (int row = 0; row < rows.size(); row++) {
            Set<String> rules = broken.getOrDefault(row + 2L, Set.of());
            text.append(rules.isEmpty() ? "ok" : String.join(", ", rules))
                    .append(" | ")
                    .append(rows.get(row).differences())
                    .append('\n');
        }
        return text.toString();
    }

    private static String expected(List<Case> rows) {
        return rows.stream()
                .map(row -> new TreeSet<>(Arrays.asList(row.expected().split(", (?=[A-Z]{2,3}-)", -1)))
                                .stream().collect(Collectors.joining(", "))
                        + " | " + row.differences() + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void twoPeopleWhoShareAnEmployeeNumberAreToldOfUnderTheRuleOfTheNumber() {
        Contracts contracts = Contracts.load(folder.resolve("none"));
        var night = new MiniNight(folder, contracts)
                .run(List.of(new Deliveries(folder, contracts).text("hr-staff", "all", Map.of(), """
                employee_id,legal_first_name,legal_last_name,email,hire_date,status
                7,Lydia,Johnson,lj@district.example,2020-08-03,active
                7,Omar,Reddy,or@district.example,2021-08-03,active
                8,Ana,Cruz,ac@district.example,2021-08-03,active
                8,Ana,Cruz,ac@district.example,2021-08-03,active
                """)));
        assertThat(night.issues())
                .extracting(issue -> issue.rule() + " " + issue.field() + " line " + issue.row())
                .containsExactly("HR-01 employee_id line 2");
    }

    @Test
    void aRuleThatCannotBeRunIsAnIssueAndNeverAPass() throws IOException {
        Files.writeString(folder.resolve("own.yaml"), """
                id: our-list
                name: Our list
                source: SIS
                entity: our_list
                files: ["our-list*.csv"]
                schoolYear: {from: none}
                key: [id]
                properties:
                  - {name: id, required: true}
                quality:
                  - {id: OUR-01, query: no_such_field > 1, clerkText: Wrong., fixText: Mend it.}
                  - {id: OUR-02, field: id, query: tidy(id) <> 'x', clerkText: It is x., fixText: Mend it.}
                """);
        Contracts contracts = Contracts.load(folder);
        var night = new MiniNight(folder, contracts)
                .run(List.of(new Deliveries(folder, contracts).text("our-list", "all", Map.of(), "id\nx\ny\n")));
        assertThat(night.issues())
                .extracting(issue -> issue.rule() + " " + issue.record())
                .containsExactlyInAnyOrder(FieldRules.BROKEN_RULE + " rule OUR-01", "OUR-02 x");
    }

    @Test
    void everyRuleAboutSingleRowsHasARecordThatBreaksItAndOneThatKeepsIt() throws IOException {
        Set<String> broken = new TreeSet<>();
        Set<String> kept = new TreeSet<>();
        for (Table table : tables()) {
            table.cases().forEach(row -> {
                if (row.expected().equals("ok")) {
                    kept.add(table.contract());
                } else {
                    Stream.of(row.expected().split(", (?=[A-Z]{2,3}-)", -1))
                            .map(rule -> rule.replaceFirst(" ->.*", ""))
                            .forEach(rule -> broken.add(table.contract() + " " + rule));
                }
            });
        }
        // The contracts of single systems have deliveries that break their rules, see DeliveredContractsTest.
        Set<String> here = tables().stream().map(Table::contract).collect(Collectors.toSet());
        List<Contract> contracts = Contracts.load(folder.resolve("none")).all().stream()
                .filter(contract -> here.contains(contract.id()))
                .toList();
        Set<String> own = new TreeSet<>();
        contracts.forEach(contract ->
                contract.quality().forEach(rule -> own.add(contract.id() + " " + rule.id() + " " + rule.field())));
        assertThat(broken).containsAll(own);
        assertThat(kept)
                .containsAll(contracts.stream()
                        .filter(contract -> !contract.quality().isEmpty())
                        .map(Contract::id)
                        .toList());
        Set<String> ids = broken.stream().map(rule -> rule.split(" ", -1)[1]).collect(Collectors.toSet());
        assertThat(ids)
                .contains("STU-06", "STU-07", "STU-09", "STU-10", "OR-01", "OR-02", "OR-03", "OR-04", "OR-05", "OR-06")
                .contains("OR-07", "OR-08", "OR-09", "OR-10", "OR-11", "OR-12", "GEN-01", "GEN-02", "SYS-06");
    }
}
