package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.Boards;
import org.yearbook.warehouse.answer.SamplePublication;

class BoardsOnPagesTest {

    private static String page(String who, String path) {
        return TestServer.shared().visitor(who).get(path).body();
    }

    private static String words(String page) {
        return page.replaceAll("</?(span|strong|a)\\b[^>]*>", "")
                .replaceAll("<[^>]+>", " ")
                .replaceAll("\\s+", " ");
    }

    @Test
    void everyBoardIsListedWithWhatItFindsAndOpens() {
        var visitor = TestServer.shared().visitor("superintendent");
        String list = visitor.get("/boards").body();
        for (var board : Boards.shipped().all()) {
            assertThat(list).contains("id=\"board-" + board.id() + "\"", "href=\"/boards/" + board.id() + "\"");
            assertThat(visitor.get("/boards/" + board.id()).statusCode())
                    .as(board.id())
                    .isEqualTo(200);
        }
        assertThat(words(list)).contains("Attendance ✕ 1 of 2 met").contains("Chronic absence fell");
        assertThat(visitor.get("/boards/no-such-board").statusCode()).isEqualTo(404);
    }

    @Test
    void aBoardTellsItsNumbersItsSchoolsItsGapsAndWhatIsMissing() {
        String page = words(page("superintendent", "/boards/attendance"));
        assertThat(page)
                .contains("1 of 2 goals met, 1 not met. Chronic absence fell")
                .contains("points above the goal of 15%.")
                .containsPattern("(\\d|None) of 8 schools meets? every goal")
                .containsPattern("every goal; (\\d of them miss |each misses |.+ misses )")
                .contains("misses by the largest part of its goal")
                .contains("Widest gap:");
    }

    @Test
    void yearLevelSchoolAndGroupAreInTheAddress() {
        String page = page("superintendent", "/boards/attendance?year=2024-25&school=0301&level=high&group=el%3Dtrue");
        assertThat(words(page))
                .contains("2024-25")
                .contains("Cedar Valley High School,")
                .contains("English learners");
        assertThat(page)
                .contains("/boards/staffing?year=2024-25&amp;school=0301&amp;level=high&amp;group=el%3Dtrue\"")
                .doesNotContain("Heritage Middle School</a>");
        assertThat(words(page("superintendent", "/boards/attendance?group=nonsense%3D1&level=nonsense&year=1900-01")))
                .contains("Attendance 2025-26, so far");
    }

    @Test
    void numbersOfFewAreHiddenFromWhoeverLooksAfterAnotherSchool() {
        String few = "/boards/attendance?school=0102&group=race_ethnicity%3DAmericanIndianOrAlaskaNative";
        assertThat(page("clerk", few)).contains("Speaks of too few people to be shown");
        assertThat(page("superintendent", few))
                .contains("Only ", " counted")
                .doesNotContain("Speaks of too few people to be shown");
    }

    @Test
    void aSchoolsOwnPageIsOneStepAwayForWhoeverMayOpenIt() {
        assertThat(page("clerk", "/boards/attendance")).doesNotContain("/schools/0302\"");
        assertThat(page("superintendent", "/boards/attendance")).contains("/schools/0302\"");
    }

    @Test
    void whoeverLooksAfterOneSchoolBeginsThere() {
        assertThat(words(page("principal", "/boards/attendance")))
                .contains("Willow Park Elementary School, data as of");
        assertThat(words(page("principal", "/boards/attendance?school=3100042")))
                .contains("Cedar Valley School District, data as of");
    }

    @Test
    void whatTheDistrictsBoardLeadsToIsOfTheDistrictForWhoeverLooksAfterOneSchool() {
        String page = page("principal", "/boards/attendance?school=3100042");
        var links = Pattern.compile("href=\"/leadership\\?metric=[^\"]*\"")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(links)
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link).contains("school=3100042"))
                .anySatisfy(link -> assertThat(link).contains("group="))
                .anySatisfy(link -> assertThat(link).doesNotContain("group="));
    }

    @Test
    void aDistrictsOwnBoardsAreShownAsSoonAsTheyAreThereAndAFaultIsTold(@TempDir Path folder) throws IOException {
        var sample = SamplePublication.in(folder);
        var server = TestServer.start(sample, true);
        try {
            var visitor = server.visitor("superintendent");
            var program = ApiCaller.of(server, "superintendent");
            String mark =
                    program.get("/api/v1/boards").headers().firstValue("ETag").orElseThrow();
            Path own = Files.createDirectories(sample.home().metrics()).resolve(Boards.FILE);
            Files.writeString(own, """
                    boards:
                      - board: our-own
                        title: What we promised
                        question: Do we keep our word?
                        metrics: [enrollment]
                    """);
            assertThat(visitor.get("/boards").body())
                    .contains("What we promised")
                    .doesNotContain("id=\"board-climate\"");
            assertThat(words(visitor.get("/boards/our-own").body())).contains("Do we keep our word?", "Enrollment");
            var since = program.get("/api/v1/boards", "If-None-Match", mark);
            assertThat(since.statusCode()).isEqualTo(200);
            assertThat(since.body()).contains("our-own");
            Files.writeString(own, "boards: [{board: our-own, titel: x}]");
            Files.setLastModifiedTime(own, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
            assertThat(visitor.get("/boards").body())
                    .contains("metrics/boards.yaml line 1", "the boards of this release are shown")
                    .contains("id=\"board-climate\"");
            assertThat(server.visitor("clerk").get("/boards").body()).doesNotContain("boards.yaml");
        } finally {
            server.close();
        }
    }
}
