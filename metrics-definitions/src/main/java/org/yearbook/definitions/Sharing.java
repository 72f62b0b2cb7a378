package org.yearbook.definitions;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who may see the numbers of a metric, and what everybody sees of them.
 *
 * @param readers whose publications hold its numbers
 * @param publicRate how everybody sees a rate, unless the district chooses otherwise
 * @param countsAmong the metrics that count everybody whom this one counts
 * @param peopleCountedBy the metrics that count just the people of whom this one is a share
 */
public record Sharing(
        Set<Reader> readers, PublicRate publicRate, List<Related> countsAmong, List<Related> peopleCountedBy) {

    /** Of a metric that says nothing of it: everybody sees it as it is. */
    static final Sharing USUAL = new Sharing(EnumSet.allOf(Reader.class), PublicRate.EXACT, List.of(), List.of());

    public Sharing {
        readers = Set.copyOf(readers);
        countsAmong = List.copyOf(countsAmong);
        peopleCountedBy = List.copyOf(peopleCountedBy);
    }

    /** {@return whether numbers of the metric are in the file that everybody may see} */
    public boolean isPublic() {
        return readers.contains(Reader.PUBLIC);
    }

    /** {@return whether everybody sees the number itself} */
    public boolean isExactForAll() {
        return isPublic() && publicRate == PublicRate.EXACT;
    }

    /** Another metric, and where it is named. */
    public record Related(String metric, Place place) {}

    /** An audience of publications. */
    public enum Reader {
        /** The district's own people, each within their role. */
        INTERNAL,
        /** People who ask in SQL, under pseudonyms. */
        ANALYST,
        /** Everybody. */
        PUBLIC;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How everybody sees a rate. */
    public enum PublicRate {
        EXACT,
        /** As a range that becomes narrower with the number of people, as graduation rates are published federally. */
        FEDERAL_LADDER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
