package org.yearbook.dashboard.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yearbook.warehouse.answer.RecordClass;

class RoleTest {

    @Test
    void homelessnessAndMealsAreShownToWhoSeesAllStudentsAndToNobodyElse() {
        assertThat(Stream.of(Role.values()).filter(role -> role.records().contains(RecordClass.PROTECTED)))
                .containsExactlyInAnyOrder(Role.LEADER, Role.STEWARD, Role.ADMINISTRATOR, Role.REGISTRAR)
                .allMatch(role -> role.districtWide() && role.records().contains(RecordClass.STUDENTS));
    }
}
