package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.definitions.Definitions;
import org.yearbook.warehouse.glossary.Deliverers;
import org.yearbook.warehouse.glossary.Deliverers.Promise;
import org.yearbook.warehouse.home.DistrictHome;
import org.yearbook.warehouse.home.HomeException;

class MetricWordsCommandTest {

    @TempDir
    Path root;

    @Test
    void whatAMetricIsMadeOfIsDeliveredUnderSomeContract() {
        Deliverers shipped = MetricWordsCommand.deliverers(null);
        assertThat(Definitions.shipped().datasets().values())
                .flatExtracting(dataset -> dataset.madeOf())
                .isNotEmpty()
                .allSatisfy(entity -> assertThat(shipped.of(entity)).as(entity).isNotEmpty());
        assertThat(shipped.of("student_attendance"))
                .contains(new Promise(
                        "edfi-attendance",
                        "Ed-Fi",
                        "Ed-Fi daily attendance",
                        "attendance clerk",
                        3,
                        "attendance_date"));
    }

    @Test
    void aContractOfTheHomeThatCannotBeReadIsToldByItsFile() throws IOException {
        var home = new DistrictHome(root);
        Files.createDirectories(home.contracts());
        Files.writeString(home.contracts().resolve("broken.yaml"), "id: broken\nnme: x\n");
        assertThatThrownBy(() -> MetricWordsCommand.deliverers(home))
                .isInstanceOf(HomeException.class)
                .hasMessageContaining("broken.yaml");
    }
}
