package org.yearbook.dashboard.page.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ui.ExtendedModelMap;
import org.yearbook.dashboard.page.Notes;
import org.yearbook.dashboard.schedule.RefreshWatch;
import org.yearbook.dashboard.state.Annotations;
import org.yearbook.dashboard.state.Persons;
import org.yearbook.dashboard.state.Role;
import org.yearbook.dashboard.state.StateDatabase;
import org.yearbook.warehouse.answer.Editions;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.home.District;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.why.Behind;
import org.yearbook.warehouse.why.Whys;

class MetricControllerTest {

    private static final String NEXT = "20260516T020000-b";

    private static void publish(SamplePublication sample) {
        sample.publish(NEXT, "2026-05-16", Map.of()).change(NEXT, """
                create table closed_year as select '2024-25' school_year, 1 state, 'A. Superintendent' closed_by,
                    timestamp '2025-08-01 15:00:00' closed_at, '' reason, 0 number_differences, 0 record_differences""");
    }

    /** Something happens once the first of what is shown was read. */
    @SuppressWarnings("serial")
    private static final class Interrupted extends ExtendedModelMap {
        private final Runnable meanwhile;
        private boolean over;

        Interrupted(Runnable meanwhile) {
            this.meanwhile = meanwhile;
        }

        @Override
        public ExtendedModelMap addAttribute(String name, @Nullable Object value) {
            super.addAttribute(name, value);
            if (!over) {
                over = true;
                meanwhile.run();
            }
            return this;
        }
    }

    @Test
    void allThatThePageOfAMetricShowsComesFromOnePublication(@TempDir Path folder) {
        var sample = SamplePublication.in(folder);
        var leader = Persons.of(1, "lead", Role.LEADER);
        var model = new Interrupted(() -> publish(sample));
        District district = DistrictFile.read(sample.home());
        try (var state = StateDatabase.open(sample.home());
                var editions = new Editions(sample.home(), 10, 2);
                var whys = new Whys(sample.home(), district)) {
            var controller = new MetricController(
                    editions,
                    whys,
                    new Behind(sample.home()),
                    new Notes(new Annotations(state, Clock.systemUTC())),
                    new RefreshWatch(sample.home(), district, editions, Optional.empty(), Clock.systemUTC()),
                    district);
            controller.page(leader, "chronic_absence_rate", Map.of(), model);
            assertThat(((MetricPage) model.get("page")).publication()).isEqualTo("20260515T020000-a");
            assertThat(model.get("closed")).isEqualTo(List.of());

            var later = new ExtendedModelMap();
            controller.page(leader, "chronic_absence_rate", Map.of(), later);
            assertThat(((MetricPage) later.get("page")).publication()).isEqualTo(NEXT);
            assertThat(later.get("closed")).isEqualTo(List.of("2024-25 closed on Aug 1, 2025, by A. Superintendent"));
        }
    }
}
