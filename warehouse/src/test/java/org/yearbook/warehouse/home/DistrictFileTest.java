package org.yearbook.warehouse.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
}
