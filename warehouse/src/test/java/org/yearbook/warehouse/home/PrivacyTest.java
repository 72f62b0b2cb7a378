package org.yearbook.warehouse.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yearbook.definitions.Definitions;
import org.yearbook.definitions.Metric;
import org.yearbook.definitions.Sharing.PublicRate;

class PrivacyTest {

    private static final List<Metric> METRICS = Definitions.shipped().metrics();

    @Test
    void ratesAreShownAsTheirDefinitionsSayUnlessTheDistrictChoosesOtherwise() {
        var usual = new Privacy(10, 5, PublicRelease.MONTHLY).federalLadder(METRICS);
        assertThat(usual)
                .contains("graduation_rate_four_year", "teachers_back_at_school")
                .doesNotContain("chronic_absence_rate");
        Map<String, PublicRate> chosen = Map.of(
                "graduation_rate_four_year", PublicRate.EXACT, "chronic_absence_rate", PublicRate.FEDERAL_LADDER);
        assertThat(new Privacy(10, 5, PublicRelease.MONTHLY, chosen).federalLadder(METRICS))
                .contains("chronic_absence_rate", "teachers_back_at_school")
                .doesNotContain("graduation_rate_four_year")
                .hasSize(usual.size());
    }
}
