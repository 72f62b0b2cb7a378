package org.yearbook.warehouse.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenRefine documents of its keys, case by case. The tests run under a Turkish locale. */
class FingerprintTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "the multi multi word test,multi test the word",
                " école ÉCole ecoLe ,ecole",
                " d c b a ,a b c d",
                "\tABC \t DEF ,abc def",
                "bbb\taaa,aaa bbb",
                "æø,aeoe",
                "©ß,css",
                "ÐðÞþǷƿ,ddththww",
                "ﬀﬁﬂﬃﬅﬆ,fffiflffistst",
                "ÀÁÂÃÄÅàáâãäåĀāĂăĄą,aaaaaaaaaaaaaaaaaa",
                "ĐđĎď,dddd",
                "ĦħıĸŁłŊŋØøſŦŧ,hhikllnnoeoestt",
                "Tom Cruise,cruise tom",
                "'Cruise, Tom',cruise tom",
                "Cruise,cruise",
                "N.Y.,ny"
            })
    void wordsMeetWithoutCaseAccentsSignsAndOrder(String value, String key) {
        assertThat(Fingerprint.of(value)).isEqualTo(key);
    }

    @Test
    void everyKindOfBlankPartsWordsAndControlSignsPartNone() {
        assertThat(Fingerprint.of("a\u00A0b\u2003c\u3000d\u0085e\u000Bf")).isEqualTo("a b c d e f");
        assertThat(Fingerprint.of("\u0001a\u007Fb\u0003")).isEqualTo("ab");
        assertThat(Fingerprint.of("")).isEmpty();
        assertThat(Fingerprint.of(" ,. ")).isEmpty();
    }

    @Test
    void noLocaleOfAMachineChangesAKey() {
        Locale before = Locale.getDefault();
        try {
            for (Locale locale : new Locale[] {Locale.ROOT, Locale.US, Locale.forLanguageTag("tr-TR")}) {
                Locale.setDefault(locale);
                assertThat(Fingerprint.of("INDIVIDUAL AID")).isEqualTo("aid individual");
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "abcdefg,abbccddeeffg",
                "gfedcba,bacbdcedfegf",
                "a b c d e f g,abbccddeeffg",
                "' a,b.c d\te!f?g ',abbccddeeffg",
                "écÉCec,ceec",
                "Paris,arispari"
            })
    void pairsOfLettersMeetWithoutBlanksToo(String value, String key) {
        assertThat(Fingerprint.ofPairs(value)).isEqualTo(key);
    }

    @Test
    void neighboursMayBeOneOrThree() {
        assertThat(Fingerprint.ofNeighbours("hello", 1)).isEqualTo("ehlo");
        assertThat(Fingerprint.ofNeighbours("he!llo,. world", 1)).isEqualTo("dehlorw");
        assertThat(Fingerprint.ofNeighbours("\u0001a, !b-c_d\u00a0d\tz\u0003", 3))
                .isEqualTo("abcbcdcddddz");
        assertThat(Fingerprint.ofPairs("a")).isEmpty();
    }
}
