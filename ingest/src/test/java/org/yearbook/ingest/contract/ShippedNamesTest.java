package org.yearbook.ingest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No shipped contract takes a file that another one describes, neither by its name nor by its columns. */
class ShippedNamesTest {

    private static final Contracts CONTRACTS = Contracts.load(Path.of("none"));
    private static final Map<String, List<Contract>> BY_ENTITY = CONTRACTS.all().stream()
            .collect(Collectors.groupingBy(Contract::entity, TreeMap::new, Collectors.toList()));

    static Stream<Contract> lone() {
        return CONTRACTS.all().stream().filter(contract -> !(contract.schoolYear() instanceof YearRule.Bundle));
    }

    static Stream<String> entities() {
        return BY_ENTITY.keySet().stream();
    }

    /** One file may be read by several contracts of its system, each for other rows or columns of it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("lone")
    void everyNameOfAFileBelongsToOneSystem(Contract contract) {
        for (FileName file : contract.files()) {
            for (String anything : List.of("", "2025-10-01", "_export")) {
                String name = file.pattern().replace("{year}", "2025-26").replace("*", anything);
                List<Contract> named = CONTRACTS.namedAlike(name);
                assertThat(named).as(name).contains(contract);
                assertThat(named.stream().map(Contract::source).distinct())
                        .as(name)
                        .hasSize(1);
                assertThat(named.stream().map(Contract::files).distinct())
                        .as(name)
                        .hasSize(1);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lone")
    void aHeaderNeverPointsAtAnotherContract(Contract contract) {
        if (!(contract.format() instanceof CsvFormat csv) || csv.headless()) {
            return;
        }
        assertThat(CONTRACTS.shaped(header(contract, false)).map(Contract::id)).isIn(found(contract));
        assertThat(CONTRACTS.shaped(header(contract, true)).map(Contract::id)).isIn(found(contract));
    }

    private static List<Object> found(Contract contract) {
        return List.of(java.util.Optional.empty(), java.util.Optional.of(contract.id()));
    }

    /** Contracts that name the columns of one system apart are told apart by them. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("lone")
    void aHeaderOfItsOwnIsEnoughToKnowTheFile(Contract contract) {
        List<String> twins = CONTRACTS.all().stream()
                .filter(other -> header(other, false).equals(header(contract, false)))
                .map(Contract::id)
                .toList();
        boolean named = contract.format() instanceof CsvFormat csv && !csv.headless();
        if (named && twins.size() == 1 && header(contract, false).size() >= 3) {
            assertThat(CONTRACTS.shaped(header(contract, false)).map(Contract::id))
                    .contains(contract.id());
        }
    }

    private static List<String> header(Contract contract, boolean requiredAlone) {
        return contract.columns().stream()
                .filter(column -> column.constant() == null && (column.required() || !requiredAlone))
                .map(column -> column.physicalNames().get(0))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entities")
    void theContractsOfAnEntityAgreeOnItsKeyAndItsTypes(String entity) {
        List<Contract> contracts = BY_ENTITY.get(entity);
        // Assignments of Ed-Fi have no number of a position; they do not come beside those of another system.
        assertThat(contracts.stream()
                        .filter(contract -> !contract.id().equals("edfi-staff-assignments"))
                        .map(Contract::key)
                        .distinct())
                .as(entity)
                .hasSize(1);
        Map<String, List<String>> types = new TreeMap<>();
        contracts.forEach(contract -> contract.columns()
                .forEach(column -> types.computeIfAbsent(column.name(), name -> new java.util.ArrayList<>())
                        .add(column.type().name())));
        types.forEach((field, named) -> assertThat(named.stream().distinct().toList())
                .as(entity + "." + field)
                .hasSize(1));
    }
}
