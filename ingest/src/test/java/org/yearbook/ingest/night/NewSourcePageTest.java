package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

/** Does what docs/new-source.md says, block by block, and gets what the page shows. */
class NewSourcePageTest {

    private static final Path PAGE = Path.of("../docs/new-source.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");
    private static final Pattern STATEMENT = Pattern.compile("yearbook sql .*\"(SELECT .*)\"");

    @TempDir
    Path folder;

    private record Block(String kind, String text) {}

    @Test
    void whoeverFollowsThePageGetsWhatItShows() throws IOException {
        List<Block> blocks = blocks();
        assertThat(blocks.stream().map(Block::kind))
                .containsExactly("csv", "sh", "text", "yaml", "sh", "text", "sh", "sh", "csv", "yaml");
        var home = new TestHome(folder.resolve("home"));
        Path export = Files.writeString(
                folder.resolve("first-aid-pro.csv"), blocks.get(0).text());
        assertThat(blocks.get(1).text())
                .contains("sources draft --home DIR --source \"First Aid Pro\" first-aid-pro.csv");
        String root = home.home().root().toString();
        String drafted = sources("draft", "--home", root, "--source", "First Aid Pro", export.toString());
        assertThat(drafted.replace(root, "DIR").replace(export.toString(), "first-aid-pro.csv"))
                .isEqualTo(blocks.get(2).text());
        Path contract = home.home().contracts().resolve("first-aid-pro.yaml");
        assertThat(check(home, export)).contains("4 would be loaded, 1 quarantined");
        Files.writeString(contract, blocks.get(3).text());

        assertThat(blocks.get(4).text()).contains("sources check --home DIR first-aid-pro.csv");
        // Rules that as many rows break are told in any order.
        assertThat(lines(check(home, export)))
                .containsExactlyInAnyOrderElementsOf(lines(blocks.get(5).text()));

        home.deliver(export);
        assertThat(blocks.get(6).text()).contains("nightly --home DIR");
        assertThat(home.night("2026-01-15")).as(home.said()).isZero();

        Matcher statement = STATEMENT.matcher(blocks.get(7).text());
        assertThat(statement.find()).isTrue();
        assertThat(csv(home.ask(statement.group(1)))).isEqualTo(blocks.get(8).text());

        Map<?, ?> expected = (Map<?, ?>) new Load(LoadSettings.builder().build())
                .loadFromString(blocks.get(9).text());
        for (String count : List.of("delivered", "loaded", "quarantined", "duplicate")) {
            assertThat(home.number("select sum(" + count + ") from row_account"))
                    .as(count)
                    .isEqualTo(((Number) expected.get(count)).longValue());
        }
        assertThat(home.ask("select rule_id from quality_issue where entity = 'training' order by 1").stream()
                        .map(row -> row.get(0, String.class)))
                .containsExactlyElementsOf(((Map<?, ?>) expected.get("rules"))
                        .keySet().stream().map(String::valueOf).toList());
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isBlank()).toList();
    }

    private static List<Block> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(found -> new Block(found.group(1), found.group(2)))
                .toList();
    }

    private static String sources(String... arguments) {
        Said said = Said.by(new CommandLine(new SourcesCommand()), arguments);
        assertThat(said.status()).as(said.err()).isZero();
        return said.out();
    }

    private static String check(TestHome home, Path file) throws IOException {
        var said = new StringWriter();
        Clock clock = Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC);
        assertThat(FileCheck.run(home.home(), file, clock, new PrintWriter(said)))
                .isZero();
        return said.toString();
    }

    private static String csv(List<Record> rows) {
        Stream<String> header = Stream.of(Arrays.stream(rows.get(0).fields())
                .map(field -> field.getName())
                .collect(Collectors.joining(",")));
        Stream<String> lines = rows.stream()
                .map(row -> Arrays.stream(row.intoArray()).map(String::valueOf).collect(Collectors.joining(",")));
        return Stream.concat(header, lines).collect(Collectors.joining("\n", "", "\n"));
    }
}
