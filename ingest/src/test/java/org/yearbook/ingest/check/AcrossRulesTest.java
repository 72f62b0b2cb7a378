package org.yearbook.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;
import org.yearbook.ingest.standardize.SqlText;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;

/** Small districts in which the rules across records find some and leave others; see {@code check/across-rules.txt}. */
class AcrossRulesTest {

    private static final String HISTORY = "history_";
    private static final Path CASES = Path.of("src/test/resources/check/across-rules.txt");
    private static final Path SHIPPED = Path.of("src/main/resources/org/yearbook/ingest/check/across");
    private static final Contracts CONTRACTS = Contracts.load(Path.of("none"));

    /** The records that one rule looks at, by entity, and what it must find. */
    private record Case(
            String file,
            Map<String, Map<String, String>> bases,
            List<Map.Entry<String, Map<String, String>>> records,
            List<String> expected) {

        @Override
        public String toString() {
            return file;
        }
    }

    static List<Case> cases() throws IOException {
        var cases = new ArrayList<Case>();
        for (String line : Files.readAllLines(CASES)) {
            if (line.startsWith("= ")) {
                cases.add(new Case(line.substring(2), new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>()));
            } else if (line.startsWith("=> ")) {
                cases.get(cases.size() - 1).expected().add(line.substring(3));
            } else if (!cases.isEmpty() && line.contains(" | ")) {
                Case rule = cases.get(cases.size() - 1);
                String[] parts = line.split(" \\| ", 2);
                if (parts[0].startsWith("base ")) {
                    rule.bases().put(parts[0].substring(5), values(parts[1], ""));
                    continue;
                }
                String[] words = parts[0].split(" ", -1);
                int times = words.length == 1 ? 1 : Integer.parseInt(words[2]);
                for (int i = 0; i < times; i++) {
                    rule.records().add(Map.entry(words[0], values(parts[1], Integer.toString(i))));
                }
            }
        }
        return cases;
    }

    private static Map<String, String> values(String text, String number) {
        var values = new LinkedHashMap<String, String>();
        for (String pair : text.split("; ", -1)) {
            int equals = pair.indexOf('=');
            values.put(
                    pair.substring(0, equals),
                    pair.substring(equals + 1).replace("#", number).replace("~", number));
        }
        return values;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aRuleFindsWhatIsWrongAndNothingElse(Case rule) throws IOException {
        AcrossRule shipped = rule(rule.file());
        try (var duck = Duck.inMemory(Limits.small())) {
            fill(duck, rule, shipped);
            List<String> found = MiniNight.across(duck, shipped).stream()
                    .map(issue -> issue.record() + (issue.suggested() == null ? "" : " -> " + issue.suggested()))
                    .toList();
            assertThat(found).containsExactlyInAnyOrderElementsOf(rule.expected());
        }
    }

    static List<Case> turning() throws IOException {
        var turning = new ArrayList<Case>();
        for (Case each : cases()) {
            if (!rule(each.file()).turns().isEmpty()) {
                turning.add(each);
            }
        }
        return turning;
    }

    /** A night on a day that a rule does not tell leaves the rule alone, so it must not find anything else then. */
    @ParameterizedTest
    @MethodSource("turning")
    void whatARuleFindsInTheSameRecordsChangesOnNoDayThatItDoesNotTell(Case rule) throws IOException {
        AcrossRule shipped = rule(rule.file());
        try (var duck = Duck.inMemory(Limits.small())) {
            fill(duck, rule, shipped);
            List<LocalDate> turns = turns(duck, shipped);
            assertThat(turns).isNotEmpty();
            Set<List<String>> different = new HashSet<>();
            for (int i = 0; i <= turns.size(); i++) {
                LocalDate from = i == 0 ? turns.get(0).minusDays(500) : turns.get(i - 1);
                LocalDate last =
                        i == turns.size() ? from.plusDays(500) : turns.get(i).minusDays(1);
                List<String> found = found(duck, shipped, from);
                different.add(found);
                for (int part = 1; part <= 4; part++) {
                    LocalDate night = from.plusDays(ChronoUnit.DAYS.between(from, last) * part / 4);
                    assertThat(found(duck, shipped, night))
                            .as("%s of %s, %s", night, from, last)
                            .isEqualTo(found);
                }
            }
            assertThat(different).as("the case shows that the day counts").hasSizeGreaterThan(1);
        }
    }

    private static List<LocalDate> turns(Duck duck, AcrossRule rule) {
        var turns = new ArrayList<LocalDate>();
        LocalDate next = LocalDate.of(1900, 1, 1);
        while (next != null) {
            next = duck.sql().fetchSingle(rule.nextTurn(next).orElseThrow()).get(0, LocalDate.class);
            if (next != null) {
                turns.add(next);
            }
        }
        return turns;
    }

    private static List<String> found(Duck duck, AcrossRule rule, LocalDate night) {
        duck.run("create or replace macro night() as date " + Duck.literal(night.toString()));
        return duck.sql().fetch(rule.query()).stream()
                .map(row -> Arrays.toString(row.intoArray()))
                .sorted()
                .toList();
    }

    private static AcrossRule rule(String file) throws IOException {
        return AcrossRules.read(file, Files.readString(SHIPPED.resolve(file + ".sql")));
    }

    private static void fill(Duck duck, Case rule, AcrossRule shipped) {
        RuleFunctions.of(MiniNight.DATE).forEach(duck::run);
        shipped.needs().forEach(entity -> duck.run(table(entity)));
        KnownPeople.views(Map.of(), Set.copyOf(shipped.needs())).forEach(duck::run);
        int line = 1;
        for (var row : rule.records()) {
            insert(duck, row.getKey(), rule.bases().getOrDefault(row.getKey(), Map.of()), row.getValue(), ++line);
        }
    }

    /** Whoever writes a rule that asks for the day says when it turns, or is judged each night. */
    @Test
    void aRuleThatTellsDaysAsksForTheNight() {
        assertThat(AcrossRules.shipped())
                .filteredOn(rule -> !rule.turns().isEmpty())
                .isNotEmpty()
                .allSatisfy(rule -> {
                    assertThat(rule.query()).contains("night()");
                    // What it reads is compared from night to night; what the days alone are read from is not.
                    assertThat(rule.turns())
                            .allSatisfy(turn -> assertThat(rule.needs())
                                    .contains(turn.replaceFirst("(?s)^.*? from (\\w+).*$", "$1")));
                });
    }

    private static void insert(Duck duck, String entity, Map<String, String> base, Map<String, String> own, int line) {
        Map<String, String> values = new LinkedHashMap<>(base);
        if (!KnownPeople.TABLES.contains(entity)) {
            values.put("source", "Test");
            values.putIfAbsent("source_file", "test.csv");
            values.put("source_row", Integer.toString(line));
        }
        values.putAll(own);
        String columns = values.keySet().stream().map(SqlText::name).collect(Collectors.joining(", "));
        String literals = values.values().stream()
                .map(value -> value.isEmpty() ? "null" : Duck.literal(value))
                .collect(Collectors.joining(", "));
        String table = KnownPeople.TABLES.contains(entity) ? "shape_" + entity : entity;
        duck.run("insert into " + table + "(" + columns + ") values (" + literals + ")");
    }

    /** What a night leaves of an entity, without rows. */
    private static String table(String entity) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("school_year", "varchar");
        if (entity.startsWith(HISTORY)) {
            columns.putAll(Map.of("valid_from", "date", "valid_to", "date"));
        }
        for (Contract contract : CONTRACTS.ofEntity(entity.replace(HISTORY, ""))) {
            contract.columns().forEach(column -> columns.putIfAbsent(column.name(), EntityShape.type(column)));
        }
        if (entity.equals("student_attendance")) {
            columns.put("member_units", "integer");
            columns.put("absent_units", "integer");
        }
        columns.putAll(Map.of("source", "varchar", "source_file", "varchar", "source_row", "bigint"));
        return EntityShape.table(entity, columns);
    }

