package org.yearbook.warehouse.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.SchoolYear;
import org.yearbook.definitions.edfacts.FileSpecification;
import org.yearbook.definitions.edfacts.FileSpecifications;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.publish.FortyStudents;
import org.yearbook.warehouse.validate.Finding;
import org.yearbook.warehouse.validate.Severity;

/** Every file of forty students with every edge, read by a validator that knows nothing of how they were written. */
class GoldenFilesTest {

    private static final SchoolYear YEAR = SchoolYear.parse("2025-26");

    @TempDir
    static Path root;

    @Test
    void noFileBreaksARuleThatIsNotTheDistrictsOwnData() {
        DistrictHome home = FortyStudents.publish(root);
        var run = new ExportRun(home, ExportHome.LIMITS, Clock.systemUTC());
        List<String> made = new ArrayList<>();
        List<String> held = new ArrayList<>();
        for (FileSpecification specification : FileSpecifications.shipped().all()) {
            run.make(specification.id(), YEAR, "somebody");
            made.add(specification.id());
        }
        for (String specification : made) {
            for (Finding finding : run.check(specification, YEAR).findings()) {
                if (finding.severity() == Severity.HOLD) {
                    held.add(specification + " " + finding.rule() + " " + finding.where() + ": " + finding.what());
                }
            }
        }
        assertThat(made).hasSize(26);
        assertThat(held).isEmpty();
        assertThat(run.exports().latest("FS029", YEAR).orElseThrow().manifest().definitions())
                .isEqualTo(Map.of());
    }
}
