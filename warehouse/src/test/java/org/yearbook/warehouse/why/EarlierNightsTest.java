package org.yearbook.warehouse.why;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.warehouse.answer.RecordClass;
import org.yearbook.warehouse.answer.RecordScope;
import org.yearbook.warehouse.answer.SamplePublication;
import org.yearbook.warehouse.answer.Scope;
import org.yearbook.warehouse.home.DistrictFile;
import org.yearbook.warehouse.why.EarlierNights.Night;

class EarlierNightsTest {

    private static final String DISTRICT = "3100042";
    private static final Asker LEADER = asker(new Scope.District());
    private static final Asker CLERK = asker(new Scope.Schools(Set.of("0101")));

    @TempDir
    static Path folder;

    private static EarlierNights nights;

    private static Asker asker(Scope scope) {
        return new Asker(scope, new RecordScope(scope, RecordClass.all()));
    }

    @BeforeAll
    static void fiveNights() {
        var sample = SamplePublication.emptyHome(folder);
        for (String day : new String[] {"2026-05-01", "2026-05-07", "2026-05-08", "2026-05-14", "2026-05-15"}) {
            sample.publish(id(day), day, Map.of());
        }
        sample.publish("20260515T090000-b", "2026-05-15", Map.of());
        sample.change(
                id("2026-05-14"),
                "update metric_value set n = 4 where metric = 'account_removal_on_time' and organization_id = '"
                        + DISTRICT + "'");
        nights = new EarlierNights(sample.home(), DistrictFile.read(sample.home()));
    }

    private static String id(String day) {
        return day.replace("-", "") + "T020000-a";
    }

    @Test
    void theNightBeforeIsOfAnotherDayAndTheWeekIsTheLatestOfSevenDaysAgo() {
        var before = nights.before(LEADER, "20260515T090000-b", DISTRICT);
        assertThat(before.last()).map(Night::publication).contains(id("2026-05-14"));
        assertThat(before.week()).map(Night::publication).contains(id("2026-05-08"));
        assertThat(before.last().orElseThrow().number("chronic_absence_rate", "district", "2025-26"))
                .isPresent();
        assertThat(before.last().orElseThrow().number("chronic_absence_rate", "district", "1999-00"))
                .isEmpty();
    }

    @Test
    void anEarlierNightIsHeldAgainstThoseBeforeItAlone() {
        var before = nights.before(LEADER, id("2026-05-07"), DISTRICT);
        assertThat(before.last()).map(Night::publication).contains(id("2026-05-01"));
        assertThat(before.week()).isEmpty();
        assertThat(nights.before(LEADER, id("2026-05-01"), DISTRICT)).isEqualTo(EarlierNights.Nights.NONE);
    }

    @Test
    void nightsOfASchoolAreForWhoeverSeesItInFullAndThoseOfTheDistrictForEverybody() {
        String now = id("2026-05-15");
        assertThat(nights.before(CLERK, now, "0101").last()).isPresent();
        assertThat(nights.before(CLERK, now, "0102")).isEqualTo(EarlierNights.Nights.HIDDEN);
        assertThat(nights.before(CLERK, now, DISTRICT).last()).isPresent();
        assertThat(nights.before(asker(new Scope.Schools(Set.of())), now, "0101"))
                .isEqualTo(EarlierNights.Nights.HIDDEN);
    }

    @Test
    void aNumberOfFewPeopleIsForWhoeverSeesItInFullAlone() {
        String now = id("2026-05-15");
        assertThat(nights.before(LEADER, now, DISTRICT)
                        .last()
                        .orElseThrow()
                        .number("account_removal_on_time", "district", "2025-26"))
                .isPresent();
        assertThat(nights.before(CLERK, now, DISTRICT)
                        .last()
                        .orElseThrow()
                        .number("account_removal_on_time", "district", "2025-26"))
                .isEmpty();
    }