    /** Systems deliver some fields of an enrollment and not others; a rule that asks for more finds them empty. */
    @Test
    void aRuleMayAskForAFieldThatNoSystemOfTheDistrictDelivers() {
        List<AcrossRule> rules = AcrossRules.shipped().stream()
                .filter(rule -> rule.needs().equals(List.of("school_enrollment")))
                .toList();
        assertThat(rules).extracting(AcrossRule::id).contains("ENR-01", "ENR-02", "ENR-13");
        for (Contract contract : CONTRACTS.ofEntity("school_enrollment")) {
            Map<String, String> columns = new LinkedHashMap<>(Map.of(
                    "school_year", "varchar", "source", "varchar", "source_file", "varchar", "source_row", "bigint"));
            contract.columns().forEach(column -> columns.put(column.name(), EntityShape.type(column)));
            try (var duck = Duck.inMemory(Limits.small())) {
                RuleFunctions.of(MiniNight.DATE).forEach(duck::run);
                duck.run(EntityShape.table("delivered", columns));
                duck.run("create view school_enrollment as "
                        + EntityShape.whole(CONTRACTS, "school_enrollment", duck, "from delivered"));
                KnownPeople.views(Map.of(), Set.of("school_enrollment")).forEach(duck::run);
                rules.forEach(rule -> assertThat(MiniNight.across(duck, rule))
                        .as(contract.id())
                        .isEmpty());
            }
        }
    }

    @Test
    void everyShippedFileIsInTheIndexAndHasACase() throws IOException {
        List<String> index = Files.readAllLines(SHIPPED.resolve("index.txt"));
        try (Stream<Path> files = Files.list(SHIPPED)) {
            assertThat(index)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(files.map(file -> String.valueOf(file.getFileName()))
                            .filter(name -> name.endsWith(".sql"))
                            .toList());
        }
        assertThat(cases()).extracting(rule -> rule.file() + ".sql").containsExactlyInAnyOrderElementsOf(index);
        assertThat(cases()).allSatisfy(rule -> assertThat(rule.expected()).isNotEmpty());
    }

    @Test
    void aRuleNeedsOnlyEntitiesThatSomeContractFillsAndNamesAFieldOfItsOwn() {
        assertThat(AcrossRules.shipped()).allSatisfy(rule -> {
            assertThat(rule.needs()).contains(rule.entity());
            assertThat(rule.needs())
                    .allSatisfy(entity -> assertThat(CONTRACTS.ofEntity(entity.replace(HISTORY, "")))
                            .as(entity)
                            .isNotEmpty());
            assertThat(CONTRACTS.ofEntity(rule.entity()))
                    .anySatisfy(contract -> assertThat(contract.column(rule.field()))
                            .as(rule.id())
                            .isPresent());
            assertThat(List.of("major", "minor", "warning")).contains(rule.severity());
        });
    }

    @Test
    void whatARuleFileDoesNotSayIsAFault() {
        assertThatThrownBy(() -> AcrossRules.read("X.sql", "-- rule: X\nselect 1"))
                .hasMessageContaining("X.sql does not say")
                .hasMessageContaining("entity");
        assertThatThrownBy(() -> AcrossRules.read("X.sql", "-- rles: X\nselect 1"))
                .hasMessageContaining("must begin with one of");
    }
}
