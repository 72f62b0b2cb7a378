package org.yearbook.dashboard.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yearbook.dashboard.schedule.NightPlan.Known;
import org.yearbook.dashboard.schedule.NightPlan.Try;
import org.yearbook.warehouse.home.NightSettings;
import org.yearbook.warehouse.home.NightSettings.Starter;

/** Nights of three years, by the clocks of four zones. */
class NightPlanTest {

    private static final Duration LOOK = Duration.ofMinutes(5);
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
    private static final LocalDate AFTER = FIRST.plusYears(3);
    private static final Known NOTHING = new Known(false, false, List.of());

    private static NightPlan plan(String zone, String at) {
        return new NightPlan(
                new NightSettings(
                        LocalTime.parse(at), Starter.SERVER, 3, Duration.ofMinutes(20), Duration.ofMinutes(180)),
                ZoneId.of(zone));
    }

    /** A server that looks at the clock now and then, as the real one does. */
    private static final class Life {

        private final NightPlan plan;
        private final Random chance;
        private final Map<LocalDate, List<Try>> tries = new HashMap<>();
        private final Map<LocalDate, Instant> done = new TreeMap<>();
        private final int failures;

        Life(NightPlan plan, long seed, int failures) {
            this.plan = plan;
            this.chance = new Random(seed);
            this.failures = failures;
        }

        void look(Instant now) {
            LocalDate night = plan.due(now);
            List<Try> before = tries.computeIfAbsent(night, unused -> new ArrayList<>());
            var known = new Known(done.containsKey(night), false, before);
            if (plan.next(now, known).filter(at -> !at.isAfter(now)).isEmpty()) {
                return;
            }
            before.add(new Try(now, now.plusSeconds(60)));
            if (chance.nextInt(100) >= failures) {
                assertThat(done.put(night, now))
                        .as("the night of %s ran twice", night)
                        .isNull();
            }
        }

        void look(Instant from, Instant to) {
            for (Instant now = from; now.isBefore(to); now = now.plus(LOOK)) {
                look(now);
            }
        }
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        "America/Chicago, 02:30", // a time that the clocks skip in March
        "America/Chicago, 01:30", // a time that they show twice in November
        "America/Havana, 00:30", // clocks change at midnight there
        "Australia/Lord_Howe, 02:00", // by half an hour
        "Pacific/Honolulu, 23:59" // never
    })
    void everyLocalDateHasOneNightAtItsTime(String zone, String at) {
        NightPlan plan = plan(zone, at);
        var life = new Life(plan, 1, 0);
        life.look(plan.at(FIRST), plan.at(AFTER));
        assertThat(life.done.keySet())
                .containsExactlyElementsOf(FIRST.datesUntil(AFTER).toList());
        life.done.forEach((night, began) -> {
            assertThat(Duration.between(plan.at(night), began)).isBetween(Duration.ZERO, LOOK);
            LocalDateTime local = LocalDateTime.ofInstant(began, plan.zone());
            assertThat(local.toLocalDate()).as("it begins on its own date").isEqualTo(night);
            assertThat(Duration.between(night.atTime(LocalTime.parse(at)), local))
                    .as("and, but where the clocks skip it, at its time")
                    .isBetween(Duration.ZERO, LOOK.plusMinutes(60));
        });
    }

    @Test
    void aTimeThatIsSkippedIsRightAfterTheGapAndOneThatComesTwiceIsTheFirst() {
        assertThat(plan("America/Chicago", "02:30").at(LocalDate.parse("2026-03-08")))
                .isEqualTo("2026-03-08T08:00:00Z");
        assertThat(plan("America/Chicago", "01:30").at(LocalDate.parse("2026-11-01")))
                .isEqualTo("2026-11-01T06:30:00Z");
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"1", "2", "3", "4", "5", "6"})
    void afterAnyDowntimeAndWhateverTheClockDoesNoNightIsDoneTwiceAndTheLatestIsNotForgotten(long seed) {
        List<String> zones = List.of("America/Chicago", "America/Havana", "Australia/Lord_Howe", "Pacific/Honolulu");
        NightPlan plan = plan(
                zones.get((int) (seed % zones.size())),
                LocalTime.MIN.plusMinutes(seed * 173 % 1440).toString());
        var life = new Life(plan, seed, 30);
        var chance = new Random(seed);
        Instant end = plan.at(AFTER);
        Instant now = plan.at(FIRST);
        while (now.isBefore(end)) {
            int what = chance.nextInt(2000);
            if (what == 0) { // down for up to ten days
                var before = List.copyOf(life.done.keySet());
                now = now.plus(Duration.ofMinutes(chance.nextInt(14_400)));
                life.look(now);
                assertThat(life.tries.get(plan.due(now)))
                        .as("made up for at once")
                        .isNotEmpty();
                var madeUp = new ArrayList<>(life.done.keySet());
                madeUp.removeAll(before);
                assertThat(madeUp).as("only the latest").isSubsetOf(plan.due(now));
            } else if (what == 1) { // set back by up to three hours
                now = now.minus(Duration.ofMinutes(chance.nextInt(180)));
            }
            life.look(now);
            now = now.plus(LOOK);
        }
        life.tries.forEach(
                (night, tries) -> assertThat(tries).as("tries of %s", night).hasSizeLessThanOrEqualTo(3));
        assertThat(life.done.size()).isGreaterThan(500);
    }

    @Test
    void aNightThatFailedIsTriedAgainAfterAWhileAndThenGivenUp() {
        NightPlan plan = plan("America/Chicago", "02:30");
        Instant at = plan.at(FIRST);
        var first = new Try(at, at.plusSeconds(600));
        var broken = new Try(at.plusSeconds(2000), null);
        assertThat(plan.next(at, NOTHING)).contains(at);
        assertThat(plan.next(at, new Known(false, true, List.of(first))))
                .as("it runs")
                .isEmpty();
        assertThat(plan.next(at, new Known(false, false, List.of(first)))).contains(at.plusSeconds(600 + 1200));
        assertThat(plan.next(at, new Known(false, false, List.of(first, broken))))
                .contains(at.plusSeconds(3200));
        var threeTimes = new Known(false, false, List.of(first, broken, broken));
        assertThat(plan.next(at, threeTimes)).isEmpty();
        assertThat(plan.givenUp(threeTimes)).isTrue();
        assertThat(plan.missed(at, threeTimes)).isTrue();
    }

    @Test
    void aNightIsMissedWhenItIsNotDoneHoursAfterItsTimeOrAfterItWasBegunToBeMadeUpFor() {
        NightPlan plan = plan("America/Chicago", "02:30");
        Instant at = plan.at(FIRST);
        assertThat(plan.missed(at.plusSeconds(3 * 3600 - 1), NOTHING)).isFalse();
        assertThat(plan.missed(at.plusSeconds(3 * 3600), NOTHING)).isTrue();
        assertThat(plan.missed(at.plusSeconds(9 * 3600), new Known(true, false, List.of())))
                .isFalse();
        Instant late = at.plusSeconds(8 * 3600);
        var madeUp = new Known(false, true, List.of(new Try(late, null)));
        assertThat(plan.missed(late.plusSeconds(60), madeUp)).isFalse();
        assertThat(plan.missed(late.plusSeconds(3 * 3600), madeUp))
                .as("it hangs")
                .isTrue();
    }
}
