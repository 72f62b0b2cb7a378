package org.yearbook.dashboard.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

    @Test
    void namedPlacesAreNumberedAndEverythingElseStaysWhereItWas() {
        assertThat(Placeholders.of("where y = :school_year and d >= :from::date\nand z = :school_year"))
                .isEqualTo(new Placeholders(
                        "where y = $1           and d >= $2   ::date\nand z = $1          ",
                        List.of("school_year", "from")));
        assertThat(Placeholders.of("a = ? and b = ?"))
                .isEqualTo(new Placeholders("a = $1 and b = $2", List.of("1", "2")));
        assertThat(Placeholders.of("a = $year and b = $year").names()).containsExactly("year");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select '12:30 :no ?', 'it''s :no'",
                "select \":no\", \"a\"\":no\"",
                "select e'\\':no'",
                "select 1 -- :no ?",
                "select /* :no /* ? */ :no */ 1",
                "select $$ :no ? $$, $tag$ :no $$ ? $tag$",
                "select a::date, list[1:n], list[a:b], {'a':b}",
                "select ':no",
                "select /* :no"
            })
    void whatStandsWithinQuotesCommentsCastsAndSlicesIsNone(String statement) {
        assertThat(Placeholders.of(statement)).isEqualTo(new Placeholders(statement, List.of()));
    }
}
