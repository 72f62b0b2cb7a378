package org.yearbook.dashboard.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yearbook.dashboard.state.People.Newcomer;

class NewcomerTest {

    @ParameterizedTest
    @ValueSource(strings = {"vera.lind", "vera+school@district.example", "4u", "v_l-2"})
    void aSignInNameMayBeAnAddressOfMail(String signIn) {
        assertThat(Newcomer.fault("Vera Lind", signIn, true)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v", "vera lind", "Vera", ".vera", "véra", "vera<b>"})
    void anotherSignInNameIsToldWhatOneLooksLike(String signIn) {
        assertThat(Newcomer.fault("Vera Lind", signIn, true))
                .isEqualTo("A sign-in name has letters, digits and . _ @ + - and no spaces;"
                        + " your e-mail address is good.");
        assertThat(Newcomer.fault("Vera Lind", signIn, false))
                .isEqualTo(
                        "A sign-in name has letters, digits and . _ @ + - and no spaces; an e-mail address is good.");
    }

    @Test
    void theNamesAreAsLongAsTheirColumns() {
        assertThat(Newcomer.fault("v".repeat(200), "v".repeat(100), true)).isEmpty();
        assertThat(Newcomer.fault("v".repeat(201), "vera", true)).isEqualTo("Give your name.");
        assertThat(Newcomer.fault(" ", "vera", false)).isEqualTo("Give the person's name.");
        assertThat(Newcomer.nameFault("v".repeat(201), false)).isEqualTo("Give the person's name.");
        assertThat(Newcomer.fault("Vera Lind", "v".repeat(101), true)).startsWith("A sign-in name has");
    }
}
