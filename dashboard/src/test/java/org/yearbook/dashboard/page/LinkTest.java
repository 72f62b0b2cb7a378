package org.yearbook.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"1/3", "50%", "a;b", "a\\b", "a\nb", "~0101", ".", "..", "%", "/", "12/31/9999", "\u0000x", "Ñ/é"
            })
    void whatServersRefuseInAPathIsWrittenOtherwiseAndReadAgain(String number) {
        assertThat(Link.part(number)).matches("~[A-Za-z0-9_-]+");
        assertThat(Link.said(Link.part(number))).isEqualTo(number);
    }

    @Test
    void allElseStaysWhatPeopleCanRead() {
        assertThat(Link.part("0101")).isEqualTo("0101");
        assertThat(Link.part("19-64733.A_1")).isEqualTo("19-64733.A_1");
        assertThat(Link.part("North Side")).isEqualTo("North%20Side");
        assertThat(Link.said("0101")).isEqualTo("0101");
    }

    @Test
    void whatNobodyWroteStandsForItself() {
        assertThat(Link.said("~!!!")).isEqualTo("~!!!");
        assertThat(Link.said("~")).isEmpty();
    }
}
