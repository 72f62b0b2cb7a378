package org.yearbook.dashboard.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yearbook.dashboard.words.Levels;
import org.yearbook.warehouse.answer.Organization;
import org.yearbook.warehouse.answer.Scope;

/** The places that a page may be about, and the one that its address means. */
public final class Places {

    /** What a page is about that has no place at all: it has no number. */
    public static final Organization NONE = new Organization("", "The district", "other", true);

    private Places() {}

    /**
     * {@return the place that an address means: the one it names; else, for whoever looks after one school alone, that
     * school, and for everybody else the district; nothing in a publication without the district}
     *
     * @param scope of which places the person sees numbers in full
     * @param places of the publication
     * @param id organization id of the address, known or not; empty where it names none
     */
    public static Optional<Organization> meant(Scope scope, List<Organization> places, String id) {
        return places.stream()
                .filter(place -> place.id().equals(id))
                .findFirst()
                .or(() -> own(scope, places))
                .or(() -> district(places));
    }

    private static Optional<Organization> own(Scope scope, List<Organization> places) {
        return scope instanceof Scope.Schools schools && schools.ids().size() == 1
                ? places.stream()
                        .filter(place -> !place.district() && schools.covers(place.id()))
                        .findFirst()
                : Optional.empty();
    }

    /** {@return the district itself} */
    public static Optional<Organization> district(List<Organization> places) {
        return places.stream().filter(Organization::district).findFirst();
    }

    /**
     * {@return the levels of schools that can be chosen, from the youngest students to the oldest; none where there is
     * no choice}
     *
     * @param asked the level of the address; every level where no school is of it
     */
    public static List<Option> levels(List<Organization> places, String asked) {
        List<String> present = Levels.ALL.stream()
                .filter(level -> places.stream()
                        .anyMatch(place -> !place.district() && place.level().equals(level)))
                .toList();
        if (present.size() < 2) {
            return List.of();
        }
        return Stream.concat(
                        Stream.of(new Option("", "Every level", !present.contains(asked))),
                        present.stream().map(level -> new Option(level, Levels.words(level), level.equals(asked))))
                .toList();
    }
}
