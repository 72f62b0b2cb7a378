package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.dashboard.state.TokenScope;
import org.yearbook.warehouse.answer.SamplePublication;

/** Which place a page is about, where its address names one that is not there. */
class PlacesOnPagesTest {

    private static final String ID = "20260515T020000-a";
    private static final String CHRONIC = "/metrics/chronic_absence_rate";
    private static final List<String> PAGES =
            List.of("/leadership", "/boards", "/boards/attendance", CHRONIC, CHRONIC + "/why");

    @TempDir
    Path folder;

    @Test
    void anUnknownSchoolIsTheOwnOneForWhoeverLooksAfterOneAndTheDistrictForEverybodyElse() {
        var server = TestServer.shared();
        var leader = server.visitor("superintendent");
        // The demo's principal looks after the last school by name, Willow Park.
        var principal = server.visitor("principal");
        for (String page : PAGES) {
            for (String asked : List.of("", "?school=9999")) {
                assertThat(chosen(principal.get(page + asked).body()))
                        .as(page + asked)
                        .isEqualTo("Willow Park Elementary School");
                assertThat(chosen(leader.get(page + asked).body()))
                        .as(page + asked)
                        .isEqualTo("The whole district");
            }
        }
    }

    /** {@return the place that is chosen in the form of a page} */
    private static String chosen(String page) {
        var option = Pattern.compile(
                        "<option value=\"[^\"]*\" selected=\"selected\">(The whole district|[^<]* School)</option>")
                .matcher(page);
        assertThat(option.find()).isTrue();
        return option.group(1);
    }

    @Test
    void withoutAnyPlaceEveryPageIsEmptyAndNoneBreaks() {
        var server = TestServer.start(SamplePublication.in(folder).change(ID, "delete from dim_organization"), true);
        try {
            var leader = server.visitor("superintendent");
            for (String page : PAGES) {
                var answer = leader.get(page + "?school=0101");
                assertThat(answer.statusCode()).as(page).isEqualTo(200);
            }
            assertThat(leader.get("/boards/attendance").body()).contains("No number of this board has a value here.");
            assertThat(leader.get(CHRONIC).body()).contains("No data for this year", "in force since 2024-25");
            assertThat(leader.get(CHRONIC + "/records").statusCode())
                    .as("nobody is behind a number that is not there")
                    .isEqualTo(404);
            assertThat(leader.get(CHRONIC + "/records.csv").statusCode()).isEqualTo(404);
            var program = ApiCaller.of(server, "superintendent", Set.of(TokenScope.NUMBERS));
            assertThat(program.get("/api/v1/metrics/chronic_absence_rate/why").body())
                    .contains("There are no two numbers to compare here.");
        } finally {
            server.close();
        }
    }
}
