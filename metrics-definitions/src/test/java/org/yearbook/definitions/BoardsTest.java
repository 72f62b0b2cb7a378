package org.yearbook.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoardsTest {

    private static final String TWO = """
            boards:
              - board: library
                title: Library
                question: Do students read?
                for: [principal]
                areas: [learning]
                metrics: [library_visits]
              - board: money
                title: Money
                question: What does it cost?
                metrics: [book_cost, library_visits]
            """;
    private static final List<String> METRICS = List.of("library_visits", "book_cost", "late_returns");

    @Test
    void everyShippedMetricStandsOnABoardByName() {
        List<String> named = Boards.shipped().all().stream()
                .flatMap(board -> board.metrics().stream())
                .toList();
        assertThat(Definitions.shipped().metrics()).extracting(Metric::id).allMatch(named::contains);
    }

    @Test
    void aMetricOfADistrictsOwnStandsOnTheBoardOfItsAreaWhateverThatIs() {
        for (Metric.Area area : EnumSet.allOf(Metric.Area.class)) {
            assertThat(Boards.shipped().of("a_metric_of_our_own", area))
                    .as("%s", area)
                    .hasSize(1);
        }
    }

    @Test
    void aMetricStandsWhereItIsNamedAndOnlyElseByItsArea() {
        var boards = Boards.read("boards.yaml", TWO, METRICS);
        assertThat(boards.of("library_visits", Metric.Area.FINANCE))
                .extracting(Board::id)
                .containsExactly("library", "money");
        assertThat(boards.of("late_returns", Metric.Area.LEARNING))
                .extracting(Board::id)
                .containsExactly("library");
        assertThat(boards.of("late_returns", Metric.Area.STAFF)).isEmpty();
        assertThat(boards.find("money").orElseThrow().offices()).isEmpty();
        assertThat(boards.find("library").orElseThrow().offices()).containsExactly("principal");
    }

    @Test
    void aDistrictsOwnBoardsReplaceTheShippedOnesAndAreNoMetric(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("boards.yaml"), """
                boards:
                  - board: ours
                    title: Ours
                    question: How are we doing?
                    metrics: [enrollment]
                """);
        assertThat(Boards.load(folder).all()).extracting(Board::id).containsExactly("ours");
        assertThat(Definitions.load(folder).metrics())
                .hasSameSizeAs(Definitions.shipped().metrics());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "book_cost, library_visits -> book_costs -> there is no metric 'book_costs'. Did you mean",
                "board: money -> board: library -> board 'library' is given twice",
                "board: money -> board: Our Money -> small letters, digits and hyphens",
                "[library_visits] -> [library_visits, library_visits] -> 'library_visits' stands here twice",
                "areas: [learning] -> areas: [lerning] -> 'lerning' is none of the areas",
                "for: [principal] -> for: [The Principal] -> 'The Principal' is no role",
                "    question: Do students read?\n ->  -> question",
                "title: Money -> titel: Money -> titel",
            })
    void whatDoesNotFitIsToldWithItsLine(String change) {
        String[] parts = change.split(" -> ", -1);
        String text = TWO.replace(parts[0], parts[1]);
        assertThat(text).isNotEqualTo(TWO);
        assertThatThrownBy(() -> Boards.read("boards.yaml", text, METRICS))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("boards.yaml line ")
                .hasMessageContaining(parts[2]);
    }

    @Test
    void anAreaBelongsToOneBoard() {
        String text =
                TWO.replace("question: What does it cost?", "question: What does it cost?\n    areas: [learning]");
        assertThatThrownBy(() -> Boards.read("boards.yaml", text, METRICS))
                .hasMessageContaining("the area 'learning' belongs to another board already");
    }

    @Test
    void aFileThatIsNoTextIsNamedWithoutTheFolderOfTheServer(@TempDir Path home) throws IOException {
        Path folder = Files.createDirectories(home.resolve("metrics"));
        Files.write(folder.resolve(Boards.FILE), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Files.write(folder.resolve("ours.yaml"), new byte[] {(byte) 0xe9});
        assertThatThrownBy(() -> Boards.load(folder))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("metrics/boards.yaml line 1: is not UTF-8")
                .hasMessageContaining("metrics/ours.yaml line 1: is not UTF-8")
                .hasMessageNotContaining(home.toString());
    }
}
