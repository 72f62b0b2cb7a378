package org.yearbook.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;

/** The list of what judges an item is made without its script, and must be the one that the script judges by. */
class ListedRulesTest {

    static Stream<Contract> contracts() {
        return Contracts.load(Path.of("none")).all().stream();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void whatIsListedIsWhatTheScriptJudgesBy(Contract contract) {
        List<ShippedRules.Place> judged = ShippedRules.of(contract).stream()
                .filter(place -> !place.id().equals(FieldRules.BROKEN_RULE))
                .toList();
        assertThat(judged).isNotEmpty();
        assertThat(ShippedRules.listed(contract)).isEqualTo(judged);
    }
}
