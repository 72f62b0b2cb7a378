package org.yearbook.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.answer.SamplePublication;

/** A number that could not be computed is not simply one without data. */
class MissingInputOnPagesTest {

    private static final String ID = "20260515T020000-a";

    @TempDir
    Path folder;

    /** Serves a publication in which some versions of a district's metric lack something. */
    private TestServer lacking(String change, String metric, String versions, String missing) {
        var sample = SamplePublication.emptyHome(folder)
                .publish(ID, "2026-05-15", Map.of())
                .change(ID, change)
                .change(
                        ID,
                        "create table metric_missing_input as select '" + metric
                                + "' metric, 'district' authority, unnest([" + versions + "]) \"version\", '"
                                + missing + "' missing");
        return TestServer.start(sample, true);
    }

    @Test
    void everyPageOfANumberSaysWhichInputIsMissing() {
        var server = lacking("""
                update metric_value set value = null, numerator = null, status = 'missing_input'
                where metric = 'teacher_retention_rate' and version = 2 and school_year in ('2022-23', '2025-26')""", "teacher_retention_rate", "2", "records of staff assignment");
        try {
            var visitor = server.visitor("superintendent");
            String page = visitor.get("/?metric=teacher_retention_rate").body();
            assertThat(page)
                    .contains("Missing: records of staff assignment")
                    .contains(
                            "Teachers who stayed in 2025-26: Cannot be computed, for want of records of staff assignment")
                    .contains("2025-26 input missing");
            assertThat(visitor.get("/?metric=teacher_retention_rate&year=2024-25")
                            .body())
                    .doesNotContain("Missing: records", "Cannot be computed");
            assertThat(visitor.get("/metrics/teacher_retention_rate").body())
                    .contains("<dt>Missing</dt><dd>2022-23, 2025-26: records of staff assignment</dd>");
            assertThat(visitor.get("/metrics/book/2025-26").body())
                    .contains("<strong>Cannot be computed, for want of records of staff assignment</strong>");
            assertThat(visitor.get("/metrics/book/2024-25").body()).doesNotContain("Cannot be computed");
        } finally {
            server.close();
        }
    }

    @Test
    void whatWasNeverDeliveredIsNamedWhereItsNumberWouldStand() {
        var server = lacking(
                "delete from metric_value where metric = 'chronic_absence_rate'",
                "chronic_absence_rate",
                "1, 2, 3, 4",
                "any records of student attendance");
        try {
            var visitor = server.visitor("superintendent");
            assertThat(visitor.get("/metrics/chronic_absence_rate").body())
                    .contains("Chronic absence has no number yet")
                    .contains("Missing: any records of student attendance")
                    .doesNotContain("Choose another year", "Month by month");
            assertThat(visitor.get("/metrics/chronic_absence_rate?school=0101").body())
                    .contains("Chronic absence has no number yet")
                    .doesNotContain("not for single schools");
            assertThat(visitor.get("/leadership").body())
                    .contains("No number yet, since what they are made of was not delivered");
        } finally {
            server.close();
        }
    }
}
