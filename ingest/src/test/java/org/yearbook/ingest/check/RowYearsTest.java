package org.yearbook.ingest.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.contract.Contracts;

/** Landing and conforming may read a date otherwise; no row is lost between the school years that they find. */
class RowYearsTest {

    private static final String HEADER = "Event ID,Timestamp,Actor,Action,Target,Outcome\n";

    @TempDir
    Path folder;

    private MiniNight night(String rows) throws IOException {
        var contracts = Contracts.load(folder.resolve("none"));
        Path delivery = Files.createDirectories(folder.resolve("delivery"));
        Files.writeString(delivery.resolve("bettercloud-events.csv"), HEADER + rows);
        var landed = new LandedDelivery(folder.resolve("home"), contracts).land(delivery);
        assertThat(landed.held()).isEmpty();
        return new MiniNight(Files.createDirectories(folder.resolve("night")), contracts).run(landed.fresh());
    }

    private static long loaded(MiniNight night) {
        return night.accounts().stream().mapToLong(MiniNight.Account::loaded).sum();
    }

    @Test
    void aMomentThatIsStillLastYearHereStaysWithItsFile() throws IOException {
        // Two in the morning of July 1 in Greenwich is the evening of June 30 in Chicago: the last day of 2024-25.
        MiniNight night = night("1,2025-07-01T02:00:00Z,a,Login,b,Success\n2,2025-08-01T12:00:00Z,a,Login,b,Success\n");
        assertThat(loaded(night)).isEqualTo(2);
        assertThat(night.rows()).containsKey("account_event");
    }

    @Test
    void aDateThatOnlyOneOfThemReadsStaysWithTheRowsOfUnknownYear() throws IOException {
        MiniNight night = night("1,1/5/2026 8:00:00 AM,a,Login,b,Success\n2,1/5/26 8:00:00 AM,a,Login,b,Success\n"
                + "3,31/31/2026,a,Login,b,Success\n");
        assertThat(loaded(night)).isEqualTo(3);
        assertThat(night.issues().stream().map(MiniNight.Issue::rule)).contains("GEN-02");
    }
}
