package org.yearbook.ingest.night;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yearbook.ingest.night.FaultDistrict.Evening;
import org.yearbook.warehouse.fault.FaultPoint;

/**
 * Nights that break in every way that can be drawn, each followed by a plain one; see docs/promises.md. A few seeds by
 * default, {@code -Dyearbook.seeds=500} for many, {@code -Dyearbook.seed=17} for one again.
 */
class FaultSeedsTest {

    /**
     * A disk that fails, a night killed between two tables, a first night killed while it makes one, and no room for
     * anything, temporary files and words of its own included.
     */
    private static final long[] QUICK = {3, 11, 16, 35};

    @TempDir
    static Path folder;

    private static FaultDistrict district;
    private static List<Evening> evenings;
    private static List<String> lake;

    @BeforeAll
    static void undisturbed() {
        district = new FaultDistrict(folder);
        Evening first = district.evening(1);
        lake = HomeInspector.filesOfTheLake(district.root());
        evenings = List.of(first, district.evening(2));
    }

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
        List<String> failed = new ArrayList<>();
        for (long seed : seeds()) {
            var story = new FaultStory(seed, district, evenings);
            List<String> broken = played(story);
            if (!broken.isEmpty()) {
                failed.add("Seed " + seed + " (again with -Dyearbook.seed=" + seed + ")\n  "
                        + String.join("\n  ", broken) + "\n" + story.told());
                System.out.println(failed.get(failed.size() - 1));
            } else {
                System.out.println("Seed " + seed + " held. "
                        + story.told().lines().findFirst().orElse(""));
            }
        }
        assertThat(failed).isEmpty();
    }

    private static List<String> played(FaultStory story) {
        try {
            return story.play();
        } catch (RuntimeException | AssertionError e) {
            return List.of(String.valueOf(e));
        }
    }

    @Test
    void aPlainNightPassesEveryPoint() {
        Set<String> passed = new TreeSet<>();
        evenings.forEach(evening -> passed.addAll(evening.passed().keySet()));
        assertThat(passed)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(FaultPoint.values()).map(FaultPoint::word).toList());
    }

    @Test
    void whatTheRecordOfANightNamesIsOnTheDiskBeforeTheRecordIs() {
        List<String> forced = evenings.get(0).forced();
        assumeTrue(!forced.isEmpty(), "strace is needed to see it");
        int record = forced.indexOf(forced.stream()
                .filter(path -> path.endsWith("night.json.tmp"))
                .findFirst()
                .orElseThrow());
        List<String> before = forced.subList(0, record);
        assertThat(lake).isNotEmpty().allMatch(before::contains);
        for (String file : lake) {
            String table = Path.of(file).getParent().getParent().toString();
            assertThat(before)
                    .as(table)
                    .anyMatch(path -> path.startsWith(table) && path.endsWith(".metadata.json"))
                    .anyMatch(path -> path.startsWith(table) && path.endsWith(".avro"))
                    .contains(table + "/data", table + "/metadata");
        }
        assertThat(forced.subList(record, forced.size()))
                .as("the publication, before the pointer")
                .containsSubsequence(
                        forced.stream()
                                .filter(path -> path.endsWith("public.duckdb"))
                                .findFirst()
                                .orElseThrow(),
                        forced.stream()
                                .filter(path -> path.contains("current.json."))
                                .findFirst()
                                .orElseThrow());
    }
}
