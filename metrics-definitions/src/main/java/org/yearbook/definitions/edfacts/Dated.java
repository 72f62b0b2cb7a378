package org.yearbook.definitions.edfacts;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.yearbook.definitions.SchoolYear;

/**
 * What was read of some school years.
 *
 * @param years all for which a source says the same
 */
public record Dated<T>(List<SchoolYear> years, T content) {

    public Dated {
        years = List.copyOf(years);
    }

    /**
     * {@return what holds in a year: what was read of it, else of the last year before, else of the first after it; of
     * two that were read of one year the one that is told first}
     */
    static <T> Optional<InYear<T>> in(SchoolYear year, List<Dated<T>> all) {
        record Candidate<T>(SchoolYear year, T content) {}
        List<Candidate<T>> known = all.stream()
                .flatMap(dated -> dated.years().stream().map(one -> new Candidate<>(one, dated.content())))
                .sorted(Comparator.comparing(Candidate::year))
                .toList();
        Optional<Candidate<T>> upTo = known.stream()
                .filter(one -> one.year().compareTo(year) <= 0)
                .reduce((before, later) -> later.year().equals(before.year()) ? before : later);
        return upTo.or(() -> known.stream().findFirst())
                .map(one -> new InYear<>(one.content(), one.year(), one.year().equals(year)));
    }
}
