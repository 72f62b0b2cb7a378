package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.engine.Duck;
import org.yearbook.warehouse.engine.Limits;
import org.yearbook.warehouse.publish.ThreeNights;

/** Who is behind a number, where they are more than a list holds. */
class LongListTest {

    private static final String RECORDS = "/metrics/chronic_absence_rate/records";

    @TempDir
    Path folder;

    @Test
    void aListThatIsCutSaysSoAndOffersNoPageBeyond() {
        var nights = ThreeNights.in(folder);
        try (Duck duck = Duck.write(
                nights.home().publications().resolve(nights.id(3)).resolve("internal.duckdb"),
                new Limits(1, 512, null))) {
            // Of 33 counted and 27 others, 102,300 and 83,700.
            duck.run(
                    "insert into agg_student_year select s.* replace ((hash(s.student_key, i) >> 1)::bigint as student_key)"
                            + " from agg_student_year s, range(1, 3100) t(i)");
        }
        var server = TestServer.start(nights.home());
        try {
            var leader = server.visitor("superintendent");
            assertThat(leader.get(RECORDS).body())
                    .contains("The list is cut: it and its file hold the first 100,000 of 102,300.")
                    .contains("Counted (102,300)", "Page 1 of 2000");
            assertThat(leader.get(RECORDS + "?page=2000").body())
                    .contains("Page 2000 of 2000", "page=1999")
                    .doesNotContain("page=2001");
            assertThat(leader.get(RECORDS + "?part=others").body())
                    .contains("Page 1 of 1674")
                    .doesNotContain("The list is cut");
        } finally {
            server.close();
        }
    }
}
