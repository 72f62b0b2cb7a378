package org.yearbook.dashboard.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MailAddressTest {

    @Test
    void whatIsWrongWithAnAddressIsASentence() {
        assertThat(MailAddress.fault("ruth@district.example")).isEmpty();
        assertThat(MailAddress.fault("")).as("nobody needs one").isEmpty();
        assertThat(MailAddress.fault("ruth"))
                .isEqualTo("That is no e-mail address. Write it like name@district.example, or leave it empty.");
        assertThat(MailAddress.fault("ruth@" + "a".repeat(245) + ".org"))
                .as("254 fit")
                .isEmpty();
        assertThat(MailAddress.fault("ruth@" + "a".repeat(246) + ".org"))
                .isEqualTo("An e-mail address has at most 254 characters.");
    }
}
