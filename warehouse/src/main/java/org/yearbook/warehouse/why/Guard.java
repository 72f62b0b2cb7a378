package org.yearbook.warehouse.why;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yearbook.warehouse.explain.Cause;
import org.yearbook.warehouse.explain.Explanation;
import org.yearbook.warehouse.explain.Explanation.Part;
import org.yearbook.warehouse.explain.Fraction;

/**
 * The parts of a move as somebody may know them who does not see the records. The whole move is known, so whatever is
 * left out can be computed as the rest: what a few people moved is put together with other parts until the sum speaks
 * of enough. When that takes every part, the move is not split.
 */
final class Guard {

    private final Explanation why;
    private final long smallest;

    /** @param smallest how many people a part has to speak of, at the least */
    Guard(Explanation why, long smallest) {
        this.why = why;
        this.smallest = smallest;
    }

    /**
     * Parts that may be known.
     *
     * @param together whether some of them had to be put together
     */
    record Shared(List<Answer.Part> parts, boolean together) {}

    /** {@return the parts that may be known; nothing when only the whole may} */
    Optional<Shared> parts() {
        Set<Integer> others = new TreeSet<>();
        for (int i = 0; i < why.parts().size(); i++) {
            if (isOfFew(i)) {
                others.add(i);
            }
            // A number of few on the way could be computed from the part that leads to it, and from the next.
            Long people = why.parts().get(i).people();
            if (people != null && people < smallest && i + 1 < why.parts().size()) {
                others.add(i);
                others.add(i + 1);
            }
        }
        while (!others.isEmpty() && why.movers().in(others) < smallest) {
            Optional<Integer> more = fewestBeside(others);
            if (more.isEmpty()) {
                return Optional.empty();
            }
            others.add(more.get());
        }
        boolean split = others.isEmpty() || fewestBeside(others).isPresent();
        return split ? Optional.of(new Shared(told(others), !others.isEmpty())) : Optional.empty();
    }

    private boolean isOfFew(int place) {
        Part part = why.parts().get(place);
        if (part.causes().equals(Set.of(Cause.ROUNDING))) {
            // It follows from the two numbers alone.
            return false;
        }
        long moved = why.movers().in(place);
        boolean known = part.counts() != null;
        return known ? moved < smallest && (moved > 0 || part.change().signum() != 0) : true;
    }

    private Optional<Integer> fewestBeside(Set<Integer> others) {
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < why.parts().size(); i++) {
            if (!others.contains(i) && why.movers().in(i) > 0) {
                rest.add(i);
            }
        }
        return rest.stream().min(Comparator.comparing(place -> why.movers().in(place)));
    }

    private List<Answer.Part> told(Set<Integer> others) {
        List<Answer.Part> told = new ArrayList<>();
        Set<Cause> causes = EnumSet.noneOf(Cause.class);
        Fraction rest = Fraction.ZERO;
        for (int i = 0; i < why.parts().size(); i++) {
            Part part = why.parts().get(i);
            if (others.contains(i)) {
                causes.addAll(part.causes());
                rest = rest.plus(part.change());
            } else {
                told.add(new Answer.Part(part.causes(), part.change(), null, null, List.of()));
            }
        }
        if (!causes.isEmpty()) {
            told.add(new Answer.Part(causes, rest, null, null, List.of()));
        }
        return told;
    }
}
