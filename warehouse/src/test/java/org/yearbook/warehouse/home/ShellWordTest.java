package org.yearbook.warehouse.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {

    @Test
    void anOrdinaryPathStandsAsItIs() {
        assertThat(ShellWord.of(Path.of("/var/lib/yearbook-2/año_1"))).isEqualTo("/var/lib/yearbook-2/año_1");
    }

    @Test
    void windowsReadsDoubleQuotesOnly() {
        assertThat(ShellWord.of("C:\\Users\\O'Brien\\My District", true))
                .isEqualTo("\"C:\\Users\\O'Brien\\My District\"");
        assertThat(ShellWord.of("D:\\yearbook\\año_1", true)).isEqualTo("D:\\yearbook\\año_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/srv/My District", "/srv/o'x", "/srv/$HOME", "/srv/a&b", "/srv/[a]*", "/srv/a\"b", "plain"})
    void aShellReadsItAsThePath(String path) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c", "printf %s " + ShellWord.of(Path.of(path))).start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        assertThat(said).isEqualTo(path);
    }
}
