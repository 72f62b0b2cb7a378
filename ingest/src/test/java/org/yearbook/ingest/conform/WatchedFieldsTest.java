package org.yearbook.ingest.conform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;

/** When a field that others look at changes, they are done again. */
class WatchedFieldsTest {

    @TempDir
    Path folder;

    private static List<String> watched(Contract contract) {
        return new Item(contract.entity(), "all", List.of(new Item.Part(contract, List.of()))).watchedFields();
    }

    @Test
    void everyFieldThatAContractPointsAtIsWatched() {
        var contracts = Contracts.load(folder);
        var pointedAt = contracts.all().stream()
                .flatMap(contract -> contract.references().values().stream())
                .distinct()
                .toList();
        assertThat(pointedAt).hasSizeGreaterThan(10);
        pointedAt.forEach(reference -> assertThat(contracts.ofEntity(reference.entity()))
                .as(reference.toString())
                .allMatch(contract -> watched(contract).contains(reference.field())));
    }

    @Test
    void anEntityThatNoShippedContractPointsAtIsWatchedByItsKey() {
        Contract contract = Contracts.load(folder).ofEntity("license_contract").get(0);
        assertThat(watched(contract)).isEqualTo(contract.key()).isNotEmpty();
    }
}
