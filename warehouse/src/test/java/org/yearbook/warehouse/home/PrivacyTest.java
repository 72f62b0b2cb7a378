package org.yearbook.warehouse.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class PrivacyTest {

    @Test
    void whatStandsOnTheLadderUnaskedIsNoChoiceOfTheDistrictThatCouldBeWrong() {
        assertThat(new Privacy(10, 5, PublicRelease.MONTHLY).chosenForLadder()).isEmpty();
        var chosen =
                new Privacy(10, 5, PublicRelease.MONTHLY, Set.of("graduation_rate_six_year", "chronic_absence_rate"));
        assertThat(chosen.federalLadder()).hasSize(2);
        assertThat(chosen.chosenForLadder()).containsExactly("chronic_absence_rate");
    }
}
