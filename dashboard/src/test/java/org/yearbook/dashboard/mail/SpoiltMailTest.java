package org.yearbook.dashboard.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.yearbook.fuzz.Fuzzing;
import org.yearbook.fuzz.Spoilt;

/** The settings of mail, spoilt: read, or refused in a sentence. */
class SpoiltMailTest {

    private static final Spoilt YAML =
            new Spoilt(": :~ -~ [ ] { } &a~ *a | ' \" # ?~ @ < > \\r\\n env: file: 99999999999 none monday");
    private static final String GOOD = """
            version: 1
            host: smtp.district.example
            port: 587
            tls: starttls
            user: yearbook
            password: env:MAIL_PASSWORD
            from: Yearbook <yearbook@district.example>
            server: https://yearbook.district.example
            hour: 6
            days: [monday, friday]
            time_zone: America/Chicago
            """;

    @Test
    void settingsAreReadOrRefused() {
        Fuzzing.each(400, random -> {
            try {
                assertThat(MailFile.read(YAML.text(GOOD, random), ZoneOffset.UTC))
                        .isNotNull();
            } catch (MailException e) {
                assertThat(e.getMessage()).startsWith("mail.yaml");
            }
        });
    }
}
