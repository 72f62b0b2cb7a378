package org.yearbook.warehouse.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.Sharing.PublicRate;

class DistrictFileTest {

    @TempDir
    Path folder;

    private District district(String settings) throws IOException {
        Files.writeString(folder.resolve("district.yaml"), settings);
        return DistrictFile.read(DistrictHome.open(folder));
    }

    @Test
    void aRuleMayRunAsLongAsTheDistrictSays() throws IOException {
        assertThat(district("name: Test\n").ruleSeconds()).isEqualTo(District.RULE_SECONDS);
        assertThat(district("name: Test\nrule_seconds: 1\n").ruleSeconds()).isOne();
    }

    @Test
    void aLimitThatIsNoneIsToldWithWhatWouldBeRight() {
        for (String wrong : new String[] {"0", "-5", "soon", "1.5"}) {
            assertThatThrownBy(() -> district("name: Test\nrule_seconds: " + wrong + "\n"))
                    .isInstanceOf(HomeException.class)
                    .hasMessageContaining("'rule_seconds' must be a whole number of seconds, at least 1");
        }
        assertThatThrownBy(() -> district("name: Test\nminimum_group_size: 2\n"))
                .hasMessageContaining("'minimum_group_size' must be a whole number of at least 3");
    }

    @Test
    void whatIsSharedIsStrictUnlessTheDistrictIsStricter() throws IOException {
        assertThat(district("name: Test\n").privacy()).isEqualTo(new Privacy(10, 5, PublicRelease.MONTHLY));
        assertThat(district("name: Test\nhidden_range: 8\npublic_release: weekly\n")
                        .privacy())
                .isEqualTo(new Privacy(10, 8, PublicRelease.WEEKLY));
        assertThatThrownBy(() -> district("name: Test\nhidden_range: 4\npublic_release: hourly\n"))
                .hasMessageContaining("'hidden_range' must be a whole number of at least 5")
                .hasMessageContaining("'public_release' must be monthly, weekly or nightly");
    }

    @Test
    void parquetFilesAreWrittenForWhomTheDistrictNames() throws IOException {
        assertThat(district("name: Test\n").parquetFiles()).isEmpty();
        assertThat(district("name: Test\nparquet_files: [public, analyst]\n").parquetFiles())
                .containsExactlyInAnyOrder("analyst", "public");
        for (String wrong : new String[] {"analyst", "[everybody]", "[]", "[analyst, Internal]"}) {
            assertThatThrownBy(() -> district("name: Test\nparquet_files: " + wrong + "\n"))
                    .isInstanceOf(HomeException.class)
                    .hasMessageContaining("'parquet_files' must be a list of audiences, like [analyst, public]");
        }
    }

    @Test
    void ratesAreShownByTheFederalLadderWhereTheDistrictSaysSo() throws IOException {
        assertThat(district("name: Test\npublished_rates: {a_rate: federal_ladder, b_rate: exact}\n")
                        .privacy()
                        .publishedRates())
                .isEqualTo(Map.of("a_rate", PublicRate.FEDERAL_LADDER, "b_rate", PublicRate.EXACT));
        assertThat(district("name: Test\n").privacy().publishedRates()).isEmpty();
        assertThatThrownBy(() -> district("name: Test\npublished_rates: {a_rate: ladder}\n"))
                .hasMessageContaining("'published_rates': a_rate must be exact or federal_ladder");
        assertThatThrownBy(() -> district("name: Test\npublished_rates: [a_rate]\n"))
                .hasMessageContaining("'published_rates' must name metrics, each with how its rates are shown");
    }

    @Test
    void aReleaseIsDueInTheFirstNightOfAMonthOrWeek() {
        LocalDate thursday = LocalDate.of(2026, 10, 1);
        assertThat(PublicRelease.MONTHLY.begin(thursday)).isEqualTo(thursday);
        assertThat(PublicRelease.MONTHLY.begin(thursday.minusDays(1))).isEqualTo("2026-09-01");
        assertThat(PublicRelease.WEEKLY.begin(thursday)).isEqualTo("2026-09-28");
        assertThat(PublicRelease.WEEKLY.begin(LocalDate.of(2026, 9, 28))).isEqualTo("2026-09-28");
        assertThat(PublicRelease.NIGHTLY.begin(thursday)).isEqualTo(thursday);
    }
}
