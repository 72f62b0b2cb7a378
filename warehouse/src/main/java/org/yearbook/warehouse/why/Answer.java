package org.yearbook.warehouse.why;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.explain.Cause;
import org.yearbook.warehouse.explain.Explanation.Counted;
import org.yearbook.warehouse.explain.Explanation.Counts;
import org.yearbook.warehouse.explain.Fraction;

/** What somebody gets who asks why a number changed. */
public sealed interface Answer {

    /** It is being worked out; ask again. */
    record Waiting() implements Answer {}

    /**
     * There is nothing to tell.
     *
     * @param sentence why, for the one who asked
     * @param later whether it may be otherwise when asked again
     */
    record NotTold(String sentence, boolean later) implements Answer {}

    /**
     * The move, and of its parts those that the asker may know. They come to the move exactly.
     *
     * @param unit as the definition has it: percent (a fraction of one), count, currency, number
     * @param parts in the order of the steps; one when it is not split
     * @param apart why it is not split, or what stands together, for the one who asked; empty when it is split in full
     * @param notes what could not be told apart, and why
     * @param records whether the asker may see who and what stands behind each part
     */
    record Told(
            String label,
            String unit,
            End from,
            End to,
            List<Part> parts,
            String apart,
            List<String> notes,
            boolean records)
            implements Answer {

        public Told {
            parts = List.copyOf(parts);
            notes = List.copyOf(notes);
            Fraction sum = parts.stream().map(Part::change).reduce(Fraction.ZERO, Fraction::plus);
            if (!sum.equals(Fraction.of(to.value()).minus(Fraction.of(from.value())))) {
                throw new IllegalStateException("the parts that are told do not come to the move");
            }
        }

        /** {@return the whole move} */
        public Fraction whole() {
            return Fraction.of(to.value()).minus(Fraction.of(from.value()));
        }
    }

    /** One of the two numbers, as it was published. */
    record End(String publication, LocalDate asOf, String schoolYear, int version, BigDecimal value) {}

    /**
     * One part.
     *
     * @param causes one; several when they stay together
     * @param change in the metric's unit
     * @param moved how many people, or things, moved in it; null for whoever may not see the records
     * @param counts what they moved to and from; null when nobody can tell, or may
     * @param records the first of them; none for whoever may not see them
     */
    record Part(
            Set<Cause> causes,
            Fraction change,
            @Nullable Long moved,
            @Nullable Counts counts,
            List<Counted> records) {

        public Part {
            causes = Collections.unmodifiableSet(EnumSet.copyOf(causes));
            records = List.copyOf(records);
        }
    }
}
