package org.yearbook.dashboard.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.yearbook.warehouse.home.NightSettings.Starter;
import org.yearbook.warehouse.home.RefreshSettings;
import org.yearbook.warehouse.home.RefreshSettings.Days;

/** When refreshes are due, and when what they bring is late. */
class RefreshPlanTest {

    private static final ZoneId ZONE = ZoneId.of("America/Chicago");

    /** A Friday. */
    private static final String DAY = "2026-05-15";

    private static RefreshPlan plan(Days days) {
        var settings = new RefreshSettings(
                Duration.ofHours(1),
                LocalTime.of(7, 0),
                LocalTime.of(17, 0),
                days,
                Starter.SERVER,
                List.of("attendance"),
                List.of());
        return new RefreshPlan(settings, ZONE, Set.of(LocalDate.parse(DAY))::contains);
    }

    private static Instant at(String time) {
        return LocalDateTime.parse(time).atZone(ZONE).toInstant();
    }

    @Test
    void oneIsDueEachHourOfTheWindowAndOnlyTheLatestOfTheDayIsMadeUpFor() {
        RefreshPlan plan = plan(Days.ALL);
        assertThat(plan.due(at(DAY + "T06:59"))).isEmpty();
        assertThat(plan.due(at(DAY + "T07:00"))).contains(at(DAY + "T07:00"));
        assertThat(plan.due(at(DAY + "T09:59"))).contains(at(DAY + "T09:00"));
        assertThat(plan.due(at(DAY + "T23:00"))).contains(at(DAY + "T17:00"));
        assertThat(plan.due(at("2026-05-16T00:30")))
                .as("the night takes everything")
                .isEmpty();
        assertThat(plan.following(at(DAY + "T16:30"))).contains(at(DAY + "T17:00"));
        assertThat(plan.following(at(DAY + "T17:00"))).contains(at("2026-05-16T07:00"));
    }

    @Test
    void thereIsNoneOnDaysThatTheDistrictLeavesOut() {
        assertThat(plan(Days.WEEKDAYS).due(at("2026-05-16T10:00"))).isEmpty();
        assertThat(plan(Days.WEEKDAYS).following(at(DAY + "T17:00"))).contains(at("2026-05-18T07:00"));
        assertThat(plan(Days.SCHOOL).due(at("2026-05-14T10:00"))).isEmpty();
        assertThat(plan(Days.SCHOOL).due(at(DAY + "T10:00"))).contains(at(DAY + "T10:00"));
        assertThat(plan(Days.SCHOOL).following(at(DAY + "T17:00"))).isEmpty();
    }

    @Test
    void whatWasHeardIsLateWhenAWholeHourWentByAfterOneWasDue() {
        RefreshPlan plan = plan(Days.WEEKDAYS);
        Instant heard = at(DAY + "T10:00:20");
        assertThat(plan.late(heard, at(DAY + "T11:59"))).isFalse();
        assertThat(plan.late(heard, at(DAY + "T12:00"))).isTrue();
        Instant last = at(DAY + "T17:00:20");
        assertThat(plan.late(last, at(DAY + "T23:00")))
                .as("none is promised in the evening")
                .isFalse();
        assertThat(plan.late(last, at("2026-05-18T07:30")))
                .as("nor over the weekend")
                .isFalse();
        assertThat(plan.late(last, at("2026-05-18T08:00"))).isTrue();
        assertThat(plan.late(at(DAY + "T16:00:20"), at("2026-05-17T12:00")))
                .as("the last of the week was missed")
                .isTrue();
    }

    @Test
    void anHourThatTheClocksSkipOrShowTwiceMakesNoneTwice() {
        var settings = new RefreshSettings(
                Duration.ofMinutes(30),
                LocalTime.MIDNIGHT,
                LocalTime.of(23, 59),
                Days.ALL,
                Starter.SERVER,
                List.of("attendance"),
                List.of());
        var plan = new RefreshPlan(settings, ZONE, day -> true);
        for (String day : List.of("2026-03-08", "2026-11-01")) {
            Instant now = at(day + "T00:00");
            for (int half = 0; half < 44; half++) {
                Instant next = plan.following(now).orElseThrow();
                assertThat(Duration.between(now, next)).isEqualTo(Duration.ofMinutes(30));
                assertThat(plan.due(next)).contains(next);
                now = next;
            }
        }
    }
}
