package org.yearbook.dashboard.flight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ListingsTest {

    private static final List<String> NAMES =
            List.of("dim_student", "dimXstudent", "agg_student_year", "fact_student_attendance", "a", "aba", "ab\nab");

    private static Stream<String> found(String pattern) {
        return NAMES.stream().filter(Listings.like(pattern));
    }

    @Test
    void aPatternFindsWhatLikeOfSqlFinds() {
        assertThat(found("%")).containsExactlyElementsOf(NAMES);
        assertThat(found("")).isEmpty();
        assertThat(found("dim_student")).containsExactly("dim_student", "dimXstudent");
        assertThat(found("DIM\\_%")).containsExactly("dim_student");
        assertThat(found("%student")).containsExactly("dim_student", "dimXstudent");
        assertThat(found("%student%")).hasSize(4);
        assertThat(found("%a%a%")).containsExactly("agg_student_year", "fact_student_attendance", "aba", "ab\nab");
        assertThat(found("a%a")).containsExactly("aba");
        assertThat(found("%ab")).containsExactly("ab\nab");
        assertThat(found("_%_%_")).doesNotContain("a").contains("aba");
        assertThat(found("%t%t%t%")).containsExactly("fact_student_attendance");
        assertThat(found("a.a")).isEmpty();
        assertThat(Stream.of("100%", "100").filter(Listings.like("%\\%"))).containsExactly("100%");
    }

    @Test
    void aPatternOfManyWildcardsTakesNoLonger() {
        String name = "a".repeat(60);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(Listings.like("%a".repeat(30) + "%b").test(name)).isFalse();
            assertThat(Listings.like("%".repeat(100_000) + "b").test(name)).isFalse();
            assertThat(Listings.like("%".repeat(100_000)).test(name)).isTrue();
        });
    }
}
