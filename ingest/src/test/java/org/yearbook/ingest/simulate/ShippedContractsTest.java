package org.yearbook.ingest.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.contract.ColumnMatch;
import org.yearbook.ingest.contract.Contract;
import org.yearbook.ingest.contract.Contracts;

/** The simulator and the shipped contracts know nothing of each other; here they meet. */
class ShippedContractsTest {

    @Test
    void everyDeliveredFileIsKnownToAContractColumnByColumn(@TempDir Path folder) throws IOException {
        Contracts contracts = Contracts.load(folder.resolve("none"));
        Path out = SimulatedDistrict.write(folder.resolve("out"), 100, 1, "realistic", 1);
        for (var file : SimulatedDistrict.files(out.resolve("night-001")).entrySet()) {
            if (file.getKey().endsWith("manifest.csv")) {
                continue;
            }
            List<String> header = SimulatedDistrict.rows(file.getValue()).get(0);
            ColumnMatch match = contract(contracts, file.getKey()).match(header);
            assertThat(match.missingRequired()).as(file.getKey()).isEmpty();
            // Rosters say the one only where race and ethnicity are asked in one question; few systems have the other.
            assertThat(match.missingOptional())
                    .as(file.getKey())
                    .isSubsetOf("middle_eastern_or_north_african", "primary_enrollment");
            // A password column is known and dropped; it is in no contract.
            assertThat(match.extra()).as(file.getKey()).isSubsetOf("password");
            assertThat(match.orderDiffers()).as(file.getKey()).isFalse();
        }
    }

    private static Contract contract(Contracts contracts, String file) {
        int inside = file.indexOf('!');
        if (inside < 0) {
            return contracts.named(file).orElseThrow(() -> new AssertionError("no contract is named like " + file));
        }
        String entry = file.substring(inside + 1).replace(".csv", "");
        return contracts.get("oneroster11-" + entry.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
    }
}
