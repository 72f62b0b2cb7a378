package org.yearbook.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1+1",
                "-1+1",
                "@SUM(A1)",
                "\t=1+1",
                "\r=1+1",
                " =1+1",
                "|calc",
                "%0A=1",
                "＝1+1",
                "\u0000=1"
            })
    void whatASpreadsheetTakesForAFormulaIsMadeText(String text) {
        assertThat(CsvCell.of(text).replaceFirst("^\"", "")).startsWith("'");
    }

    @Test
    void numbersAndPlainTextStayAsTheyAre() {
        assertThat(CsvCell.of("-12.50")).isEqualTo("-12.50");
        assertThat(CsvCell.of("+1")).isEqualTo("+1");
        assertThat(CsvCell.of("O'Brien")).isEqualTo("O'Brien");
        assertThat(CsvCell.of("")).isEmpty();
        assertThat(CsvCell.of("Smith, \"Al\"\nJr")).isEqualTo("\"Smith, \"\"Al\"\"\nJr\"");
    }
}