    @Test
    void nightsOfADistrictThatIsOneSchoolBesidesTheirOwnAreNotForThem(@TempDir Path small) {
        var sample = SamplePublication.emptyHome(small);
        for (String day : new String[] {"2026-05-14", "2026-05-15"}) {
            sample.publish(id(day), day, Map.of());
            sample.change(
                    id(day),
                    "delete from metric_value where organization_type = 'school'"
                            + " and organization_id not in ('0101', '0102')");
            sample.change(
                    id(day),
                    "delete from metric_value where organization_id = '0102' and metric = 'average_daily_attendance'");
        }
        var here = new EarlierNights(sample.home(), DistrictFile.read(sample.home()));
        String now = id("2026-05-15");
        assertThat(here.before(CLERK, now, DISTRICT)).isEqualTo(EarlierNights.Nights.HIDDEN);
        assertThat(here.before(CLERK, now, DISTRICT).why()).contains("the few people who moved it");
        assertThat(here.before(CLERK, now, "0101").last()).isPresent();
        assertThat(here.before(LEADER, now, DISTRICT).last().orElseThrow().numbers())
                .isNotEmpty();
        Night nobodys = here.before(asker(new Scope.Schools(Set.of())), now, DISTRICT)
                .last()
                .orElseThrow();
        assertThat(nobodys.number("chronic_absence_rate", "district", "2025-26"))
                .as("of two schools, none of them theirs")
                .isPresent();
        assertThat(nobodys.number("average_daily_attendance", "district", "2025-26"))
                .as("a number that one school alone has")
                .isEmpty();
        assertThat(before(sample, now, CLERK)).containsOnlyNulls();
        assertThat(before(sample, now, LEADER)).doesNotContainNull();
    }

    private static List<BigDecimal> before(SamplePublication sample, String now, Asker asker) {
        try (var whys = new Whys(sample.home(), DistrictFile.read(sample.home()))) {
            return values(whys, asker);
        }
    }

    private static List<BigDecimal> values(Whys whys, Asker asker) {
        return whys
                .choices(
                        asker, "chronic_absence_rate", "district", DISTRICT, "2025-26", new Choices.Group("all", "all"))
                .nights()
                .stream()
                .map(Choices.Night::value)
                .toList();
    }

    @Test
    void aNightThatCouldNotBeReadIsReadAgain(@TempDir Path other) throws IOException {
        var sample = SamplePublication.emptyHome(other);
        sample.publish(id("2026-05-14"), "2026-05-14", Map.of()).publish(id("2026-05-15"), "2026-05-15", Map.of());
        var here = new EarlierNights(sample.home(), DistrictFile.read(sample.home()));
        Path file = sample.home().publications().resolve(id("2026-05-14")).resolve("internal.duckdb");
        Path aside = Files.move(file, other.resolve("aside.duckdb"));
        String now = id("2026-05-15");
        assertThat(here.before(LEADER, now, DISTRICT).last().orElseThrow().numbers())
                .isEmpty();
        Files.move(aside, file);
        assertThat(here.before(LEADER, now, DISTRICT).last().orElseThrow().numbers())
                .isNotEmpty();
    }

    @Test
    void whatCouldBeComparedIsReadAgainWhenANightCouldNotBeRead(@TempDir Path other) throws IOException {
        var sample = SamplePublication.emptyHome(other);
        sample.publish(id("2026-05-14"), "2026-05-14", Map.of()).publish(id("2026-05-15"), "2026-05-15", Map.of());
        Path file = sample.home().publications().resolve(id("2026-05-14")).resolve("internal.duckdb");
        try (var whys = new Whys(sample.home(), DistrictFile.read(sample.home()))) {
            Path aside = Files.move(file, other.resolve("aside.duckdb"));
            assertThat(values(whys, LEADER)).hasSize(2).containsNull();
            Files.move(aside, file);
            assertThat(values(whys, LEADER)).hasSize(2).doesNotContainNull();
        }
    }

    @Test
    void noNightIsMissingOfANumberThatNobodyAskedForInALongTime(@TempDir Path other) {
        var sample = SamplePublication.emptyHome(other);
        sample.publish(id("2026-05-14"), "2026-05-14", Map.of());
        try (var whys = new Whys(sample.home(), DistrictFile.read(sample.home()))) {
            values(whys, LEADER);
            for (int another = 1; another < 600; another++) {
                whys.choices(
                        LEADER, "another_" + another, "district", DISTRICT, "2025-26", new Choices.Group("all", "all"));
            }
            sample.publish(id("2026-05-15"), "2026-05-15", Map.of());
            assertThat(values(whys, LEADER)).hasSize(2).doesNotContainNull();
        }
    }

    @Test
    void aNightThatIsKnownIsToldWhileAnotherIsRead() throws Exception {
        String now = id("2026-05-15");
        var known = nights.before(LEADER, now, DISTRICT);
        var asked = Executors.newSingleThreadExecutor();
        nights.reading.lock();
        try {
            assertThat(asked.submit(() -> nights.before(LEADER, now, DISTRICT)).get(1, TimeUnit.MINUTES))
                    .isEqualTo(known);
        } finally {
            nights.reading.unlock();
            asked.shutdownNow();
        }
    }
}
