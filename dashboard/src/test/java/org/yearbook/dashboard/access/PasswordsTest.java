package org.yearbook.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

    private final Passwords passwords = new Passwords(Optional.empty(), "Cedar Valley Unified");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "maples turn red in fall",
                "correct horse battery staple",
                "the third password of my aunt",
                "Füße wärmen Öfen im Mai",
                "8271946035512907",
                "kT4!vv0#qLw9zzPe",
                "summer rain on tin roofs"
            })
    void aLongOneIsGoodWhateverItIsMadeOf(String password) {
        assertThat(passwords.faults("ada", password)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password12345678",
                "PasswordPassword",
                "passwordpasswordpass",
                "!!Administrator2026!!",
                "123456789012345",
                "987654321098765",
                "qwertyuiopasdfgh",
                "abcdefghijklmnop",
                "letmeinletmeinletmein",
                "football1234567890"
            })
    void oneThatIsTriedFirstIsRefusedHoweverLong(String password) {
        assertThat(passwords.faults("ada", password))
                .as(password)
                .singleElement()
                .asString()
                .contains("Many people use this password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CedarValleyUnified1", "yearbook-cedar-2026", "Valley School District"})
    void wordsOfTheDistrictAndOfTheProgramAreNotEnough(String password) {
        assertThat(passwords.faults("ada", password))
                .as(password)
                .singleElement()
                .asString()
                .contains("tried first here");
        assertThat(passwords.faults("ada", password + " seven otters")).isEmpty();
    }

    @Test
    void fourteenCharactersAreTooFewAndSixtyFourAreNotTooMany() {
        assertThat(passwords.faults("ada", "nine wet otter"))
                .singleElement()
                .asString()
                .contains("at least 15");
        assertThat(passwords.faults("ada", "otters ".repeat(8) + "and a heron")).isEmpty();
        assertThat(passwords.faults("ada.vance", "i am ADA.VANCE of here"))
                .singleElement()
                .asString()
                .contains("sign-in name");
        assertThat(passwords.faults("ada", "x7k9x7k9x7k9x7k9"))
                .singleElement()
                .asString()
                .contains("more than a few different characters");
    }

    @TempDir
    Path folder;

    private static String line(String password) {
        try {
            return HexFormat.of()
                            .withUpperCase()
                            .formatHex(MessageDigest.getInstance("SHA-1")
                                    .digest(password.getBytes(StandardCharsets.UTF_8)))
                    + ":" + password.length();
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneThatWasStolenIsFoundWhereverItStandsInTheList() throws IOException {
        var lines = new TreeSet<String>();
        for (int i = 0; i < 1000; i++) {
            lines.add(line("a stolen password " + i));
        }
        Path file = folder.resolve("stolen.txt");
        for (String end : new String[] {"\n", "\r\n"}) {
            Files.writeString(file, String.join(end, lines) + end);
            var careful = new Passwords(Optional.of(file), "");
            for (int i = 0; i < 1000; i++) {
                assertThat(careful.faults("ada", "a stolen password " + i))
                        .as("%d", i)
                        .hasSize(1);
                assertThat(careful.faults("ada", "not a stolen password " + i))
                        .as("%d", i)
                        .isEmpty();
            }
        }
        Files.writeString(file, "");
        assertThat(new Passwords(Optional.of(file), "").faults("ada", "a stolen password 1"))
                .isEmpty();
    }
}
