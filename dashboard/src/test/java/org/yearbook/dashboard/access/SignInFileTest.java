package org.yearbook.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yearbook.dashboard.state.Role;
import org.yearbook.warehouse.home.HomeException;

class SignInFileTest {

    private static final Path HOME = Path.of("home");
    private static final String GOOD = """
            version: 1
            server: https://yearbook.district.example/
            """;
    private static final String PROVIDER = """
            provider:
              label: Sign in with Google
              issuer: https://accounts.google.com
              client_id: abc
              client_secret: env:YEARBOOK_CLIENT_SECRET
            """;

    @Test
    void whatIsLeftOutHasACarefulDefault() {
        SignInSettings settings = SignInFile.read(GOOD + PROVIDER, HOME);
        assertThat(settings.server()).contains("https://yearbook.district.example");
        assertThat(settings.encrypted()).isTrue();
        assertThat(settings.idle()).isEqualTo(Duration.ofMinutes(30));
        assertThat(settings.longest()).isEqualTo(Duration.ofHours(12));
        assertThat(settings.proxies()).isEmpty();
        var relying = settings.passkeys().orElseThrow();
        assertThat(relying.id()).isEqualTo("yearbook.district.example");
        assertThat(relying.origins()).containsExactly("https://yearbook.district.example");
        var provider = settings.provider().orElseThrow();
        assertThat(provider.match()).isEqualTo("email");
        assertThat(provider.scopes()).containsExactly("openid", "email", "profile");
    }

    @Test
    void everySettingIsTaken() {
        SignInSettings settings = SignInFile.read(GOOD + """
                session: {idle_minutes: 10, longest_hours: 8}
                proxies: [10.20.0.5, "2001:db8::7"]
                passkeys:
                  relying_party: district.example
                  origins: ["https://yearbook.district.example", "https://numbers.district.example"]
                """ + PROVIDER + "  match: preferred_username\n", HOME);
        assertThat(settings.idle()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.longest()).isEqualTo(Duration.ofHours(8));
        assertThat(settings.proxies()).contains(List.of("10.20.0.5", "2001:db8:0:0:0:0:0:7"));
        assertThat(settings.passkeys().orElseThrow())
                .isEqualTo(new SignInSettings.Relying(
                        "district.example",
                        Set.of("https://yearbook.district.example", "https://numbers.district.example")));
        assertThat(settings.provider().orElseThrow().match()).isEqualTo("preferred_username");
        assertThat(SignInFile.read(GOOD + "passkeys: off\n", HOME).passkeys()).isEmpty();
        assertThat(SignInFile.read("version: 1\n", HOME).passkeys())
                .as("nobody knows yet where the server is")
                .isEmpty();
    }

    @Test
    void whoMustHaveASecondFactorIsAWordOrAListOfRoles() {
        assertThat(SignInFile.read(GOOD, HOME).secondFactor()).isEmpty();
        assertThat(SignInFile.read(GOOD + "second_factor: nobody\n", HOME).secondFactor())
                .isEmpty();
        assertThat(SignInFile.read(GOOD + "second_factor: everybody\n", HOME).secondFactor())
                .containsExactlyInAnyOrder(Role.values());
        assertThat(SignInFile.read(GOOD + "second_factor: records\n", HOME).secondFactor())
                .contains(Role.ADMINISTRATOR, Role.CLERK)
                .doesNotContain(Role.ANALYST);
        assertThat(SignInFile.read(GOOD + "second_factor: [administrator, analyst]\n", HOME)
                        .secondFactor())
                .containsExactlyInAnyOrder(Role.ADMINISTRATOR, Role.ANALYST);
        for (String wrong : List.of("second_factor: some\n", "second_factor: [boss]\n", "second_factor: true\n")) {
            assertThatThrownBy(() -> SignInFile.read(GOOD + wrong, HOME)).hasMessageContaining("'second_factor'");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "sevrer: x | 'sevrer' is not a setting",
                "second_factor: | 'second_factor' is empty: give it a value, or remove the line",
                "session: {idle_minutes: } | 'idle_minutes' is empty",
                "session: {idle_minutes: 90} | 'idle_minutes' must be a whole number from 1 to 60",
                "session: {longest_hours: 0} | 'longest_hours' must be a whole number from 1 to 24",
                "session: often | 'session' must hold settings",
                "proxies: [proxy.district.example] | 'proxy.district.example' in 'proxies' is not an address",
                "proxies: [10.20.0.0/16] | '10.20.0.0/16' in 'proxies' is not an address",
                "proxies: 10.20.0.5 | 'proxies' must be a list",
                "passkeys: {relying_party: example} | 'relying_party' must be the host name",
                "passkeys: {relying_party: other.example} | 'relying_party' must be the host name",
                "passkeys: {origins: ['http://a.example']} | 'origins' must be an address without a path",
                "provider: {label: x} | 'issuer' of the provider is missing",
                "breached_passwords: no-such-file | 'breached_passwords' names a file that cannot be read"
            })
    void aWrongSettingIsNamedInASentence(String line, String told) {
        assertThatThrownBy(() -> SignInFile.read(GOOD + line + "\n", HOME))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("sign-in.yaml needs a correction")
                .hasMessageContaining(told);
    }

