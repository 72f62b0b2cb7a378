package org.yearbook.warehouse.suppress;

import java.util.EnumSet;
import java.util.Set;

/** How strictly shared numbers are protected. */
public final class Rules {

    /** What is done, one after the other. All of it is, but where a test shows what each is for. */
    enum Step {
        SUMS,
        EXACT,
        INTERVAL,
        COMPLEMENT,
        VERSIONS,
        RELEASES
    }

    private final long smallest;
    private final long range;
    private final Set<Step> steps;

    private Rules(long smallest, long range, Set<Step> steps) {
        this.smallest = smallest;
        this.range = range;
        this.steps = steps;
    }

    /**
     * {@return the rules}
     *
     * @param smallest the smallest group that a shared number may speak of
     * @param range the least and the most that a hidden count of people may be are at least this far apart
     */
    public static Rules of(long smallest, long range) {
        return new Rules(smallest, range, EnumSet.allOf(Step.class));
    }

    /** {@return the same rules, but for one step: to look at first, or to see what goes wrong then} */
    Rules without(Step step) {
        Set<Step> fewer = EnumSet.copyOf(steps);
        fewer.remove(step);
        return new Rules(smallest, range, fewer);
    }

    boolean has(Step step) {
        return steps.contains(step);
    }

    /** {@return in their order} */
    Set<Step> steps() {
        return steps.isEmpty() ? EnumSet.noneOf(Step.class) : EnumSet.copyOf(steps);
    }

    long smallest() {
        return smallest;
    }

    long range() {
        return range;
    }
}
