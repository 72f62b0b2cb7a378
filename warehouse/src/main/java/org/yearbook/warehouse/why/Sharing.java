package org.yearbook.warehouse.why;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yearbook.warehouse.explain.Question;
import org.yearbook.warehouse.explain.Question.Side;
import org.yearbook.warehouse.home.District;

/**
 * Of which questions somebody may get the parts who does not see the records: of those alone whose parts cannot be
 * subtracted from those of another such question.
 *
 * @param nights the publications that are kept, newest first
 * @param several whether the district's number speaks of several schools that the asker does not see
 */
record Sharing(
        Asker asker, Question question, String mainAuthority, District district, List<String> nights, boolean several) {

    /** {@return why the asker gets no parts, in a sentence; nothing when they do} */
    Optional<String> obstacle() {
        if (asker.seesSingleSchools()) {
            return Optional.of(
                    "It is split for your own schools alone, and by kinds of records that you see: from the parts of all"
                            + " schools yours could be subtracted.");
        }
        if (!question.organization().equals(district.leaId()) || !several) {
            return Optional.of("It is split for the whole district alone: from its parts those of one school could be"
                    + " subtracted.");
        }
        if (!question.dimension().equals("all")) {
            return Optional.of("It is split for everybody together alone: from those parts the ones of a group could be"
                    + " subtracted.");
        }
        if (!question.authority().equals(mainAuthority)) {
            return Optional.of("It is split under the definition alone that is shown first: from its parts those of"
                    + " another could be subtracted.");
        }
        if (!isPlain(question.from(), question.to())) {
            return Optional.of(
                    "It is split between neighboring nights, or two school years or two versions of this night:"
                            + " from the parts of a longer time those of a shorter one could be subtracted.");
        }
        return Optional.empty();
    }

    /** Only one thing differs; and of nights, they are neighbours. */
    private boolean isPlain(Side from, Side to) {
        boolean nightsDiffer = !Objects.equals(from.publication(), to.publication());
        boolean yearsDiffer = !Objects.equals(from.schoolYear(), to.schoolYear());
        boolean versionsNamed = from.version() != null || to.version() != null;
        if (nightsDiffer) {
            return !yearsDiffer && !versionsNamed && areNeighbours(from.publication(), to.publication());
        }
        return isCurrent(to.publication()) && !(yearsDiffer && versionsNamed);
    }

    private boolean areNeighbours(@Nullable String earlier, @Nullable String later) {
        int place = nights.indexOf(later);
        return place >= 0 && place + 1 < nights.size() && nights.get(place + 1).equals(earlier);
    }

    // Years and versions of an older night and of the current one could be subtracted from each other.
    private boolean isCurrent(@Nullable String publication) {
        return !nights.isEmpty() && nights.get(0).equals(publication);
    }
}