    @Test
    void whatWouldBeOpenToOthersIsRefused() {
        for (String server : List.of("http://yearbook.district.example", "https://a.example/path", "yearbook")) {
            assertThatThrownBy(() -> SignInFile.read("version: 1\nserver: " + server + "\n", HOME))
                    .hasMessageContaining("'server' must be an address without a path");
        }
        assertThatThrownBy(() -> SignInFile.read(GOOD + PROVIDER.replace("https://accounts", "http://accounts"), HOME))
                .hasMessageContaining("'issuer' must begin with https://");
        assertThatThrownBy(() -> SignInFile.read(GOOD + PROVIDER.replace("https://accounts", "https://a b"), HOME))
                .hasMessageContaining("a space in it is %20");
        assertThatThrownBy(() -> SignInFile.read("version: 1\n" + PROVIDER, HOME))
                .hasMessageContaining("'server' is missing");
    }

    @Test
    void howStronglyTheProviderMustAskIsReadStrictly() {
        String strength = "  strength: ";
        assertThat(SignInFile.read(GOOD + PROVIDER, HOME)
                        .provider()
                        .orElseThrow()
                        .strength())
                .isEqualTo(new ProviderStrength(List.of(), Set.of()));
        assertThat(SignInFile.read(GOOD + PROVIDER + strength + "{acr: [phrh, phr], amr: [mfa, hwk]}\n", HOME)
                        .provider()
                        .orElseThrow()
                        .strength())
                .isEqualTo(new ProviderStrength(List.of("phrh", "phr"), Set.of("mfa", "hwk")));
        for (String wrong :
                List.of("mfa", "{}", "{amr: []}", "{amr: mfa}", "{amr: [\"a b\"]}", "{amr: }", "{mfa: yes}")) {
            assertThatThrownBy(() -> SignInFile.read(GOOD + PROVIDER + strength + wrong + "\n", HOME))
                    .as(wrong)
                    .isInstanceOf(HomeException.class)
                    .hasMessageContaining("sign-in.yaml needs a correction");
        }
    }

    @Test
    void aTokenThatTellsNothingIsNotEnoughWhereAnythingIsAsked() {
        var anything = new ProviderStrength(List.of(), Set.of());
        assertThat(anything.isMet(null, null)).isTrue();
        var methods = new ProviderStrength(List.of(), Set.of("mfa", "hwk"));
        assertThat(methods.isMet("phr", null)).isFalse();
        assertThat(methods.isMet(null, List.of("pwd"))).isFalse();
        assertThat(methods.isMet(null, List.of("pwd", "mfa"))).isTrue();
        var both = new ProviderStrength(List.of("phr"), Set.of("mfa"));
        assertThat(both.isMet("phr", List.of("pwd"))).isFalse();
        assertThat(both.isMet("0", List.of("mfa"))).isFalse();
        assertThat(both.isMet(null, List.of("mfa"))).isFalse();
        assertThat(both.isMet("phr", List.of("mfa"))).isTrue();
    }

    @Test
    void rolesByAClaimAreReadStrictlyAndNeverMakeAnAdministrator() {
        String roles = "  roles:\n    claim: groups\n    rules:\n";
        var read = SignInFile.read(GOOD + PROVIDER + roles + """
                      - {value: leaders, role: leader}
                      - {value: office, role: clerk, schools: ["0101"]}
                """, HOME)
                .provider()
                .orElseThrow()
                .roles()
                .orElseThrow();
        assertThat(read.claim()).isEqualTo("groups");
        assertThat(read.of(claim -> List.of("office", "leaders"), Set.of("0101"))
                        .orElseThrow()
                        .words())
                .as("the first rule, not the first value")
                .isEqualTo("leader");
        assertThat(read.of(claim -> "office", Set.of("0101")).orElseThrow().words())
                .isEqualTo("clerk 0101");
        assertThat(read.of(claim -> "office", Set.of("0102"))).isEmpty();
        assertThat(read.of(claim -> null, Set.of("0101"))).isEmpty();
        for (var faulty : Map.of(
                        "{value: all, role: administrator}", "administrators are made by administrators",
                        "{value: all, role: boss}", "'role' of the rule for all must be one of",
                        "{value: all, role: clerk}", "needs 'schools' or 'schools_claim'",
                        "{value: all, role: leader, schools: [a]}", "the role sees the whole district",
                        "{role: leader}", "'value' of a rule of the roles is missing",
                        "{value: all, role: leader, grade: 9}", "'grade' is not a setting")
                .entrySet()) {
            assertThatThrownBy(() -> SignInFile.read(GOOD + PROVIDER + roles + "      - " + faulty.getKey(), HOME))
                    .hasMessageContaining(faulty.getValue());
        }
        assertThatThrownBy(() -> SignInFile.read(GOOD + PROVIDER + "  roles: {rules: none}\n", HOME))
                .hasMessageContaining("'claim' of the roles is missing")
                .hasMessageContaining("must be a list");
    }

    @Test
    void aSecretInTheFileIsRefusedAndNotRepeated() {
        assertThatThrownBy(
                        () -> SignInFile.read(GOOD + PROVIDER.replace("env:YEARBOOK_CLIENT_SECRET", "hunter2"), HOME))
                .hasMessageContaining("env:NAME")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> SignInFile.read("provider: [client_secret: hunter2\n x", HOME))
                .hasMessageContaining("not valid YAML: look at line")
                .hasMessageNotContaining("hunter2");
    }
}
