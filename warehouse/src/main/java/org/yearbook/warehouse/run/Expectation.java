package org.yearbook.warehouse.run;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * When a night that runs may be expected to end, told from those before it: what is left of the stage under way, and
 * all of those to come, each as long as it took in the middle of the former nights.
 *
 * @param end never before now
 * @param nights how many former nights it is told from
 * @param late whether the stage under way takes longer than in any of them, so that the end is a guess
 */
public record Expectation(Instant end, int nights, boolean late) {

    /** {@return what to expect; nothing without a former night or before the first stage} */
    public static Optional<Expectation> of(Run run, List<Run> former, Instant now) {
        Run.StageTime stage = run.now();
        if (former.isEmpty() || stage == null || run.state() != Run.State.RUNNING) {
            return Optional.empty();
        }
        List<Map<Stage, Duration>> times = former.stream().map(Run::stageTimes).toList();
        Map<Stage, Duration> usual = new EnumMap<>(Stage.class);
        for (Stage each : Stage.values()) {
            usual.put(each, middle(times, each));
        }
        Duration under = Duration.between(stage.began(), now);
        Duration left = Objects.requireNonNull(usual.get(stage.stage())).minus(under);
        boolean late = times.stream()
                .map(each -> each.getOrDefault(stage.stage(), Duration.ZERO))
                .allMatch(each -> each.compareTo(under) < 0);
        Duration rest = left.isNegative() ? Duration.ZERO : left;
        for (Stage each : Stage.values()) {
            if (each.compareTo(stage.stage()) > 0) {
                rest = rest.plus(Objects.requireNonNull(usual.get(each)));
            }
        }
        return Optional.of(new Expectation(now.plus(rest), former.size(), late));
    }

    /** {@return how long a stage took in the middle of some nights, of which there is at least one} */
    public static Duration usual(Stage stage, List<Run> nights) {
        return middle(nights.stream().map(Run::stageTimes).toList(), stage);
    }

    private static Duration middle(List<Map<Stage, Duration>> times, Stage stage) {
        List<Duration> sorted = times.stream()
                .map(each -> each.getOrDefault(stage, Duration.ZERO))
                .sorted()
                .toList();
        return sorted.get(sorted.size() / 2);
    }
}
