package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.night.FaultDistrict.Evening;
import org.yearbook.warehouse.fault.FaultPoint;

/**
 * Nights that break in every way that can be drawn, each followed by a plain one; see docs/promises.md. A few seeds by
 * default, {@code -Dyearbook.seeds=500} for many, {@code -Dyearbook.seed=17} for one again.
 */
class FaultSeedsTest {

    /** Of different kinds: killed at a point, by a call of the system, a disk that fails, and two at once. */
    private static final long[] QUICK = {1, 2, 3};

    @TempDir
    Path folder;

    private static long[] seeds() {
        Long one = Long.getLong("yearbook.seed");
        if (one != null) {
            return new long[] {one};
        }
        int many = Integer.getInteger("yearbook.seeds", 0);
        int first = Integer.getInteger("yearbook.seeds.from", 1);
        return many == 0 ? QUICK : LongStream.range(first, first + many).toArray();
    }

    @Test
    void afterAnyFaultThePromisesHoldAndThePlainNightIsAsIfNothingHadHappened() {
        var district = new FaultDistrict(folder);
        var evenings = List.of(district.evening(1), district.evening(2));
        everyPointIsPassed(evenings);
        List<String> failed = new ArrayList<>();
        for (long seed : seeds()) {
            var story = new FaultStory(seed, district, evenings);
            List<String> broken = story.play();
            if (!broken.isEmpty()) {
                failed.add("Seed " + seed + " (again with -Dyearbook.seed=" + seed + ")\n  "
                        + String.join("\n  ", broken) + "\n" + story.told());
                System.out.println(failed.get(failed.size() - 1));
            } else {
                System.out.println("Seed " + seed + " held. " + story.told().lines().findFirst().orElse(""));
            }
        }
        assertThat(failed).isEmpty();
    }

    private static void everyPointIsPassed(List<Evening> evenings) {
        Set<String> passed = new TreeSet<>();
        evenings.forEach(evening -> passed.addAll(evening.passed().keySet()));
        assertThat(passed)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(FaultPoint.values())
                        .map(FaultPoint::word)
                        .toList());
    }
}
