package org.yearbook.warehouse.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.yearbook.warehouse.answer.IssueDecisions.Decision;
import org.yearbook.warehouse.answer.IssueDecisions.Kind;

class KnownTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 5, 15);

    private static IssueDecisions assigned(LocalDate today, long person) {
        return new IssueDecisions(
                today, List.of(new Decision("issue", Kind.ASSIGNED, person, null, TODAY.minusDays(1), "mark")));
    }

    @Test
    void aNumberStandsForDecisionsAsLongAsNobodyDecidesAndForNoOthersEver() {
        var known = new Known();
        long first = known.standing(assigned(TODAY, 7));
        assertThat(known.standing(assigned(TODAY, 7))).isEqualTo(first);
        long second = known.standing(assigned(TODAY, 8));
        long tomorrow = known.standing(assigned(TODAY.plusDays(1), 8));
        assertThat(List.of(first, second, tomorrow)).doesNotHaveDuplicates();
        assertThat(known.standing(assigned(TODAY, 7)))
                .as("the first ones again, or others")
                .isNotIn(second, tomorrow);
    }
}
