package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/api.md says to type, typed. */
class ApiDocsTest {

    private static final Path PAGE = Path.of("../docs/api.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```sh\\n(curl .*?)```");
    private static final Pattern ADDRESS = Pattern.compile("\"\\$YEARBOOK(/[^\"]+)\"");

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    @Test
    void everyExampleIsAnsweredAndEveryAddressStandsInTheTable() throws IOException {
        var server = TestServer.shared();
        var program = ApiCaller.of(server, "superintendent");
        List<String> addresses = new ArrayList<>();
        for (String block : blocks()) {
            ADDRESS.matcher(block).results().forEach(found -> addresses.add(found.group(1)));
        }
        assertThat(addresses).hasSizeGreaterThan(6).allSatisfy(address -> {
            var answer = program.get(address);
            assertThat(answer.statusCode()).as(address).isEqualTo(200);
            assertThat(ApiCaller.read(answer).get("data").isEmpty()).as(address).isFalse();
        });
        String page = Files.readString(PAGE);
        assertThat(ApiContract.of(server).paths())
                .allSatisfy(path -> assertThat(page)
                        .contains(
                                path.startsWith("/api/v1/openapi")
                                        ? path.substring(8)
                                        : "`" + path.substring(7) + "`"));
    }

    @Test
    void theExamplesRunAsTheyStandWhereThereIsCurl() throws Exception {
        if (Stream.of("/usr/bin/curl", "/bin/curl", "/usr/local/bin/curl")
                .noneMatch(file -> Files.exists(Path.of(file)))) {
            // The addresses are asked by the other test.
            return;
        }
        var server = TestServer.shared();
        for (String block : blocks()) {
            var shell = new ProcessBuilder("bash", "-e", "-c", block).redirectErrorStream(true);
            shell.environment().put("YEARBOOK", server.url());
            shell.environment()
                    .put(
                            "YEARBOOK_TOKEN",
                            ApiCaller.of(server, "superintendent").secret());
            Process process = shell.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(block + "\n" + said).isZero();
            assertThat(said).startsWith("{\"").contains("\"publication\"");
        }
    }
}
