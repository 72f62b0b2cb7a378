package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yearbook.dashboard.state.Role;

class EveryRoleTest {

    private static Stream<String> all() {
        return Arrays.stream(Role.values()).map(role -> role.code() + ", a b, true");
    }

    @Test
    void aRowIsDividedByItsCommas() {
        assertThat(EveryRole.Rows.read(all().toArray(String[]::new)))
                .hasSameSizeAs(Role.values())
                .first()
                .isEqualTo(new String[] {Role.values()[0].code(), "a b", "true"});
    }

    @Test
    void aRoleThatIsForgottenOrNamedTwiceOrUnknownFails() {
        assertThatThrownBy(() -> EveryRole.Rows.read(all().skip(1).toArray(String[]::new)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(Role.values()[0].code());
        assertThatThrownBy(() ->
                        EveryRole.Rows.read(Stream.concat(all(), all().limit(1)).toArray(String[]::new)))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> EveryRole.Rows.read(
                        Stream.concat(all(), Stream.of("janitor, a")).toArray(String[]::new)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("janitor");
    }
}
