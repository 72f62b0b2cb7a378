package org.yearbook.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.yearbook.fuzz.Fuzzing;
import org.yearbook.fuzz.Spoilt;
import org.yearbook.warehouse.home.HomeException;

/** The settings of the sign-in, spoilt: read, or refused in a sentence. */
class SpoiltSignInTest {

    private static final Spoilt YAML =
            new Spoilt(": :~ -~ [ ] { } &a~ *a | ' \" # ?~ http:// https:// @ env: file: ../ 99999999999 localhost");
    private static final String GOOD = """
            version: 1
            server: https://yearbook.district.example
            session: {idle_minutes: 30, longest_hours: 12}
            proxies: [10.20.0.5, "::1"]
            passkeys:
              relying_party: district.example
              origins: [https://yearbook.district.example]
            provider:
              label: Sign in with Google
              issuer: https://accounts.google.com
              client_id: abc
              client_secret: env:YEARBOOK_CLIENT_SECRET
              match: email
              scopes: [openid, email]
              roles:
                claim: groups
                rules:
                  - {value: leaders, role: leader}
                  - {value: office, role: clerk, schools: ["0101"]}
            """;

    @Test
    void settingsAreReadOrRefused() {
        Fuzzing.each(400, random -> {
            try {
                assertThat(SignInFile.read(YAML.text(GOOD, random), Path.of("home")))
                        .isNotNull();
            } catch (HomeException e) {
                assertThat(e.getMessage()).startsWith("sign-in.yaml");
            }
        });
    }
}
